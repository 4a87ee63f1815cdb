"""A day (or a week) of the daemon with many watches on a simulated clock: `python -m tests.running.day`, one JSON out.

The real scheduler, crawl, history, outbox and channel calls; outlets and a desk's webhook on loopback addresses, each
outlet on one of its own, so that manners (a pause between two requests of one host) hold as they do outside.
"""

import argparse
import datetime as dt
import json
import logging
import os
import random
import re
import resource
import signal
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.running.simulated import Clock, install

BEGIN = dt.datetime(2026, 2, 4, 6, tzinfo=dt.UTC)
LATEST = 600.0  # seconds that a message may take from an article's fetching to the desk, grouping included
FEED = 15  # articles that a feed announces
EVERY = {"hot": 10, "calm": 30}  # minutes
FILLER = (
    "The council met in the afternoon and heard the reports of the emergency services, of the hospital and of the "
    "railway, and will meet again at the end of the week to decide on repairs to the bridge and to the waterworks."
)


@dataclass(slots=True)
class Outlet:
    """What one outlet publishes, and when: seconds since the start, negative for what was there before."""

    number: int
    times: list[float]
    tolls: dict[int, int]  # articles that state a running total
    polls: int = 0  # how often its feed was asked for
    asked: float = 0.0  # when it was last; never yet: the start
    longest: float = 0.0  # seconds between two polls

    def ask(self, now: float) -> None:
        """Notes a poll, in a few numbers: what is measured is the daemon's memory, not ours."""
        self.longest = max(self.longest, now - self.asked)
        self.polls, self.asked = self.polls + 1, now

    @property
    def host(self) -> str:
        return f"127.0.1.{self.number + 1}"

    def shown(self, now: float) -> list[int]:
        return [article for article, at in enumerate(self.times) if at <= now]


def outlets(count: int, hours: int, per_day: int, seed: int) -> list[Outlet]:
    """Each with its own times; the running total grows with each article that states one, wherever it stands."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        end = hours * 3_600.0
        news = sorted(chance.uniform(600, end) for _ in range(round(per_day * hours / 24)))
        made.append(Outlet(number, [-7_200.0, -3_600.0, *news], {}))
    told = [(at, outlet, article) for outlet in made for article, at in enumerate(outlet.times) if at > 0]
    toll = 46_000
    for _, outlet, article in sorted(told, key=lambda one: one[0])[::4]:  # every fourth
        toll += chance.randint(1, 30)
        outlet.tolls[article] = toll
    return made


def page(outlet: Outlet, article: int) -> str:
    at = BEGIN + dt.timedelta(seconds=outlet.times[article])
    title = f"Report {article} of outlet {outlet.number}"
    toll = outlet.tolls.get(article)
    said = (
        f"Ukraine has lost {toll:,} soldiers killed since the invasion began, President Volodymyr Zelensky said."
        if toll
        else f"Part {article} of the report of outlet {outlet.number}."
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="article:published_time" content="{at:%Y-%m-%dT%H:%M:%SZ}"></head><body><article>'
        f"<h1>{title}</h1><p>{said}</p><p>{FILLER}</p></article></body></html>"
    )


def feed(outlet: Outlet, shown: list[int]) -> str:
    items = "".join(
        f"<item><title>Report {one} of outlet {outlet.number}</title><link>/article/{one}</link></item>"
        for one in shown[::-1][:FEED]
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


@dataclass(slots=True)
class World:
    """The outlets and the desk, in the daemon's own loop."""

    clock: Clock
    outlets: list[Outlet]
    arrived: dict[int, float] = field(default_factory=dict)  # when the desk was first told a number
    heard: set[bytes] = field(default_factory=set)  # digests of what it was sent
    messages: int = 0

    def listen(self, loop: Any) -> tuple[int, int]:
        """The ports of the outlets and of the desk."""
        import asyncio

        first = socket.create_server((self.outlets[0].host, 0), backlog=100)
        port = first.getsockname()[1]
        others = [socket.create_server((one.host, port), backlog=100) for one in self.outlets[1:]]
        for outlet, sock in zip(self.outlets, (first, *others), strict=True):
            loop.create_task(asyncio.start_server(self._talk(outlet), sock=sock))
        desk = socket.create_server(("127.0.0.1", 0), backlog=100)
        loop.create_task(asyncio.start_server(self._talk(None), sock=desk))
        return port, desk.getsockname()[1]

    def _talk(self, outlet: Outlet | None) -> Any:
        import asyncio

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                    if outlet is not None:
                        writer.write(self._answer(outlet, head))
                        continue
                    length = next(int(x.split(":")[1]) for x in head.splitlines() if x.lower().startswith("content-l"))
                    self._hear(json.loads(await reader.readexactly(length)))
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                writer.close()

        return talk

    def _hear(self, message: dict[str, Any]) -> None:
        self.messages += 1
        self.heard.add(sha256(json.dumps(message, sort_keys=True).encode()).digest())
        for number in _numbers(message["message"]):
            self.arrived.setdefault(number, self.clock.seconds())

    def _answer(self, outlet: Outlet, head: str) -> bytes:
        path, now = head.split(" ")[1], self.clock.seconds()
        shown = outlet.shown(now)
        _, kind, *rest = path.split("/")
        if kind == "feed":
            outlet.ask(now)
            body, mime, etag = feed(outlet, shown), "application/rss+xml", f'"{len(shown)}"'
        elif kind == "article" and int(rest[0]) in shown:
            body, mime, etag = page(outlet, int(rest[0])), "text/html; charset=utf-8", f'"{path}"'
        else:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        if f"if-none-match: {etag}" in head.lower():
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        raw = body.encode()
        told = (f"HTTP/1.1 200 OK\r\nContent-Type: {mime}", f"ETag: {etag}", f"Content-Length: {len(raw)}")
        return "\r\n".join((*told, "", "")).encode() + raw


def every_of(number: int) -> int:
    """Minutes between two polls of an outlet: one in four is hot."""
    return EVERY["hot" if number % 4 == 0 else "calm"]


def memory() -> int:
    """Bytes that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def live(
    folder: Path, count: int, hours: int, per_day: int, seed: int, progress: bool, shifts: Sequence[str] = ()
) -> dict[str, Any]:
    """Runs the daemon for so many simulated hours, and says what came of it; `shifts` are "seconds:by" of the clock."""
    clock = install(BEGIN)
    import asyncio

    from monitor.config import load
    from monitor.daemon import Daemon, Tell

    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    loop = asyncio.get_event_loop()
    world = World(clock, outlets(count, hours, per_day, seed))
    port, desk = world.listen(loop)
    watches = "".join(
        f'[[watch]]\nname = "outlet {one.number}"\nurl = "http://{one.host}:{port}/feed"\n'
        f'every = "{every_of(one.number)}m"\noutlet = "Outlet {one.number}"\n'
        for one in world.outlets
    )
    alert = f'[[alert]]\nname = "desk"\nurl = "json://127.0.0.1:{desk}/"\n'
    (folder / "config.toml").write_text(f"[monitor]\nallow_private_addresses = true\n{watches}{alert}")
    config = load(None, os.environ, cwd=folder)
    told: list[str] = []
    faults: list[str] = []
    tell = Tell(
        report=lambda report: faults.extend((*report.faults, *map(str, report.troubles))),
        delivery=lambda delivery: faults.append(f"{delivery.reason}") if delivery.reason else None,
        rejection=lambda rejection: faults.append(rejection.reason),
        line=told.append,
        fault=lambda words, error: faults.append(words),
        picture=lambda db, config: lambda message: None,
    )
    daemon = Daemon(config=config, load=lambda: config, tell=tell)
    memories: list[int] = []

    def look() -> None:
        memories.append(memory())
        if progress:
            held = f"{memories[-1] >> 20} MiB, {world.messages} messages, {clock.leaps} leaps"
            print(f"hour {len(memories) - 1}: {held}", file=sys.stderr, flush=True)
        loop.call_later(3_600, look)

    loop.call_later(0, look)
    for at, by in (map(float, shift.split(":")) for shift in shifts):
        loop.call_later(at, clock.set, by)
    loop.call_later(hours * 3_600, os.kill, os.getpid(), signal.SIGTERM)
    daemon.run()
    return {
        "lines": told,
        "faults": faults,
        "memory": memories,
        "jobs": {job.name: [job.runs, job.failures] for job in daemon.progress.jobs.values()},
        "leaps": clock.leaps,
        **account(folder / "casualties.db", world, hours),
    }


def account(database: Path, world: World, hours: int) -> dict[str, Any]:
    """What was published, polled, kept and sent, and how late."""
    db = sqlite3.connect(database)
    db.row_factory = sqlite3.Row
    fetched = {row["url"]: row for row in db.execute("SELECT * FROM articles WHERE version IS NOT NULL")}
    limit = {one.number: every_of(one.number) * 60 * 3 * 1.1 + 60 for one in world.outlets}  # stretched, with jitter
    missing, tolls = [], 0
    for outlet in world.outlets:
        for article, at in enumerate(outlet.times):
            url = f"/article/{article}"
            known = any(key.startswith(f"http://{outlet.host}:") and key.endswith(url) for key in fetched)
            if not known and at < hours * 3_600 - limit[outlet.number]:
                missing.append(f"{outlet.number}{url}")
            tolls += known and article in outlet.tolls and at > 0
    for outlet in world.outlets:
        outlet.ask(hours * 3_600.0)
    gaps = [outlet.longest / limit[outlet.number] for outlet in world.outlets]
    alerting = {low for (low,) in db.execute("SELECT low FROM events WHERE event NOT IN ('repeat', 'backfill')")}
    late = [
        world.arrived.get(toll, at + 1e9) - at - limit[outlet.number]
        for outlet in world.outlets
        for article, toll in outlet.tolls.items()
        if toll in alerting and 0 < (at := outlet.times[article]) < hours * 3_600 - limit[outlet.number] - LATEST
    ]
    before_the_end = (BEGIN + dt.timedelta(hours=hours, seconds=-LATEST)).isoformat()
    rows = db.execute("SELECT id, state, created, sent, events FROM outbox").fetchall()
    delays = [
        (dt.datetime.fromisoformat(row["sent"]) - dt.datetime.fromisoformat(row["created"])).total_seconds()
        for row in rows
        if row["sent"]
    ]
    told = [event for row in rows for event in json.loads(row["events"])]
    return {
        "integrity": db.execute("PRAGMA integrity_check").fetchone()[0],
        "articles": len(fetched),
        "missing": missing,
        "polls": sum(one.polls - 1 for one in world.outlets),
        "longest gap": max(gaps),  # as a part of what is allowed
        "tolls": tolls,
        "events": [tuple(row) for row in db.execute("SELECT event, count(*) FROM events GROUP BY event")],
        "alerting": [
            row["id"]
            for row in db.execute(
                "SELECT DISTINCT id, seen_at FROM events WHERE event IN ('new', 'update', 'conflict', 'correction')"
            )
            if row["seen_at"] < before_the_end or row["id"] in told  # the last may still wait for their group
        ],
        "told": told,
        "unsent": [row["id"] for row in rows if row["state"] != "sent" and row["created"] < before_the_end],
        "messages": world.messages,
        "twice": world.messages - len(world.heard),
        "longest delay": max(delays, default=0.0),  # seconds from being queued to being sent
        "latest": max(late, default=0.0),  # seconds from a figure's publication to the desk, beyond the poll's wait
    }


def _numbers(text: str) -> list[int]:
    return [int(found.replace(",", "")) for found in re.findall(r"\b[4-9]\d,\d{3}\b", text)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--watches", type=int, default=200)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--articles", type=int, default=4, help="of each outlet in a day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shift", action="append", default=[], metavar="AT:BY", help="set the clock then by so much")
    parser.add_argument("--quiet", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casualty-monitor-day-") as name:
        found = live(Path(name), given.watches, given.hours, given.articles, given.seed, not given.quiet, given.shift)
    print(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)  # threads of the channel's library wait for their next call


if __name__ == "__main__":
    main()
