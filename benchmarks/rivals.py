"""The detector beside two plain ways of finding casualty figures, on one corpus: speed, and what each finds.

    uv run --with quantulum3 python -m benchmarks.rivals

The first rival is an afternoon's regular expressions (`N people were killed`, `killed N`, `toll ... N`); the second
takes every quantity that quantulum3 finds within 60 characters of a word of harm. Neither tells whose people, by whom
or as of when, so all three are compared on number and measure alone. Time is the processor's, on the same texts.
"""

import re
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec

from tests.score.score_floors import corpora, documents, figures_of

Found = set[tuple[str, int]]

HARM = {
    "killed": r"killed|dead|died|deaths?|fatalities|toll",
    "wounded": r"wounded|injured|hurt",
    "missing": r"missing",
    "captured": r"captured|hostages?",
}
NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+)"
PEOPLE = r"(?:\s+\w+){0,3}?\s+"
PATTERNS = {
    measure: [
        re.compile(rf"{NUMBER}{PEOPLE}(?:were |was |have been |had been )?(?:{words})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{words})\s+(?:at least |about |some |more than |over )?{NUMBER}\b", re.IGNORECASE),
        re.compile(rf"\b(?:{words})\b[^.]{{0,40}}?\b(?:to|at|is|of|reached)\s+{NUMBER}\b", re.IGNORECASE),
    ]
    for measure, words in HARM.items()
}
NEAR = 60  # characters


def naive(text: str) -> Found:
    """What the regular expressions find."""
    return {
        (measure, int(match[1].replace(",", "")))
        for measure, patterns in PATTERNS.items()
        for pattern in patterns
        for match in pattern.finditer(text)
    }


def nearest(text: str) -> Found:
    """What quantulum3's quantities make with the nearest word of harm."""
    from quantulum3 import parser

    harms = [
        (match.start(), measure) for measure, words in HARM.items() for match in re.finditer(rf"\b(?:{words})\b", text)
    ]
    found: Found = set()
    for quantity in parser.parse(text):
        middle = sum(quantity.span) // 2
        close = min(((abs(at - middle), measure) for at, measure in harms), default=None)
        if close is not None and close[0] <= NEAR and quantity.unit.name == "dimensionless":
            found.add((close[1], int(quantity.value)))
    return found


def score(name: str, texts: Iterable[tuple[Found, Callable[[], Found]]]) -> None:
    """One line: precision, recall, F1 on number and measure, and the time."""
    right = told = there = count = 0
    spent = 0.0
    for gold, find in texts:
        start = time.process_time()
        found = find()
        spent += time.process_time() - start
        right, told, there, count = right + len(gold & found), told + len(found), there + len(gold), count + 1
    precision, recall = right / max(told, 1), right / max(there, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(
        f"{name:<22} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  {1000 * spent / count:7.2f} ms a text"
    )


def main() -> None:
    """The English documents of the largest corpus that is here."""
    corpus = next((one for one in corpora() if one.name == "dev"), corpora()[0])
    chosen = [one for one in documents(corpus) if one["lang"] == "en"]
    print(f"{len(chosen)} English documents of the {'development' if corpus.name == 'dev' else 'own'} corpus")
    golds: list[Found] = [
        {
            (g["measure"], g["low"])
            for g in one["figures"]
            if g["status"] != "hypothetical" and g["qualifier"] != "vague"
        }
        for one in chosen
    ]
    whole = [f"{one['title'] or ''}\n\n{one['text']}" for one in chosen]
    figures_of(chosen[0])  # loads the vocabulary

    def ours(number: int) -> Found:
        return {
            (str(f.measure), f.low)
            for f in figures_of(chosen[number])
            if f.status != "hypothetical" and f.qualifier != "vague"
        }

    score("casualty-monitor", [(gold, lambda n=n: ours(n)) for n, gold in enumerate(golds)])  # type: ignore[misc]
    score("regular expressions", [(gold, lambda n=n: naive(whole[n])) for n, gold in enumerate(golds)])  # type: ignore[misc]
    if find_spec("quantulum3") is None:
        print("quantulum3: not installed (uv run --with quantulum3 python -m benchmarks.rivals)")
    else:
        score("quantulum3 + nearest", [(gold, lambda n=n: nearest(whole[n])) for n, gold in enumerate(golds)])  # type: ignore[misc]


if __name__ == "__main__":
    main()
