"""A page comes in; its article (headline, paragraphs one per line, outlet, date, language) or a rejection goes out.

This is the only place that makes an article's text; figures quote it character by character. The same page gives the
same article, wherever and whenever it is read.
"""

import codecs
import logging
import re
import unicodedata
from collections.abc import Iterator

import lxml.html
from charset_normalizer import from_bytes
from lxml import etree
from trafilatura import bare_extraction
from trafilatura.settings import Document

from monitor.address import article_id, canonical_url
from monitor.dateline import date_at_start, date_in_line
from monitor.furniture import article_lines
from monitor.masthead import Masthead, masthead
from monitor.model import Article, Page, Rejection
from monitor.worker import Failed, Worker

SIZE_LIMIT = 10 << 20  # bytes of a page
DEADLINE = 10.0  # seconds; an ordinary page takes 0.02, the slowest that is worth reading 2

_LEAD = 100  # characters: a text file's first line of this length ends its header
_HEADER_LINES = 12
_KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "": "html"}
_RUBBISH = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\x1f\x8b", "compressed"),
    (b"SQLite format 3", "a database"),
)
_UNSAFE_CODECS = frozenset(("utf-7", "unicode-escape", "raw-unicode-escape", "idna", "punycode", "mbcs", "oem"))
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_.:-]{2,40})|encoding=[\"']([\w-]{2,40})"
)
_GUESSES = ["cp1252", "cp1251", "koi8_u"]  # of our six languages; free to choose, short German becomes Chinese
_SAMPLE = 128 << 10  # bytes that a guess of the encoding looks at
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")  # C0 and C1 without white space
_INVISIBLE = re.compile(  # besides: soft hyphens, zero-width and bidi marks, half surrogate pairs, non-characters
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)]*$")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it would tell of each page what our rejection tells
logging.getLogger("charset_normalizer").setLevel(logging.CRITICAL)


def clean(page: Page, worker: Worker | None = None, *, deadline: float = DEADLINE) -> Article | Rejection:
    """The page's article, or why it gives none.

    With a `worker`, reading happens in its child process under a deadline (seconds) and a memory limit, which costs
    1 ms a page; without one in this process, which a hostile page can keep busy for minutes: for one's own files.
    Hints of the page (an index's, a feed's) win over what the page says of itself. A date is never invented.
    """
    if not page.body.strip(b"\0 \t\r\n"):
        return _rejected(page, "is empty: fetch it again, or leave it out")
    if len(page.body) > SIZE_LIMIT:
        return _rejected(page, f"is larger than {SIZE_LIMIT >> 20} MiB: split it, or leave it out")
    media_type = page.content_type.partition(";")[0].strip().lower()
    if media_type not in _KINDS:
        return _rejected(page, f"is of the type {media_type[:60]!r}: only HTML and text are read")
    if worker is None:
        return read_page(page)
    found = worker.run(read_page, page, deadline=deadline)
    return _rejected(page, f"could not be read: it {found.reason}") if isinstance(found, Failed) else found


def read_page(page: Page) -> Article | Rejection:
    """What `clean` does in the child process."""
    for magic, kind in _RUBBISH:
        if page.body.startswith(magic):
            return _rejected(page, f"is {kind}, not a page of HTML or text")
    text = decoded(page.body, page.content_type)
    if text is None:
        return _rejected(page, "has an unknown character encoding: save it as UTF-8")
    if len(_CONTROL.findall(text)) > max(8, len(text) // 100):
        return _rejected(page, "is binary rubbish, not a page of HTML or text")
    if _is_html(page, text):
        try:
            said, lines = _read_html(page, text)
        except (ValueError, RecursionError, etree.LxmlError) as error:
            return _rejected(page, f"could not be parsed ({type(error).__name__})")
    else:
        said, lines = _read_text(page, text)
    title = page.title or said.title
    title = " ".join(tidy(title).split()) or None if title else None
    body = "\n".join(article_lines(lines, title))
    if not body:
        return _rejected(page, "holds no article text: a pay wall, a page that needs JavaScript, or no article")
    url = said.url or canonical_url(page.url)
    return Article(
        id=article_id(url=None if page.anew else url, title=title, text=body),
        text=body,
        title=title,
        url=url,
        outlet=page.outlet or said.outlet,
        published=page.published or said.published,
        lang=page.lang or said.lang,
        topic=page.topic,
        name=page.name,
    )


def tidy(text: str) -> str:
    """Text in one form: composed characters, `\\n` between lines, nothing invisible, single plain spaces.

    >>> tidy("Nine\\u200b  killed,\\r\\n12\\u00a0000\\tmissing\\x00")
    'Nine killed,\\n12\\xa0000 missing'
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
    return unicodedata.normalize("NFC", re.sub(" {2,}", " ", text))


def _read_html(page: Page, text: str) -> tuple[Masthead, list[str]]:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    tree = lxml.html.document_fromstring(_INVISIBLE.sub("", text).encode("utf-8"), parser=parser)
    for element in tree.iter():  # a reference such as &#1; would make trafilatura drop all of the text
        if element.text and _INVISIBLE.search(element.text):
            element.text = _INVISIBLE.sub("", element.text)
        if element.tail and _INVISIBLE.search(element.tail):
            element.tail = _INVISIBLE.sub("", element.tail)
    captured = page.captured.date().isoformat() if page.captured else None
    said = masthead(tree, url=page.url, captured=captured)
    _keep_captions(tree)
    found = bare_extraction(tree, include_comments=False, prune_xpath=["//sup"])
    body = found.text or "" if isinstance(found, Document) else ""
    return said, [line.removeprefix("- ") for line in tidy(body).split("\n")]


def _keep_captions(tree: etree._Element) -> None:
    """Makes paragraphs of captions, which trafilatura would drop; a picture with a link is another article's."""
    for figure in list(tree.iter("figure")):
        captions = ["".join(caption.itertext()).strip() for caption in figure.iter("figcaption")]
        if any(captions) and next(figure.iter("a"), None) is None and next(figure.iter("table"), None) is None:
            tail = figure.tail
            figure.clear()
            figure.tag, figure.text, figure.tail = "p", " ".join(captions), tail


def _read_text(page: Page, text: str) -> tuple[Masthead, list[str]]:
    lines = [line.strip() for line in _unwrapped(tidy(text))]
    lines = [line for line in lines if line]
    published = None
    for number, line in enumerate(lines[:_HEADER_LINES]):
        alone = date_in_line(line, page.lang)
        published = alone or date_at_start(line, page.lang)
        if alone:
            del lines[number]
        if published or len(line) >= _LEAD:
            break
    return Masthead(published=published), lines


def _unwrapped(text: str) -> Iterator[str]:
    """Paragraphs: a block whose lines were broken at a column (all but the last about as long) is a single one.

    >>> list(_unwrapped("Nine\\nwere killed."))
    ['Nine', 'were killed.']
    """
    for block in re.split(r"\n[ ]*\n", text):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        full = [len(line) for line in lines[:-1]]
        open_ends = sum(not _ENDS_SENTENCE.search(line) for line in lines[:-1])
        if (
            len(full) >= 2
            and min(full) >= 50
            and max(full) <= 100
            and len(lines[-1]) <= 100
            and 2 * open_ends > len(full)
        ):
            yield " ".join(lines)
        else:
            yield from lines


def _is_html(page: Page, text: str) -> bool:
    if page.content_type.partition(";")[0].strip().lower() == "text/plain":
        return bool(re.match(r"\ufeff?\s*<(?:!doctype html|html)\b", text[:400], re.IGNORECASE))
    return True


def decoded(body: bytes, content_type: str) -> str | None:
    """The text of a body; None: its encoding is unknown.

    UTF-8 comes before what is declared: bytes that are valid UTF-8 are nothing else, whatever a server says.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    start = body[:1_000]
    if b"\0" in start and max(start[::2].count(0), start[1::2].count(0)) > len(start) // 5:
        return body.decode("utf-16-be" if start[::2].count(0) > start[1::2].count(0) else "utf-16-le", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    header = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type[:200], re.IGNORECASE)
    inside = _CHARSET.search(body[:4_096])
    names = (header[1] if header else None, (inside[1] or inside[2]).decode("ascii", "replace") if inside else None)
    for label in names:
        found = _decoded_as(body, label) if label else None
        if found is not None:
            return found
    text = body.decode("utf-8", "replace")  # one bad byte in a page of UTF-8 is likelier than any other encoding
    bad = text.count("\ufffd")
    if bad <= len(text) // 1_000 + 1 and bad < sum(character > "\x7f" for character in text) - bad:
        return text
    guess = from_bytes(body[:_SAMPLE], cp_isolation=_GUESSES).best()
    return body.decode(guess.encoding, "replace") if guess is not None else None


def _decoded_as(body: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name.replace("_", "-")
        if codec in ("iso8859-1", "ascii"):  # what browsers read under these names
            codec = "cp1252"
        return None if codec in _UNSAFE_CODECS or codec == "utf-8" else body.decode(codec)
    except (LookupError, ValueError):
        return None


def _rejected(page: Page, reason: str) -> Rejection:
    return Rejection(stage="clean", subject=page.name or page.url or "a page", reason=reason)
