"""Kills the daemon with -9 again and again, and looks each time at what is left: `python -m tests.running.crash`.

One process imports the program once and forks a daemon for each life: the real scheduler, crawl, archive, history and
channel calls on a simulated clock, against outlets and a desk on loopback. A life is ended at one of its steps, counted
out before: each statement that the database is sent, each moment of an archive's record, each side of a question to an
outlet and of a message to a desk; or at any moment. The next life may be ended, too. Then one lives on to its end.
"""

import argparse
import asyncio
import contextlib
import importlib
import json
import logging
import os
import random
import re
import signal
import socket
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.running.day import BEGIN, FILLER
from tests.running.simulated import Clock, Loop, install

LIFE = 90.0  # simulated seconds in which a daemon fetches, judges, gathers and sends what there is
PAUSE = 1_000.0  # simulated seconds between two lives: more than thrice the watch's five minutes, so it is due again
REAL_LIMIT = 60.0  # real seconds of one life
READS = re.compile(r"\s*(--|SELECT|PRAGMA|SAVEPOINT|RELEASE)", re.IGNORECASE)
DESKS = ("desk 1", "desk 2")
IN_A_FOLDER = 25  # stories until a fresh folder: what was read is looked at again and again

real_sleep, real_clock = time.sleep, time.monotonic


@dataclass(slots=True)
class Point:
    """Where a life ends: at the `number`th time that a step of this `kind` comes, or after some real seconds."""

    kind: str
    number: int = 1
    after: float = 0.0


@dataclass(slots=True)
class Life:
    """One daemon's steps so far."""

    point: Point | None
    steps: Counter[str] = field(default_factory=Counter)

    def step(self, kind: str) -> None:
        self.steps[kind] += 1
        if self.point is not None and kind == self.point.kind and self.steps[kind] == self.point.number:
            os.kill(os.getpid(), signal.SIGKILL)


class Scene:
    """One folder with an outlet, two desks and the daemon's files; what the desks were sent is on the disk."""

    def __init__(self, folder: Path, clock: Clock, ports: dict[str, Any]) -> None:
        from monitor.config import load

        self.folder, self.clock, self.ports = folder, clock, ports
        self.stories: list[int] = [46_000, 46_007, 46_014]
        self.heard: dict[str, Counter[str]] = {}
        outlet = ports["outlet"].getsockname()[1]
        alerts = "".join(
            f'[[alert]]\nname = "{name}"\nurl = "json://127.0.0.1:{ports[name].getsockname()[1]}/"\n' for name in DESKS
        )
        (folder / "config.toml").write_text(
            "[monitor]\nallow_private_addresses = true\n"
            f'[[watch]]\nname = "paper"\nurl = "http://127.0.0.1:{outlet}/feed"\nevery = "5m"\n{alerts}'
        )
        self.config = load(None, os.environ, cwd=folder)

    def publish(self) -> None:
        self.stories.append(self.stories[-1] + 7)

    def answer(self, path: str) -> bytes:
        if path == "/feed":
            items = "".join(
                f"<item><title>Story {n}</title><link>/{n}</link></item>" for n in range(len(self.stories))[::-1]
            )
            body, mime = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>', "text/xml"
        elif path[1:].isdecimal():
            number = int(path[1:])
            toll = f"{self.stories[number]:,}"
            body = (
                f'<!DOCTYPE html><html lang="en"><head><title>Losses, {number}</title>'
                f'<meta property="article:published_time" content="{BEGIN:%Y-%m-%dT%H}:{number % 60:02}:00Z"></head>'
                f"<body><article><h1>Losses, {number}</h1><p>Ukraine has lost {toll} soldiers killed since the "
                f"invasion began, President Volodymyr Zelensky said.</p><p>{FILLER}</p></article></body></html>"
            )
            mime = "text/html; charset=utf-8"
        else:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        raw = body.encode()
        return f"HTTP/1.1 200 OK\r\nContent-Type: {mime}\r\nContent-Length: {len(raw)}\r\n\r\n".encode() + raw

    def serve(self, loop: Any, life: Life) -> None:
        """The outlet and the desks, in the loop of the life that asks them; what a desk reads stays when that ends."""

        async def outlet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while head := await _head(reader):
                life.step("asked")
                writer.write(self.answer(head.split(" ")[1]))
                await writer.drain()
                life.step("answered")

        def desk(name: str) -> Callable[..., Any]:
            async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                while head := await _head(reader):
                    length = next(int(x.split(":")[1]) for x in head.splitlines() if x.lower().startswith("content-l"))
                    life.step("sending")
                    body = json.loads(await reader.readexactly(length))
                    with (self.folder / name).open("a") as file:
                        file.write(json.dumps(body) + "\n")
                    life.step("taken")  # the desk has it, and its answer is lost
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                    await writer.drain()
                    life.step("thanked")

            return talk

        loop.create_task(asyncio.start_server(outlet, sock=self.ports["outlet"]))
        for name in DESKS:
            loop.create_task(asyncio.start_server(desk(name), sock=self.ports[name]))

    def live(self, point: Point | None) -> tuple[bool, dict[str, Any]]:
        """One life in a process of its own; whether it was killed, and what it did where it was not."""
        out, into = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(out)
            self._be(point, into)
        os.close(into)
        if point is not None and point.kind == "moment":
            real_sleep(point.after)
            os.kill(child, signal.SIGKILL)
        began, told = real_clock(), b""
        with os.fdopen(out, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        assert real_clock() - began < REAL_LIMIT
        self.clock.leap(LIFE + PAUSE)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL, status
            return True, {}
        assert os.WEXITSTATUS(status) == 0, told.decode()
        found: dict[str, Any] = json.loads(told)
        return False, found

    def _be(self, point: Point | None, into: int) -> None:
        """The child: never returns."""
        code, said = 1, ""
        try:
            life = Life(point)
            loop = Loop(self.clock)
            asyncio.set_event_loop(loop)
            _watch_steps(life)
            self.serve(loop, life)
            said = json.dumps({"lines": _daemon(self.config, loop), "steps": life.steps, "modules": list(sys.modules)})
            code = 0
        except BaseException:
            import traceback

            said = traceback.format_exc()
        os.write(into, said.encode()[-60_000:] if code else said.encode())
        os._exit(code)


def _load(modules: list[str]) -> None:
    """Loads what a life has loaded, so that the next ones have it: most of a life would be spent on that."""

    class NoReactor:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "twisted.internet.reactor":
                raise ImportError("each life has its own")

    sys.meta_path.insert(0, NoReactor)  # type: ignore[arg-type]
    for name in modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    sys.meta_path.remove(NoReactor)  # type: ignore[arg-type]
    assert "twisted.internet.reactor" not in sys.modules


async def _head(reader: asyncio.StreamReader) -> str:
    try:
        return (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionError):
        return ""


def _daemon(config: Any, loop: Loop) -> list[str]:
    """The daemon until the end of its life; what it complained of."""
    import monitor.daemon
    from monitor.daemon import Daemon, Tell

    monitor.daemon.Worker = _Here  # type: ignore[attr-defined,misc]
    lines: list[str] = []
    tell = Tell(
        report=lambda report: lines.extend(report.faults),
        delivery=lambda delivery: lines.append(delivery.reason) if delivery.reason else None,
        rejection=lambda rejection: None,  # a torn record: what this is about
        line=lambda words: None,
        fault=lambda words, error: lines.append(words),
        picture=lambda db, config: lambda message: None,
    )
    loop.call_later(LIFE, os.kill, os.getpid(), signal.SIGTERM)
    Daemon(config=config, load=lambda: config, tell=tell).run()
    return lines


class _Here:
    """Reads pages in this very process: a child process for each of 700 lives would take longer than all else."""

    def __enter__(self) -> "_Here":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, function: Callable[..., Any], *arguments: Any, deadline: float) -> Any:
        return function(*arguments)


def _watch_steps(life: Life) -> None:
    """Puts a step before each statement, and around each record of the archive."""
    import monitor.archive

    connect, fsync, opened = sqlite3.connect, os.fsync, Path.open

    def counted(*arguments: Any, **more: Any) -> sqlite3.Connection:
        conn = connect(*arguments, **more)
        conn.set_trace_callback(lambda sql: life.step("reading" if READS.match(sql) else "writing"))
        return conn

    class Torn:
        """A file of the archive whose writing can be cut in the middle."""

        def __init__(self, file: Any) -> None:
            self._file = file

        def __getattr__(self, name: str) -> Any:
            return getattr(self._file, name)

        def __enter__(self) -> "Torn":
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()

        def write(self, data: bytes) -> int:
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            life.step("half a record")
            return int(self._file.write(data[len(data) // 2 :]))

    def open_(path: Path, mode: str = "r", *arguments: Any, **more: Any) -> Any:
        file = opened(path, mode, *arguments, **more)
        return Torn(file) if mode == "ab" and path.name.endswith(".warc.gz") else file

    def synced(handle: int) -> None:
        life.step("before the disk has it")
        fsync(handle)
        life.step("the disk has it")

    sqlite3.connect = counted  # type: ignore[assignment]
    Path.open = open_  # type: ignore[method-assign,assignment]
    monitor.archive.os.fsync = synced  # type: ignore[attr-defined]


def faults_in(scene: Scene, kills: int) -> list[str]:
    """What is wrong with what a chain of killed lives and one whole one have left."""
    from monitor.archive import read
    from monitor.model import Rejection

    found = []
    with sqlite3.connect(scene.folder / "casualties.db") as db:
        for pragma in ("integrity_check", "foreign_key_check"):
            said = db.execute(f"PRAGMA {pragma}").fetchall()
            if said not in ([("ok",)], []):
                found.append(f"{pragma}: {said}")
        (articles,) = db.execute("SELECT count(DISTINCT id) FROM articles").fetchone()
        if articles != len(scene.stories):
            found.append(f"{articles} of {len(scene.stories)} articles are kept")
        alerting = [one for (one,) in db.execute("SELECT id FROM events WHERE event NOT IN ('repeat', 'backfill')")]
        if len(alerting) != len(scene.stories):
            found.append(f"{len(alerting)} events of {len(scene.stories)} stories")
        rows = db.execute("SELECT channel, id, state, events FROM outbox").fetchall()
        waiting = db.execute("SELECT count(*) FROM arrivals WHERE handled_at IS NULL").fetchone()
        if waiting != (0,):
            found.append(f"{waiting} pages were not handled")
    db.close()
    for path in (scene.folder / "archive").glob("*.warc.gz"):
        found += [f"archive: {one.reason}" for one in read(path) if isinstance(one, Rejection)]
    for name in DESKS:
        mine = [row for row in rows if row[0] == name]
        told = Counter(event for *_, events in mine for event in json.loads(events))
        if told != Counter(alerting):
            found.append(f"{name}: alerts of {told} for the events {alerting}")
        found += [f"{name}: {ident} is {state}" for _, ident, state, _ in mine if state != "sent"]
        path = scene.folder / name
        heard = Counter(path.read_text().splitlines()) if path.exists() else Counter[str]()
        for event in alerting:
            messages = [text for text in heard if event in json.loads(text)["message"].splitlines()[-1]]
            if len(messages) != 1:
                found.append(f"{name}: heard of {event} in {len(messages)} messages")
        before = scene.heard.get(name, Counter())
        for text, times in heard.items():  # each kill may lose one answer of a desk, and what was sent stays sent
            if times > (before[text] or 1 + kills):
                found.append(f"{name}: heard {times} times, {before[text]} of them before: {text}")
        scene.heard[name] = heard
    return found


def replayed(scene: Scene) -> list[str]:
    """What a replay of the archive raises otherwise than the killed lives did."""
    from monitor.replay import replay

    events = {event.id for event in replay(*sorted((scene.folder / "archive").glob("*.warc.gz")))}
    with sqlite3.connect(scene.folder / "casualties.db") as db:
        lived = {ident for (ident,) in db.execute("SELECT id FROM events")}
    db.close()
    return [] if events == lived else [f"a replay raises {sorted(events - lived)} and not {sorted(lived - events)}"]


def points(steps: Counter[str], span: float, count: int, chance: random.Random) -> list[Point]:
    """So many ends of a life: a fifth at any moment, each step six times, each write twice."""
    rest = [Point("moment", after=chance.uniform(0.01, span)) for _ in range(count // 5)]
    often = {kind: 2 if kind == "writing" else 6 for kind in steps if kind != "reading"}
    named = [
        Point(kind, number)
        for kind, times in often.items()
        for number in range(1, steps[kind] + 1)
        for _ in range(times)
    ]
    reads = [Point("reading", number) for number in range(1, steps["reading"] + 1)]
    chance.shuffle(reads)
    chosen = [*named, *rest, *reads[: max(count - len(named) - len(rest), 20)]]
    chance.shuffle(chosen)
    return chosen


def run(kills: int, seed: int, folder: Path, progress: bool) -> dict[str, Any]:
    """Kills so many lives and says what was wrong after each chain of them."""
    clock = install(BEGIN)
    import apprise  # noqa: F401 (once, for all lives)

    import monitor.daemon
    import monitor.replay  # noqa: F401
    from monitor.alerts.deliver import check

    logging.disable(logging.CRITICAL)
    chance = random.Random(seed)
    ports = {name: socket.create_server(("127.0.0.1", 0), backlog=100) for name in ("outlet", *DESKS)}
    killed, wrong, where, lives = 0, [], Counter[str](), 0
    todo: list[Point] = []
    scenes: list[Scene] = []
    number = 0
    while killed < kills:
        scene = Scene(_fresh(folder, len(scenes)), clock, ports)
        row = [todo.pop() for _ in range(chance.choice((1, 2, 3)))] if len(todo) > 3 else []
        ends = [point for point in row if scene.live(point)[0]]  # the baseline is one message, too
        _, whole = scene.live(None)
        killed, lives = killed + len(ends), lives + len(row)
        where.update(point.kind for point in ends)
        wrong += [f"at first, after {ends}: {said}" for said in (*whole["lines"], *faults_in(scene, len(ends)))]
        if not scenes:
            _load(whole["modules"])
            check(scene.config.alerts)  # reads a hundred services' modules, once
        for _ in range(3):
            scene.publish()
            began = real_clock()
            _, whole = scene.live(None)
        span = real_clock() - began
        lives += 4
        wrong += [f"without a kill: {said}" for said in (*whole["lines"], *faults_in(scene, 0))]
        if not todo:
            todo = points(Counter(whole["steps"]), span, kills, chance)
        for _ in range(IN_A_FOLDER):
            scene.publish()
            row = []
            for _ in range(chance.choice((1, 2, 3))):
                if not todo:
                    todo = points(Counter(whole["steps"]), span, kills, chance)
                point = todo.pop()
                ended, _ = scene.live(point)
                lives += 1
                if ended:
                    killed += 1
                    where[point.kind] += 1
                    row.append(point)
            _, last = scene.live(None)
            lives += 1
            said = [*last["lines"], *faults_in(scene, len(row))]
            wrong += [f"after {row}: {one}" for one in said]
            number += 1
            if progress and number % 10 == 0:
                print(f"{killed} kills, {lives} lives, {len(wrong)} faults", file=sys.stderr, flush=True)
            if killed >= kills or len(wrong) > 20:
                break
        scenes.append(scene)
        if len(wrong) > 20:
            break
    for scene in scenes:  # last: a replay starts threads, and after that nothing may be forked
        wrong += replayed(scene)
    return {"kills": killed, "lives": lives, "where": where, "wrong": wrong, "steps": whole["steps"]}


def _fresh(folder: Path, number: int) -> Path:
    path = folder / str(number)
    path.mkdir()
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quiet", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casualty-monitor-crash-") as name:
        found = run(given.kills, given.seed, Path(name), not given.quiet)
    print(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
