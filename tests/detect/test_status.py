"""Whether the text stands by a number: one row per construction, what it means first. All sentences are our own."""

import pytest

from tests.detect.cases import read

CLAIM = "Moscow said that 1,500 Ukrainian soldiers had been killed"

STATUSES = [
    # what it means, the text, the number, the status
    ("told", f"{CLAIM}.", 1500, "asserted"),
    ("unverified in its own words", "Moscow gave an unverified figure of 1,500 soldiers killed.", 1500, "disputed"),
    ("without evidence", f"{CLAIM}, without providing evidence.", 1500, "disputed"),
    ("a claim that is denied", f"{CLAIM}, a claim that Kyiv denied.", 1500, "disputed"),
    (
        "a claim that is rejected",
        "Peskov rejected Ukraine's claim that 1,500 Russian soldiers had died.",
        1500,
        "disputed",
    ),
    ("not this number", "Nineteen people were killed, not 21, the mayor said.", 21, "disputed"),
    ("the next sentence: no evidence", f"{CLAIM}. It offered no evidence.", 1500, "disputed"),
    ("the next sentence: absurd", f"{CLAIM}. Kyiv called the number absurd.", 1500, "disputed"),
    ("the next sentence: dismissed", f"{CLAIM}. Kyiv dismissed that as an invention.", 1500, "disputed"),
    ("the paragraph's end", f"{CLAIM}. The ministry gave no names. Such claims cannot be checked.", 1500, "disputed"),
    ("withdrawn", "The office withdrew a figure of 11,300 dead.", 11300, "disputed"),
    (
        "a correction",
        "An earlier version of this article said that 350 soldiers died. The number is 35.",
        350,
        "disputed",
    ),
    ("another's denial of guilt", f"{CLAIM}. Kyiv denies all responsibility for the raid.", 1500, "asserted"),
    ("another's silence", f"{CLAIM}. Kyiv has not commented.", 1500, "asserted"),
    ("general scepticism", f"{CLAIM}. The true toll is likely far higher.", 1500, "asserted"),
    ("a dismissal from office", "A commander was dismissed after the killing of 15 medics.", 15, "asserted"),
    ("superseded, not wrong", "The toll rose from 63 to 89 killed, the ministry said.", 63, "asserted"),
    ("would", "It would cost them 80,000 more soldiers killed.", 80000, "hypothetical"),
    ("could by spring", "Losses could reach two million casualties by the spring.", 2000000, "hypothetical"),
    ("if", "If the fighting goes on, 300,000 more soldiers will be killed.", 300000, "hypothetical"),
    ("suppose", "Suppose that Russia loses 1,500 soldiers a day.", 1500, "hypothetical"),
    ("may have, of a named source", "The UN says that 1,400 people may have been killed.", 1400, "asserted"),
]


@pytest.mark.parametrize(("means", "text", "number", "status"), STATUSES, ids=[row[0] for row in STATUSES])
def test_status(means: str, text: str, number: int, status: str) -> None:
    figure = next(f for f in read(text) if f.low == number)
    assert str(figure.status) == status


def test_a_denial_answers_one_sources_claims() -> None:
    text = (
        "Zelensky said that 180,000 Russian soldiers had been killed. "
        "He put Ukraine's dead at 31,000 soldiers killed.\n"
        "Shoigu has said that Ukraine lost 444,000 troops.\n"
        "Analysts called Shoigu's figure absurd."
    )
    assert {f.low: str(f.status) for f in read(text)} == {180000: "asserted", 31000: "asserted", 444000: "disputed"}


def test_a_denial_may_come_first() -> None:
    text = (
        "Peskov said that the losses named by Zelensky were false.\n"
        "Zelensky had spoken of 180,000 Russian soldiers killed."
    )
    assert [str(f.status) for f in read(text)] == ["disputed"]


CORRECTED = [
    # the text, the new number, the bounds that it replaces
    ("Israel lowered the toll from 1,400 to about 1,200 people killed.", 1200, (1400, 1400)),
    (
        "Police lowered the toll. Fourteen people were killed, they said; an earlier 15 had included the gunman.",
        14,
        (15, 15),
    ),
    ("The toll rose from 63 to 89 killed, the ministry said.", 89, None),
]


@pytest.mark.parametrize(("text", "number", "bounds"), CORRECTED)
def test_what_a_number_corrects(text: str, number: int, bounds: tuple[int, int] | None) -> None:
    figure = next(f for f in read(text, topic="gaza") if f.low == number)
    assert figure.corrects == bounds
    assert str(figure.status) == "asserted"
