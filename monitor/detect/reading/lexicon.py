"""Words to classes: the vocabulary files and topic packs, compiled to one index per language and set of topics.

A class is a dotted name such as `killed.noun`, `people.military` or `qualifier.about`. Names carry an id as their
value: a party's, a place's party, a source's. An entry of several words matches them in a row; `*` is any ending.
"""

import gc
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from monitor.detect.reading.tokens import Token
from monitor.model import Source, Topic

LANGUAGES = ("en", "uk", "ru", "fr", "de", "es")
_VALUED = ("units", "hundred", "scales", "dozen", "ordinals", "vague", "collective", "round")
_PLAIN = ("half", "and_a_half", "one", "join", "between", "range", "single", "elliptic", "of_one", "both")
NUMBERS = frozenset(f"numbers.{name}" for name in _VALUED + _PLAIN)  # the classes of number words
_LEADING = frozenset(  # words before a date, that never begin one
    ("in", "on", "of", "to", "since", "until", "by", "as_of", "had", "happened", "length_of", "than", "that", "when",
     "unrelated", "span_of", "these", "published", "versus")
)  # fmt: skip
MEASURES = ("killed", "wounded", "missing", "captured", "deported", "casualties")

_KNOWN = 50_000  # words whose plans are remembered; some 20 MB
_ELISION = re.compile(r"\b(jusqu|lorsqu|puisqu|quelqu|qu|[dlnsjcmt])'(?=[^\W\d_])", re.IGNORECASE)
_SPELLED = re.compile(r"[^\W\d_]+\*?|\d+")
_PIECE = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*'?\*?|[^\s\w]")


class Tag(NamedTuple):
    """That an entry of a class begins at a token: where it ends (exclusive, in tokens) and its id, if it has one."""

    end: int
    value: Any


class _Entry(NamedTuple):
    rest: tuple[str, ...]  # words after the first, possibly with a trailing *
    first: str  # the first word, with its *
    cls: str
    value: Any
    case: str  # "any", "capital" (first letter is upper case in the text), "exact" (as written: US is not us)
    written: str


class _Plan(NamedTuple):
    """All that may begin at one word: the classes that it is of by itself, and entries that need another look."""

    plain: tuple[str, ...]
    valued: tuple[tuple[str, Any], ...]  # those with an id or a number
    exact: tuple[_Entry, ...]
    begins: bool  # entries of several words
    inflected: tuple[_Entry, ...]


@dataclass(slots=True)
class Lexicon:
    """One language's words, the names of the topics followed, and how to find them in a row of tokens."""

    lang: str
    order: str  # "svo", "free" or "last": where a harm verb may stand
    decimal: str
    tables: Mapping[str, Any]  # the language file, for number and date tables
    exact: dict[str, list[_Entry]] = field(default_factory=dict)
    pairs: dict[tuple[str, str], list[_Entry]] = field(default_factory=dict)  # those of several words, by the first two
    stems: dict[str, list[_Entry]] = field(default_factory=dict)
    tails: dict[str, list[_Entry]] = field(default_factory=dict)  # the last parts of German compounds: "*behörde"
    harm: frozenset[str] = frozenset()
    harm_stems: tuple[str, ...] = ()
    harm_phrases: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)  # by the word of `harm`
    dated: frozenset[str] = frozenset()  # the classes of words that a date may begin with
    firsts: set[str] = field(default_factory=set)  # of the pairs
    plans: dict[str, _Plan] = field(default_factory=dict)  # by the words that were met
    groups: frozenset[str] = frozenset()  # armed groups: their people are military
    peoples: frozenset[str] = frozenset()  # without a state of their own
    homes: Mapping[str, str] = field(default_factory=dict)  # an armed group -> the country or people it belongs to

    def add(self, cls: str, words: Iterable[str], value: Any = None, *, names: bool = False) -> None:
        """Enter words under a class; `names` are matched with their capital letter."""
        self.plans.clear()
        for word in words:
            word = word.replace("’", "'")
            if re.fullmatch(r"(?:[A-Z]\.){2,4}", word):
                word = word.replace(".", "")  # "U.S." is one token
            if self.lang == "fr":
                word = _ELISION.sub(r"\1 ", word)
            if word.startswith("*"):
                tail = word[1:].casefold()
                self.tails.setdefault(tail[-3:], []).append(_Entry((), tail, cls, value, "capital", tail))
                continue
            pieces = _PIECE.findall(word)
            if not pieces:
                continue
            case = "any"
            if names and word[0].isupper():
                case = "exact" if word.isupper() and len(word) <= 4 else "capital"
            low = [piece.casefold() for piece in pieces]
            if self.lang == "en":
                low = [piece[:-2] if piece.endswith("'s") else piece for piece in low]
            entry = _Entry(tuple(low[1:]), low[0], cls, value, case, pieces[0])
            if low[0].endswith("*"):
                self.stems.setdefault(low[0][:3].rstrip("*"), []).append(entry)
            elif len(low) > 1 and not low[1].endswith("*"):
                self.pairs.setdefault((low[0], low[1]), []).append(entry)
                self.firsts.add(low[0])
            else:
                self.exact.setdefault(low[0], []).append(entry)

    def entries(self) -> Iterator[_Entry]:
        """All that is entered so far."""
        for table in (self.exact, self.pairs, self.stems):
            for here in table.values():
                yield from here

    def tag(self, tokens: Sequence[Token]) -> list[dict[str, Tag]]:
        """For each token the classes of the entries that begin there, the longest of each class."""
        tags: list[dict[str, Tag]] = []
        count = len(tokens)
        nobody = 0
        plans, plan_of, attempt = self.plans, self._plan, self._try
        for i, token in enumerate(tokens):
            low, end = token.low, i + 1
            plain, valued, exact, begins, inflected = plans.get(low) or plan_of(low)
            here = dict.fromkeys(plain, Tag(end, None)) if plain else {}
            for cls, value in valued:
                here[cls] = Tag(end, value)
            for entry in exact:
                attempt(entry, tokens, i, count, here)
            if begins and end < count:
                for entry in self.pairs.get((low, tokens[end].low), ()):
                    attempt(entry, tokens, i, count, here)
            for entry in inflected:
                attempt(entry, tokens, i, count, here)
            if (name := here.get("party")) is not None and (name.value is None or i < nobody):
                # "Indian Ocean", "Times of Israel": a name of nobody's, with all its words
                nobody = max(nobody, name.end)
                del here["party"]
            tags.append(here)
        return tags

    def _plan(self, low: str) -> _Plan:
        """What may begin at a word; remembered, for the words of a language come again and again."""
        exact = self.exact.get(low, ())
        stems = (one for size in (3, 2, 1) if len(low) >= size for one in self.stems.get(low[:size], ()))
        inflected = [one for one in stems if low.startswith(one.first[:-1])]
        inflected += [one for one in (self.tails.get(low[-3:], ()) if self.tails else ()) if low.endswith(one.first)]
        plain: dict[str, Any] = {}
        doubtful: set[str] = set()  # classes of which a capital decides: their first entry that fits wins, in order
        rest: list[list[_Entry]] = []
        for among in (exact, inflected):
            rest.append([])
            for one in among:
                if one.rest or one.case != "any" or one.cls in doubtful:
                    rest[-1].append(one)
                    doubtful |= set() if one.rest else {one.cls}
                else:
                    plain.setdefault(one.cls, one.value)
        plan = _Plan(
            plain=tuple(cls for cls, value in plain.items() if value is None),
            valued=tuple((cls, value) for cls, value in plain.items() if value is not None),
            exact=tuple(rest[0]),
            begins=low in self.firsts,
            inflected=tuple(rest[1]),
        )
        if len(self.plans) >= _KNOWN:
            self.plans.clear()
        self.plans[low] = plan
        return plan

    def _try(self, entry: _Entry, tokens: Sequence[Token], i: int, count: int, here: dict[str, Tag]) -> None:
        end = i + 1
        if entry.rest:
            end += len(entry.rest)
            if end > count:
                return
            for word, token in zip(entry.rest, tokens[i + 1 : end], strict=True):
                if token.low != word and not (word[-1] == "*" and token.low.startswith(word[:-1])):
                    return
        if entry.case != "any":
            text = tokens[i].text.replace(".", "")
            if entry.case == "exact":
                if not text.startswith(entry.written.rstrip("*")):
                    return
            elif not text[0].isupper():
                return
        known = here.get(entry.cls)
        if known is None or known.end < end:
            here[entry.cls] = Tag(end, entry.value)

    def may_harm(self, words: Collection[str]) -> bool:
        """Whether any of the (case-folded) words could be of a harm entry; the cheap gate before the grammar."""
        harm, stems = self.harm, self.harm_stems
        return any((word in harm and self.tells(word, words)) or word.startswith(stems) for word in words)

    def tells(self, word: str, words: Collection[str]) -> bool:
        """Whether a word of `harm` is one by itself, or the rest of one of its entries is among the words."""
        phrases = self.harm_phrases.get(word)
        return phrases is None or any(all(_is_among(one, words) for one in phrase) for phrase in phrases)


@cache
def language_table(lang: str) -> dict[str, Any]:
    """The vocabulary file of a language, as tables; shipped with the package."""
    return tomllib.loads(files("monitor.detect.languages").joinpath(f"{lang}.toml").read_text("utf-8"))


@cache
def _names(file: str) -> dict[str, Any]:
    return tomllib.loads(files("monitor.detect.languages").joinpath(file).read_text("utf-8"))


@cache
def lexicon(lang: str, topics: tuple[Topic, ...]) -> Lexicon:
    """The lexicon of a language for these topics' parties and sources; unknown languages are read as English."""
    lang = lang if lang in LANGUAGES else "en"
    table = language_table(lang)
    lex = Lexicon(lang=lang, order=table["order"], decimal=table["decimal"], tables=table)
    for measure in MEASURES:
        for form, words in table["measure"][measure].items():
            lex.add(f"{measure}.{form}", words)
    lex.add("wounded.part", () if topics else table["words"].get("shot", ()))
    harmful = list(lex.entries())
    for group in ("words", "people", "not_people", "qualifier", "scope", "status", "source"):
        for name, words in table[group].items():
            lex.add(f"{group}.{name}", words, names=group == "people")  # "Jungen" are boys, "jungen" is an adjective
    losses = ("words.lost", "words.wrecked", "words.lives", "words.ward", "words.morgue", "words.injuries",
              "words.by_force", "words.no_survivors", "words.written_off", "words.nth_death",
              "words.from_war")  # fmt: skip
    harmful += [entry for entry in lex.entries() if entry.cls in losses]
    everywhere = {entry.first for entry in lex.entries() if entry.cls in ("words.article", "words.preposition")}
    lex.harm, lex.harm_stems, lex.harm_phrases = _tellers(harmful, everywhere)
    for name, words in table["dates"].items():
        if isinstance(words, list):
            lex.add(f"dates.{name}", words)
        else:
            for word, value in words.items():
                lex.add(f"dates.{name}", [word], value)
    lex.dated = frozenset(f"dates.{name}" for name in table["dates"] if name not in _LEADING)
    numbers = table["numbers"]
    for name in _VALUED:
        for word, value in numbers.get(name, {}).items():
            lex.add(f"numbers.{name}", [word], value)
    for name in _PLAIN:
        lex.add(f"numbers.{name}", numbers.get(name, []))
    _add_names(lex, topics)
    gc.freeze()  # word lists never die: else the collector walks their 100,000 objects again and again
    return lex


def _is_among(part: str, words: Collection[str]) -> bool:
    return part in words or (part.endswith("*") and any(word.startswith(part[:-1]) for word in words))


def _tellers(
    harmful: Sequence[_Entry], everywhere: Collection[str]
) -> tuple[frozenset[str], tuple[str, ...], dict[str, list[tuple[str, ...]]]]:
    """Words and stems of which a text holds at least one where it holds any of the entries.

    Of an entry of several words the longest that no other entry has by itself ("in captivity": "captivity"; but
    "reported missing" needs none beside "missing"): the short ones, and those that stand `everywhere`, are in every
    text ("in the ICU": "icu"). Such a word tells only where the others of its entry are there too, for it may be a
    common one: "found" of "found dead", "200" of "200s".
    """
    spelled = [tuple(_SPELLED.findall(" ".join((entry.first, *entry.rest)))) for entry in harmful]
    alone = {words[0] for words in spelled if len(words) == 1}
    stems = tuple(word[:-1] for word in alone if len(word) > 2 and word.endswith("*"))
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for words in spelled:
        if len(words) > 1 and not any(word in alone or word.startswith(stems) for word in words):
            telling = max(words, key=lambda word: (word not in everywhere, len(word)))
            longest = next((word for word in words if word in phrases), telling)
            phrases.setdefault(longest, []).append(words)
    alone.update(phrases)
    whole = frozenset(word for word in alone if not word.endswith("*"))
    stems = tuple(sorted(word[:-1] for word in alone if len(word) > 2 and word.endswith("*")))
    return whole, stems, phrases


def _add_names(lex: Lexicon, topics: tuple[Topic, ...]) -> None:
    lex.groups, lex.peoples = (
        frozenset(
            ident
            for ident, entry in _names("countries.toml").items()
            if isinstance(entry, dict) and entry.get("kind") == kind
        )
        for kind in ("group", "people")
    )
    lex.homes = {
        ident: str(entry["of"])
        for ident, entry in _names("countries.toml").items()
        if isinstance(entry, dict) and ident in lex.groups and "of" in entry
    }
    sided = {party.id for topic in topics for party in topic.parties}
    for file, cls in (("places.toml", "place"), ("countries.toml", "party")):
        table = _names(file)
        for ident, entry in table.items():
            if not isinstance(entry, dict):
                continue
            value = None if ident == "nobody" else ident
            if ident not in sided and entry.get("of") in sided:
                value = str(entry["of"])  # where a topic names the Palestinians, Hamas is theirs
            lex.add(cls, entry.get(lex.lang, ()), value, names=True)
            if lex.lang != "en":
                unsure = table.get("ambiguous", ())
                words = (w for w in entry.get("en", ()) if " " not in w and w not in unsure and not w.islower())
                lex.add(cls, words, value, names=True)
            seats = entry.get("capital", ())
            if lex.lang == "de":
                seats = [*seats, *(f"{word}s" for word in seats if word[-1] not in "s*")]  # "im Norden Jerusalems"
            lex.add("place" if cls == "place" else "capital", seats, ident, names=True)
    _add_bodies(lex, {source.id for topic in topics for source in topic.sources})
    for topic in topics:
        for party in topic.parties:
            lex.add("party", party.words, party.id, names=True)
            lex.add("party", [party.name], party.id, names=True)
        for source in topic.sources:
            lex.add("named_source", source.words, source, names=True)
            lex.add("named_source", [source.name], source, names=True)


def _add_bodies(lex: Lexicon, packed: set[str]) -> None:
    """Enter the bodies that count everywhere, under their names; a pack's own source of an id comes instead."""
    for ident, entry in _names("bodies.toml").items():
        words = tuple(entry.get(lex.lang, ()))
        if entry.get("carrier"):
            lex.add("source.carrier", words, names=True)
        if ident not in packed:
            name = str(entry["name"])
            lex.add("named_source", words, Source(id=name.lower(), name=name, words=words), names=True)
