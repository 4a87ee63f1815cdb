"""A question over HTTP comes in on a port of this machine, the daemon's health or its metrics go out.

Three pages, GET only, each made at the moment: `/healthz` (does it live), `/readyz` (does it do its work), `/metrics`.
Few lines of our own, in the daemon's loop: so an answer also says that the loop goes round.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from monitor.errors import UsageError

PATIENCE = 5.0  # seconds for a whole question
LONGEST = 4_096  # bytes of a question
PLAIN = "text/plain; charset=utf-8"

_PHRASES = {200: "OK", 404: "Not Found", 405: "Method Not Allowed", 500: "Internal Server Error", 503: "Unavailable"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said to a question."""

    body: bytes
    status: int = 200
    content_type: str = PLAIN


Pages = Mapping[str, Callable[[], Answer]]  # by path


def verdict(troubles: tuple[str, ...]) -> Answer:
    """ "ok", or 503 with a line for each trouble."""
    words = "\n".join(troubles) if troubles else "ok"
    return Answer(body=f"{words}\n".encode(), status=503 if troubles else 200)


@asynccontextmanager
async def answering(host: str, port: int, pages: Pages) -> AsyncIterator[str]:
    """Answers while the block lasts; gives the address, for port 0 chooses any. UsageError: it is taken."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
            writer.write(_response(head, pages))
            await asyncio.wait_for(writer.drain(), PATIENCE)
        writer.close()

    try:
        server = await asyncio.start_server(talk, host, port, limit=LONGEST)
    except OSError as error:
        said = f"[run]: cannot listen on {host} port {port} ({error.strerror or error}); write another port"
        raise UsageError(said, subject=f"{host}:{port}") from None
    try:
        own, at = server.sockets[0].getsockname()[:2]
        yield f"http://{f'[{own}]' if ':' in own else own}:{at}"
    finally:
        server.close()  # those who are still asking go with the loop


def _response(head: bytes, pages: Pages) -> bytes:
    method, _, rest = head.decode("latin-1").partition("\r\n")[0].partition(" ")
    path = rest.partition(" ")[0].partition("?")[0]
    if path not in pages:
        said = Answer(body=b"there is /healthz, /readyz and /metrics\n", status=404)
    elif method not in ("GET", "HEAD"):
        said = Answer(body=b"only GET\n", status=405)
    else:
        try:
            said = pages[path]()
        except Exception as error:  # a page's fault must not end the daemon; its name says enough, its words may not
            said = Answer(body=f"failed: {type(error).__name__}\n".encode(), status=500)
    lines = (
        f"HTTP/1.1 {said.status} {_PHRASES[said.status]}",
        f"Content-Type: {said.content_type}",
        f"Content-Length: {len(said.body)}",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode("latin-1") + (b"" if method == "HEAD" else said.body)
