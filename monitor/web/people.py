"""A request in, who makes it and what they may do out: tokens, the sign-in's cookie, a trusted proxy's header.

Reading is open to everybody only where nobody else can reach it: bound to loopback, asked from loopback under a
loopback name, not handed on by a proxy. A page of the internet in a browser on this machine cannot pass for that.
"""

import base64
import hashlib
import hmac
import ipaddress
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.config import Person, Role, Serve

Actor = dict[str, str]

COOKIE = "ds_actor"  # Datasette's own, whose pages show it
SESSION = 12 * 3600  # seconds: a shift; then the token is asked for again
TRIES, WINDOW = 10, 300.0  # wrong tokens of one address in so many seconds
_HANDED_ON = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"})
_ORDER = (Role.READER, Role.EDITOR, Role.ADMIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What of a request tells who makes it; header names are in lower case."""

    peer: str  # the address that the connection comes from
    headers: Mapping[str, str]

    @property
    def host(self) -> str:
        """The name under which the page was asked for, without its port."""
        host = self.headers.get("host", "").strip().lower()
        if host.startswith("["):
            return host[1:].partition("]")[0]
        return host.rpartition(":")[0] if host.count(":") == 1 else host


@dataclass(slots=True)
class Throttle:
    """Counts wrong tokens by address; a window that slides, in memory."""

    clock: Callable[[], float] = time.monotonic
    tries: dict[str, list[float]] = field(default_factory=dict)

    def is_held(self, peer: str) -> bool:
        """Whether an address has to wait."""
        since = self.clock() - WINDOW
        known = [moment for moment in self.tries.get(peer, ()) if moment > since]
        if known:
            self.tries[peer] = known
        else:
            self.tries.pop(peer, None)
        return len(known) >= TRIES

    def failed(self, peer: str) -> None:
        """Notes a wrong token."""
        if len(self.tries) > 10_000:  # a flood from many addresses must not fill the memory
            self.tries.clear()
        self.tries.setdefault(peer, []).append(self.clock())


def is_open(request: Request, serve: Serve) -> bool:
    """Whether reading needs no sign-in."""
    return (
        is_loopback(serve.host)
        and serve.proxy_header is None
        and is_loopback(request.peer)
        and is_loopback(request.host)
        and not _HANDED_ON & request.headers.keys()
    )


def is_loopback(address: str) -> bool:
    """Whether an address or name is this machine's own.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("127.0.0.1.evil")
    (True, True, False, False)
    """
    if address.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def by_token(token: str, people: Sequence[Person]) -> Person | None:
    """Whose token it is; the time it takes does not depend on how much of it is right."""
    given = hashlib.sha256(token.encode("utf-8", "replace")).digest()
    found = None
    for person in people:
        if person.token is not None:
            its = hashlib.sha256(person.token.encode()).digest()
            found = person if hmac.compare_digest(given, its) else found
    return found


def by_proxy(request: Request, serve: Serve, people: Sequence[Person]) -> Person | None:
    """Whom the proxy names, where one is trusted and the request comes from it; a reader where nobody knows them."""
    if serve.proxy_header is None or request.peer != serve.proxy_address:
        return None
    name = request.headers.get(serve.proxy_header.lower(), "").strip()
    if not name or not name.isprintable() or len(name) > 100:
        return None
    return by_name(name, people) or Person(name=name)


def by_name(name: str, people: Sequence[Person]) -> Person | None:
    """The configured person of that name: asked at each request, so that a removed one is out at once."""
    return next((person for person in people if person.name == name), None)


def actor_of(person: Person) -> Actor:
    """A person as Datasette passes them on; holds no secret."""
    return {"id": person.name, "name": person.name, "role": person.role.value}


def may(actor: Actor | None, role: Role) -> bool:
    """Whether a person has at least that role."""
    return actor is not None and _ORDER.index(Role(actor["role"])) >= _ORDER.index(role)


def token_of(request: Request, *, reads: bool) -> str | None:
    """The token that a program sends: `Authorization: Bearer`, or as the password of `Basic`, which feed readers know.

    `Basic` is for reading alone: a browser that was once given it sends it along with every form, whoever wrote that.
    """
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return given.strip() or None
    if kind.lower() != "basic" or not reads:
        return None
    try:
        pair = base64.b64decode(given.strip(), validate=True).decode()
    except ValueError:
        return None
    return pair.partition(":")[2] or None
