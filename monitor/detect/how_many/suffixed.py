"""Digits with the ending of their word: "5-ти погибших", "12-ро поранених", "the 21st victim", "6-го загиблого"."""

from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line

_PEOPLE = ("people.", "killed.noun", "wounded.noun", "missing.noun", "captured.noun", "words.harmed", "words.nth_death")


def suffixed(line: Line, lex: Lexicon, end: int) -> tuple[int, bool] | None:
    """Where the ending after the digits before token `end` ends, and whether it makes an ordinal of them."""
    table = lex.tables["numbers"]
    if line.low(end) == "." and line.low(end + 1) in ("ª", "º"):
        return end + 2, True  # "la 21.ª víctima"
    suffix, tied = line.low(end), line.low(end) != "." or line.kind(end + 1) == "word"  # "der 47. Brigade"
    if tied and suffix in table.get("ordinal_suffix", ()) and line.tokens[end].glued:
        return end + 1, True
    if suffix != "-" or line.kind(end + 1) != "word" or "cardinal_suffix" not in table:
        return None
    if not (line.tokens[end].glued and line.tokens[end + 1].glued):
        return None
    suffix = line.low(end + 1)
    if suffix in table.get("ordinal_suffix", ()) and line.is_a(end + 2, "words.nth_death"):
        return end + 2, True  # "21-ю жертвою"
    counts = any(cls.startswith(_PEOPLE) for cls in (line.tags[end + 2] if end + 2 < len(line.tags) else ()))
    if suffix in table["cardinal_suffix"] or (counts and suffix in table.get("cardinal_suffix_of_people", ())):
        measure = line.low(end + 2).startswith(tuple(table.get("suffixed_measures", ())))
        return None if measure else (end + 2, False)
    return (end + 2, True) if counts and suffix in table.get("ordinal_suffix", ()) else None
