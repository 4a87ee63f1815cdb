"""What `explain` tells of an event: its sentence with what decided marked, and all that it rests on."""

import datetime as dt

import pytest

from monitor.detect.detector import VERSION
from monitor.drain import collect
from monitor.errors import UsageError
from monitor.explain import explain, lines, marked
from monitor.history import outbox, silences
from monitor.history.ledger import commit
from monitor.history.schema import History, open_history
from monitor.model import AlertRule, EventKind, Figure, Mark, Plan, Rejection, Verdict
from tests.builders import article
from tests.history.plans import NOW, WAR, alert, claim, event, figure_for, plan

CHANNELS = ("desk", "web", "night", "ops")
TEXT = "It was a long night.\nZelensky said that 56000 soldiers were killed by 4 February."


def marks(text: str, **words: str) -> tuple[Mark, ...]:
    return tuple(Mark(role=r, start=text.index(w), end=text.index(w) + len(w)) for r, w in words.items())


def told(text: str = TEXT, **words: str) -> tuple[Figure, str]:
    """The figure of 56,000 in a text, with marks on the words given, and the sentence as marked."""
    one = article(text)
    figure = figure_for(
        one.full_text, claim(56_000), sentence=text.splitlines()[-1], marks=marks(one.full_text, **words)
    )
    return figure, marked(figure, one)


def conflict() -> tuple[History, str]:
    """A history whose third article contradicts the first two, and the id of the event that says so."""
    db = open_history(":memory:")
    known, new = claim(55_000), claim(50_000, as_of="2026-02-05")
    commit(db, plan(known, id="a1", outlet="The Zebra", title="First"))
    commit(db, plan(known=(known,), id="a2", outlet="The Aardvark", text="Again 55000"))
    text = "No: [50000]\u202e soldiers were killed, said Zelensky"
    one = article(text, id="a3", title="A third word", url="https://news.example/3", name="x.warc.gz record 7")
    figure = figure_for(one.full_text, new, sentence=text, marks=marks(one.full_text, number="50000", party="soldiers"))
    said = event(one, new, EventKind.CONFLICT, previous=known, against=(known,))
    change = Verdict(figure=figure, claim=new, event=said, unaccepted=("c55000",))
    commit(
        db,
        Plan(article=one, seen_at=None, verdicts=(change,), alerts=tuple(alert(said, name) for name in CHANNELS)),
        now=NOW,
    )
    silences.add(db, {"channel": ["ops"]}, person="Anna", reason="moving", now=NOW, until=NOW + dt.timedelta(hours=1))
    night = AlertRule(name="night", url="", wait=dt.timedelta(hours=1))
    collect(db, (night,), NOW + dt.timedelta(minutes=1))
    desk, web = (row.id for row in outbox.due(db))
    outbox.mark_sent(db, desk, NOW)
    outbox.mark_failed(db, web, "the server answered HTTP 503", NOW + dt.timedelta(minutes=1))
    silences.acknowledge(db, said.id, person="Boris", now=NOW)
    return db, said.id


def test_numbers_that_were_left_alone_are_told_of_their_own_article() -> None:
    db = open_history(":memory:")
    known, one = claim(56_000), article(TEXT, id="a1")
    figure = figure_for(one.full_text, known)
    said = event(one, known, EventKind.NEW)
    doubt = Rejection(
        stage="detect",
        subject="31\u202e pupils",
        reason="counts people, and its sentence does not say what befell them: The 31\u202e pupils slept.",
        readings=("killed", "nobody harmed"),
        quiet=True,
    )
    loud = Rejection(stage="detect", subject="a1", reason="only the first 200000 characters were read")
    verdicts = (Verdict(figure=figure, claim=known, event=said),)
    commit(db, Plan(article=one, seen_at=None, verdicts=verdicts, rejections=(doubt, loud)))
    commit(db, plan(id="a2", known=(known,), text="Again 56000"))
    told_of = [line for line in lines(explain(db, said.id)) if "31" in line or "Left alone" in line]
    assert told_of == [
        "Left alone in the same article (no figure was made of these numbers):",
        "- 31 pupils (killed or nobody harmed?) counts people, and its sentence does not say what befell them: "
        "The 31 pupils slept.",
    ]
    assert not any("200000" in line for line in lines(explain(db, said.id)))


def test_what_decided_is_marked_in_the_sentence() -> None:
    _, sentence = told(number="56000", measure="killed", source="Zelensky", as_of="4 February")
    assert sentence == "[source Zelensky] said that [number 56000] soldiers were [measure killed] by [date 4 February]."


def test_of_marks_that_overlap_the_longest_stays() -> None:
    _, sentence = told(party="soldiers were", measure="soldiers were killed", number="56000")
    assert sentence == "Zelensky said that [number 56000] [measure soldiers were killed] by 4 February."


def test_marks_outside_the_sentence_or_unknown_are_left_out() -> None:
    _, sentence = told(number="56000", as_of="long night", other="by")
    assert sentence == "Zelensky said that [number 56000] soldiers were killed by 4 February."


def test_a_sentence_that_is_said_twice_is_marked_where_the_figure_stands() -> None:
    line = "So 56000 died."
    one = article(f"{line}\n{line}")
    second = len(line) + 1
    figure = figure_for(
        one.full_text,
        claim(56_000),
        start=second + 3,
        end=second + 8,
        sentence=line,
        marks=(Mark(role="number", start=second + 3, end=second + 8),),
    )
    assert marked(figure, one) == "So [number 56000] died."


def test_an_event_comes_with_all_that_it_rests_on() -> None:
    db, ident = conflict()
    found = explain(db, ident)
    assert found.event.against[0].low == found.event.previous.low == 55_000  # type: ignore[union-attr]
    assert found.figure is not None
    assert found.article.full_text[found.figure.start : found.figure.end] == "50000"
    assert (found.page, found.sighted) == ("x.warc.gz record 7", 1)
    assert [(one.claim.id, one.accepted) for one in found.changes] == [("c55000", False)]
    assert [(one.channel, one.state, one.error) for one in found.deliveries] == [
        ("desk", "sent", None),
        ("web", "failed", "the server answered HTTP 503"),
        ("night", "waits for the end of its window, digest or quiet hours", None),
        ("ops", "silenced", "Anna: moving"),
    ]
    assert [person for person, _ in found.taken_by] == ["Boris"]


def test_every_sighting_of_the_number_is_told() -> None:
    db, _ = conflict()
    first = db.execute("SELECT id FROM events WHERE event = 'new'").fetchone()[0]
    found = explain(db, first)
    assert [one.article.outlet for one in found.sightings] == ["The Zebra", "The Aardvark"]
    assert found.deliveries == ()


def test_the_words_are_plain_and_neutral() -> None:
    db, ident = conflict()
    text = "\n".join(lines(explain(db, ident), (WAR,)))
    for words in (
        "CONFLICT",
        "Ukraine, military killed: 50,000 (Volodymyr Zelensky, 5 Feb 2026)",
        "Why: because a test says so",
        f"Rule: test, detector version {VERSION}",
        "https://news.example/3",
        "page x.warc.gz record 7",
        "- 55,000 (Volodymyr Zelensky, 4 Feb 2026)",
        "no longer counts",
        "- desk: sent",
        "- web: failed (the server answered HTTP 503)",
        "- night: waits for the end of its window, digest or quiet hours",
        "- ops: silenced (Anna: moving)",
        "Boris has it, since 2026-02-05 12:00 UTC",
    ):
        assert words in text
    assert "\u202e" not in text


def test_the_beginning_of_an_id_is_enough_where_it_names_one() -> None:
    db, ident = conflict()
    add_twins(db)
    assert explain(db, ident[: len(ident) - 3]).event.id == ident
    with pytest.raises(UsageError, match="begins the ids of several events"):
        explain(db, "twins-")
    for unknown in ("e-nothing", "", "%", "e"):
        with pytest.raises(UsageError, match="is no event of this database"):
            explain(db, unknown)


def add_twins(db: History) -> None:
    known = claim(55_000)
    one = article("55000 once more", id="a9")
    twins = tuple(
        Verdict(
            figure=figure_for(one.full_text, known),
            claim=None,
            known="c55000",
            event=event(one, known, id=f"twins-{n}"),
        )
        for n in (1, 2)
    )
    commit(db, Plan(article=one, seen_at=None, verdicts=twins))


def test_a_figure_that_is_gone_is_explained() -> None:
    db = open_history(":memory:")
    known = claim(55_000)
    commit(db, plan(known, id="a1"))
    one = article("Nothing is said any more.", id="a1")
    said = event(one, known, EventKind.CORRECTION, previous=known)
    commit(db, Plan(article=one, seen_at=None, verdicts=(Verdict(figure=None, claim=None, event=said),)))
    found = explain(db, said.id)
    assert found.figure is None
    assert found.claim == known
    assert "Sentence: no longer in the article" in lines(found)
