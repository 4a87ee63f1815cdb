"""Annotated documents and a detector's figures in, counts of right, made-up and missed ones out, on three levels.

A figure is right on the level *number* with its measure and bounds, on *figure* with its party and population too, on
*claim* with its source, date and scope too. An annotation's `also` holds other values that are fair; what it calls
hypothetical is no figure, and is counted where it is asserted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Gold = Mapping[str, Any]
Got = Mapping[str, Any]
LEVELS = ("number", "figure", "claim")
FIELDS = ("qualifier", "source", "as_of", "scope", "status")
_PARTIES = {
    "palestine": "palestinians", "gaza": "palestinians", "palestinian": "palestinians", "hamas": "palestinians",
    "north korea": "north-korea", "dprk": "north-korea", "ukrainian": "ukraine", "russian": "russia",
    "wagner": "russia", "israeli": "israel", "hezbollah": "lebanon",
}  # fmt: skip
_TITLES = frozenset({"the", "of", "s", "ministry", "president"})  # in many names: no sign that two are the same


@dataclass(slots=True)
class Tally:
    """Counts over any number of documents."""

    right: Counter[str] = field(default_factory=Counter)  # by level
    made_up: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)  # right fields of right figures
    hypothetical: int = 0  # numbers asserted that the annotation calls hypothetical
    documents: int = 0

    def add(self, other: "Tally") -> None:
        """Take in the counts of more documents."""
        for name in ("right", "made_up", "missed", "fields"):
            getattr(self, name).update(getattr(other, name))
        self.hypothetical += other.hypothetical
        self.documents += other.documents

    def scores(self, level: str) -> dict[str, float]:
        """Precision, recall and F1 of a level, to four places; 1 where there is nothing to find and nothing found."""
        right, told, there = self.right[level], self.right[level] + self.made_up[level], 0
        there = right + self.missed[level]
        precision = right / told if told else 1.0
        recall = right / there if there else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}

    def field_scores(self) -> dict[str, float]:
        """The share of right figures whose field is right too."""
        count = self.right["figure"] or 1
        return {name: round(self.fields[name] / count, 4) for name in FIELDS}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document held against its annotation."""

    tally: Tally
    found: tuple[Gold, ...]
    missed: tuple[Gold, ...]
    made_up: tuple[Got, ...]


def compare(document: Mapping[str, Any], figures: Sequence[Got]) -> Outcome:
    """Hold a detector's figures against a document's annotation."""
    asserted = [g for g in document["figures"] if g.get("status") != "hypothetical"]
    doubtful = {_number(g) for g in document["figures"] if g.get("status") == "hypothetical"}
    told = [f for f in figures if f.get("status") != "hypothetical" and f.get("measure")]
    tally = Tally(documents=1)

    numbers = {_number(f) for f in told}
    wanted = {frozenset(_numbers(g)) for g in asserted}
    known = {number for readings in wanted for number in readings}
    tally.right["number"] = sum(1 for readings in wanted if readings & numbers)
    tally.missed["number"] = len(wanted) - tally.right["number"]
    tally.made_up["number"] = len(numbers - known)
    tally.hypothetical = len((numbers - known) & doubtful)

    generic = document.get("topic") == "generic"
    pairs, free = _pair(asserted, told, lambda g, f: _same(g, f, generic))
    made_up = [f for f in free if not any(_same(g, f, generic) and (not _names(f) or _source(g, f)) for g in asserted)]
    tally.right["figure"], tally.missed["figure"] = len(pairs), len(asserted) - len(pairs)
    tally.made_up["figure"] = len(made_up)
    claims, _ = _pair(asserted, told, lambda g, f: _same(g, f, generic) and _quality(g, f) == 3)
    tally.right["claim"], tally.missed["claim"] = len(claims), len(asserted) - len(claims)
    tally.made_up["claim"] = len(made_up) + len(pairs) - len(claims)
    for gold, got in pairs:
        tally.fields.update(name for name in FIELDS if _field(gold, got, name))
    paired = {id(gold) for gold, _ in pairs}
    missed = tuple(g for g in asserted if id(g) not in paired)
    return Outcome(tally, tuple(g for g, _ in pairs), missed, tuple(made_up))


def key(figure: Mapping[str, Any]) -> str:
    """A figure in one short line: `ukraine/military/killed/46000`, `-/people/wounded/10-99`."""
    low, high = figure.get("low"), figure.get("high")
    bounds = str(low) if low == high else f"{low}-{high}"
    return "/".join([figure.get("party") or "-", str(figure.get("population")), str(figure.get("measure")), bounds])


def _pair(
    asserted: Sequence[Gold], told: Sequence[Got], fits: Callable[[Gold, Got], bool]
) -> tuple[list[tuple[Gold, Got]], list[Got]]:
    """Each annotated figure with the free figure that fits it best, in the order of the annotation; and the rest."""
    free = list(told)
    pairs = []
    for gold in asserted:
        fitting = [f for f in free if fits(gold, f)]
        if fitting:
            best = max(fitting, key=lambda f: _quality(gold, f))  # the first of equals
            free = [f for f in free if f is not best]
            pairs.append((gold, best))
    return pairs, free


def _quality(gold: Gold, got: Got) -> int:
    return sum(_field(gold, got, name) for name in ("source", "as_of", "scope"))


def _number(figure: Mapping[str, Any]) -> tuple[Any, ...]:
    """A number's identity; of a vague one the order of magnitude is not judged."""
    if figure.get("qualifier") == "vague":
        return (figure["measure"], "vague")
    return (figure["measure"], figure.get("low"), figure.get("high"))


def _numbers(gold: Gold) -> Iterable[tuple[Any, ...]]:
    for measure in _fair(gold, "measure"):
        for qualifier in _fair(gold, "qualifier"):
            if measure:
                yield _number({**gold, "measure": measure, "qualifier": qualifier})


def _same(gold: Gold, got: Got, generic: bool) -> bool:
    """Whether number, party and population are right; a generic text without a party leaves the party open."""
    whose = _party(got.get("party")) in [_party(name) for name in _fair(gold, "party")]
    open_party = generic and not gold.get("party")
    return _number(got) in set(_numbers(gold)) and (whose or open_party) and _field(gold, got, "population")


def _party(name: str | None) -> str | None:
    low = (name or "").strip().lower().replace("_", "-")
    return _PARTIES.get(low, low) or None


def _fair(gold: Gold, name: str) -> list[Any]:
    return [gold.get(name), *(gold.get("also") or {}).get(name, [])]


def _field(gold: Gold, got: Got, name: str) -> bool:
    if name == "source":
        return _source(gold, got)
    return _date(gold, got) if name == "as_of" else got.get(name) in _fair(gold, name)


def _names(figure: Mapping[str, Any]) -> list[str]:
    return [str(name).lower().replace("-", " ").replace("_", " ").strip() for name in figure.get("sources") or ()]


def _source(gold: Gold, got: Got) -> bool:
    """Whether one of the names is a fair one: one in the other, or a telling word in common."""
    named, told = _names(gold), _names(got)
    other = (gold.get("also") or {}).get("sources", [])
    if not told:
        return not named or None in other
    right = named + [str(name).lower() for name in other if name]
    return any(a in b or b in a or _telling(a) & _telling(b) for a in right for b in told)


def _telling(name: str) -> set[str]:
    return {word.strip("'’.,") for word in name.split()} - _TITLES


def _date(gold: Gold, got: Got) -> bool:
    """Whether the date is right to the precision of the annotation, or a month or more that holds it."""
    told = str(got.get("as_of") or "")
    right = [str(date or "") for date in _fair(gold, "as_of")]
    return any(not r or (told and told.startswith(r)) or (len(told) >= 7 and r.startswith(told)) for r in right)
