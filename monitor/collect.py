"""Watches that are due come in, one poll of them is made from first request to handled page, a report goes out.

The order makes a crash harmless: a page is on the disk before it counts as arrived, it has arrived before it is
handled, and only what was handled makes its address known and lets the list's validators be stored. Killed anywhere,
the next start handles what waits and fetches the rest again.
"""

import asyncio
import datetime as dt
import html
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from monitor.archive import Archive
from monitor.arrivals import Handle, Tally, WatchReport, digest_of, handle_waiting
from monitor.blindness import Harvest, judged
from monitor.clean import clean
from monitor.config import Monitor, Watch
from monitor.crawl import crawl
from monitor.history.watching import GIVEN_UP, KEPT, LIST, OWED, PASSED, Address, Watching
from monitor.model import Article, Page
from monitor.schedule import FULL_EVERY, RECENT, adapted, look_again_after, next_poll, try_again_at
from monitor.worker import Worker
from spiders.errand import LATER, Errand, Known, Visit
from spiders.found import Link
from spiders.robots import Kept
from spiders.to_archive import Fetched, Spool, to_archive

ARCHIVED_AT_ONCE = 50  # pages for one flush of the disk and one transaction
OWED_AT_ONCE = 100  # articles that a watch still owes, in one poll
LOOKS_AT_ONCE = 30  # second looks at a watch's articles in one poll: with a pause after each, half a minute
GONE_LOOKS = 2  # looks in a row at which an article is not there, until it counts as taken down


async def collect(
    watches: Sequence[Watch],
    *,
    monitor: Monitor,
    watching: Watching,
    archive: Archive,
    worker: Worker,
    handle: Handle,
    poll: bool = True,
    recheck: bool | None = False,
    robots: Kept | None = None,
    tell: Callable[[str], None] = lambda words: None,
    settled: Callable[[Sequence[WatchReport]], None] = lambda reports: None,
    extra: dict[str, Any] | None = None,
) -> list[WatchReport]:
    """One poll of these watches: fetch, archive, handle oldest first, remember; a report for each, in their order.

    `recheck`: True looks at all articles of the last 30 days again, None at those whose time has come, False at none.
    `poll` False makes only that look. `handle` does what becomes of a page. `robots` is kept between polls.
    `settled` is called in the transaction that stores the watches' new states.
    """
    begun = dt.datetime.now(dt.UTC)
    reports = {watch.name: WatchReport(watch=watch.name) for watch in watches}
    tallies: dict[str, Tally] = defaultdict(Tally)
    await handle_waiting(watching, archive, worker, handle, reports, tallies, {})  # left by a crash
    tallies.clear()
    errands = [_errand(watch, watching, begun, poll=poll, recheck=recheck) for watch in watches]
    spool = Spool()
    try:
        visits = await crawl(
            errands, monitor=monitor, worker=worker, spool=spool, robots=robots, tell=tell, extra=extra
        )
        await _keep(errands, visits, spool, watching, archive, worker, handle, reports, tallies, begun, settled)
    finally:
        spool.close()
    return list(reports.values())


async def _keep(
    errands: Sequence[Errand],
    visits: dict[str, Visit],
    spool: Spool,
    watching: Watching,
    archive: Archive,
    worker: Worker,
    handle: Handle,
    reports: dict[str, WatchReport],
    tallies: dict[str, Tally],
    begun: dt.datetime,
    settled: Callable[[Sequence[WatchReport]], None],
) -> None:
    """All that follows the crawl."""
    now = dt.datetime.now(dt.UTC)
    for errand in errands:
        await _note_removed(errand, visits[errand.watch.name], spool, watching, archive, worker, now)
    first = {errand.watch.name for errand in errands if errand.first}
    details: dict[str, Fetched] = {}
    await _archive(spool, first, watching, archive, worker, reports, details, now)
    with watching.together():
        for errand in errands:
            _note_links(errand, visits[errand.watch.name], watching, reports[errand.watch.name], now)
    await handle_waiting(watching, archive, worker, handle, reports, tallies, details)
    with watching.together():
        for errand in errands:
            _settle(errand, visits[errand.watch.name], watching, reports[errand.watch.name], tallies, begun, now)
        settled(list(reports.values()))


async def _archive(
    spool: Spool,
    first: set[str],
    watching: Watching,
    archive: Archive,
    worker: Worker,
    reports: dict[str, WatchReport],
    details: dict[str, Fetched],
    now: dt.datetime,
) -> None:
    """Fetched pages to the archive, oldest first, and a note of each once it is on the disk.

    Some dozens at a time: the disk is asked twice for each of these, not for each page. A page that a crash left
    without its note is found by `recover`.
    """
    last = watching.last_capture()
    coming = spool.in_order()
    for _ in range(0, len(spool), ARCHIVED_AT_ONCE):
        arrived: list[tuple[str, int, Fetched]] = []
        seen: list[Address] = []
        with archive.together():
            for found in islice(coming, ARCHIVED_AT_ONCE):
                fetched = await _dated(found, worker) if found.page.anew else found
                if fetched.again and not fetched.removed and not await _has_news(fetched, watching, worker):
                    reports[fetched.watch].unchanged += 1
                    seen += _looked_at(watching, fetched, now)
                    continue
                reference, kept = to_archive(fetched, archive, after=last)
                last = kept.page.captured or now
                details[reference] = light = replace(kept, page=replace(kept.page, body=b""))
                arrived.append((reference, archive.size_with(reference), light))
        with watching.together():
            watching.put(seen)
            for reference, end, kept in arrived:
                watching.arrived(
                    reference,
                    end,
                    watch=kept.watch,
                    url=kept.link.url,
                    captured=kept.page.captured or now,
                    silent=kept.watch in first,
                )


def _errand(watch: Watch, watching: Watching, now: dt.datetime, *, poll: bool, recheck: bool | None) -> Errand:
    state = watching.state(watch.name, watch.url)
    again: list[Address] = []
    if recheck is not False:
        for address in watching.recent(watch.name, now - RECENT):
            pause = look_again_after(now - address.first_seen)
            due = address.checked is None or (pause is not None and now - address.checked >= pause)
            if watch.spider not in ("page", "telegram") and (recheck or due):
                again.append(address)
    if recheck is None and len(again) > LOOKS_AT_ONCE:  # an outlet of a thousand articles must not hold up the others
        again = sorted(again, key=lambda one: one.checked or one.first_seen)[:LOOKS_AT_ONCE]
    return Errand(
        watch=watch,
        poll=poll,
        first=state.baseline_at is None,
        full=state.full_at is None or now - state.full_at >= FULL_EVERY,
        owed=tuple(one.link for one in watching.owed(watch.name, now, OWED_AT_ONCE)) if poll else (),
        again=tuple(one.link for one in again),
        held=watching.held(watch.name) if watch.spider == "telegram" else (),
        known=watching.known,
        known_list=lambda url: watching.known(f"list {url}"),
    )


async def _note_removed(
    errand: Errand, visit: Visit, spool: Spool, watching: Watching, archive: Archive, worker: Worker, now: dt.datetime
) -> None:
    """Puts a note among the pages for each article that was taken down, so that its figures are withdrawn."""
    gone = list(visit.gone)
    for link in visit.missing:
        address = watching.address(link.url)
        if address is None:
            continue
        address = replace(address, missing=address.missing + 1, checked=now)
        watching.put((address,))
        if address.missing >= GONE_LOOKS:
            gone.append(link.url)
    for url in gone:
        address = watching.address(url)
        if address is None or address.state != KEPT or address.reference is None:
            continue
        before = archive.read_one(address.reference)
        article = await asyncio.to_thread(clean, before, worker) if isinstance(before, Page) else before
        if isinstance(before, Page) and isinstance(article, Article):
            page = replace(
                before, body=_removal(article), content_type="text/html; charset=utf-8", captured=now, name=""
            )
            spool.put(Fetched(watch=errand.watch.name, link=address.link, page=page, again=True, removed=True))


def _removal(article: Article) -> bytes:
    """The page that stands in the archive for one that is no more."""
    title = html.escape(article.title or "")
    words = "This text was taken down by its outlet. What it said stands in the earlier copy in the archive."
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1><p>{words}</p></article></body></html>\n"
    ).encode()


async def _dated(fetched: Fetched, worker: Worker) -> Fetched:
    """A tracker that gives no date stands for the day on which it was seen."""
    article = await asyncio.to_thread(clean, fetched.page, worker)
    if not isinstance(article, Article) or article.published is not None or fetched.page.captured is None:
        return fetched
    return replace(fetched, page=replace(fetched.page, published=fetched.page.captured.date().isoformat()))


async def _has_news(fetched: Fetched, watching: Watching, worker: Worker) -> bool:
    """Whether an article that was fetched again says other words; a page without text says nothing."""
    address = watching.address(fetched.link.url)
    article = await asyncio.to_thread(clean, fetched.page, worker)
    return isinstance(article, Article) and (address is None or digest_of(article) != address.digest)


def _looked_at(watching: Watching, fetched: Fetched, now: dt.datetime) -> tuple[Address, ...]:
    address = watching.address(fetched.link.url)
    if address is None:
        return ()
    changed = fetched.link.changed or address.changed
    etag, last_modified = fetched.etag, fetched.last_modified
    return (replace(address, checked=now, missing=0, changed=changed, etag=etag, last_modified=last_modified),)


def _note_links(errand: Errand, visit: Visit, watching: Watching, report: WatchReport, now: dt.datetime) -> None:
    """Remembers what was announced and not kept: owed for later, passed over, or not to be had."""
    name = errand.watch.name
    rows = [_row(link, name, OWED, now) for link in visit.later]
    rows += [_row(link, name, PASSED, now) for link in visit.passed]
    report.waiting = len(visit.later)
    for link in visit.present:
        address = watching.address(link.url)
        report.unchanged += 1
        if address is not None:
            rows.append(replace(address, checked=now, missing=0))
    for link in visit.missing:
        report.faults.append(f"{link.url} is not there any more")
    for link, reason, soft in visit.failed:
        address = watching.address(link.url) or _row(link, name, OWED, now)
        report.faults.append(f"{link.url} {reason}")
        if address.state == KEPT:  # it could not be looked at again: the version that we have stands
            rows.append(replace(address, checked=now))
            continue
        tries = address.tries + (not reason.startswith(LATER))
        again = try_again_at(now, max(tries, 1), soft=soft)
        state = OWED if again is not None else GIVEN_UP
        rows.append(replace(address, state=state, tries=tries, next_try=again, reason=reason[:300], checked=now))
    watching.put(rows)


def _row(link: Link, watch: str, state: str, now: dt.datetime) -> Address:
    return Address(
        url=link.url,
        watch=watch,
        state=state,
        published=link.published,
        lang=link.lang,
        changed=link.changed,
        first_seen=now,
    )


def _settle(
    errand: Errand,
    visit: Visit,
    watching: Watching,
    report: WatchReport,
    tallies: dict[str, Tally],
    begun: dt.datetime,
    now: dt.datetime,
) -> None:
    """The watch's state after its poll: validators, rhythm, health."""
    if not errand.poll:
        return
    tally = tallies[errand.watch.name]
    if visit.problem is None:
        watching.put(_lists(errand, visit.states, now))
    harvest = Harvest(
        answered=visit.answered,
        unchanged=visit.unchanged,
        problem=visit.problem,
        soft=visit.soft,
        announced=visit.announced,
        pages=tally.pages,
        texts=tally.texts,
        dates=tally.dates,
        suspicion=visit.suspicion or tally.suspicion,
    )
    before = watching.state(errand.watch.name, errand.watch.url)
    state, troubles = judged(before, harvest, now)
    every = errand.watch.every
    interval = before.interval or every
    if visit.problem is None:
        interval = adapted(interval, every, announced=visit.announced, fresh=visit.fresh)
    when = next_poll(
        begun,
        interval,
        failures=state.failures,
        hint=visit.every,
        retry_after=visit.retry_after,
        chance=random.random(),
    )
    done = visit.problem is None
    watching.save(
        replace(
            state,
            interval=interval,
            next_poll=when,
            baseline_at=state.baseline_at or (now if done else None),
            full_at=now if done and not visit.unchanged else state.full_at,
        )
    )
    for trouble in troubles:
        watching.tell(trouble.watch, trouble.kind, trouble.reason, now)
    report.troubles += troubles
    report.problem = visit.problem
    report.not_modified = visit.unchanged
    report.first = errand.first and done


def _lists(errand: Errand, states: dict[str, Known], now: dt.datetime) -> Iterable[Address]:
    return (
        Address(
            url=f"list {url}",
            watch=errand.watch.name,
            state=LIST,
            changed=known.changed,
            etag=known.etag,
            last_modified=known.last_modified,
            first_seen=now,
            checked=now,
        )
        for url, known in states.items()
    )
