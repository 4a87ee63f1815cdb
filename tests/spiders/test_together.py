"""Pages share a flush of the disk and a transaction; what fails or is killed costs no more than it did alone."""

import asyncio
import datetime as dt
import os
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from monitor.archive import Archive
from monitor.arrivals import TOGETHER, Handle, Tally, WatchReport, handle_waiting, recover
from monitor.history.schema import open_history
from monitor.history.watching import Arrival, Watching
from monitor.model import Article, Event, Page
from monitor.worker import Worker

MORNING = dt.datetime(2026, 2, 5, 8, tzinfo=dt.UTC)
PAGES = 2 * TOGETHER + 5


def page(number: int) -> Page:
    words = f"The council of district {number} met and spoke of its roads, its schools and of the harvest. " * 5
    body = f'<!DOCTYPE html><html lang="en"><title>Report {number}</title><article><p>{words}</p></article></html>'
    captured = MORNING + dt.timedelta(minutes=number)
    return Page(url=f"https://outlet.example/{number}", body=body.encode(), captured=captured)


def arrive(archive: Archive, watching: Watching, numbers: Sequence[int]) -> None:
    for one in map(page, numbers):
        reference = archive.append(one)
        assert one.url is not None
        assert one.captured is not None
        end = archive.size_with(reference)
        watching.arrived(reference, end, watch="paper", url=one.url, captured=one.captured, silent=False)


def handle_all(watching: Watching, archive: Archive, worker: Worker, handle: Handle) -> WatchReport:
    reports: dict[str, WatchReport] = {}
    asyncio.run(handle_waiting(watching, archive, worker, handle, reports, defaultdict(Tally), {}))
    return reports["paper"]


def test_pages_share_transactions_and_keep_their_order(tmp_path: Path, worker: Worker) -> None:
    db = open_history(tmp_path / "casualties.db")
    watching, archive = Watching(db), Archive(tmp_path / "archive")
    arrive(archive, watching, range(PAGES))
    looked: list[str] = []
    written: list[str] = []
    ended: list[str] = []
    db.conn.set_trace_callback(lambda sql: ended.append(sql) if sql.startswith("COMMIT") else None)

    def handle(article: Article, page: Page, arrival: Arrival) -> Callable[[], Sequence[Event]]:
        looked.append(arrival.url)
        time.sleep(0.01)  # slower than reading: the next page is always there

        def write() -> Sequence[Event]:
            assert db.conn.in_transaction
            written.append(arrival.url)
            return ()

        return write

    report = handle_all(watching, archive, worker, handle)
    assert written == looked == [f"https://outlet.example/{number}" for number in range(PAGES)]
    assert report.new == PAGES
    assert PAGES // TOGETHER <= len(ended) <= PAGES // 2
    assert not watching.waiting()
    db.close()


def test_a_page_at_which_our_code_fails_takes_none_of_those_before_it_along(tmp_path: Path, worker: Worker) -> None:
    db = open_history(tmp_path / "casualties.db")
    watching, archive = Watching(db), Archive(tmp_path / "archive")
    arrive(archive, watching, range(5))
    broken = {"https://outlet.example/3"}

    def handle(article: Article, page: Page, arrival: Arrival) -> Callable[[], Sequence[Event]]:
        def write() -> Sequence[Event]:
            watching.set_mark(arrival.url, 1)
            if arrival.url in broken:
                raise LookupError(arrival.url)
            return ()

        return write

    with pytest.raises(LookupError):
        handle_all(watching, archive, worker, handle)
    assert [one.url[-1] for one in watching.waiting()] == ["3", "4"]
    assert [watching.mark(f"https://outlet.example/{number}") for number in range(5)] == [1, 1, 1, None, None]
    broken.clear()
    assert handle_all(watching, archive, worker, handle).new == 2
    assert not watching.waiting()
    db.close()


def test_a_page_that_cannot_even_be_looked_at_takes_none_of_those_before_it_along(
    tmp_path: Path, worker: Worker
) -> None:
    db = open_history(tmp_path / "casualties.db")
    watching, archive = Watching(db), Archive(tmp_path / "archive")
    arrive(archive, watching, range(5))

    def handle(article: Article, page: Page, arrival: Arrival) -> Callable[[], Sequence[Event]]:
        time.sleep(0.05)  # slower than reading: those before it are held
        if arrival.url.endswith("/3"):
            raise LookupError(arrival.url)
        return lambda: ()

    with pytest.raises(LookupError):
        handle_all(watching, archive, worker, handle)
    assert [one.url[-1] for one in watching.waiting()] == ["3", "4"]
    db.close()


def test_an_archive_is_flushed_once_for_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path)
    archive.append(page(0))
    flushed: list[int] = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (flushed.append(handle), fsync(handle)))
    with archive.together():
        references = [archive.append(page(number)) for number in range(1, 30)]
        assert not flushed
    assert len(flushed) == 1
    found = [archive.read_one(reference) for reference in references]
    assert [one.url for one in found if isinstance(one, Page)] == [page(number).url for number in range(1, 30)]
    archive.append(page(30))
    assert len(flushed) == 2


def test_pages_that_a_kill_left_without_their_note_are_found(tmp_path: Path, worker: Worker) -> None:
    """As where a kill comes between the flush of some dozens of pages and the transaction that notes them."""
    db = open_history(tmp_path / "casualties.db")
    watching, archive = Watching(db), Archive(tmp_path / "archive")
    arrive(archive, watching, range(2))
    with archive.together():
        for number in range(2, 9):
            archive.append(page(number), request={"watch": "paper"})
    recover(Archive(tmp_path / "archive"), watching)
    assert [one.url[-1] for one in watching.waiting()] == [str(number) for number in range(9)]
    assert handle_all(watching, archive, worker, lambda article, page, arrival: tuple[Event, ...]).new == 9
    db.close()
