"""Whether a number stands right before or right behind a word, with the words on it."""

from monitor.detect.reading.line import Line

_JOINTS = frozenset({"numbers.between", "numbers.range", "numbers.join"})


def number_follows(line: Line, j: int) -> bool:
    """Whether a number begins at token j, with the words on it or an article before it.

    A word on a number is none itself: "418,170 killed and wounded over the year", "1,100 killed and wounded a day".
    """
    for k in range(j, min(j + 5, len(line.tokens))):
        if line.is_a(k, "scope.rate", "words.both_sides"):
            return False  # "убито або поранено з обох боків": the two sides count nobody
        if line.kind(k) == "number" or any(cls.startswith("numbers.") and cls not in _JOINTS for cls in line.tags[k]):
            return True
        on_it = line.low(k) == '"' or any(cls.startswith("qualifier.") for cls in line.tags[k])
        if not on_it and not line.is_a(k, "words.article", "words.own", "words.adverb", "numbers.between"):
            return False
    return False


def number_before(line: Line, j: int) -> bool:
    j -= line.is_a(j - 1, "words.of")  # "una veintena de heridos"
    return line.kind(j - 1) == "number" or line.is_a(
        j - 1, "numbers.units", "numbers.collective", "numbers.dozen", "numbers.vague", "numbers.round"
    )
