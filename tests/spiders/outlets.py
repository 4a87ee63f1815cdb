"""The tests' side of the news server: starts it, tells its outlets what to answer, reads what they were asked."""

import base64
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Outlet:
    """One outlet of the running server, on an address of its own."""

    def __init__(self, control: str, port: int) -> None:
        self._control = control
        self.url = f"http://127.0.0.1:{port}"

    def says(self, path: str, body: str | bytes = b"", *more: str | bytes, **other: Any) -> str:
        """Answers at `path` from now on with `body` (of several: one after the other); returns the whole address."""
        answers = [self._answer(one, **other) for one in (body, *more)]
        self._call("PUT", json.dumps({path: answers}).encode())
        return self.url + path

    def says_in_turn(self, path: str, *answers: dict[str, Any]) -> str:
        """Gives these answers one after the other; the last stays."""
        self._call("PUT", json.dumps({path: [self._answer(**one) for one in answers]}).encode())
        return self.url + path

    def asked(self, *, robots: bool = False) -> list[dict[str, Any]]:
        """What was asked since the last `forget`, in order."""
        found = self._call("GET")["asked"]
        return [one for one in found if robots or one["path"] != "/robots.txt"]

    def paths(self) -> list[tuple[str, int]]:
        """Path and status of each request."""
        return [(one["path"], one["status"]) for one in self.asked()]

    def most_at_once(self) -> int:
        return int(self._call("GET")["most"])

    def forget(self) -> None:
        self._call("DELETE")

    def _answer(self, body: str | bytes = b"", *, type: str | None = None, **other: Any) -> dict[str, Any]:
        raw = body.encode() if isinstance(body, str) else body
        kind = type or ("text/html; charset=utf-8" if raw.lstrip()[:9].lower().startswith(b"<!doctype") else "text/xml")
        headers = {"Content-Type": kind, **other.pop("headers", {})}
        return {"body": base64.b64encode(raw).decode(), "headers": headers, **other}

    def _call(self, method: str, body: bytes | None = None) -> Any:
        with urllib.request.urlopen(urllib.request.Request(self._control, body, method=method), timeout=10) as answer:
            return json.loads(answer.read())


@contextmanager
def running(count: int) -> Iterator[list[Outlet]]:
    """The server with that many outlets, until the block ends."""
    script = Path(__file__).with_name("news_server.py")
    with subprocess.Popen(
        [sys.executable, "-I", str(script), str(count)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        control, *ports = json.loads(process.stdout.readline())
        try:
            yield [Outlet(f"http://127.0.0.1:{control}/{number}", port) for number, port in enumerate(ports)]
        finally:
            process.kill()


def article(headline: str, *paragraphs: str, published: str | None = "2026-02-05T10:00:00Z", outlet: str = "") -> str:
    """A page of an outlet, with enough text around its words to be one."""
    meta = f'<meta property="article:published_time" content="{published}">' if published else ""
    site = f'<meta property="og:site_name" content="{outlet}">' if outlet else ""
    text = "".join(f"<p>{one}</p>\n" for one in (*paragraphs, FILLER))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{headline}</title>{meta}{site}</head>'
        f'<body><nav><a href="/">Front page</a></nav><article><h1>{headline}</h1>\n{text}</article></body></html>'
    )


FILLER = (
    "The council met in the afternoon and heard the reports of the emergency services, of the hospital and of the "
    "railway, and will meet again at the end of the week to decide on repairs to the bridge and the water works."
)


def rss(*items: tuple[str, str, str | None], channel: str = "") -> str:
    """A feed of (link, headline, date as in e-mail or None)."""
    entries = "".join(
        f"<item><title>{title}</title><link>{href}</link>{f'<pubDate>{date}</pubDate>' if date else ''}</item>\n"
        for href, title, date in items
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>{channel}{entries}'
        "</channel></rss>"
    )
