"""The daemon's port, asked as Prometheus, a health check and a stranger ask it."""

import asyncio
import datetime as dt
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from monitor.alerts.deliver import Delivery, Outcome
from monitor.errors import UsageError
from monitor.history.schema import open_history
from monitor.history.watching import Watching, WatchState
from monitor.metrics import Metrics
from monitor.probes import Answer, Pages, answering, verdict
from monitor.progress import Progress

NOON = dt.datetime(2026, 2, 4, 12, tzinfo=dt.UTC)


def asked(pages: Pages, question: Callable[[str], Any]) -> Any:
    async def run() -> Any:
        async with answering("127.0.0.1", 0, pages) as address:
            return await asyncio.to_thread(question, address)

    return asyncio.run(run())


def get(path: str, method: str = "GET") -> Callable[[str], tuple[int, str]]:
    def question(address: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(urllib.request.Request(address + path, method=method), timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    return question


def broken() -> Answer:
    raise ValueError("a secret")


@pytest.mark.parametrize(
    ("path", "method", "status", "words"),
    [
        ("/well", "GET", 200, "ok\n"),
        ("/well?x=1", "GET", 200, "ok\n"),
        ("/well", "HEAD", 200, ""),
        ("/ill", "GET", 503, "polling fails: the disk is full\nsending fails: the disk is full\n"),
        ("/broken", "GET", 500, "failed: ValueError\n"),
        ("/well", "POST", 405, "only GET\n"),
        ("/else", "GET", 404, "there is /healthz, /readyz and /metrics\n"),
    ],
)
def test_each_question_has_its_answer(path: str, method: str, status: int, words: str) -> None:
    pages = {
        "/well": lambda: verdict(()),
        "/ill": lambda: verdict(("polling fails: the disk is full", "sending fails: the disk is full")),
        "/broken": broken,
    }
    assert asked(pages, get(path, method)) == (status, words)


@pytest.mark.parametrize("noise", [b"", b"\r\n\r\n", b"\x16\x03\x01" * 50 + b"\r\n\r\n", b"GET " + b"x" * 9_000])
def test_noise_ends_no_daemon(noise: bytes) -> None:
    async def run() -> tuple[int, str]:
        async with answering("127.0.0.1", 0, {"/well": lambda: verdict(())}) as address:
            host, _, port = address.removeprefix("http://").partition(":")
            _, writer = await asyncio.open_connection(host, int(port))
            writer.write(noise)
            writer.write_eof()
            await writer.drain()
            found = await asyncio.to_thread(get("/well"), address)
            writer.close()
            return found

    assert asyncio.run(run()) == (200, "ok\n")


def test_a_taken_port_is_told() -> None:
    async def run() -> None:
        async with answering("127.0.0.1", 0, {}) as address:
            port = int(address.rpartition(":")[2])
            with pytest.raises(UsageError, match=rf"cannot listen on 127\.0\.0\.1 port {port} .* write another port"):
                async with answering("127.0.0.1", port, {}):
                    pass

    asyncio.run(run())


def samples(page: bytes) -> dict[tuple[str, ...], float]:
    """By name and values of labels, as Prometheus reads the page."""
    return {
        (one.name.removeprefix("casualty_monitor_"), *one.labels.values()): one.value
        for family in text_string_to_metric_families(page.decode())
        for one in family.samples
    }


def test_metrics_tell_of_jobs_watches_and_queues(tmp_path: Path) -> None:
    db = open_history(tmp_path / "x.db")
    watching = Watching(db)
    for name, url in (("paper", "https://paper.example/feed?key=s3cretk3yofthefeed"), ("gone", "https://x.example/")):
        watching.save(WatchState(name=name, url=url, polls=3, answered_at=NOON, trouble="fails", in_a_row=4))
    row = "INSERT INTO outbox (id, channel, state, message, title, text, markdown, events, created)"
    for number, (channel, state) in enumerate([("desk", "sent"), ("desk", "pending"), ("old", "dead")]):
        created = (NOON - dt.timedelta(minutes=5)).isoformat()
        db.execute(f"{row} VALUES (?, ?, ?, '', '', '', '', '[]', ?)", (str(number), channel, state, created))
    progress = Progress(ready=True, beats=7)
    progress.expect("polling", 0, patience=60)
    progress.failed("polling", "x", 1)
    progress.ended("polling", 2, NOON)
    metrics = Metrics(progress=progress, watching=watching, db=db, started=NOON)
    metrics.delivered(Delivery(id="1", channel="desk", title="x", outcome=Outcome.SENT))
    page = metrics.page(watches={"paper"}, channels=["desk", "night"], now=NOON)
    found = samples(page)
    noon = NOON.timestamp()
    expected = {
        ("loop_beats_total",): 7,
        ("job_runs_total", "polling"): 2,
        ("job_failures_total", "polling"): 1,
        ("job_last_success_timestamp_seconds", "polling"): noon,
        ("delivery_tries_total", "desk", "sent"): 1,
        ("watch_last_success_timestamp_seconds", "paper"): noon,
        ("watch_in_trouble", "paper"): 1,
        ("events_held", "night"): 0,
        ("queue_messages", "desk"): 1,
        ("queue_messages", "night"): 0,
        ("queue_oldest_seconds", "desk"): 300,
        ("queue_oldest_seconds", "night"): 0,
        ("dead_letters", "old"): 1,
        ("articles_total",): 0,
        ("database_readable",): 1,
    }
    assert {key: found.get(key) for key in expected} == expected
    assert b"gone" not in page  # a watch that is no more
    assert b"s3cret" not in page
    db.close()


def test_metrics_come_without_a_database_too(tmp_path: Path) -> None:
    db = open_history(tmp_path / "x.db")
    watching = Watching(db)
    db.execute("DROP TABLE watches")
    found = samples(
        Metrics(progress=Progress(beats=1), watching=watching, db=db, started=NOON).page(
            watches=(), channels=(), now=NOON
        )
    )
    assert found["database_readable",] == 0
    assert found["loop_beats_total",] == 1
    db.close()
