"""Clauses that tell since when: their date begins a count, and is not the day that it stands for."""

from monitor.detect.reading.line import Line

_SINCE_REACH = 24  # tokens from "since" to its date: "since fighting broke out between the army and the ... on 3 May"
_AS = frozenset({"как", "як"})


def in_since_clause(line: Line, start: int, end: int) -> bool:
    """ "since the pause in the fighting began on 3 May", "since the truce ended, on 18 March, ..."."""
    apposed = (
        end > start
        and line.low(end) in (",", ".", "", ")", "-", "–")
        and (line.low(start - 1) == "," or line.low(start) == ",")
    )
    commas = 0
    for j in range(start - 1 - apposed, max(-1, start - 1 - _SINCE_REACH), -1):
        if line.is_a(j, "dates.since") or (j < start - 1 and line.ends_at(j + 1, "dates.since") is not None):
            return True
        if line.low(j) == "," and line.low(j + 1) in _AS and line.ends_at(j, "dates.since_then") is not None:
            return True  # "с тех пор, как 15 апреля 2023 года начались бои"
        commas += line.low(j) == ","
        if (
            line.kind(j) == "number"
            or line.low(j) in (";", ":", "–")
            or (line.low(j) == "(" and line.low(j + 2) != ")")
            or (commas % 2 and line.low(j) == "," and not _aside(line, j) and not line.is_a(j + 1, "dates.in_force"))
        ):
            return False
    return False


def _aside(line: Line, j: int) -> bool:
    """Whether a comma closes a name's aside: "since the mayor, Jean Ndong, closed the port on"."""
    k = j - 1
    while line.capital(k) and j - k < 5:
        k -= 1
    return j - k > 1 and line.low(k) == ","
