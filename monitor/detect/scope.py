"""What a number covers and whether the text stands by it: scope, span, rate and status from the words around it."""

from dataclasses import dataclass

from monitor.detect.dates import DatePhrase
from monitor.detect.groups import Group
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.model import Scope, Status

_RATES = (
    ("rate_day", "day"),
    ("rate_month", "month"),
    ("rate_week", "week"),
    ("rate_hour", "hour"),
    ("rate_year", "year"),
)


@dataclass(frozen=True, slots=True)
class Covers:
    """A scope with the length of a period or the unit of a rate; `certain` when the words near the number say so."""

    scope: Scope | None
    span: str | None = None
    per: str | None = None
    date: DatePhrase | None = None  # the period's own date


def covers(line: Line, lex: Lexicon, group: Group, link: Link, found: list[DatePhrase], since: str | None) -> Covers:
    """The scope that the number's own words give, or none: then the article decides."""
    low, high = _clause(line, group, link)
    for j in range(max(group.number.end, low), min(high + 1, group.end + 8, len(line.tokens))):
        if j > group.end and line.kind(j) == "number":
            break
        for name, unit in _RATES:
            tag = line.at(j, f"scope.{name}")
            if tag is not None and not any(p.start <= j < p.end for p in found if p.span != "1d"):
                return Covers(Scope.RATE, per=unit)
    before = [
        name
        for name, unit in _RATES
        for j in range(max(low, link.start - 4), group.start)
        if line.is_a(j, f"scope.before_{name}")
    ]
    if before:
        return Covers(Scope.RATE, per=dict(_RATES)[before[0]])
    if group.number.signed:
        return Covers(Scope.PERIOD, span="1d")
    if any(line.ends_at(j, "words.increase") is not None for j in (group.start, group.number.core)):
        return Covers(Scope.PERIOD)
    period = _period(line, group, link, found, low, high, since)
    if period is not None:
        return period
    if any(line.is_a(j, "scope.cumulative") for j in range(low, high)) or link.rule == "ordinal that counts":
        return Covers(Scope.CUMULATIVE)
    return Covers(None)


def _clause(line: Line, group: Group, link: Link) -> tuple[int, int]:
    """The tokens that may tell of this number: to the next number or clause on either side."""
    first, last = min(group.start, link.start if link.start != link.end else group.start), max(group.end, link.end)
    low, high = first, last
    while (
        low > 0 and line.low(low - 1) not in (";",) and not (line.low(low - 1) == "," and line.is_a(low, "words.but"))
    ):
        low -= 1
    while high < len(line.tokens) and line.low(high) not in (";",) and not line.is_a(high, "words.but"):
        high += 1
    return low, high


def _period(
    line: Line, group: Group, link: Link, found: list[DatePhrase], low: int, high: int, since: str | None
) -> Covers | None:
    best: tuple[int, DatePhrase] | None = None
    for phrase in found:
        if not (low <= phrase.start <= high):
            continue
        if phrase.role == "start" and not (
            since and phrase.value and since.startswith(phrase.value[:7][: len(phrase.value)])
        ):
            covered = phrase.value and (since is None or phrase.value > since)
            if not covered:
                continue
        elif phrase.begin is not None:
            if since and phrase.begin and since.startswith(phrase.begin):
                continue
        elif phrase.role != "span" or phrase.span is None:
            continue
        elif _beside_speech(line, phrase):
            continue
        distance = phrase.start - group.end if phrase.start >= group.end else group.start - phrase.end
        if best is None or distance < best[0]:
            best = (distance, phrase)
    if best is None or best[0] > 18:
        return None
    phrase = best[1]
    span = phrase.span if phrase.role != "start" else None
    if phrase.begin is not None and len(phrase.begin) == 4:
        span = f"{phrase.begin}/{phrase.value}"
    return Covers(Scope.PERIOD, span=span, date=phrase)


def _beside_speech(line: Line, phrase: DatePhrase) -> bool:
    """Whether the date tells when somebody spoke: "in December Zelensky revealed", "announced in February 2024 that"."""
    if line.ends_at(phrase.start, "source.says") is not None:
        return True
    j = phrase.end + (line.low(phrase.end) == ",")
    for k in range(j, min(j + 5, len(line.tokens))):
        if line.is_a(k, "source.says"):
            return True
        if line.kind(k) == "number" or line.kind(k) == "mark":
            return False
    return False


def hypothetical(line: Line, lex: Lexicon, group: Group, link: Link, sourced: bool) -> bool:
    """Whether a modal or a forecast governs the number: "it would cost them 800,000 more corpses".

    "May have died" is an estimate of the past where a source is named for it, a guess where none is.
    """
    first, last = min(group.start, link.start), max(group.end, link.end)
    low = first
    while low > 0 and first - low < 14:
        j = low - 1
        if line.low(j) in (";", '"', "(") or (
            line.kind(j) == "number" and j not in range(first, last) and not line.low(j).startswith(("19", "20"))
        ):
            break
        if line.low(j) == "," and first - low > 3 and not any(line.is_a(m, "source.says") for m in range(low, low + 4)):
            break
        if line.is_a(j, "words.conjunction") and line.is_a(j + 1, "source.says"):
            break
        low = j
    high = last
    while high < len(line.tokens) and high - last < 4 and line.kind(high) == "word":
        if line.is_a(high, "words.conjunction"):
            break
        high += 1
    return any(
        line.is_a(j, "status.hypothetical") and not (sourced and line.is_a(j, "status.may")) for j in range(low, high)
    )


def disputed(line: Line, group: Group, link: Link) -> bool:
    """Whether the sentence itself calls the number unverified, denied or wrong."""
    return any(line.is_a(j, "status.disputed") for j in range(len(line.tokens)))


def status_of(line: Line, lex: Lexicon, group: Group, link: Link, sourced: bool) -> Status:
    """The status that the sentence gives; `sourced` says that it names who speaks."""
    if hypothetical(line, lex, group, link, sourced):
        return Status.HYPOTHETICAL
    return Status.DISPUTED if disputed(line, group, link) else Status.ASSERTED
