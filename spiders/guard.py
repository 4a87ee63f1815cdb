"""An address to connect to comes in; it goes on only when it is public, checked at the moment of dialling.

Whoever writes a feed, a page or a redirect chooses where we connect. Checking a name beforehand leaves a gap: it may
resolve to another address when it is dialled ("rebinding"). So the reactor's own resolver is wrapped, once, and every
connection of every spider, robots.txt and sitemap goes through it; numeric addresses do, too.
"""

import ipaddress
import re
import socket
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from twisted.internet.error import DNSLookupError
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Where clouds answer with credentials to whoever asks from inside; refused even where private addresses are allowed
_METADATA_NAMES = frozenset(
    ("metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal")
)
_METADATA = frozenset(map(ipaddress.ip_address, ("169.254.169.254", "fd00:ec2::254", "100.100.100.200", "192.0.0.192")))
_LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "localdomain")
# Ranges that the standard library of some versions takes for global, or whose traffic a relay sends on elsewhere
_SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        (
            *("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4"),
            *("64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16"),
            "fec0::/10",
        ),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}", re.IGNORECASE)
_QUAD = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")


class Refused(IgnoreRequest):
    """A request that is not made; `str()` is the reason, a clause for people."""


def install(reactor: Any, *, allow_private: bool) -> "GuardedResolver":
    """Puts the guard before the reactor's resolver, or sets what the one there allows; returns it."""
    current = reactor.nameResolver
    if isinstance(current, GuardedResolver):
        current.allow_private = allow_private
        return current
    guarded = GuardedResolver(current, allow_private=allow_private)
    reactor.installNameResolver(guarded)
    return guarded


def address_refusal(text: str, *, allow_private: bool = False) -> str | None:
    """Why an IP address is not connected to; None: it may be.

    >>> address_refusal("::ffff:10.0.0.1")
    'the address is private (10.0.0.1)'
    >>> address_refusal("93.184.216.34") is None
    True
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return f"{text[:60]!r} is no address"
    inner = _inner(address)
    if inner is not None:
        address = inner
    if address in _METADATA:
        return f"the address is one where clouds keep credentials ({address})"
    if getattr(address, "scope_id", None) or address.is_link_local:
        return f"the address is link-local ({address})"
    if address.is_unspecified or address.is_multicast or address == ipaddress.ip_address("255.255.255.255"):
        return f"the address is no host's ({address})"
    if address.is_loopback:
        return None if allow_private else f"the address is this machine's own ({address})"
    if allow_private and (address.is_private or address in _SPECIAL[1]):
        return None
    if any(address.version == network.version and address in network for network in _SPECIAL):
        return f"the address is not public ({address})"
    if not address.is_global:
        return f"the address is private ({address})"
    return None


def name_refusal(host: str, *, allow_private: bool = False) -> str | None:
    """Why a host name or numeric host is not even looked up; None: its addresses decide.

    >>> name_refusal("0x7f.1")
    "'0x7f.1' is an odd spelling of an address"
    """
    name = host.rstrip(".").lower()
    if not name or len(name) > 253:
        return "the address has no host"
    if name in _METADATA_NAMES:
        return f"{name} is a name of a cloud's own service"
    bare = name.strip("[]")
    if ":" in bare or _QUAD.fullmatch(bare):
        return address_refusal(bare, allow_private=allow_private)
    if _NUMERIC.fullmatch(name) or _is_number(name):
        return f"{host[:60]!r} is an odd spelling of an address"
    if not re.fullmatch(r"[a-z0-9_.-]+", name):
        try:
            return name_refusal(name.encode("idna").decode("ascii"), allow_private=allow_private)
        except UnicodeError:
            return f"{host[:60]!r} is no host name"
    if allow_private:
        return None
    if name in _LOCAL_NAMES or name.endswith(tuple(f".{local}" for local in _LOCAL_NAMES)):
        return f"{name[:60]} is a name inside one's own network"
    return None


def url_refusal(url: str, *, allow_private: bool = False) -> str | None:
    """Why an address is not fetched, as far as its letters tell; None: the guard at dialling decides."""
    if "\\" in url or re.search(r"[\x00-\x20\x7f]", url):
        return "the address holds characters that programs read differently"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "the address cannot be read"
    if parts.scheme not in ("http", "https"):
        return f"{parts.scheme[:20] or 'nothing'}: is not fetched, only http and https"
    if parts.username is not None or parts.password is not None:
        return "the address holds a user name"
    if port == 0 or unquote(host) != host:
        return "the address cannot be read"
    return name_refusal(host, allow_private=allow_private)


def _inner(address: Address) -> Address | None:
    """The IPv4 address that an IPv6 one carries in itself and that is dialled in the end."""
    if address.version == 4:
        return None
    number = int(address)
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64 or (number >> 32 == 0 and number > 1):  # NAT64, and the old "compatible" form ::10.0.0.1
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    if (number >> 32) & 0xFCFFFFFF == 0x00005EFE:  # ISATAP
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    return None


def _is_number(name: str) -> bool:
    """Whether the system's resolver reads a name as an IPv4 address ("127.1", "2130706433")."""
    try:
        socket.inet_aton(name)
    except (OSError, UnicodeError):
        return False
    return True


@implementer(IHostnameResolver)
class GuardedResolver:
    """Resolves through `inner` and lets only addresses through that may be dialled.

    `refused` keeps for each host why its last lookup gave nothing, so that a failure can be told in words.
    """

    def __init__(self, inner: Any, *, allow_private: bool = False) -> None:
        self.inner = inner
        self.allow_private = allow_private
        self.refused: dict[str, str] = {}

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        self.refused.pop(hostName, None)
        receiver = _Sieve(resolutionReceiver, self, hostName)
        reason = name_refusal(hostName, allow_private=self.allow_private)
        if reason is not None:
            self.refused[hostName] = reason
            receiver.resolutionBegan(_Nothing(hostName))
            receiver.resolutionComplete()
            return _Nothing(hostName)
        return self.inner.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
class _Sieve:
    def __init__(self, receiver: Any, guard: GuardedResolver, host: str) -> None:
        self._receiver, self._guard, self._host = receiver, guard, host

    def resolutionBegan(self, resolutionInProgress: Any) -> None:
        self._receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: Any) -> None:
        reason = address_refusal(address.host, allow_private=self._guard.allow_private)
        if reason is None:
            self._receiver.addressResolved(address)
        else:
            self._guard.refused[self._host] = reason

    def resolutionComplete(self) -> None:
        self._receiver.resolutionComplete()


class _Nothing:
    """A resolution that found nothing."""

    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing runs."""


class GuardMiddleware:
    """Refuses requests by their letters, and answers of addresses that should not have been reached; says why."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._allow = crawler.settings.getbool("GUARD_ALLOW_PRIVATE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "GuardMiddleware":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        reason = url_refusal(request.url, allow_private=self._allow)
        if reason is not None:
            raise Refused(f"refused: {reason}")

    def process_response(self, request: Request, response: Response) -> Response:
        if response.ip_address is not None:
            reason = address_refusal(str(response.ip_address), allow_private=self._allow)
            if reason is not None:
                raise Refused(f"refused: {reason}")
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A name that resolved to nothing allowed says so, and not that it does not exist."""
        from twisted.internet import reactor  # installed by now; importing it earlier would install another

        guard = getattr(reactor, "nameResolver", None)
        if isinstance(exception, CannotResolveHostError | DNSLookupError) and isinstance(guard, GuardedResolver):
            reason = guard.refused.get(urlsplit(request.url).hostname or "")
            if reason is not None:
                raise Refused(f"refused: {reason}")


class WaryRedirectMiddleware(RedirectMiddleware):
    """Redirects whose target may not be fetched are refused before anything is looked up, and say so."""

    def _engine_started(self) -> None:
        """Scrapy would warn that there is no Referer to carry on: we never send one."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        answer = super().process_response(request, response)
        if isinstance(answer, Request):
            reason = url_refusal(answer.url, allow_private=self.crawler.settings.getbool("GUARD_ALLOW_PRIVATE"))
            if reason is not None:
                raise Refused(f"refused after a redirect: {reason}")
        return answer
