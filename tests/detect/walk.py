"""One sentence in, each step that the detector takes with it out, as docs/detection.md shows it.

`python -m tests.detect.walk` prints it; with --update it goes into the page.
"""

import argparse
import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

from monitor.detect import detector
from monitor.detect.reading.line import Line
from monitor.model import Article
from monitor.packs import load_topic

PAGE = Path(__file__).parents[2] / "docs" / "detection.md"
MARKS = ("<!-- walk: written by tests/detect/walk.py --update -->", "<!-- end of walk -->")
TEXT = (
    "At least 1\u200b,240 Russian soldiers, among them 30 officers, were killed near Pokrovsk in May, "
    "Zelensky said on Monday."
)
PUBLISHED = "2025-06-10"


def walk() -> str:
    """The steps, one block each."""
    topics = (load_topic("russia-ukraine"),)
    lex = detector.lexicon("en", topics)
    normal = detector.normalise(TEXT)
    line = detector.read_line(normal.text, detector.sentences(normal.text)[0], lex)
    said = detector.attributions(line, lex, detector.Speakers())
    phrases = detector.dates(line, lex, dt.date.fromisoformat(PUBLISHED))
    counted, hurt = detector.numbers(line, lex), detector.harms(line, lex)
    found = detector.groups(line, lex, counted, hurt, phrases)
    dated = {j for phrase in phrases for j in range(phrase.start, phrase.end)}
    links = detector.Linker(line, lex, found, hurt, dated).run()
    rows = [("text", TEXT.encode("ascii", "backslashreplace").decode()), ("normalised", normal.text)]
    rows += block("numbers", (f"{words(line, n.start, n.end)} = {n.low} {n.qualifier}" for n in counted))
    rows += block("dates", (f"{words(line, p.start, p.end)} = {p.value} ({p.role})" for p in phrases))
    rows += block("harm words", (f"{words(line, h.start, h.end)} = {h.measure}" for h in hurt))
    rows += block("speakers", (", ".join(a.names) for a in said))
    rows += block("noun groups", (f"{words(line, g.start, g.end)} = {g.number.low} {g.head or '?'}" for g in found))
    rows += block(
        "links", (f"{g.number.low} -> {k.measure} by '{k.rule}'" for g, k in zip(found, links, strict=True) if k)
    )
    article = Article(id="walk", text=TEXT, published=PUBLISHED, lang="en")
    for figure in detector.detect(article, topics).figures:
        roles = (figure.party or "-", figure.population, figure.measure, figure.low, figure.qualifier)
        claim = (figure.scope, figure.as_of, figure.status, "/".join(figure.sources))
        rows.append(("figure", " ".join(map(str, roles)) + ", " + ", ".join(map(str, claim))))
        rows += block("  marks", (f"{m.role}: {TEXT[m.start : m.end]!a}" for m in figure.marks))
    return "\n".join(f"{name:12} {value}" for name, value in rows)


def block(name: str, values: Iterable[str]) -> list[tuple[str, str]]:
    """Rows of which the first has the name."""
    return [(name if at == 0 else "", value) for at, value in enumerate(values)]


def words(line: Line, start: int, end: int) -> str:
    """Tokens as words."""
    return " ".join(token.text for token in line.tokens[start:end])


def with_walk(page: str) -> str:
    """The page with the walk between its marks."""
    begin, end = (re.escape(mark) for mark in MARKS)
    return re.sub(f"(?s)({begin}\n).*?({end})", lambda m: f"{m[1]}```text\n{walk()}\n```\n{m[2]}", page, count=1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--update", action="store_true")
    if parser.parse_args().update:
        PAGE.write_text(with_walk(PAGE.read_text("utf-8")), "utf-8")
    else:
        print(walk())
