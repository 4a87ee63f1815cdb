"""The time from an article that is served to its alert that is received, on this machine: median of some rounds.

    python -m benchmarks.alert [--rounds 7]

A feed, its articles and a webhook are one server. Each round announces one more article, with a higher number, and
runs `casualty-monitor once`, which closes the grouping window at once: the window is a wait that the desk asks for. The
clock runs from the moment at which the article's page was handed out to that at which the webhook has the message.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST = 2.0  # seconds
TEXT = "Ukraine has lost {n:,} soldiers killed since the full-scale invasion began, President Zelensky said."
FILLER = "The president spoke to a broadcaster in Kyiv and also answered questions about the economy and the winter."


class Desk(ThreadingHTTPServer):
    """What is announced so far, when each page left, and when a message came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.articles = 1
        self.served: dict[str, float] = {}
        self.received: list[float] = []

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    """The feed, an article, the webhook."""

    server: Desk

    def do_GET(self) -> None:
        if self.path == "/feed":
            items = "".join(
                f"<item><title>Toll {one}</title><link>{self.server.base}/a/{one}</link></item>"
                for one in range(self.server.articles)
            )
            self._send(f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>', "application/rss+xml")
        elif self.path.startswith("/a/"):
            number = int(self.path.rpartition("/")[2])
            day = f"2026-{1 + number // 28:02}-{1 + number % 28:02}"
            told = TEXT.format(n=46_000 + 500 * number)
            self._send(
                f"<html lang='en'><head><title>Toll {number}</title><meta property='article:published_time' "
                f"content='{day}T08:00:00Z'></head><body><article><h1>Toll {number}</h1><p>{told}</p><p>{FILLER}</p>"
                "</article></body></html>",
                "text/html",
            )
            self.server.served[self.path] = time.perf_counter()
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append(time.perf_counter())
        self._send("ok", "text/plain")

    def _send(self, body: str, kind: str) -> None:
        data = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def main() -> None:
    """The first poll is the baseline; each round after it is timed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=7)
    rounds = options.parse_args().rounds
    desk = Desk()
    threading.Thread(target=desk.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config.toml").write_text(
            f'[monitor]\nallow_private_addresses = true\ntopics = ["russia-ukraine"]\n'
            f'[[watch]]\nname = "outlet"\nurl = "{desk.base}/feed"\nevery = "5m"\n'
            f'[[alert]]\nname = "desk"\nurl = "json://127.0.0.1:{desk.server_port}/hook"\n',
            "utf-8",
        )
        waits = []
        for number in range(rounds + 1):
            desk.articles = number + 1
            desk.received.clear()
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            subprocess.run([sys.executable, "-m", "monitor", "once"], cwd=folder, env=env, capture_output=True)
            if number:
                waits.append(desk.received[0] - desk.served[f"/a/{number}"] if desk.received else float("inf"))
    desk.shutdown()
    middle = statistics.median(waits)
    met = "met" if middle <= MOST else "NOT met"
    print(f"article served to alert received: median {middle:.2f} s (at most {MOST:.0f}: {met})")
    print(f"  longest {max(waits):.2f} s of {rounds}")


if __name__ == "__main__":
    main()
