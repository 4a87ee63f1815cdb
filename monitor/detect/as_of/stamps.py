"""A page's own lines: how long ago it was put up, what a picture shows. Their dates are of nothing told below them."""

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line

HEADING = 9  # tokens of a heading that ends in a date: "Russian losses, 8 June"
_CREDIT = 9  # tokens of a picture's credit
_STAMP = 2  # words beside the time in a page's stamp


def is_stamp(line: Line, phrase: DatePhrase) -> bool:
    """ "3 days ago", "Updated two hours ago", "il y a 3 jours": a line in which a page tells its own age."""
    if len(line.tokens) - (phrase.end - phrase.start) > _STAMP or line.sentence.title:
        return False
    return not any(line.is_a(j, "dates.weekdays", "dates.months") for j in range(phrase.start, phrase.end)) and any(
        line.is_a(j, "dates.units") for j in range(phrase.start, phrase.end)
    )


def is_caption(line: Line) -> bool:
    """ "In this photograph taken on Oct 2, soldiers ...", "Smoke rises over Rafah on 6 May (AFP/Getty Images)"."""
    if "source.caption" in line.has:
        return True
    last = len(line.tokens) - 1
    last -= line.low(last) == "."
    if "source.credit" not in line.has or line.low(last) not in (")", "]"):
        return False
    opens = next((j for j in range(last - 1, max(0, last - _CREDIT), -1) if line.low(j) in ("(", "[")), None)
    return opens is not None and any(line.is_a(j, "source.credit") for j in range(opens + 1, last))


def is_heading(line: Line, found: list[DatePhrase]) -> bool:
    """ "Ilovaisk, August 2014", with or without its full stop: names and a date, no verb and no other number."""
    dated = {j for phrase in found for j in range(phrase.start, phrase.end)}
    rest = [j for j in range(len(line.tokens)) if j not in dated and line.kind(j) != "mark"]
    short = 0 < len(rest) <= 4 and len(line.tokens) <= HEADING and not line.sentence.title
    return short and bool(found) and all(line.capital(j) for j in rest)
