"""Old pages leave the archive and the evidence stays, whatever moment a crash takes; its size and growth are told."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor import prune as pruning
from monitor.archive import Archive, read
from monitor.arrivals import recover
from monitor.history.ledger import commit
from monitor.history.schema import History, open_history
from monitor.history.watching import Watching
from monitor.model import Page
from monitor.prune import Pruned, in_bytes, measure, prune
from tests.history.plans import claim, plan

NOW = dt.datetime(2026, 2, 20, 12, tzinfo=dt.UTC)
OLD = dt.timedelta(days=5)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[History]:
    one = open_history(tmp_path / "casualties.db")
    yield one
    one.close()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def keep(db: History, archive: Archive, day: int, low: int | None) -> str:
    """A page of that day of February that arrived; `low`: the number that it tells of."""
    url = f"https://o.example/{day}"
    captured = NOW.replace(day=day)
    reference = archive.append(
        Page(url=url, body=f"<p>page {day}</p>".encode(), captured=captured), request={"watch": "paper"}
    )
    end = (archive.folder / reference.partition(":")[0]).stat().st_size
    Watching(db).arrived(reference, end, watch="paper", url=url, captured=captured, silent=False)
    (arrival,) = [one for one in Watching(db).waiting() if one.reference == reference]
    made = (claim(low, as_of=f"2026-02-{day:02}"),) if low else ()
    commit(db, plan(*made, id=f"a{day}", name=reference, text=f"On day {day} {low} soldiers were killed"))
    Watching(db).handled(arrival, "read", captured, None)
    return reference


def told(archive: Archive) -> list[bytes]:
    """The bodies of all pages, as a replay reads them."""
    pages = [one for path in sorted(archive.folder.glob("*.warc.gz")) for one in read(path)]
    return [page.body for page in pages if isinstance(page, Page)]


def stored(db: History, archive: Archive) -> list[bytes]:
    """The pages that the history's articles point at."""
    rows = db.query("SELECT page FROM articles WHERE page IS NOT NULL ORDER BY id")
    pages = [archive.read_one(row["page"]) for row in list(rows)]
    assert all(isinstance(page, Page) for page in pages), pages
    return [page.body for page in pages if isinstance(page, Page)]


def history(db: History, archive: Archive) -> None:
    """Two pages with figures and two without, all but the last of them old."""
    for day, low in ((1, 41_000), (2, None), (3, 43_000), (18, None)):
        keep(db, archive, day, low)


AFTER = [b"<p>page 1</p>", b"<p>page 3</p>", b"<p>page 18</p>"]


def test_evidence_and_young_pages_stay(db: History, archive: Archive) -> None:
    history(db, archive)
    done = prune(db, archive, older_than=OLD, now=NOW)
    assert (done.dropped, done.kept) == (1, 2)
    assert done.freed > 0
    assert told(archive) == AFTER
    assert sorted(stored(db, archive)) == sorted(AFTER)
    assert prune(db, archive, older_than=OLD, now=NOW) == Pruned(kept=2)


def test_a_crash_before_the_history_follows_leaves_all(
    db: History, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    history(db, archive)
    whole = told(archive)

    def crash(*_: object) -> None:
        raise OSError("power")

    with monkeypatch.context() as patch:
        patch.setattr(pruning, "move_pages", crash)
        with pytest.raises(OSError, match="power"):
            prune(db, archive, older_than=OLD, now=NOW)
    assert len(list(archive.folder.glob("*.warc.gz"))) == 2
    assert recover(archive, Watching(db)) == ()
    assert told(archive) == whole
    assert Watching(db).waiting() == ()
    assert prune(db, archive, older_than=OLD, now=NOW).dropped == 1
    assert sorted(stored(db, archive)) == sorted(AFTER)


def test_a_crash_before_the_old_file_goes_handles_nothing_twice(
    db: History, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    history(db, archive)

    def crash(*_: object) -> None:
        raise OSError("power")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", crash)
        with pytest.raises(OSError, match="power"):
            prune(db, archive, older_than=OLD, now=NOW)
    recover(archive, Watching(db))
    assert Watching(db).waiting() == ()
    assert sorted(stored(db, archive)) == sorted(AFTER)
    prune(db, archive, older_than=OLD, now=NOW)
    assert b"<p>page 2</p>" not in told(archive)
    assert sorted(stored(db, archive)) == sorted(AFTER)


def test_the_month_goes_on_after_a_prune(db: History, archive: Archive) -> None:
    """A crash between the archive and the history: the page is found, though its file bears an old file's name."""
    history(db, archive)
    prune(db, archive, older_than=OLD, now=NOW)
    page = Page(url="https://o.example/19", body=b"new", captured=NOW.replace(day=19))
    reference = archive.append(page, request={"watch": "paper"})
    assert reference == "2026-02.warc.gz:0"
    recover(archive, Watching(db))
    assert [one.reference for one in Watching(db).waiting()] == [reference]


def test_size_and_growth(db: History, archive: Archive) -> None:
    assert str(measure(archive.folder)) == "0 bytes in 0 files, about 0 bytes more each day"
    history(db, archive)
    (path,) = archive.folder.glob("*.warc.gz")
    os.utime(path, times=(NOW.timestamp(), NOW.replace(day=11).timestamp()))  # ten days after the first page
    found = measure(archive.folder)
    assert (found.files, found.size, found.daily) == (1, path.stat().st_size, path.stat().st_size // 10)
    assert str(found) == f"{in_bytes(found.size)} in 1 file, about {in_bytes(found.daily)} more each day"
