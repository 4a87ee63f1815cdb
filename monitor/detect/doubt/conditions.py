"""Conditions of him who reckons, which make nothing a guess: "if one adds up the daily reports, 28,790 fell"."""

from monitor.detect.reading.line import Line

_CLAUSE = 14  # tokens of a condition


def of_reckoner(line: Line, j: int) -> bool:
    """ "If the staff is to be believed", "якщо не помиляюся", "si l'on compte les disparus": how a number was reached.

    "If the dam breaks, 300 would drown", "if one counts on rain, 300 will die" are of what has not happened.
    """
    if "status.reckoner" not in line.has or not line.is_a(j, "status.condition"):
        return False
    end = next((k for k in range(j + 1, j + _CLAUSE) if line.kind(k) != "word"), j + _CLAUSE)
    if not any(line.is_a(k, "status.reckoner") for k in range(j + 1, end)):
        return False
    return not any(line.is_a(k, "status.would") for k in range(len(line.tokens)))
