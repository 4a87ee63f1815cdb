""" "Both pilots were killed", "beide Fahrer", "ambos pilotos": a word that counts two people; not both sides."""

from monitor.detect.reading.line import Line, population_at

_LED = ("words.of", "words.article", "words.own")
_NOT_TWO = ("words.both_sides", "words.each_side")


def both_at(line: Line, i: int) -> int | None:
    """The token after such a word; not "both soldiers and civilians", where it counts nobody."""
    tag = line.at(i, "numbers.both")
    if tag is None or line.is_a(i, *_NOT_TWO):
        return None
    j = tag.end
    for _ in range(2):
        j += line.is_a(j, *_LED)
    if population_at(line, j) is None and line.kind(j) == "word" and not line.is_a(j, "words.preposition"):
        nation = line.at(j, "party")
        j = nation.end if nation is not None else j + 1  # "both German tourists", "beide jungen Männer"
    people = population_at(line, j)
    if people is None:
        return None
    after = people[1]
    if line.low(after) == ",":
        return None  # "Both drivers, a man of 67 and a woman of 33, are among the dead": told as persons
    return None if line.is_a(after, "words.conjunction") and line.kind(after + 1) == "word" else tag.end
