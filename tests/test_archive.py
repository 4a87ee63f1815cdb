"""What an archive gives back: folders, JSON lines, WARC files whole and damaged, and the round trip of our own."""

import datetime as dt
import gzip
import io
import json
import os
import random
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import brotli
import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.archive import LOOSE, Archive, read
from monitor.errors import ConfigError, UsageError
from monitor.lines import LINE_LIMIT, article_from_line, id_of_line, iso_time
from monitor.model import Article, Page, Rejection
from monitor.warc import BODY_LIMIT

NOON = dt.datetime(2026, 2, 5, 12, 0, 0, 250_000, tzinfo=dt.UTC)
HTML = b"<html><body><p>Twelve people were killed.</p></body></html>"


def record(
    body: bytes = HTML,
    *,
    url: str = "https://news.example/a",
    status: str = "200 OK",
    headers: Iterable[str] = ("Content-Type: text/html; charset=utf-8",),
    kind: Any = WarcRecordType.response,
    **warc_headers: str,
) -> bytes:
    """One record in one gzip member, as another program writes it."""
    made = WarcRecord()
    made.init_headers(kind)
    made.headers["WARC-Target-URI"] = url
    made.record_date = NOON
    for name, value in warc_headers.items():
        made.headers[name.replace("_", "-")] = value
    head = f"HTTP/1.1 {status}\r\n" + "".join(f"{line}\r\n" for line in headers) + "\r\n"
    made.set_bytes_payload(body if kind == WarcRecordType.resource else head.encode() + body)
    made.is_http = kind != WarcRecordType.resource
    if kind == WarcRecordType.resource:
        made.headers["Content-Type"] = "text/html"
    out = io.BytesIO()
    writer = GzipWriter(out)
    made.write(writer, checksum_data=True)
    writer.finish()
    return out.getvalue()


def warc(tmp_path: Path, *records: bytes, name: str = "x.warc.gz") -> list[Page | Article | Rejection]:
    (tmp_path / name).write_bytes(b"".join(records))
    return list(read(tmp_path / name))


def bodies(found: Iterable[object]) -> list[bytes]:
    return [item.body for item in found if isinstance(item, Page)]


def refused(found: Iterable[object]) -> list[str]:
    return [f"{item.subject}: {item.reason}" for item in found if isinstance(item, Rejection)]


def page(**other: Any) -> Page:
    return Page(**({"url": "https://news.example/a", "body": HTML, "captured": NOON} | other))


def noise(seed: int, size: int = 3_000) -> bytes:
    """A page that does not compress, so that its record is as long as it looks."""
    return b"<html>" + random.Random(seed).randbytes(size).hex().encode()


# --- paths


def test_a_missing_path_is_wrong_usage_at_the_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder; check the path"):
        read(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["x.pdf", "x", "x.warc.bz2", "x.json"])
def test_an_unknown_kind_of_file_is_wrong_usage(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(UsageError, match="no kind of archive that is known"):
        read(tmp_path / name)


def test_a_path_that_no_file_system_takes_is_wrong_usage() -> None:
    for path in ("a" * 5_000, "a\0b"):
        with pytest.raises(UsageError):
            read(Path(path))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.html")
    with pytest.raises(UsageError):
        read(tmp_path / "x.html")


# --- folders


def test_a_folder_without_an_index_gives_its_pages_by_name(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "c.HTM", "notes.md", "d.png"):
        (tmp_path / name).write_text(name)
    (tmp_path / "sub.html").mkdir()
    found = list(read(tmp_path))
    assert bodies(found) == [b"a.txt", b"b.html", b"c.HTM"]
    assert [(p.name, p.content_type, p.captured) for p in found if isinstance(p, Page)] == [
        ("a.txt", "text/plain", None),
        ("b.html", "text/html", None),
        ("c.HTM", "text/html", None),
    ]
    assert refused(found) == ["sub.html: is no .html or .txt file"]


def test_a_folder_without_any_page_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no index\.jsonl"):
        read(tmp_path)


def indexed(tmp_path: Path, *lines: object) -> list[Page | Article | Rejection]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (tmp_path / "index.jsonl").write_text(text)
    return list(read(tmp_path))


def test_an_index_gives_order_and_hints_and_hides_other_files(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "unlisted.html"):
        (tmp_path / name).write_text(name)
    hints = {
        "url": "https://n.example/1",
        "outlet": "N",
        "title": "T",
        "published": "2026-02-05T01:00+02:00",
        "lang": "en-GB",
        "topic": "gaza",
        "note": 7,
    }
    first, second = indexed(tmp_path, {"file": "b.html"} | hints, "", {"file": "a.txt", "lang": None})
    assert first == Page(
        body=b"b.html",
        name="b.html",
        url="https://n.example/1",
        outlet="N",
        title="T",
        published="2026-02-04T23:00:00Z",
        lang="en",
        topic="gaza",
    )
    assert second == Page(body=b"a.txt", name="a.txt", content_type="text/plain")


def test_a_faulty_index_line_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "good.txt").write_text("good")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "chart.png").write_text("x")
    found = indexed(
        folder,
        "{broken",
        {"file": "gone.txt"},
        {"file": "../secret.txt"},
        {"file": str(tmp_path / "secret.txt")},
        {"file": "link.txt"},
        {"url": "https://n.example"},
        {"file": 7},
        {"file": "good.txt", "published": "yesterday"},
        {"file": "chart.png"},
        {"file": "a" * 300},
        {"file": "x\0y"},
        ["file"],
        {"file": "good.txt"},
    )
    assert bodies(found) == [b"good"]
    lines = refused(found)
    assert [line.split(":")[0] for line in lines] == [f"index.jsonl line {n}" for n in range(1, 13)]
    for number, words in enumerate(
        (
            "no valid JSON",
            "gone.txt is missing",
            "outside of the folder",
            "outside of the folder",
            "link out of the folder",
            "`file` is missing",
            "`file` is a number",
            '`published` is "yesterday"',
            "no .html or .txt",
            "cannot be read",
            "is missing",
            "is a list",
        )
    ):
        assert words in lines[number]


def test_an_index_without_lines_says_so(tmp_path: Path) -> None:
    assert refused(indexed(tmp_path)) == ['index.jsonl: names no file: write lines such as {"file": "page.html"}']


def test_a_page_that_is_too_large_is_read_one_byte_too_far_and_no_further(tmp_path: Path) -> None:
    (tmp_path / "big.html").write_bytes(b"x" * (BODY_LIMIT + 10_000))
    assert [len(body) for body in bodies(read(tmp_path / "big.html"))] == [BODY_LIMIT + 1]


# --- JSON lines


def test_json_lines_give_articles_and_name_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "a", "id": "one"}\n\n{"text": 7}\n{"text": "b"}')
    first, second, third = read(tmp_path / "x.jsonl")
    assert first == Article(id="one", text="a", name="x.jsonl line 1")
    assert second == Rejection(
        stage="archive", subject="x.jsonl line 3", reason="`text` is a number, it must be a string"
    )
    assert isinstance(third, Article)
    assert third.text == "b"


def test_an_empty_file_of_lines_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("")
    assert "is empty" in refused(read(tmp_path / "x.jsonl"))[0]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "is no valid JSON"),
        ("[]", 'is a list, it must be an object such as {"text": "..."}'),
        ("null", "is null, it must be an object"),
        ("{}", "`text` is missing"),
        ('{"text": null}', "`text` is missing"),
        ('{"text": ["a"]}', "`text` is a list"),
        ('{"text": "a", "title": 7}', "`title` is a number"),
        ('{"text": "a", "id": {}}', "`id` is an object"),
        ('{"text": "a", "id": true}', "`id` is true"),
        ('{"text": "a", "published": "yesterday"}', '`published` is "yesterday", which is no ISO date'),
        ('{"text": "a", "published": "2026-02-30"}', "no ISO date"),
        ('{"text": "a", "published": "2026-02"}', "no ISO date"),
        ('{"text": "a", "published": 20260205}', "`published` is a number"),
        ('{"text": "a", "published": "0001-01-01T00:00+14:00"}', "no ISO date"),
        ('{"text": "a", "lang": "English"}', '`lang` is "English"'),
        ('{"text": "a", "lang": "eng"}', "no ISO 639-1 code"),
        ('{"text": "a", "lang": 5}', "`lang` is a number"),
        ('{"text": "a", "topic": ["gaza"]}', "`topic` is a list"),
        ('{"text": "a", "topic": ""}', "`topic` is empty"),
        ('{"text": "a", "url": 1}', "`url` is a number"),
        (b'{"text": "\xff"}', "is no UTF-8 text at byte 11"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"text": ' + "[" * 100_000, "is nested too deeply"),
        ('{"id": ' + "9" * 5_000 + "}", "number that is too long"),
        (b'{"text": "' + b"x" * LINE_LIMIT + b'"}', "is longer than 20 MiB"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_line_that_is_no_article_says_what_and_where(line: str | bytes, words: str) -> None:
    found = article_from_line(line, 7)
    assert isinstance(found, Rejection)
    assert found.subject == "line 7"
    assert words in found.reason
    assert len(found.reason) < 200
    assert "\n" not in found.reason


def test_a_line_too_long_does_not_hide_the_next(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b'{"text": "' + b"x" * (LINE_LIMIT + 3_000_000) + b'"}\n{"text": "b"}\n')
    found = list(read(tmp_path / "x.jsonl"))
    assert refused(found) == ["x.jsonl line 1: is longer than 20 MiB: split the article"]
    assert [item.name for item in found if isinstance(item, Article)] == ["x.jsonl line 2"]


def test_an_article_keeps_its_text_character_by_character() -> None:
    text = " a\u200bb\r\n\n 1\u00a0200  killed \t"
    found = article_from_line(json.dumps({"text": text, "title": "T ", "url": "HTTPS://N.example/?utm_source=x"}), 1)
    assert isinstance(found, Article)
    assert (found.text, found.title, found.url) == (text, "T ", "https://n.example/")


def test_what_cannot_be_stored_is_replaced_one_for_one() -> None:
    found = article_from_line(r'{"text": "a\u0000b\ud800c"}', 1)
    assert isinstance(found, Article)
    assert found.text == "a\ufffdb\ufffdc"
    found.text.encode("utf-8")


def test_ids_are_the_lines_own_or_follow_from_address_or_words() -> None:
    def id_of(**keys: object) -> str:
        found = article_from_line(json.dumps({"text": "a"} | keys), 1)
        assert isinstance(found, Article)
        return found.id

    assert (id_of(id="x"), id_of(id=12)) == ("x", "12")
    assert id_of(url="https://n.example/a#b") == id_of(url="https://N.example:443/a?fbclid=1", text="other")
    assert id_of() == id_of(published="2026-02-05") != id_of(title="T")
    assert [id_of_line(line) for line in ('{"id": "x"}', '{"id": 12}', '{"id": true}', "{}", "{", "[]")] == [
        "x",
        12,
        None,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2026-02-05", "2026-02-05"),
        ("2026-02-05T10:00", "2026-02-05T10:00:00Z"),
        ("2026-02-05 10:00:07.9+02:00", "2026-02-05T08:00:07Z"),
        ("2026-02-05T10:00:00Z", "2026-02-05T10:00:00Z"),
    ],
)
def test_times_are_utc_and_dates_stay_dates(given: str, kept: str) -> None:
    assert iso_time(given) == kept


@given(st.binary(max_size=60) | st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_line_whatever_it_holds_is_an_exception(line: bytes | str) -> None:
    assert isinstance(article_from_line(line, 1), Article | Rejection)


# --- WARC


def test_a_warc_gives_its_pages_with_capture_time_and_type(tmp_path: Path) -> None:
    (found,) = warc(tmp_path, record())
    assert found == Page(
        url="https://news.example/a",
        body=HTML,
        content_type="text/html; charset=utf-8",
        captured=NOON,
        name="x.warc.gz record 1",
    )


def test_only_pages_that_were_found_count(tmp_path: Path) -> None:
    found = warc(
        tmp_path,
        record(b"software: x\r\n", kind=WarcRecordType.warcinfo),
        record(b"", kind=WarcRecordType.request),
        record(status="404 Not Found"),
        record(status="301 Moved", headers=("Location: /b",)),
        record(b"\x89PNG", headers=("Content-Type: image/png",)),
        record(b"User-agent: *", url="https://news.example/robots.txt", headers=("Content-Type: text/plain",)),
        record(b"not even HTTP", headers=(), status="nonsense"),
        record(b"plain text", headers=("content-type: Text/Plain",)),
        record(b"<p>untyped</p>", headers=()),
        record(b"<p>resource</p>", kind=WarcRecordType.resource),
    )
    assert bodies(found) == [b"plain text", b"<p>untyped</p>", b"<p>resource</p>"]
    assert refused(found) == []
    assert [item.name for item in found if isinstance(item, Page)] == [f"x.warc.gz record {n}" for n in (8, 9, 10)]


def chunked(body: bytes, size: int = 10) -> bytes:
    return b"".join(
        b"%x;ext=1\r\n%s\r\n" % (len(p), p) for p in (body[i : i + size] for i in range(0, len(body), size))
    ) + (b"0\r\n\r\n")


def bare_deflate(body: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-15)
    return deflate.compress(body) + deflate.flush()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (("Content-Encoding: gzip",), gzip.compress(HTML, mtime=0)),
        (("Content-Encoding: x-gzip",), gzip.compress(HTML, mtime=0)),
        (("Content-Encoding: deflate",), zlib.compress(HTML)),
        (("Content-Encoding: deflate",), bare_deflate(HTML)),
        (("Content-Encoding: br",), brotli.compress(HTML)),
        (("Content-Encoding: gzip",), HTML),
        (("Content-Encoding: identity",), HTML),
        (("Transfer-Encoding: chunked",), chunked(HTML)),
        (("Transfer-Encoding: chunked",), HTML),
        (("Transfer-Encoding: chunked", "Content-Encoding: gzip"), chunked(gzip.compress(HTML, mtime=0))),
        (("Content-Encoding: gzip, br",), brotli.compress(gzip.compress(HTML, mtime=0))),
    ],
)
def test_bodies_are_decoded(tmp_path: Path, headers: tuple[str, ...], body: bytes) -> None:
    found = warc(tmp_path, record(body, headers=("Content-Type: text/html", *headers)))
    assert refused(found) == []
    assert bodies(found) == [HTML]


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        (("Content-Encoding: gzip",), gzip.compress(noise(1), mtime=0)[:-900], "gzip body that is cut"),
        (("Content-Encoding: gzip",), b"\x01\x02nonsense", "no gzip"),
        (("Content-Encoding: br",), b"\x01\x02nonsense", "no br"),
        (("Content-Encoding: rot13",), b"nonsense", "'rot13', which is not known"),
        (("Transfer-Encoding: chunked",), chunked(HTML)[:-12], "cut in the middle of a chunk"),
    ],
)
def test_a_body_that_cannot_be_decoded_is_named_and_the_rest_is_done(
    tmp_path: Path, headers: tuple[str, ...], body: bytes, words: str
) -> None:
    found = warc(tmp_path, record(body, headers=("Content-Type: text/html", *headers)), record())
    assert bodies(found) == [HTML]
    (line,) = refused(found)
    assert line.startswith("x.warc.gz record 1: ")
    assert words in line


def test_a_bomb_is_unpacked_to_the_limit_only(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"0" * 60_000_000)
    both = (record(bomb, headers=("Content-Type: text/html", "Content-Encoding: gzip")), record())
    assert [len(body) for body in bodies(warc(tmp_path, *both))] == [BODY_LIMIT + 1, len(HTML)]


WHOLE = [record(noise(n), url=f"https://news.example/{n}") for n in range(4)]


@given(cut=st.integers(3, sum(map(len, WHOLE)) - 1))
@settings(max_examples=60, deadline=None)
def test_a_cut_warc_gives_all_records_before_the_cut_and_names_the_next(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    ends = [sum(map(len, WHOLE[: n + 1])) for n in range(4)]
    intact = sum(end <= cut for end in ends)
    found = warc(tmp_path_factory.mktemp("cut"), b"".join(WHOLE)[:cut])
    assert bodies(found) == [noise(n) for n in range(intact)]
    if cut in ends:
        assert refused(found) == []
    else:
        (line,) = refused(found)
        assert line.startswith(f"x.warc.gz record {intact + 1}: ")
        assert "fetch the file again" in line


@given(place=st.integers(0, len(WHOLE[1]) - 1), value=st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_one_damaged_byte_costs_at_most_its_own_record(
    tmp_path_factory: pytest.TempPathFactory, place: int, value: int
) -> None:
    damaged = bytearray(WHOLE[1])
    damaged[place] ^= value
    found = warc(tmp_path_factory.mktemp("bad"), WHOLE[0], bytes(damaged), *WHOLE[2:])
    kept = [body for body in bodies(found) if body in {noise(0), noise(2), noise(3)}]
    assert kept == [noise(0), noise(2), noise(3)]
    # some bytes of a gzip header mean nothing: then the record is whole
    assert bodies(found)[1] == noise(1) or refused(found)[0].startswith("x.warc.gz record 2: ")


def test_a_plain_warc_and_one_in_a_single_member_read_alike(tmp_path: Path) -> None:
    plain = b"".join(zlib.decompress(member, 31) for member in WHOLE)
    for name, content in (("a.warc", plain), ("b.warc.gz", gzip.compress(plain))):
        found = warc(tmp_path, content, name=name)
        assert bodies(found) == [noise(n) for n in range(4)]
        assert refused(found) == []


@pytest.mark.parametrize("lost", [10, 300, 5_000, 7_000, 12_500])
def test_a_cut_plain_warc_names_the_record(tmp_path: Path, lost: int) -> None:
    plain = b"".join(zlib.decompress(member, 31) for member in WHOLE)
    found = warc(tmp_path, plain[:-lost], name="a.warc")
    intact = 4 - 1 - lost // len(zlib.decompress(WHOLE[0], 31))
    assert bodies(found) == [noise(n) for n in range(intact)]
    assert [line.split(":")[0] for line in refused(found)] == [f"a.warc record {intact + 1}"]


def test_reading_goes_on_after_a_damaged_place_in_a_plain_warc(tmp_path: Path) -> None:
    parts = [zlib.decompress(member, 31) for member in WHOLE]
    found = warc(tmp_path, parts[0], b"rubbish" + parts[1][7:], *parts[2:], name="a.warc")
    assert bodies(found) == [noise(0), noise(2), noise(3)]
    assert len(refused(found)) == 1


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"hello\n" * 99, "is no WARC file"),
        (random.Random(3).randbytes(5_000), "is no WARC file"),
        (gzip.compress(b"hello\n" * 99, mtime=0), "is damaged or cut off"),
        (b"\x1f\x8b\x08", "is damaged or cut off"),
        (b"WARC/1.0\r\n", "is damaged or cut off"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nxx\r\n\r\n", "is damaged or cut off"),
    ],
)
def test_what_is_no_warc_is_one_clear_line(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (line,) = refused(warc(tmp_path, content, name=name))
    assert words in line


# --- our own


def test_a_page_comes_back_as_it_was_with_all_that_came_with_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    sent = page(
        content_type="text/html; charset=windows-1251",
        outlet="Газета",
        title='T "q" \u2028',
        published="2026-02-05T09:00:00Z",
        lang="uk",
        topic="gaza",
    )
    reference = archive.append(
        sent,
        headers={"ETag": '"7"', "Set-Cookie": "secret=1", "Content-Encoding": "gzip", "X-Bad": "a\r\nInjected: b"},
        request={"watch": "kyiv", "seconds": 0.2},
    )
    other = page(url="https://news.example/b", captured=NOON + dt.timedelta(days=30))
    assert reference == "2026-02.warc.gz:0"
    assert archive.append(other) == "2026-03.warc.gz:0"
    back = archive.read_one(reference)
    assert back == Page(**{f: getattr(sent, f) for f in sent.__slots__} | {"name": reference})
    (same,) = read(tmp_path / "archive" / "2026-02.warc.gz")
    assert isinstance(same, Page)
    assert Page(**{f: getattr(same, f) for f in same.__slots__} | {"name": ""}) == sent
    raw = gzip.decompress((tmp_path / "archive" / "2026-02.warc.gz").read_bytes())
    assert b"WARC-Monitor-Request" in raw
    assert b"WARC-Payload-Digest" in raw or b"WARC-Block-Digest" in raw
    assert b"secret" not in raw
    assert b"\r\nInjected" not in raw


def test_a_loose_file_comes_back_without_a_capture_time(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sent = Page(body=b"Twelve killed", content_type="text/plain", name="a.txt", published="2026-02-05")
    reference = archive.append(sent)
    assert reference == f"{LOOSE}:0"
    back = archive.read_one(reference)
    assert isinstance(back, Page)
    assert (back.body, back.content_type, back.captured, back.url, back.published) == (
        b"Twelve killed",
        "text/plain",
        None,
        None,
        "2026-02-05",
    )


def test_a_standard_reader_finds_one_intact_record_a_member(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    references = [archive.append(page(url=f"https://news.example/{n}", body=noise(n))) for n in range(5)]
    with (tmp_path / "2026-02.warc.gz").open("rb") as file:
        found = [
            (r.stream_pos, r.verify_block_digest(), r.reader.read()) for r in ArchiveIterator(file, parse_http=False)
        ]
    assert [f"2026-02.warc.gz:{place}" for place, _, _ in found] == references
    assert all(fine for _, fine, _ in found)


def test_the_same_pages_give_the_same_archive(tmp_path: Path) -> None:
    for name in ("a", "b"):
        archive = Archive(tmp_path / name)
        archive.append(page())
        archive.append(page(url="https://news.example/b"))
    assert (tmp_path / "a/2026-02.warc.gz").read_bytes() == (tmp_path / "b/2026-02.warc.gz").read_bytes()


@given(torn=st.integers(1, 10_000), seed=st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_a_torn_tail_is_cut_and_the_archive_goes_on(
    tmp_path_factory: pytest.TempPathFactory, torn: int, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("torn")
    archive = Archive(folder)
    archive.append(page(body=noise(0)))
    archive.append(page(body=noise(1)))
    file = folder / "2026-02.warc.gz"
    whole = file.stat().st_size
    with file.open("ab") as stream:
        stream.write(WHOLE[seed][: min(torn, len(WHOLE[seed]) - 1)])
    if seed % 2:
        (cut,) = Archive(folder).cut_torn_tails()
        assert cut.subject == "2026-02.warc.gz"
        assert file.stat().st_size == whole
    reference = Archive(folder).append(page(body=noise(2)))
    assert reference == f"2026-02.warc.gz:{whole}"
    found = list(read(file))
    assert bodies(found) == [noise(0), noise(1), noise(2)]
    assert refused(found) == []


def test_a_file_that_is_torn_in_its_first_record_starts_anew(tmp_path: Path) -> None:
    (tmp_path / "2026-02.warc.gz").write_bytes(WHOLE[0][:1_000])
    assert Archive(tmp_path).append(page()) == "2026-02.warc.gz:0"
    assert bodies(read(tmp_path / "2026-02.warc.gz")) == [HTML]


def test_two_writers_share_one_file(tmp_path: Path) -> None:
    one, two = Archive(tmp_path), Archive(tmp_path)
    references = [writer.append(page(url=f"https://news.example/{n}")) for n, writer in enumerate((one, two, one, two))]
    urls = [found.url for found in map(one.read_one, references) if isinstance(found, Page)]
    assert urls == [f"https://news.example/{n}" for n in range(4)]


@pytest.mark.parametrize("reference", ["2026-02.warc.gz:5", "2026-01.warc.gz:0", "../x.warc.gz:0", "x", ""])
def test_a_reference_that_leads_nowhere_is_a_clear_line(tmp_path: Path, reference: str) -> None:
    archive = Archive(tmp_path)
    archive.append(page())
    found = archive.read_one(reference)
    assert isinstance(found, Rejection)
    assert found.subject == reference


def test_a_folder_that_cannot_be_made_is_a_fault_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="archive folder"):
        Archive(tmp_path / "file" / "archive")
