"""WARC records come in, pages and rejections go out; the other way round a page comes in, one gzip member goes out.

fastwarc frames the records and gives no sign of a file that was cut, so the members are checked here: a page counts
only when its record is whole, and what can still be read after a damaged place is read.
"""

import datetime as dt
import hashlib
import io
import json
import mmap
import re
import uuid
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from fastwarc.stream_io import BrotliReader, GzipWriter, ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from monitor.lines import understood_hints
from monitor.model import Page, Rejection

BODY_LIMIT = 10 << 20  # bytes of a page after decompression; of a larger one, a byte more is kept as the sign
HINTS = "WARC-Monitor-Hints"  # our own header, ASCII JSON: what the index or the feed said of the page
REQUEST = "WARC-Monitor-Request"  # our own header, ASCII JSON: how the page was asked for

_HEAD_LIMIT = 64 << 10  # bytes of HTTP headers and chunk sizes beside a body
_GZIP = b"\x1f\x8b\x08"
_PLAIN = b"WARC/1."
_NEXT_PLAIN = b"\r\n\r\n" + _PLAIN
_CHUNK = 64 << 10
_CHUNK_SIZE = re.compile(rb"(?:\r\n)?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")  # of a chunked body
_TRANSFER = frozenset(
    (
        "content-type",
        "content-length",
        "content-encoding",
        "transfer-encoding",
        "connection",
        "set-cookie",
        "keep-alive",
    )
)
_PHRASES = {200: "OK"}
_PAGES = frozenset(("text/html", "application/xhtml+xml", "text/plain"))
_HINT_KEYS = ("outlet", "title", "published", "lang", "topic")
_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")


def pages_of(path: Path) -> Iterator[Page | Rejection]:
    """The HTML and text pages of a `.warc` or `.warc.gz` in its order: 2xx responses and resources.

    A damaged record is a rejection that names file and record; reading goes on at the next whole record after it.
    """
    with path.open("rb") as file:
        if not path.stat().st_size:
            yield Rejection(stage="archive", subject=path.name, reason="is empty: fetch it again")
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
            yield from walk(file, view, path.name)


def page_at(path: Path, offset: int, name: str) -> Page | Rejection | None:
    """The page whose record starts at `offset`; None: the record there is of another kind."""
    with path.open("rb") as file:
        file.seek(offset)
        try:
            record = next(iter(ArchiveIterator(file, parse_http=False)))
            block, whole = _block(record)
        except (StopIteration, OSError):
            whole = False
        if whole:
            return _page(record, block, name)
        return Rejection(stage="archive", subject=name, reason="is damaged or cut off: fetch the page again")


def member_of(
    page: Page,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    request: Mapping[str, object] | None = None,
) -> bytes:
    """A page as one WARC record in one gzip member: a `response` where it has an address, else a `resource`.

    `headers` are the server's, without those of a transfer that is over (lengths, encodings, cookies); `request` is
    whatever tells how it was asked for. The same page gives the same bytes.
    """
    record = WarcRecord()
    address = _BREAKS.sub("", page.url) if page.url else None
    digest = hashlib.sha256(page.body).hexdigest()
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{address} {page.captured} {digest}")
    kind = WarcRecordType.response if address else WarcRecordType.resource
    record.init_headers(kind, f"uuid:{identity}".encode())
    record.headers["WARC-Target-URI"] = address or f"urn:sha256:{digest}"
    record.record_date = page.captured or dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # the header may not be left out
    hints: dict[str, object] = {key: getattr(page, key) for key in _HINT_KEYS if getattr(page, key) is not None}
    if page.captured is None:
        hints["captured"] = False
    if page.anew:
        hints["anew"] = True
    if hints:
        record.headers[HINTS] = json.dumps(hints)
    if request:
        record.headers[REQUEST] = json.dumps(dict(request))
    if address:
        record.set_bytes_payload(_http_head(page, status, headers or {}) + page.body)
        record.is_http = True
    else:
        record.headers["Content-Type"] = _BREAKS.sub(" ", page.content_type)
        record.set_bytes_payload(page.body)
    out = io.BytesIO()
    writer = GzipWriter(out)
    record.write(writer, checksum_data=True)
    writer.finish()
    return out.getvalue()


def whole_length(view: mmap.mmap | bytes) -> int:
    """How many bytes of a file with one member per record end with a whole member: the rest was torn off by a crash."""
    start = len(view)
    while (start := view.rfind(_GZIP, 0, start)) >= 0:
        end = _member_end(view, start)
        if end is not None:
            return end
    return 0


def walk(
    file: BinaryIO, view: mmap.mmap | bytes, source: str, *, base: int | None = None
) -> Iterator[Page | Rejection]:
    """The pages of a file whose bytes are `view`; where these are a part that begins at `base` of the whole, pages and
    faults are named by their place in the whole ("x.warc.gz:18233"), else by the record's number."""

    def name(number: int, place: int) -> str:
        return f"{source} record {number}" if base is None else f"{source}:{base + place}"

    gzipped = view[:3] == _GZIP
    if not gzipped and view[: len(_PLAIN)] != _PLAIN:
        yield Rejection(stage="archive", subject=source, reason="is no WARC file: name a .warc or .warc.gz")
        return
    number, start = 0, 0
    while start >= 0:
        file.seek(start)
        held: Page | Rejection | None = None  # the last record's page, until it is known that its member is whole
        last: int | None = None  # where the last record that was begun starts
        length, torn, fault = 0, False, False
        try:
            for record in ArchiveIterator(file, parse_http=False):
                if held is not None:
                    yield held
                number, last, length, held, torn = number + 1, record.stream_pos, record.content_length, None, True
                block, whole = _block(record)
                if not whole:
                    break
                held, torn = _page(record, block, name(number, last)), False
        except OSError:
            fault = True
        begin = start if last is None or (gzipped and view[last : last + 3] != _GZIP) else last
        end = _member_end(view, begin) if gzipped else _plain_end(view, last, length)
        torn = torn or last is None or (end is None and begin == last)
        if held is not None and not torn:
            yield held
        if not torn and not fault and end is not None and not view[end : end + 64].strip(b"\r\n"):
            return
        number += last is None or not torn
        reason = "is damaged or cut off; what could be read is done: fetch the file again"
        place = begin if torn or last is None or end is None else end
        yield Rejection(stage="archive", subject=name(number, place), reason=reason)
        start = next_whole(view, max(begin + 1, end or 0), gzipped)


def next_whole(view: mmap.mmap | bytes, start: int, gzipped: bool) -> int:
    """Where the next record after a damaged one starts, for gzip the next whole member; -1: there is none."""
    if not gzipped:
        found = view.find(_NEXT_PLAIN, start + 1)  # one further: the damaged record itself begins so
        return found + len(_NEXT_PLAIN) - len(_PLAIN) if found >= 0 else -1
    while (start := view.find(_GZIP, start)) >= 0 and _member_end(view, start) is None:
        start += 1
    return start


def _plain_end(view: mmap.mmap | bytes, start: int | None, length: int) -> int | None:
    """Where the content of the plain record at `start` ends; None: not within the file."""
    head = -1 if start is None else view.find(b"\r\n\r\n", start)
    end = head + 4 + length
    return end if head >= 0 and end <= len(view) else None


def _member_end(view: mmap.mmap | bytes, start: int) -> int | None:
    """Where the gzip member at `start` ends; None: it is cut or damaged, or holds no record."""
    inflate = zlib.decompressobj(wbits=31)
    begin = b""
    position = start
    try:
        while not inflate.eof:
            chunk = inflate.unconsumed_tail or view[position : position + _CHUNK]
            if not chunk:
                return None
            if not inflate.unconsumed_tail:
                position += len(chunk)
            data = inflate.decompress(chunk, 16 * _CHUNK)
            if len(begin) < len(_PLAIN):
                begin += data[: len(_PLAIN)]
                if not begin.startswith(_PLAIN[: len(begin)]):
                    return None
    except zlib.error:
        return None
    return position - len(inflate.unused_data)


def _block(record: WarcRecord) -> tuple[bytes, bool]:
    """A record's content as far as a page may be long, and whether all of that is there."""
    length = record.content_length
    want = min(length, BODY_LIMIT + _HEAD_LIMIT)
    pieces = []
    while want and (piece := record.reader.read(want)):
        pieces.append(piece)
        want -= len(piece)
    return b"".join(pieces), not want


def _page(record: WarcRecord, block: bytes, name: str) -> Page | Rejection | None:
    """The page in a record; None: it holds none (a request, an image, an error page)."""
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    if record.record_type == WarcRecordType.response:
        head, _, body = block.partition(b"\r\n\r\n")
        status, headers = _http_headers(head)
        if not 200 <= status < 300:
            return None
    elif record.record_type == WarcRecordType.resource:
        headers, body = {"content-type": record.headers.get("Content-Type") or ""}, block
    else:
        return None
    content_type = headers.get("content-type") or ("text/html" if body.lstrip()[:1] == b"<" else "")
    if content_type.partition(";")[0].strip().lower() not in _PAGES or (address or "").endswith("/robots.txt"):
        return None
    try:
        body = _decoded(body, headers)
        hints = _hints(record)
    except ValueError as fault:
        return Rejection(stage="archive", subject=name, reason=str(fault))
    return Page(
        url=address if address and address.startswith(("http://", "https://")) else None,
        body=body[: BODY_LIMIT + 1],
        content_type=content_type,
        captured=record.record_date if hints.pop("captured") else None,
        name=name,
        **hints,
    )


def _http_headers(head: bytes) -> tuple[int, dict[str, str]]:
    """Status and headers, names in lower case; status 0 where it is no HTTP answer."""
    first, *lines = head.decode("latin-1").split("\r\n")
    match = re.match(r"HTTP/\d(?:\.\d)? (\d{3})", first)
    pairs = (line.partition(":") for line in lines)
    return int(match[1]) if match else 0, {name.strip().lower(): value.strip() for name, _, value in pairs}


def _hints(record: WarcRecord) -> dict[str, Any]:
    """What our own header tells of the page; a record of another program has none."""
    try:
        found = json.loads(record.headers.get(HINTS) or "{}")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValueError(f"has a {HINTS} header that is no JSON object: mend or remove it")
    hints = understood_hints(found)
    kept: dict[str, Any] = {key: hints[key] for key in _HINT_KEYS}
    return kept | {"captured": found.get("captured") is not False, "anew": found.get("anew") is True}


def _decoded(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The body without chunks and compression, at most a byte longer than `BODY_LIMIT`; ValueError says what is wrong.

    Some programs store the decoded body under the headers of the encoded one: what looks like a page is kept as it is.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    for encoding in reversed(headers.get("content-encoding", "").lower().split(",")):
        encoding = encoding.strip()
        if encoding in ("", "identity", "none", "utf-8") or body.lstrip()[:1] == b"<":
            continue
        if encoding in ("gzip", "x-gzip", "deflate"):
            body = _inflated(body, encoding)
        elif encoding in ("br", "zstd"):
            body = _read_out(
                BrotliReader(io.BytesIO(body)) if encoding == "br" else ZstdReader(io.BytesIO(body)), encoding
            )
        else:
            raise ValueError(f"has a body in the encoding {encoding[:20]!r}, which is not known: fetch it without")
    return body


def _unchunked(body: bytes) -> bytes:
    pieces: list[bytes] = []
    position = 0
    while match := _CHUNK_SIZE.match(body, position):
        size, begin = int(match[1], 16), match.end()
        if not size:
            return b"".join(pieces)
        if begin + size > len(body) and len(body) < BODY_LIMIT:
            raise ValueError("has a body that is cut in the middle of a chunk: fetch it again")
        pieces.append(body[begin : begin + size])
        position = begin + size
    return b"".join(pieces) if pieces else body


def _inflated(body: bytes, encoding: str) -> bytes:
    bare = encoding == "deflate" and body[:1] != b"\x78"  # servers send deflate with and without the zlib header
    inflate = zlib.decompressobj(wbits=-15 if bare else 47)  # 47: zlib or gzip
    try:
        found = inflate.decompress(body, BODY_LIMIT + 1)
    except zlib.error:
        raise ValueError(f"has a body that is no {encoding}, though its header says so: fetch it again") from None
    if not inflate.eof and len(found) <= BODY_LIMIT:
        raise ValueError(f"has a {encoding} body that is cut in the middle: fetch it again")
    return found


def _read_out(reader: BrotliReader | ZstdReader, encoding: str) -> bytes:
    pieces, left = [], BODY_LIMIT + 1
    try:
        while left and (piece := reader.read(left)):
            pieces.append(piece)
            left -= len(piece)
    except OSError:
        raise ValueError(f"has a body that is no {encoding}, though its header says so: fetch it again") from None
    return b"".join(pieces)


def _http_head(page: Page, status: int, headers: Mapping[str, str]) -> bytes:
    kept = {_BREAKS.sub("", name): _BREAKS.sub(" ", value) for name, value in headers.items()}
    kept = {name: value for name, value in kept.items() if name.lower() not in _TRANSFER}
    lines = [
        f"HTTP/1.1 {status} {_PHRASES.get(status, '')}".rstrip(),
        f"Content-Type: {_BREAKS.sub(' ', page.content_type)}",
    ]
    lines += [f"{name}: {value}" for name, value in kept.items()]
    lines += [f"Content-Length: {len(page.body)}", "", ""]
    return "\r\n".join(lines).encode("utf-8", "replace")


def records_from(path: Path, offset: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Where each record from `offset` on starts, in a file of one member per record, with what `append` was told of its
    request (empty: nothing, or a record of another program)."""
    if path.stat().st_size <= offset:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        while offset < len(view):
            end = _member_end(view, offset)
            if end is None:
                return
            file.seek(offset)
            record = next(iter(ArchiveIterator(file, parse_http=False)))
            try:
                told = json.loads(record.headers.get(REQUEST) or "{}")
            except (ValueError, RecursionError):
                told = {}
            yield offset, told if isinstance(told, dict) else {}
            offset = end
