"""An article's characters to readable sentences: normalised text, with the way back to the original offsets.

Real pages hold zero-width characters inside numbers, four kinds of spaces as thousands separators, footnote marks glued
to words and five kinds of dashes. The grammar sees one of each; `Normal.original` finds what the page really said.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from monitor.detect.reading.columns import in_cells
from monitor.detect.reading.page_marks import begins, is_mark
from monitor.furniture import is_label, is_teaser

_AGAIN = 6  # lines of a page in which its headline may stand once more, as a line of its own
SENTENCE_CAP = 1_000  # characters; longer "sentences" are lists or noise and are cut at a space (bounds the time)

_DROP = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u0300\u0301]")
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\r\x0b\x0c"
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2212", "-"),
        **dict.fromkeys("\u2012\u2013\u2014\u2015", "\u2013"),
        "\t": "|",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u2248": "~",
    }
)
_LONE_HYPHEN = re.compile("(?<= )-(?= )")  # "a family - a couple and two children - was found dead": typed for a dash


@dataclass(frozen=True, slots=True)
class Normal:
    """Normalised text; `cuts` are positions in it after which characters were dropped, `shifts` how many so far."""

    text: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]

    def original(self, position: int) -> int:
        """The offset in the original text of a position in the normalised one."""
        i = bisect_right(self.cuts, position)
        return position + (self.shifts[i - 1] if i else 0)


def visible(text: str) -> str:
    """The text without its invisible characters, for a look that needs no offsets."""
    return text if text.isascii() else _DROP.sub("", text)


def normalise(text: str) -> Normal:
    """Drop invisible characters, unify spaces, quotes and dashes; every other character keeps its place.

    >>> normalise("1\\u200b,243,070\\u00a0troops").text
    '1,243,070 troops'
    """
    cuts: list[int] = []
    shifts: list[int] = []
    if not text.isascii():
        pieces: list[str] = []
        last = 0
        for dropped, match in enumerate(_DROP.finditer(text), start=1):
            pieces.append(text[last : match.start()])
            last = match.end()
            cuts.append(match.start() - dropped + 1)
            shifts.append(dropped)
        if pieces:
            pieces.append(text[last:])
            text = "".join(pieces)
    text = in_cells(text.translate(_SAME_LENGTH))
    return Normal(_LONE_HYPHEN.sub("\u2013", text), tuple(cuts), tuple(shifts))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a stretch of the normalised text; `paragraph` counts lines, the title's is -1."""

    start: int
    end: int
    paragraph: int
    title: bool = False
    quoted: bool = False  # begins within quotation marks: direct speech, whose speaker may stand in another sentence
    entry: bool = False  # opens a live blog's entry, after its clock ("09:15 —"), which is not read
    block: int = -1  # its paragraph, or the sentences that a paragraph would hold where the page tells none (blocks)


# A full stop that ends no sentence: "Feb. 4", "Lt. Gen.", "U.S. officials", "тис. осіб", "bzw.", "EE. UU."
_SHORT = (
    "jan feb mar apr jun jul aug sep sept oct nov dec mr mrs ms dr prof gen lt col maj capt sgt adm rev hon st no vs "
    "inc ltd co corp approx est etc gov sen rep u.s u.k u.n e.g i.e a.m p.m "
    "brig cpl pfc spc cmdr cdr supt det insp msgr dep asst atty dept jr bros mt ft "
    "проф ген акад д-р напр гос зам gral cnel dra mons evtl sog rd mind "
    "тис млн млрд ст р рр м вул ім грн тыс г гг ул им руб чел осіб обл "
    "bzw ca mio mrd tsd nr str z.b u.a d.h usw dez okt hr "
    "env av janv févr juil mm mme dr. sr sra ee uu aprox núm pág"
)
_ABBREVIATIONS = frozenset(_SHORT.split())
_ON_X = re.compile(r"\b(?:on|via|auf|über|sur|en|в|у|через) X\Z")
_TO_X = 8  # characters of "через X" before its full stop
_UNITS = frozenset(("осіб", "чел", "чол", "грн", "руб", "тис", "тыс", "млн", "млрд", "usw", "etc", "mio", "mrd"))
_END = re.compile(
    r"[.!?…]+[\"')\]]*(?=\s|$)|[;](?=\s)|\n+|(?<=[^\d]):(?=\s*\n)"
    # "on its channel.It named four": a page whose paragraphs were glued when it was copied
    r"|[.!?](?<=[a-zß-ÿа-яіїєґ\d]{2}[a-zß-ÿа-яіїєґ\d\")][.!?])[\")]*(?=[\"(]?[A-ZÀ-ÞА-ЯІЇЄҐ][a-zß-ÿа-яіїєґ' ])"
)
_MONTH = re.compile(
    r"\s*(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Weltkrieg|Jahrhundert|Tag|Stock|[Jj]ahrestag)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[ \t]*[012]?\d(?: ?[:h] ?[0-5]\d|[.:][0-5]\d(?= Uhr))(?: ?(?:Uhr|[ap]\.?m\b\.?|GMT|BST|UTC|CES?T|E[SD]?T))*"
    r" ?[–—|:•-]?\s+(?=[\"(A-ZÀ-ÞА-ЯІЇЄҐ])"
)
_UNIT = re.compile(
    r" [A-ZÄÖÜ][a-zäöüß-]*(?:brigade|bataillon|regiment|division|armee|korps|Korps|flotte|geschwader)s?(?:[s ,.]|$)|"
    r" (?:Todesopfer|Opfer|Mord|Todesfall|Tötungsdelikt|Verkehrstoter?|Femizid)\b|"
    r" (?:Brigade|Bataillon|Regiment|Division|Armee|Korps|Flotte|Geschwader|Kompanie)"
)
_OF_THE = re.compile(r"\b(?:der|die|das|dem|den|des|zum) \d{1,3}\Z")


def sentences(text: str, title_end: int = 0) -> list[Sentence]:
    """Sentences of normalised text; the first `title_end` characters are the headline, one sentence of its own."""
    found: list[Sentence] = []
    headline = text[:title_end].strip()
    if title_end:
        found.append(Sentence(0, title_end, -1, title=True))
    start = first = begins(text, title_end)
    if headline and text.startswith(f"{headline}\n", first):
        start = first = begins(text, first + len(headline))
    paragraph = int("\n" in text[title_end:first])
    within = False  # an odd number of quotation marks stands before, in the paragraph
    for match in _END.finditer(text, first):
        if match.group()[0] == ";":
            continue
        if match.group()[0] == "." and match.end() < len(text) and not _ends(text, match.start(), match.end()):
            continue
        newline = match.group()[0] == "\n"
        if newline and paragraph < _AGAIN and headline and text[start : match.start()].strip() == headline:
            start, within = match.end(), False
            continue
        end = match.start() if newline else match.end()
        if newline and _is_of_page(text, start, end):
            start, within = match.end(), False
            continue
        _add(found, text, start, end, paragraph, quoted=within)
        paragraph += newline
        within = not newline and within != bool(text.count('"', start, match.end()) % 2)
        start = match.end()
    if not _is_of_page(text, start, len(text)):
        _add(found, text, start, len(text), paragraph, quoted=within)
    return found


def _is_of_page(text: str, start: int, end: int) -> bool:
    """Whether a line is the page's: "Read also: Gunmen kill nine in Kaduna", "Photo: Reuters", "Advertisement"."""
    line = text[start:end].strip()
    opens = start == 0 or text[start - 1 : start] == "\n"
    return opens and (is_teaser(line) or is_mark(line) or is_label(line))


def _ends(text: str, dot: int, end: int) -> bool:
    """Whether the full stop at `dot` ends its sentence, by the word before it and the character after it."""
    word = re.search(r"[^\s(\"]*\Z", text[max(0, dot - 12) : dot])
    before = word.group().casefold() if word else ""
    following = text[end : end + 3].lstrip(" ")[:1]
    if before.isdigit() and len(before) <= 2 and _MONTH.match(text, end):
        return False  # "am 10. Oktober", "31. Juli"
    if (
        before.isdigit()
        and len(before) <= 3
        and _UNIT.match(text, end)
        and _OF_THE.search(text[max(0, dot - 12) : dot])
    ):
        return False  # "Soldaten der 47. Brigade"
    if text[end : end + 1] == "\n":
        return True
    if before in _UNITS and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return True  # "1 120 осіб. Загалом їх"
    if before == "x" and _ON_X.search(text[max(0, dot - _TO_X) : dot]):
        return not following.islower()  # "wrote on X. Twelve people were killed": the network is no initial
    if before in _ABBREVIATIONS or (re.fullmatch(r"(?:\w\.)*\w", before) and before.isalpha() and len(before) == 1):
        # "at 3 p.m. Wednesday" goes on; "..., said the U.S. The" we cannot tell and keep together
        return False
    return not (following.islower() or following in ",;")


def _add(found: list[Sentence], text: str, start: int, end: int, paragraph: int, *, quoted: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    opens = start < end and (start == 0 or text[start - 1] == "\n")
    clock = _CLOCK.match(text, start, end) if opens else None
    if opens and is_teaser(text[start:end]):
        return  # of two sentences: "Read also: Gunmen kill nine! What next?"
    if clock is not None:
        start = clock.end()
    entry = clock is not None
    quoted = quoted or text[start : start + 1] == '"'
    while end - start > SENTENCE_CAP:
        cut = text.rfind(" ", start + SENTENCE_CAP // 2, start + SENTENCE_CAP)
        cut = cut if cut > 0 else start + SENTENCE_CAP
        found.append(Sentence(start, cut, paragraph, quoted=quoted, entry=entry, block=paragraph))
        start, entry = cut, False
    if end > start:
        found.append(Sentence(start, end, paragraph, quoted=quoted, entry=entry, block=paragraph))
