"""Which sentences are read for numbers: those near a harm and the rows of a list, not the rest of a page."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.detect.harm.harms import harms
from monitor.detect.of_what.reached import in_reach
from monitor.detect.reading.lexicon import lexicon
from monitor.detect.reading.line import read_line
from monitor.detect.reading.text import sentences
from tests.detect.cases import Case, figures_of

PLAIN = "The council meets again in the new hall on Thursday to talk about the price of bread."
HARM = "The flood in Dorn killed 12 people and the river is still rising in the valley below the town."


def near(text: str) -> list[bool]:
    lex = lexicon("en", ())
    lines = [read_line(text, one, lex) for one in sentences(text)]
    return in_reach(lines, [harms(line, lex) for line in lines])


def test_the_rest_of_a_long_page_is_not_read_for_numbers() -> None:
    reached = near(" ".join([PLAIN] * 10 + [HARM] + [PLAIN] * 30))
    assert reached.index(True) == 6
    assert sum(reached) == 4 + 1 + 12


def test_a_list_of_many_rows_stays_near_its_heading() -> None:
    places = [f"Dorn-{'abcdefghijklmnopqrstuvwxyz'[n]}: {n + 11}" for n in range(24)]
    text = "Killed in the flood, by town:\n\n" + "\n".join(places)
    assert all(near(text))
    got = figures_of(Case("en", "list", text, topic="generic"))
    assert [f.low for f in got] == [n + 11 for n in range(24)]


def test_words_that_make_a_harm_of_others_reach_as_one_does() -> None:
    assert near(f"{PLAIN} There were no survivors among them. {PLAIN}") == [True, True, True]


@given(st.lists(st.booleans(), max_size=40))
def test_every_sentence_with_a_harm_is_reached(told: list[bool]) -> None:
    reached = near(" ".join(HARM if harm else PLAIN for harm in told))
    assert len(reached) == len(told)
    assert all(close for close, harm in zip(reached, told, strict=True) if harm)
    assert not any(reached) or any(told)


def test_a_thousand_rows_of_a_list_are_near_its_heading_and_no_more() -> None:
    text = "Twelve people were killed.\n" + "12\n" * 1_200
    lex = lexicon("en", ())
    lines = [read_line(text, sentence, lex) for sentence in sentences(text, 0)]
    near = in_reach(lines, [harms(line, lex) for line in lines])
    assert 1_000 < sum(near) < 1_020
    assert all(near[:1_000])
