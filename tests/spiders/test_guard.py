"""The guard against a scripted resolver: what may be dialled and what may not. Nothing here connects to anything."""

import datetime as dt
import ipaddress
import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

from monitor.config import Spider
from spiders.guard import GuardedResolver, address_refusal, name_refusal, url_refusal
from tests.spiders.conftest import Desk, watch
from tests.spiders.outlets import Outlet, article, rss

PUBLIC = (
    "93.184.216.34",
    "8.8.8.8",
    "2606:2800:220:1:248:1893:25c8:1946",
    "64:ff9b::5db8:d822",
    "::ffff:93.184.216.34",
)
PRIVATE = (
    *("10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.1.1", "fc00::1", "fd12:3456:789a::1"),
    *("::ffff:10.0.0.1", "::ffff:a00:1", "::ffff:192.168.0.1", "64:ff9b::a00:1", "::10.0.0.1", "fe80::5efe:a00:1"),
)
LOOPBACK = (
    "127.0.0.1",
    "127.255.255.254",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::7f00:1",
    "::127.0.0.1",
)
NEVER = (
    *("169.254.0.1", "169.254.169.254", "fe80::1", "fe80::1%eth0", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"),
    *("fd00:ec2::254", "100.100.100.200", "0.0.0.0", "::", "255.255.255.255", "224.0.0.1", "ff02::1", "240.0.0.1"),
    *("192.0.0.192", "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1::1", "2001:db8::1", "192.0.2.1", "198.18.0.1"),
    *("192.88.99.1", "fec0::1", "64:ff9b:1::1", "100::1", "3fff::1", "5f00::1"),
)
CARRIER = ("100.64.0.1", "100.127.255.254", "::ffff:100.64.0.1")
ODD = (
    *("127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.0.1", "0", "0x7f.1"),
    *("127.0.0.1.", "１２７.0.0.1", "127。0。0。1", "0000:0000::1", "[::1]", "[::ffff:127.0.0.1]"),
)
NAMES = (
    *("localhost", "LOCALHOST", "localhost.", "a.localhost", "printer.local", "db.internal", "router.lan"),
    *("metadata", "metadata.google.internal", "instance-data", "Metadata.Google.Internal."),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_dialled(address: str) -> None:
    assert address_refusal(address) is None


@pytest.mark.parametrize("address", [*PRIVATE, *LOOPBACK, *NEVER, *CARRIER, "", "nonsense", "1.2.3.4.5"])
def test_all_else_may_not(address: str) -> None:
    assert address_refusal(address)


@pytest.mark.parametrize("address", [*(one for one in PRIVATE if one != "fe80::5efe:a00:1"), *LOOPBACK, *CARRIER])
def test_one_s_own_network_may_be_allowed(address: str) -> None:
    assert address_refusal(address, allow_private=True) is None


@pytest.mark.parametrize(
    "address",
    [
        *("169.254.0.1", "169.254.169.254", "fe80::1", "fe80::1%eth0", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"),
        *("fd00:ec2::254", "100.100.100.200", "0.0.0.0", "::", "255.255.255.255", "224.0.0.1", "ff02::1"),
    ],
)
def test_some_places_never(address: str) -> None:
    assert address_refusal(address, allow_private=True)


@pytest.mark.parametrize("host", [*ODD, *NAMES, "", "a" * 300])
def test_odd_spellings_and_inside_names_are_not_looked_up(host: str) -> None:
    assert name_refusal(host)


@pytest.mark.parametrize("host", ["news.example", "xn--80ak6aa92e.com", "новини.укр", "1plus1.ua", "a-b.example."])
def test_ordinary_names_are_looked_up(host: str) -> None:
    assert name_refusal(host) is None


@pytest.mark.parametrize(
    "url",
    [
        *(
            "file:///etc/passwd",
            "ftp://news.example/a",
            "data:text/html,x",
            "gopher://news.example/",
            "//news.example/",
        ),
        *(
            "http://user@news.example/",
            "http://news.example\\@127.0.0.1/",
            "http://127.0.0.1\\.news.example/",
            "http:///",
        ),
        *(
            "http://news.example:0/",
            "http://news.example:99999/",
            "http://[::1/",
            "http://127%2e0%2e0%2e1/",
            "http://a b/",
        ),
        *(
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::ffff:7f00:1]/",
            "http://localhost:8080/",
            "http://ne\tws/",
        ),
    ],
)
def test_addresses_that_are_refused_by_their_letters(url: str) -> None:
    assert url_refusal(url)


@implementer(IHostnameResolver)
class Scripted:
    """Gives for each host what the script says, one answer after the other; never asks anyone."""

    def __init__(self, script: dict[str, list[list[str]]]) -> None:
        self.script = script
        self.asked: list[str] = []

    def resolveHostName(
        self, receiver: Any, name: str, port: int = 0, types: Any = None, semantics: str = "TCP"
    ) -> Any:
        self.asked.append(name)
        receiver.resolutionBegan(self)
        for address in self.script[name].pop(0):
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()
        return self

    def cancel(self) -> None:
        pass


@implementer(IResolutionReceiver)
class Listener:
    """Whoever would dial: it only writes down what it was given."""

    def __init__(self) -> None:
        self.began, self.done = 0, 0
        self.given: list[str] = []

    def resolutionBegan(self, resolution: Any) -> None:
        self.began += 1

    def addressResolved(self, address: Any) -> None:
        self.given.append(address.host)

    def resolutionComplete(self) -> None:
        self.done += 1


def resolved(guard: GuardedResolver, host: str) -> list[str]:
    listener = Listener()
    guard.resolveHostName(listener, host, 80)
    assert (listener.began, listener.done) == (1, 1)
    return listener.given


@pytest.mark.parametrize("address", [*PRIVATE, *LOOPBACK, *NEVER, *CARRIER])
def test_a_name_never_leads_inside(address: str) -> None:
    guard = GuardedResolver(Scripted({"news.example": [[address], [address, "93.184.216.34"]]}))
    assert resolved(guard, "news.example") == []
    assert guard.refused["news.example"]
    assert resolved(guard, "news.example") == ["93.184.216.34"]


def test_a_name_that_changes_its_address_is_judged_at_each_dialling() -> None:
    guard = GuardedResolver(Scripted({"news.example": [["93.184.216.34"], ["127.0.0.1"], ["93.184.216.34"]]}))
    assert resolved(guard, "news.example") == ["93.184.216.34"]
    assert resolved(guard, "news.example") == []
    assert guard.refused["news.example"] == "the address is this machine's own (127.0.0.1)"
    assert resolved(guard, "news.example") == ["93.184.216.34"]
    assert "news.example" not in guard.refused


@pytest.mark.parametrize("host", [*ODD, *NAMES])
def test_refused_names_are_not_even_asked_for(host: str) -> None:
    scripted = Scripted({})
    guard = GuardedResolver(scripted)
    assert resolved(guard, host) == []
    assert scripted.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_without_leave_no_spider_reaches_this_machine(desk: Desk, outlet: Outlet, host: str) -> None:
    desk.allow = False
    (report,) = desk.poll(watch(outlet.says("/feed", rss()).replace("127.0.0.1", host)))
    assert report.problem is not None
    assert report.problem.startswith("refused: ")
    assert outlet.asked(robots=True) == []


def test_a_name_that_the_system_leads_inside_is_refused_when_dialled(desk: Desk, outlet: Outlet, run: Any) -> None:
    """A whole crawl with a scripted resolver behind the guard: robots.txt, feed and articles alike."""
    from twisted.internet import reactor

    from spiders import guard

    port = int(outlet.url.rpartition(":")[2])
    desk.poll(watch(outlet.says("/feed", rss())))  # installs the guard
    outlet.forget()
    current = guard.install(reactor, allow_private=False)
    inner, current.inner = current.inner, Scripted({"news.example": [["127.0.0.1"] for _ in range(9)]})
    try:
        desk.allow = False
        (report,) = desk.poll(watch(f"http://news.example:{port}/feed"))
    finally:
        current.inner = inner
    assert report.problem == "refused: the address is this machine's own (127.0.0.1)"
    assert outlet.asked(robots=True) == []


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://169.254.169.254/latest/", "where clouds keep credentials"),
        ("http://metadata.google.internal/", "a name of a cloud's own service"),
        ("http://0x7f.1/", "an odd spelling"),
        ("http://user:pw@127.0.0.1/", "a user name"),
        ("file:///etc/passwd", "HTTP 302"),
        ("ftp://news.example/", "HTTP 302"),
    ],
)
def test_redirects_are_judged_too(desk: Desk, outlet: Outlet, target: str, said: str) -> None:
    feed = outlet.says("/feed", status=302, headers={"Location": target})
    (report,) = desk.poll(watch(feed))
    assert said in (report.problem or "")
    assert outlet.paths() == [("/feed", 302)]


INSIDE = ("http://169.254.169.254/a", "http://[fd00:ec2::254]/b", "http://2852039166/c")


def test_articles_are_judged_too(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/good", article("Good", "Nine people were killed."))
    (report,) = desk.poll(watch(outlet.says("/feed", rss(*((one, "", None) for one in (*INSIDE, "/good"))))))
    assert report.new == 1
    assert len(report.faults) == 3
    assert all("refused: " in one for one in report.faults)


def test_sitemaps_of_an_index_and_their_articles_are_judged_too(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/good", article("Good", "Nine people were killed."))
    urls = "".join(f"<url><loc>{one}</loc></url>" for one in (*INSIDE, f"{outlet.url}/good"))
    part = outlet.says("/part.xml", f"<urlset>{urls}</urlset>")
    maps = "".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in (*INSIDE, part))
    top = outlet.says("/top.xml", f"<sitemapindex>{maps}</sitemapindex>")
    (report,) = desk.poll(watch(top, Spider.SITEMAP))
    assert (report.problem or "").partition(" ")[2].startswith("refused: ")
    assert report.new == 1
    assert len(report.faults) == 3
    assert all("refused: " in one for one in report.faults)
    assert sorted(outlet.paths()) == [("/good", 200), ("/part.xml", 200), ("/top.xml", 200)]


@pytest.mark.parametrize("target", INSIDE)
def test_a_robots_txt_that_leads_inside_is_not_followed(desk: Desk, outlet: Outlet, target: str) -> None:
    outlet.says("/robots.txt", status=302, headers={"Location": target})
    desk.poll(watch(outlet.says("/feed", rss())))
    assert {one["path"] for one in outlet.asked(robots=True)} <= {"/robots.txt", "/feed"}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433"])
def test_at_the_dialling_no_spelling_gets_through(desk: Desk, outlet: Outlet, host: str) -> None:
    """Without the middleware that judges an address by its letters: the resolver alone holds, for numbers as well."""
    from spiders.settings import settings

    chosen = settings(contact=None, allow_private=False)["DOWNLOADER_MIDDLEWARES"]
    bare = {name: place for name, place in chosen.items() if not name.endswith("GuardMiddleware")}
    desk.allow = False
    feed = outlet.says("/feed", rss()).replace("127.0.0.1", host)
    (report,) = desk.poll(watch(feed), extra={"DOWNLOADER_MIDDLEWARES": bare, "RETRY_TIMES": 0})
    assert report.problem is not None
    assert outlet.asked(robots=True) == []


def test_environment_s_proxy_is_passed_over(desk: Desk, outlet: Outlet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    (report,) = desk.poll(watch(outlet.says("/feed", rss())))
    assert report.problem is None
    assert outlet.paths() == [("/feed", 200)]


def test_certificates_are_verified(desk: Desk, tmp_path: Path) -> None:
    """A server with a certificate of its own making, on loopback."""
    certificate = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(500)

    server = HTTPServer(("127.0.0.1", 0), Answer)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        (report,) = desk.poll(watch(f"https://127.0.0.1:{server.server_port}/feed"))
    finally:
        server.shutdown()
    assert report.problem == "has a certificate that cannot be verified"
    assert asked == []


def self_signed(folder: Path) -> Path:
    """A certificate for 127.0.0.1 with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
