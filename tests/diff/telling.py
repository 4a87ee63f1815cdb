"""A story's lines to verdicts: one line per sighting, with the event that it has to give.

    1 zelensky 45,100 on 2025-02-05 -> new
    2 zelensky over 45,000 on 2025-02 -> repeat

The first word is the article: lines of one article that follow one another are judged together, and an article that
comes back is its next version. `corrects=N`, `span=1d`, `scope=period`, `status=hypothetical`, `place=lviv` may follow
the date; "on ?" is undated. `-` instead of source and number: the article has no figures any more. After the arrow
stands the event, "kept" where there is none; "contested" and "against SOURCE NUMBER" may follow it.
"""

import re
from itertools import groupby

from monitor.model import Figure, Qualifier, Scope, Status, Topic, Verdict
from tests import builders
from tests.diff.memory import Memory

_LINE = re.compile(
    r"(?P<article>\S+) (?:-|(?P<source>\S+) (?P<word>over |at least |about |up to |nearly |vague |)"
    r"(?P<low>[\d,]+)(?:-(?P<high>[\d,]+))? on (?P<date>\S+)(?P<more>(?: \w+=\S+)*)) -> (?P<outcome>.+)"
)
_WORDS = {
    "over ": Qualifier.MORE_THAN,
    "at least ": Qualifier.AT_LEAST,
    "about ": Qualifier.ABOUT,
    "up to ": Qualifier.UP_TO,
    "nearly ": Qualifier.NEARLY,
    "vague ": Qualifier.VAGUE,
    "": Qualifier.EXACT,
}


def check(story: str, *topics: Topic) -> Memory:
    """Tell a docstring's story and hold every line to what it says; gives what was remembered."""
    lines = [_parsed(line.strip()) for line in story.splitlines() if "->" in line]
    assert lines, "a story without a line proves nothing"
    memory = Memory(topics or (builders.topic(),))
    versions: dict[str, int] = {}
    told, wanted = [], []
    for article, group in groupby(lines, key=lambda line: line["article"]):
        versions[article] = versions.get(article, 0) + 1
        rows = list(group)
        figures = [_figure(row, at) for at, row in enumerate(rows) if row["low"]]
        text = f"Article {article}, version {versions[article]}."
        page = builders.article(text, id=article, topic=memory.topics[0].id)
        verdicts = memory.hear(page, figures)
        by_start = {verdict.figure.start: verdict for verdict in verdicts if verdict.figure is not None}
        rest = [verdict for verdict in verdicts if verdict.figure is None]
        for at, row in enumerate(rows):
            verdict = by_start.get(at) if row["low"] else rest.pop(0) if rest else None
            said = f"{row['line'].partition(' -> ')[0]} -> "
            told.append(said + _outcome(verdict, row["outcome"]))
            wanted.append(said + row["outcome"])
        told += [f"{article} unforeseen -> {_outcome(verdict, '')}" for verdict in rest]
    assert told == wanted, "\n".join(told)
    return memory


def _parsed(line: str) -> dict[str, str]:
    found = _LINE.fullmatch(line)
    assert found, f"not a line of a story: {line}"
    return {"line": line, **{key: value or "" for key, value in found.groupdict().items()}}


def _figure(row: dict[str, str], at: int) -> Figure:
    low = int(row["low"].replace(",", ""))
    high = int(row["high"].replace(",", "")) if row["high"] else low
    more = dict(pair.split("=") for pair in row["more"].split())
    qualifier = _WORDS[row["word"]] if low == high or row["word"] else Qualifier.RANGE
    corrects = int(more["corrects"]) if "corrects" in more else None
    return builders.figure(
        low,
        high,
        qualifier=qualifier,
        sources=() if row["source"] == "nobody" else (row["source"],),
        as_of=None if row["date"] == "?" else row["date"],
        scope=Scope(more.get("scope", "cumulative")),
        status=Status(more.get("status", "asserted")),
        span=more.get("span"),
        place=more.get("place"),
        party=None if more.get("party", "ukraine") == "none" else more.get("party", "ukraine"),
        corrects=None if corrects is None else (corrects, corrects),
        start=at,
    )


def _outcome(verdict: Verdict | None, wanted: str) -> str:
    """What came of a figure, told as fully as the story asks for."""
    if verdict is None:
        return "nothing"
    event = verdict.event
    if event is None:
        return "kept"
    words = [event.event.value]
    if event.contested:
        words.append("contested")
    if "against" in wanted:
        words.append("against " + (", ".join(f"{claim.source} {claim.low:,}" for claim in event.against) or "nobody"))
    return " ".join(words)
