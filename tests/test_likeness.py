"""Copies of one text are one witness: however they were cut and dated, in whatever order they came."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trafilatura.deduplication import Simhash

from monitor.history.schema import open_history
from monitor.likeness import fingerprint, gain, is_copy
from monitor.packs import load_topic
from monitor.pipeline import process
from tests.builders import article

WAR = load_topic("russia-ukraine")
WIRE = (
    "President Volodymyr Zelensky said on Monday that 45,100 Ukrainian soldiers had been killed since the start of the "
    "full-scale invasion. He gave the number in an interview with a foreign broadcaster. About 390,000 soldiers had "
    "been wounded, he added, and many had gone back to the front. Kyiv seldom speaks of its losses. Military analysts "
    "said that the true number was likely to be higher, as the missing are not counted among the dead."
)
OWN = (
    "How many soldiers has Ukraine lost? Asked on television, Zelensky named a number for the first time in months: "
    "45,100 Ukrainian soldiers killed. Families of the missing gathered on the square in Kyiv and asked for lists."
)
COPIES = {
    "a dateline": f"KYIV, Feb 4 (Agency) - {WIRE}",
    "capitals and signs": WIRE.upper().replace(",", ""),
    "the last sentence cut": WIRE.rpartition(" Military analysts")[0],
    "a line of its own at the end": f"{WIRE} Additional reporting by our own staff.",
    "a word changed": WIRE.replace("broadcaster", "station").replace("seldom", "rarely"),
}


@given(words=st.lists(st.text("abcdeéжя0189", min_size=1, max_size=9), min_size=1, max_size=200))
@settings(max_examples=50, deadline=None)
def test_the_fingerprint_is_the_simhash_of_runs_of_three_words(words: list[str]) -> None:
    runs = ["".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))]
    assert fingerprint(" ".join(words)) == f"w2{Simhash(' '.join(runs), length=64).hash:016x}"


@pytest.mark.parametrize("text", COPIES.values(), ids=list(COPIES))
def test_a_copy_is_known_and_a_report_of_its_own_is_none(text: str) -> None:
    assert is_copy(fingerprint(WIRE), fingerprint(text))
    assert not is_copy(fingerprint(OWN), fingerprint(text))


def test_ten_papers_with_one_wire_text_are_one_figure_with_ten_sightings_and_one_witness() -> None:
    db = open_history(":memory:")
    texts = [WIRE, *COPIES.values(), *(f"{city.upper()}. {WIRE}" for city in ("Berlin", "Paris", "Oslo", "Rome"))]
    for number, text in enumerate([*texts, OWN]):
        page = article(text, id=f"a{number}", outlet=f"Paper {number}", published=f"2025-02-04T{number:02}:00:00Z")
        process(page, db, topics=(WAR,))
    row = next(iter(db.query("SELECT t.* FROM tallies t JOIN claims c ON c.id = t.claim WHERE c.low = 45100")))
    assert (row["figures"], row["articles"], row["witnesses"]) == (11, 11, 2)
    assert (row["first_seen"], row["last_seen"]) == ("2025-02-04T00:00:00Z", "2025-02-04T10:00:00Z")
    assert db.execute("SELECT count(*) FROM claims WHERE low = 45100").fetchone() == (1,)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), order=st.permutations(range(7)))
def test_the_count_does_not_depend_on_the_order(seed: int, order: list[int]) -> None:
    """HISTORY: the order in which articles of one day arrive does not decide the accepted value of the day, and that
    follows from the number of witnesses: also where the middle one of three copies comes last."""
    chance = random.Random(seed)
    words = WIRE.split()
    texts = [OWN, WIRE]
    for _ in range(5):  # copies of copies: the ends of the chain are less and less alike
        words = [f"word{chance.randrange(10**6)}" if chance.random() < 0.06 else word for word in words]
        texts.append(" ".join(words))
    prints = [fingerprint(text) for text in texts]
    counts = []
    for one in (prints, [prints[at] for at in order]):
        known: list[str] = []
        count = 0
        for print_ in one:
            count += gain(print_, known)
            known.append(print_)
        counts.append(count)
    assert counts[0] == counts[1] >= 2


def test_a_text_of_no_words_and_a_fingerprint_of_another_recipe_are_like_themselves_alone() -> None:
    assert is_copy(fingerprint(""), fingerprint("..."))
    assert not is_copy("w1abc", fingerprint(WIRE))
    assert gain("w1abc", ["w1abc"]) == 0
