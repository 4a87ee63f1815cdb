"""A sentence with its tokens tagged: what the grammar rooms read."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from monitor.detect.reading.lexicon import Lexicon, Tag
from monitor.detect.reading.text import Sentence
from monitor.detect.reading.tokens import Token, tokenise
from monitor.model import Population

# what the "military" of a military administration is not, in a land at war
_SOLDIERS = ("people.military", "words.army", "words.army_teller", "words.soldier", "words.any_soldier")


@dataclass(slots=True)
class Line:
    """A tagged sentence; `ending[i]` holds the classes of entries that end before token i, with where they began.

    It is made when it is first asked for: most lines of most news are never looked at that closely.
    """

    sentence: Sentence
    tokens: Sequence[Token]
    tags: Sequence[dict[str, Tag]]
    ending: Sequence[dict[str, int]] = ()
    written: int = 0  # the token after its dateline
    has: Set[str] = frozenset()  # the classes of all entries: most questions about a whole sentence end here

    def at(self, i: int, cls: str) -> Tag | None:
        """The tag of a class that begins at token i."""
        if i < 0:
            return None
        try:
            return self.tags[i].get(cls)
        except IndexError:
            return None

    def is_a(self, i: int, *classes: str) -> bool:
        """Whether an entry of one of the classes begins at token i."""
        if i < 0:
            return False
        try:
            here = self.tags[i]
        except IndexError:
            return False
        for cls in classes:  # noqa: SIM110 (the busiest question of all: no generator, and no bound asked for)
            if cls in here:
                return True
        return False

    def ends_at(self, i: int, cls: str) -> int | None:
        """Where an entry of the class began that ends just before token i."""
        return self.endings(i).get(cls) if cls in self.has else None

    def endings(self, i: int) -> Mapping[str, int]:
        """The classes of all entries that end just before token i, each with where it began."""
        if i < 0:
            return _NOTHING
        if not self.ending:
            self.ending = _endings(self.tags)
        try:
            return self.ending[i]
        except IndexError:
            return _NOTHING

    def low(self, i: int) -> str:
        """The token's word, or an empty string outside the sentence."""
        try:
            return self.tokens[i].low if i >= 0 else ""
        except IndexError:
            return ""

    def kind(self, i: int) -> str:
        """The token's kind, or an empty string outside the sentence."""
        try:
            return self.tokens[i].kind if i >= 0 else ""
        except IndexError:
            return ""

    def is_item(self) -> bool:
        """Whether an item of a list begins: what it counts is told by whoever is named above the list."""
        return self.low(0) in ("-", "\u2013", "\u2022", "*", "\u25aa", "\u00b7")

    def capital(self, i: int) -> bool:
        """Whether the token is a word with a capital letter."""
        try:
            token = self.tokens[i]
        except IndexError:
            return False
        return i >= 0 and token.kind == "word" and token.text[0].isupper()


def read_line(text: str, sentence: Sentence, lex: Lexicon) -> Line:
    """Tokenise and tag one sentence of a normalised text."""
    tokens = tokenise(text, sentence.start, sentence.end, lex.lang)
    tags = lex.tag(tokens)
    written = _dateline(sentence, tokens)
    label = written > 0 and tokens[written - 1].low == ":"
    for here in tags[:written]:
        for cls in ("place", "capital") if label and "party" in tags[0] else ("party", "place", "capital"):
            here.pop(cls, None)  # where a text was written is not where it happened; "UKRAINE:" is what it is about
    for i, here in enumerate(tags):
        if "party" in here:
            here.pop("words.we", None)  # "US strikes on Yemen" are nobody's "us"
        if (other := here.get("words.not_civil")) is not None:
            for k in range(i, other.end):
                tags[k].pop("people.civilian", None)  # the "civile" of "défense civile"
        if (other := here.get("words.not_soldiers")) is not None:
            for k in range(i, other.end):
                tags[k].pop("people.military", None)  # the "oficiales" of "fuentes oficiales"
        if (other := here.get("words.civil_rule")) is not None:
            for k in range(i, other.end):
                for cls in _SOLDIERS:
                    tags[k].pop(cls, None)  # "the head of the regional military administration reported five dead"
    has: set[str] = set().union(*tags)
    if "words.banned" in has:
        _mute_disclaimers(tokens, tags)
    return Line(sentence, tokens, tags, written=written, has=has)


def _mute_disclaimers(tokens: Sequence[Token], tags: Sequence[dict[str, Tag]]) -> None:
    """ "ИГ (запрещена в России)": what a law makes Russian newsrooms add tells of no place and no side."""
    for i, here in enumerate(tags):
        if "words.banned" not in here:
            continue
        first = next((k for k in range(i, max(-1, i - _DISCLAIMER), -1) if tokens[k].low == "("), None)
        if first is None:
            continue
        for k in range(first, len(tags)):
            if tokens[k].low == ")":
                break
            for cls in ("party", "place", "capital"):
                tags[k].pop(cls, None)


def _endings(tags: Sequence[dict[str, Tag]]) -> list[dict[str, int]]:
    ending: list[dict[str, int]] = [{} for _ in range(len(tags) + 1)]
    for i, here in enumerate(tags):
        for cls, tag in here.items():
            ending[tag.end].setdefault(cls, i)
    return ending


def _dateline(sentence: Sentence, tokens: Sequence[Token]) -> int:
    """The token after the dash of "KYIV, Ukraine (AP) —", "Beirut (dpa) -", "BEIRUT:", or 0."""
    if sentence.title or not tokens or not tokens[0].text[0].isupper():
        return 0
    loud = tokens[0].text[:3].isupper() and len(tokens[0].text) > 3
    agency = False
    for j, token in enumerate(tokens[:_DATELINE]):
        if token.low in ("-", "–", "—") and not token.glued:
            return j + 1 if loud or agency else 0
        if token.low == ":" and loud and j <= _TOWN:
            return j + 1
        if token.low == ")" and tokens[j - 1].text.isupper() and _signed(tokens, j):
            return j + 1  # "MADRID, 4 (EUROPA PRESS)"
        agency = agency or token.low == "("
        if not loud and not agency and token.kind == "word" and not token.text[0].isupper():
            return 0
    return 0


def _signed(tokens: Sequence[Token], end: int) -> bool:
    """Whether a bare day of the month stands before the agency in brackets, and nothing but the dateline so far."""
    opening = next((k for k in range(end - 1, 0, -1) if tokens[k].low == "("), 0)
    return opening > 2 and tokens[opening - 1].kind == "number" and tokens[opening - 2].low == ","


_NOTHING: Mapping[str, int] = {}
_DATELINE = 12  # tokens
_DISCLAIMER = 12  # tokens from "banned" back to its bracket
_TOWN = 4
PEOPLE = {
    f"people.{population.value}": population
    for population in (Population.CHILDREN, Population.MILITARY, Population.CIVILIAN, Population.PEOPLE)
}


def population_at(line: Line, i: int) -> tuple[Population, int] | None:
    """The people noun at token i and where it ends; military words win over general ones of the same length."""
    best: tuple[Population, int] | None = None
    if not 0 <= i < len(line.tags) or not (here := line.tags[i]):
        return None
    for cls, population in PEOPLE.items():
        tag = here.get(cls)
        if tag is not None and (best is None or tag.end > best[1]):
            best = (population, tag.end)
    return best
