"""Archives in, events out: archived articles walk the whole corridor in the order of their publication.

`from monitor.replay import replay` is meant for a newsroom's own tests too: docs/replay.md.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from monitor.alerts.deliver import Delivery
from monitor.archive import read
from monitor.clean import clean
from monitor.config import Config, load_topics
from monitor.drain import drain
from monitor.errors import UsageError
from monitor.history.schema import MEMORY, History, open_history
from monitor.model import Article, Event, Message, Page, Rejection, Topic
from monitor.pipeline import Outcome, process
from monitor.worker import Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An article or a rejection with its place in the order of a replay."""

    found: Article | Rejection
    captured: dt.datetime | None = None  # when its page was fetched; None: not from a WARC
    archive: int  # which archive, and which of its documents
    number: int


def replay(
    *archives: Path | str,
    database: Path | str | History | None = None,
    config: Config | None = None,
    topics: Sequence[Topic | str] | None = None,
    on_article: Callable[[Outcome], None] | None = None,
    on_rejection: Callable[[Rejection], None] | None = None,
    deliver: bool = False,
    picture: Callable[[Message], bytes | None] | None = None,
    on_delivery: Callable[[Delivery], None] | None = None,
    worker: Worker | None = None,
) -> Iterator[Event]:
    """The events of archived articles, in the order of the articles; what was replayed before gives none.

    `database` is a file, made where missing, or None: a history in memory, gone with the iterator. `topics` are packs
    or their names; without them those of `config`, else of the program's defaults. `on_article` hears of each article
    before its events are yielded, `on_rejection` of all that could not be used. With `deliver`, alerts go to the
    channels of `config` when the last article is done, and `on_delivery` hears of each try.

    UsageError, at the call: none of the archives can be read. DatabaseError: the file cannot be used.
    """
    if topics is not None:
        wanted = tuple(one for name in topics for one in ([name] if isinstance(name, Topic) else load_topics([name])))
    else:
        wanted = config.topics if config is not None else Config(topics=load_topics(Config().monitor.topics)).topics
    opened, missing = _readable(archives)
    db = database if isinstance(database, History) else open_history(MEMORY if database is None else database)
    rules = config.alerts if deliver and config is not None else ()

    def tell(rejection: Rejection) -> None:
        if on_rejection is not None:
            on_rejection(rejection)

    def run() -> Iterator[Event]:
        with ExitStack() as open_things:
            if db is not database:
                open_things.callback(db.close)
            parser = worker or open_things.enter_context(Worker())
            for rejection in missing:
                tell(rejection)
            for dated in in_order(opened, parser):
                outcome = process(dated.found, db, topics=wanted, rules=rules, seen_at=dated.captured)
                for rejection in outcome.rejections:
                    tell(rejection)
                if outcome.article is not None and on_article is not None:
                    on_article(outcome)
                yield from outcome.events
            if deliver:
                drain(db, rules, close=True, picture=picture, on_delivery=on_delivery)

    return run()


def in_order(archives: Sequence[Path], worker: Worker | None = None) -> Iterator[Dated]:
    """Everything in the archives, read and cleaned, in the order of a replay.

    Pages of a WARC stand at their capture, all others at their publication, undated ones last; at one moment the
    record's place decides in a WARC, elsewhere address and name. Rejections come first.
    """
    if len(archives) == 1 and _is_in_order(archives[0]):
        return _dated(archives, worker)  # as it is read: the WARC of a year does not fit into memory
    return iter(sorted(_dated(archives, worker), key=_place))


def _dated(archives: Sequence[Path], worker: Worker | None) -> Iterator[Dated]:
    for i, path in enumerate(archives):
        for k, found in enumerate(read(path)):
            yield Dated(
                found=clean(found, worker) if isinstance(found, Page) else found,
                captured=found.captured if isinstance(found, Page) else None,
                archive=i,
                number=k,
            )


def _is_in_order(path: Path) -> bool:
    """Whether it is a WARC whose records stand in the order of their capture, as our own do."""
    last: dt.datetime | None = None
    for found in read(path):
        captured = found.captured if isinstance(found, Page) else None
        if not isinstance(found, Rejection):
            if captured is None or (last is not None and captured < last):
                return False
            last = captured
    return last is not None


def _readable(archives: Sequence[Path | str]) -> tuple[list[Path], list[Rejection]]:
    """The archives that can be read and a rejection for each that cannot; where none can, its fault is raised."""
    if not archives:
        raise UsageError(
            "name an archive to replay: a folder, .jsonl, .warc, .warc.gz, .html or .txt;"
            " see casualty-monitor replay --help"
        )
    opened: list[Path] = []
    missing: list[Rejection] = []
    for path in archives:
        try:
            read(Path(path))
            opened.append(Path(path))
        except UsageError as fault:
            reason = str(fault).removeprefix(f"{path}: ")
            missing.append(Rejection(stage="archive", subject=str(path), reason=reason))
            if len(missing) == len(archives):
                raise
    return opened, missing


def _place(dated: Dated) -> tuple[int, dt.datetime, str, str, int, int]:
    found, last = dated.found, dt.datetime.max.replace(tzinfo=dt.UTC)
    where = (dated.archive, dated.number)
    if isinstance(found, Rejection):
        return (0, last, "", "", *where)
    if dated.captured is not None:
        return (1, dated.captured, "", "", *where)
    moment = _moment(found.published)
    return (1 if moment else 2, moment or last, found.url or "", "" if found.url else found.name, *where)


def _moment(published: str | None) -> dt.datetime | None:
    """A date stands at its first second."""
    try:
        moment = dt.datetime.fromisoformat(published) if published else None
    except ValueError:
        return None
    return moment.replace(tzinfo=dt.UTC) if moment is not None and moment.tzinfo is None else moment
