"""A fast news server on 127.0.0.1 for the benchmarks: feeds and articles made from their numbers, kept connections.

`python benchmarks/news_server.py FEEDS ARTICLES` prints its port. `/feed/N` announces the N-th hundred of the articles
(the same twenty everywhere where there are none) and answers 304 to its ETag; `/article/N` is a page of about 50 KB.
"""

import asyncio
import functools
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.stream import LANGUAGES, NEAR, fill

PER_FEED = 100


@functools.cache
def feed(number: int, articles: int) -> bytes:
    first = number * PER_FEED
    numbers = range(first, min(first + PER_FEED, articles)) if articles else range(20)
    items = "".join(
        f"<item><title>Report {one}</title><link>/article/{one}</link>"
        f"<pubDate>Thu, {1 + one % 28:02} Jan 2026 10:00:00 GMT</pubDate></item>"
        for one in numbers
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>News {number}</title>{items}</channel></rss>'.encode()
    )


@functools.cache
def article(number: int) -> bytes:
    """One article in ten holds a figure, the others are a day's news; menus, scripts and teasers are most of a page."""
    chance, words = random.Random(number), LANGUAGES["en"]
    near = chance.random() < NEAR
    figure = f"A strike on Kharkiv killed {12 + number % 40} people and wounded {30 + number % 70}, officials said."
    told = []
    for part in range(14):
        among = words.near if near and chance.random() < 0.2 else words.plain
        sentences = [fill(chance.choice(words.plain), words, chance), fill(chance.choice(among), words, chance)]
        told.append(figure if part == 2 and number % 10 == 0 else " ".join(sentences))
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in told)
    menu = "".join(f'<li><a href="/section/{one}">Section number {one}</a></li>' for one in range(150))
    teasers = "".join(
        f'<div class="teaser"><a href="/article/{one}"><img src="/{one}.jpg" alt=""><h4>Report {one}</h4></a></div>'
        for one in range(number, number + 60)
    )
    script = "<script>" + "var x = {'a': [1, 2, 3]};\n" * 1_200 + "</script>"
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Report {number}</title>{script}'
        f'<meta property="article:published_time" content="2026-01-{1 + number % 28:02}T10:00:00Z"></head><body>'
        f"<nav><ul>{menu}</ul></nav><main><article><h1>Report {number}</h1>\n{text}</article></main>"
        f'<aside class="related">{teasers}</aside></body></html>'
    ).encode()


async def serve(feeds: int, articles: int) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode("latin-1").split("\r\n")
                path = lines[0].split(" ")[1]
                kind, _, number = path.lstrip("/").partition("/")
                etag = f'"{path}"'
                conditions = [line for line in lines if line.lower().startswith("if-none-match:")]
                if conditions and etag in conditions[0]:
                    writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode())
                    continue
                body = (
                    feed(int(number), articles)
                    if kind == "feed"
                    else article(int(number))
                    if kind == "article"
                    else b""
                )
                status = "200 OK" if body else "404 Not Found"
                mime = "application/rss+xml" if kind == "feed" else "text/html; charset=utf-8"
                told = (f"HTTP/1.1 {status}", f"Content-Type: {mime}", f"ETag: {etag}", f"Content-Length: {len(body)}")
                writer.write("\r\n".join((*told, "", "")).encode() + body)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1_000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
