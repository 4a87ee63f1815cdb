"""Files of sentences with the figures that they hold in, cases for the tests out.

    == number, aside, verb                               a construction
    @gaza 2025-03-02                                     topic and date of the next text, unless the usual ones
    > Seven killed in strike on market                   its headline
    Nine civilians, including a child, were killed.¶ ... the text; ¶ ends a paragraph
      - civilian killed 9 at_least incident src=mayor at=2025-06-10
    none: why this language has no such construction

A figure is its party (- for none, ? for any, `a|b` for either), population, measure and number (`60-100`, `vague`),
then in any order what else matters: a qualifier (`exact` where none stands), a scope, a status (`asserted`), a part of
a source's name (`src=-`: nobody is named) and a date. A text has the figures listed and no others; the texts of
`lookalikes/` have none. All sentences are our own.

What does not work yet stands in `not_yet/`, in the same form, each text with a line `! what is wrong` before it.
`python -m tests.detect.cases` moves what has come to work to its place; with --demote, also what no longer does back.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor.detect.detector import detect
from monitor.model import Article, Figure, Qualifier, Scope, Status, Topic
from monitor.packs import load_topic

HERE = Path(__file__).parent
LANGUAGES = ("en", "uk", "ru", "fr", "de", "es")
TOPICS = ("russia-ukraine", "gaza", "generic")
QUALIFIERS = {str(q) for q in Qualifier}
SCOPES = {str(s) for s in Scope}
STATUSES = {str(s) for s in Status}
NONE = "no figure: "  # how the constructions of look-alikes begin


@dataclass(slots=True)
class Case:
    """One text and what it holds."""

    lang: str
    construction: str
    text: str = ""
    topic: str = "russia-ukraine"
    published: str = "2025-06-10"  # a Tuesday
    title: str | None = None
    figures: list[str] = field(default_factory=list)
    reason: str = ""  # why it does not work yet
    place: int = 0  # the line of its file

    @property
    def name(self) -> str:
        """How a failing test names it."""
        return f"{self.lang}:{self.place} {self.construction}"


@cache
def topics(name: str) -> tuple[Topic, ...]:
    """The packs that a topic's name stands for."""
    return () if name == "generic" else (load_topic(name),)


def figures_of(case: Case) -> tuple[Figure, ...]:
    """What the detector finds in a case's text."""
    return read(case.text, lang=case.lang, topic=case.topic, published=case.published, title=case.title)


def read(
    text: str,
    *,
    lang: str = "en",
    topic: str = "russia-ukraine",
    published: str | None = "2025-06-10",
    title: str | None = None,
) -> tuple[Figure, ...]:
    """What the detector finds in a text."""
    return detect(Article(id="x", text=text, title=title, published=published, lang=lang), topics(topic)).figures


def load(folder: str, lang: str) -> list[Case]:
    """The cases of a language in file order; a construction that it has not is a case without text."""
    cases: list[Case] = []
    construction, coming = "", Case(lang, "")
    path = HERE / folder / f"{lang}.txt"
    for number, line in enumerate(path.read_text("utf-8").splitlines() if path.is_file() else [], 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("== "):
            construction = line[3:].strip()
            coming = Case(lang, construction)
        elif line.startswith("@"):
            for word in line[1:].split():
                if word in TOPICS:
                    coming.topic = word
                else:
                    coming.published = word
        elif line.startswith("> "):
            coming.title = line[2:]
        elif line.startswith("! "):
            coming.reason = line[2:]
        elif line.startswith("none: "):
            cases.append(Case(lang, construction, reason=line[6:]))
        elif line.startswith("  "):
            assert cases, f"{folder}/{lang}.txt:{number}: a figure without a text"
            cases[-1].figures.append(line.strip())
        else:
            coming.text, coming.place = line.replace("¶", "\n"), number
            cases.append(coming)
            coming = Case(lang, construction)
    return cases


def wrong(case: Case) -> str:
    """What the detector has otherwise than the case asks, in words; empty where all is as it should be."""
    got = list(figures_of(case))
    faults = []
    for line in case.figures:
        fitting = [f for f in got if _key(line, f)]
        if not fitting:
            faults.append(f"missed {line}")
            continue
        got.remove(fitting[0])
        faults += _fields(line, fitting[0])
    faults += [f"made up {told(figure)}" for figure in got]
    return "; ".join(faults)


def groups(cases: Sequence[Case]) -> list[Any]:
    """The cases of each construction and language as one test, named by both: ten thousand tests of one sentence
    each cost more in keeping them than in reading them."""
    together: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        together.setdefault((case.lang, case.construction), []).append(case)
    return [pytest.param(own, id=f"{lang}: {construction}") for (lang, construction), own in together.items()]


def faults(cases: Sequence[Case]) -> list[str]:
    """Every text that is not read as its case asks: where it stands, the text, and what is otherwise."""
    return [f"{case.lang}.txt:{case.place} {case.text!r}: {fault}" for case in cases if (fault := wrong(case))]


def told(figure: Figure) -> str:
    """A figure in the words of the case files."""
    number = str(figure.low) if figure.low == figure.high else f"{figure.low}-{figure.high}"
    words = [figure.party or "-", figure.population, figure.measure, number, figure.qualifier, figure.scope]
    words += [figure.status, f"src={','.join(figure.sources) or '-'}", f"at={figure.as_of}", f"[{figure.rule}]"]
    return " ".join(str(word) for word in words)


def _key(line: str, figure: Figure) -> bool:
    party, population, measure, number, *_ = line.split()
    if party != "?" and (figure.party or "-") not in party.split("|"):
        return False
    if figure.population not in population.split("|") or figure.measure not in measure.split("|"):
        return False
    if number == "vague":
        return figure.qualifier is Qualifier.VAGUE
    low, _, high = number.partition("-")
    return (figure.low, figure.high) == (int(low), int(high or low))


def _fields(line: str, figure: Figure) -> list[str]:
    number, *rest = line.split()[3:]
    usual = "vague" if number == "vague" else "range" if "-" in number else "exact"
    asked = {"qualifier": usual, "status": "asserted"}
    for word in rest:
        if word.startswith("at="):
            asked["as_of"] = word[3:]
        elif word in QUALIFIERS | SCOPES | STATUSES:
            asked["qualifier" if word in QUALIFIERS else "scope" if word in SCOPES else "status"] = word
        else:
            assert word.startswith("src="), word
    faults = [
        f"{number}: {name} is {getattr(figure, name)}, not {value}"
        for name, value in asked.items()
        if str(getattr(figure, name)) != value
    ]
    for name in (word[4:].replace("_", " ") for word in rest if word.startswith("src=")):
        named = any(name in source for source in figure.sources)
        if (name == "-" and figure.sources) or (name != "-" and not named):
            faults.append(f"{number}: source is {', '.join(figure.sources) or '-'}, not {name}")
    return faults


def write(folder: str, lang: str, cases: Sequence[Case], order: Sequence[str]) -> None:
    """Write a language's cases, by construction; the file's comment stays."""
    path = HERE / folder / f"{lang}.txt"
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")] if path.is_file() else []
    lines = head or [f"# What does not work yet ({lang}). tests/detect/cases.py tells how the file is to be read."]
    for construction in order:
        block = [line for case in cases if case.construction == construction for line in _block(case)]
        if block:
            lines += ["", f"== {construction}", *block]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _block(case: Case) -> list[str]:
    if not case.text:
        return [f"none: {case.reason}"]
    lines = [f"! {case.reason}"] if case.reason else []
    about = [case.topic] * (case.topic != "russia-ukraine") + [case.published] * (case.published != "2025-06-10")
    lines += ["@" + " ".join(about)] if about else []
    lines += [f"> {case.title}"] if case.title else []
    return [*lines, case.text.replace("\n", "¶"), *(f"  {figure}" for figure in case.figures)]


def sort(*, demote: bool) -> None:
    """Move cases between what works and what does not yet."""
    for lang in LANGUAGES:
        good = [*load("cases", lang), *load("lookalikes", lang)]
        bad = load("not_yet", lang)
        order = list(dict.fromkeys(case.construction for case in [*good, *bad]))
        works: list[Case] = []
        fails: list[Case] = []
        for case in good:
            if case.text and demote and (fault := wrong(case)):
                case.reason = fault
                fails.append(case)
            else:
                works.append(case)
        for case in bad:
            case.reason = wrong(case)
            (fails if case.reason else works).append(case)
        write("cases", lang, [case for case in works if not case.construction.startswith(NONE)], order)
        write("lookalikes", lang, [case for case in works if case.construction.startswith(NONE)], order)
        write("not_yet", lang, fails, order)
        print(f"{lang}: {sum(bool(case.text) for case in works)} work, {len(fails)} do not yet")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--demote", action="store_true", help="also move what no longer works to not_yet/")
    sort(demote=parser.parse_args().demote)
