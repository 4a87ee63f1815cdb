"""Articles as JSON lines in on standard input, their figures as JSON lines out: one for each line, in order."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from monitor.commands.options import config_option, configured
from monitor.config import topic_for_detect
from monitor.detect.detector import detect
from monitor.errors import ConfigError
from monitor.lines import article_from_line, id_of_line, numbered_lines
from monitor.model import Article, Figure, Rejection, Topic


@click.command()
@click.option("--left-alone", is_flag=True, help="Tell also the numbers that may count the harmed and were not read.")
@config_option
def command(config_file: Path | None, left_alone: bool) -> int:
    """Read articles as JSON lines on standard input, write the figures found in each.

    Input: {"id", "title", "text", "published", "lang", "topic"}, all but "text" optional.
    Output, one line for each: {"id", "figures"}, and "error" for a line that cannot be understood. With --left-alone
    also "left_alone": numbers that no rule could read, each with its readings and the reason.
    """
    topics = configured(config_file).topics
    failed = False
    for number, line in numbered_lines(sys.stdin.buffer):
        answer = answer_line(line, number, topics, left_alone=left_alone)
        failed = failed or "error" in answer
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
        sys.stdout.buffer.flush()  # a slow sender waits for the answer to this line before it writes the next
    return 1 if failed else 0


def answer_line(line: bytes, number: int, topics: Sequence[Topic], *, left_alone: bool = False) -> dict[str, Any]:
    """The contract's answer to one input line; `topics` are the configured ones.

    `left_alone` adds the numbers that may count the harmed. What else could not be used is told on standard error.
    """
    article = article_from_line(line, number)
    if isinstance(article, Rejection):
        return {"id": id_of_line(line), "figures": [], "error": f"{article.subject}: {article.reason}"}
    try:
        wanted = topics_of(article, topics)
    except ConfigError as fault:
        return {"id": id_of_line(line), "figures": [], "error": f"line {number}: {fault}"}
    found = detect(article, wanted)
    for rejection in (it for it in found.rejections if not it.quiet):  # "only the first 200000 characters were read"
        from monitor.show import print_rejection  # rarely needed, and loads much

        print_rejection(rejection)
    answer = {"id": id_of_line(line), "figures": [figure_record(figure) for figure in found.figures]}
    if left_alone:
        answer["left_alone"] = [
            {"words": it.subject, "readings": list(it.readings), "reason": it.reason}
            for it in found.rejections
            if it.quiet
        ]
    return answer


def topics_of(article: Article, topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """The packs to read an article with: that of its own `topic`, none for "generic", else the configured ones."""
    if article.topic is None:
        return tuple(topics)
    topic = topic_for_detect(article.topic, topics)
    return () if topic is None else (topic,)


def figure_record(figure: Figure) -> dict[str, Any]:
    """The contract's FIGURE; `place`, `span` and `per` only where they apply."""
    record: dict[str, Any] = {
        "party": figure.party,
        "population": figure.population,
        "measure": figure.measure,
        "low": figure.low,
        "high": figure.high,
        "qualifier": figure.qualifier,
        "sources": list(figure.sources),
        "as_of": figure.as_of,
        "scope": figure.scope,
        "status": figure.status,
        "quote": figure.quote,
        "start": figure.start,
        "end": figure.end,
        "sentence": figure.sentence,
        "rule": figure.rule,
    }
    return record | {key: value for key in ("place", "span", "per") if (value := getattr(figure, key)) is not None}
