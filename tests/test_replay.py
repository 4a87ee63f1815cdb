"""Replays: archives of every kind in order of publication, the same each time, bad input told beside the good."""

import datetime as dt
import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from monitor.archive import Archive
from monitor.config import Config
from monitor.errors import DatabaseError, UsageError
from monitor.history.report import rows
from monitor.history.schema import open_history
from monitor.model import Article, Event, Page, Rejection
from monitor.packs import load_topic
from monitor.pipeline import Outcome
from monitor.records import event_record
from monitor.replay import replay

WORDS = "President Zelensky said that {:,} Ukrainian soldiers had been killed in the war against Russia."
SEEDS = resources.files("seeds")
EVENT_KEYS = [
    *("id", "event", "topic", "party", "population", "measure", "scope", "place", "span", "per", "low", "high"),
    *("qualifier", "source", "as_of", "status", "contested", "article", "quote", "previous", "against", "why"),
]


def line(number: int, day: int | None, **other: Any) -> dict[str, Any]:
    published = None if day is None else f"2025-03-{day:02}"
    return {"id": f"n{number}", "text": WORDS.format(number), "published": published, "lang": "en"} | other


def lines(path: Path, found: Sequence[dict[str, Any] | str]) -> Path:
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in found), "utf-8")
    return path


def html(number: int) -> bytes:
    body = (
        f"<article><h1>Army dead</h1><p>{WORDS.format(number)}</p><p>The ministry in Kyiv had no comment.</p></article>"
    )
    return f"<html><head><title>Army dead</title></head><body>{body}</body></html>".encode()


def lows(events: Sequence[Event]) -> list[int]:
    return [event.low for event in events]


def records(*archives: Path, **how: Any) -> list[str]:
    return [json.dumps(event_record(event), ensure_ascii=False) for event in replay(*archives, **how)]


def kinds(*archives: Path, **how: Any) -> list[tuple[str, int]]:
    return [(event.event.value, event.low) for event in replay(*archives, **how)]


def test_articles_are_read_in_the_order_of_publication_and_undated_ones_last(tmp_path: Path) -> None:
    days = (line(46_300, 20), line(49_100, None), line(45_200, 3), line(46_100, 20, published="2025-03-20T08:00:00Z"))
    assert lows(list(replay(lines(tmp_path / "x.jsonl", days)))) == [45_200, 46_300, 46_100, 49_100]


def test_several_archives_are_one_stream(tmp_path: Path) -> None:
    one = lines(tmp_path / "one.jsonl", [line(45_100, 3), line(47_100, 21)])
    two = lines(tmp_path / "two.jsonl", [line(46_100, 12)])
    assert kinds(one, two) == [("new", 45_100), ("update", 46_100), ("update", 47_100)]
    assert records(one, two) == records(two, one)


def test_a_folder_with_and_without_an_index(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(html(46_100))
    (tmp_path / "b.txt").write_text(WORDS.format(45_100), "utf-8")
    assert sorted(lows(list(replay(tmp_path)))) == [45_100, 46_100]
    lines(
        tmp_path / "index.jsonl",
        [{"file": "a.html", "published": "2025-03-09"}, {"file": "b.txt", "published": "2025-03-01"}],
    )
    events = list(replay(tmp_path))
    assert [(event.event.value, event.low, event.as_of) for event in events] == [
        ("new", 45_100, "2025-03-01"),
        ("update", 46_100, "2025-03-09"),
    ]


def test_one_file_is_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(html(46_100))
    assert kinds(tmp_path / "a.html") == [("new", 46_100)]


def warc(folder: Path, *pages: tuple[int, dt.datetime, str]) -> Path:
    """Pages of (number, capture, day of publication) in our own archive, in that order."""
    archive = Archive(folder)
    for number, captured, published in pages:
        url = f"https://news.example/{number}"
        archive.append(Page(url=url, body=html(number), captured=captured, published=published))
    return folder / f"{pages[0][1]:%Y-%m}.warc.gz"


def moment(hour: int) -> dt.datetime:
    return dt.datetime(2026, 2, 5, hour, tzinfo=dt.UTC)


@pytest.mark.parametrize("hours", [(1, 2, 3), (3, 1, 2)])
def test_a_warc_is_read_in_the_order_of_capture_with_its_clock(tmp_path: Path, hours: tuple[int, ...]) -> None:
    days = ("2025-03-20", "2025-03-01", "2025-03-10")
    path = warc(tmp_path / "a", *((45_000 + 100 * h, moment(h), day) for h, day in zip(hours, days, strict=True)))
    db = open_history(":memory:")
    assert lows(list(replay(path, database=db))) == [45_100, 45_200, 45_300]
    assert [row[0] for row in db.execute("SELECT seen_at FROM articles ORDER BY rowid")] == [
        f"2026-02-05T0{h}:00:00Z" for h in (1, 2, 3)
    ]


def test_the_same_archive_again_prints_no_event_and_changes_nothing(tmp_path: Path) -> None:
    file = lines(tmp_path / "x.jsonl", [line(45_100, 3), line(46_100, 9), line(46_100, 10, id="other"), "{"])
    database = tmp_path / "x.db"
    assert len(list(replay(file, database=database))) == 3
    before = open_history(database)
    dump = list(before.conn.iterdump())
    assert list(replay(file, database=database)) == []
    assert list(open_history(database).conn.iterdump()) == dump


def test_two_fresh_databases_give_the_same_events_byte_for_byte(tmp_path: Path) -> None:
    with resources.as_file(SEEDS) as seeds:
        first, second = (records(seeds, database=tmp_path / name) for name in ("one.db", "two.db"))
    assert first == second
    assert len(first) > 20
    for record in map(json.loads, first):
        assert list(record) == EVENT_KEYS
        assert list(record["article"]) == ["id", "url", "outlet", "title", "published"]


def test_without_a_database_nothing_is_left(tmp_path: Path) -> None:
    file = lines(tmp_path / "x.jsonl", [line(45_100, 3)])
    assert kinds(file) == kinds(file) == [("new", 45_100)]
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]


def test_an_open_history_stays_open(tmp_path: Path) -> None:
    db = open_history(tmp_path / "x.db")
    list(replay(lines(tmp_path / "x.jsonl", [line(45_100, 3)]), database=db))
    assert [row["low"] for row in rows(db)] == [45_100]


def test_bad_input_is_told_and_the_good_beside_it_is_done(tmp_path: Path) -> None:
    whole = warc(tmp_path / "a", (47_100, moment(1), "2025-03-20"), (48_100, moment(2), "2025-03-21"))
    whole.write_bytes(whole.read_bytes()[:-40])
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "rubbish.html").write_bytes(bytes(range(256)) * 30)
    file = lines(
        tmp_path / "x.jsonl", [line(45_100, 3), '{"text": ', line(46_100, 9, topic="atlantis"), line(46_200, 10)]
    )
    told: list[Rejection] = []
    articles: list[Outcome] = []
    events = list(
        replay(
            *(tmp_path / "gone", file, tmp_path / "empty.html", tmp_path / "rubbish.html", whole),
            on_rejection=told.append,
            on_article=articles.append,
        )
    )
    assert lows(events) == [45_100, 46_200, 47_100]
    reasons = {rejection.subject: rejection.reason for rejection in told if not rejection.quiet}
    assert len(reasons) == 6
    assert all("\n" not in reason and reason for reason in reasons.values())
    assert reasons[str(tmp_path / "gone")].startswith("no such file or folder")
    assert "no valid JSON" in reasons["x.jsonl line 2"]
    assert "unknown topic" in reasons["x.jsonl line 3"]
    assert len([one for one in articles if not one.rejections]) == 3


def test_archives_of_which_none_can_be_read_are_wrong_usage_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        replay(tmp_path / "gone", tmp_path / "gone too")
    with pytest.raises(UsageError):
        replay()


def test_a_file_that_is_no_database_is_told_at_once(tmp_path: Path) -> None:
    file = lines(tmp_path / "x.jsonl", [line(45_100, 3)])
    with pytest.raises(DatabaseError, match="is no database"):
        replay(file, database=lines(tmp_path / "x.db", ["this is a diary and no database, " * 40]))


def test_topics_are_packs_names_or_those_of_the_configuration(tmp_path: Path) -> None:
    gaza = "The health ministry said that at least 62,000 Palestinians had been killed in Gaza since the war began."
    file = lines(tmp_path / "x.jsonl", [line(45_100, 3), line(1, 5, text=gaza)])
    assert [event.topic for event in replay(file)] == ["russia-ukraine"]
    both = ["gaza", load_topic("russia-ukraine")]
    assert [event.topic for event in replay(file, topics=both)] == ["russia-ukraine", "gaza"]
    assert [event.topic for event in replay(file, config=Config(topics=(load_topic("gaza"),)))] == ["gaza"]
    assert [event.topic for event in replay(file, topics=[])] == []


def test_an_articles_own_topic_is_honoured(tmp_path: Path) -> None:
    flood = "At least 120 people were killed in floods in the north, the interior ministry said."
    file = lines(tmp_path / "x.jsonl", [line(1, 5, text=flood, topic="generic"), line(2, 6, text=flood)])
    assert [(event.topic, event.low) for event in replay(file)] == [("generic", 120)]


def test_on_article_hears_of_each_before_its_events(tmp_path: Path) -> None:
    file = lines(tmp_path / "x.jsonl", [line(45_100, 3), line(46_100, 9)])
    heard: list[str] = []

    def hear(outcome: Outcome) -> None:
        assert isinstance(outcome.article, Article)
        heard.append(outcome.article.id)

    for event in replay(file, on_article=hear):
        heard.append(str(event.low))
    assert heard == ["n45100", "45100", "n46100", "46100"]


def test_what_was_committed_before_a_stop_is_kept_and_the_rest_comes_next_time(tmp_path: Path) -> None:
    file = lines(tmp_path / "x.jsonl", [line(45_100, 3), line(46_100, 9), line(47_100, 12)])
    events = replay(file, database=tmp_path / "x.db")
    assert next(events).low == 45_100
    events.close()  # type: ignore[attr-defined]
    assert kinds(file, database=tmp_path / "x.db") == [("update", 46_100), ("update", 47_100)]
