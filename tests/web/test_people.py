"""Who may what: open reading on loopback alone, tokens, roles, the proxy's header, forms of others, guessing."""

import base64
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from monitor.config import Person, Role, Serve
from monitor.errors import ConfigError
from monitor.web.gate import gate
from monitor.web.page import Desk
from monitor.web.people import TRIES, WINDOW, Request, Throttle, by_proxy, by_token, is_open
from monitor.web.server import application, page_of
from monitor.web.sign_in import inside
from tests.web.conftest import KILLED, PEOPLE, Asking

PAGES = ("/", f"/timeline?{KILLED}", "/events", "/review", "/search?q=killed", "/sources", "/methodology", "/data")
FILES = (f"/timeline.csv?{KILLED}", "/events.rss", "/events.json", "/data/claims.json", "/data/articles.csv")


@pytest.mark.parametrize("path", PAGES)
def test_on_the_machine_itself_everybody_reads(page: Asking, path: str) -> None:
    assert page.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_elsewhere_a_page_asks_to_sign_in(afar: Callable[..., Asking], path: str) -> None:
    answer = afar().get(path)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/sign-in?next=%2F")


@pytest.mark.parametrize("path", FILES)
def test_elsewhere_a_program_needs_a_token(afar: Callable[..., Asking], path: str) -> None:
    assert afar().get(path, headers={"Accept": "*/*"}).status_code == 401
    signed = afar(Authorization=f"Bearer {PEOPLE[0].token}")
    assert signed.get(path, headers={"Accept": "*/*"}).status_code == 200


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        ("127.0.0.1", {"host": "desk.example"}),  # a name that an attacker's DNS points at this machine
        ("127.0.0.1", {"host": "127.0.0.1.evil.example"}),
        ("127.0.0.1", {"host": "localhost", "x-forwarded-for": "192.0.2.7"}),  # a proxy on the machine hands on
        ("127.0.0.1", {"host": "localhost", "forwarded": "for=192.0.2.7"}),
        ("192.0.2.7", {"host": "localhost"}),
        ("127.0.0.1", {}),
    ],
)
def test_open_reading_is_for_this_machine_alone(peer: str, headers: dict[str, str]) -> None:
    assert not is_open(Request(peer=peer, headers=headers), Serve())


@pytest.mark.parametrize("host", ["localhost:8001", "127.0.0.1:8001", "[::1]:8001", "LOCALHOST"])
def test_loopback_names_are_open(host: str) -> None:
    assert is_open(Request(peer="::1", headers={"host": host}), Serve())


def test_others_can_reach_it_only_where_somebody_can_sign_in(desk: Desk) -> None:
    with pytest.raises(ConfigError, match="person"):
        application(replace(desk, people=(), serve=Serve(host="0.0.0.0")))


def test_signing_in_and_out(afar: Callable[..., Asking]) -> None:
    browser = afar().sign_in(PEOPLE[0].token or "")
    assert "Rita" in browser.get("/").text
    browser.post("/sign-out", {})
    assert browser.get("/").status_code == 302


def test_a_wrong_token_and_a_foreign_cookie_are_nobody(afar: Callable[..., Asking]) -> None:
    browser = afar()
    browser.get("/sign-in")
    assert browser.post("/sign-in", {"token": "wrong-wrong-wrong-wrong"}).status_code == 403
    browser.cookies.set("desk_session", "WyJBbm5hIiw5OTk5OTk5OTk5XQ.forged")
    browser.cookies.set("ds_actor", "eyJhIjp7ImlkIjoicm9vdCJ9fQ.forged")
    assert browser.get("/events").status_code == 302


def test_a_removed_person_is_out_at_once(desk: Desk) -> None:
    far = replace(desk, serve=Serve(host="0.0.0.0"))
    server = page_of(far)
    browser = Asking(gate(server.app()), peer="192.0.2.7").sign_in(PEOPLE[0].token or "")
    assert browser.get("/").status_code == 200
    server.desk = replace(far, people=PEOPLE[1:])
    assert browser.get("/").status_code == 302


def test_guessing_is_slowed_down_by_address(afar: Callable[..., Asking]) -> None:
    guesser = afar(peer="192.0.2.66")
    guesser.get("/sign-in")
    told = [guesser.post("/sign-in", {"token": f"guess-{i:020}"}).status_code for i in range(TRIES + 1)]
    assert told == [403] * TRIES + [429]
    assert guesser.post("/sign-in", {"token": PEOPLE[0].token or ""}).status_code == 429
    bearer = afar(peer="192.0.2.66", Authorization=f"Bearer {PEOPLE[0].token}")
    assert bearer.get("/events.json", headers={"Accept": "*/*"}).status_code == 401
    assert afar(peer="192.0.2.67").sign_in(PEOPLE[0].token or "").get("/").status_code == 200


def test_a_feed_reader_signs_in_with_the_token_as_its_password(afar: Callable[..., Asking]) -> None:
    def basic(password: str) -> str:
        return "Basic " + base64.b64encode(f"anyone:{password}".encode()).decode()

    refused = afar().get("/events.rss", headers={"Accept": "application/rss+xml"})
    assert (refused.status_code, refused.headers["www-authenticate"].partition(" ")[0]) == (401, "Basic")
    reader = afar(Authorization=basic(PEOPLE[1].token or ""), Accept="*/*")
    assert reader.get("/events.rss").status_code == 200
    assert afar(Authorization=basic("not-the-token"), Accept="*/*").get("/events.json").status_code == 401
    assert afar(Authorization="Basic nonsense", Accept="*/*").get("/events.json").status_code == 401
    reader.get("/sign-in")
    assert reader.post("/review/act", FORM).status_code == 401  # it reads, and does nothing else


def test_the_window_slides() -> None:
    now = [0.0]
    throttle = Throttle(clock=lambda: now[0])
    for _ in range(TRIES):
        throttle.failed("a")
    assert throttle.is_held("a")
    assert not throttle.is_held("b")
    now[0] = WINDOW + 1
    assert not throttle.is_held("a")


def test_the_proxy_s_header_is_believed_from_the_proxy_alone() -> None:
    serve = Serve(proxy_header="X-Forwarded-User", proxy_address="192.0.2.1")
    said = {"x-forwarded-user": "Anna"}
    assert by_proxy(Request(peer="192.0.2.1", headers=said), serve, PEOPLE) == PEOPLE[1]
    assert by_proxy(Request(peer="192.0.2.2", headers=said), serve, PEOPLE) is None
    assert by_proxy(Request(peer="192.0.2.1", headers=said), Serve(), PEOPLE) is None
    stranger = by_proxy(Request(peer="192.0.2.1", headers={"x-forwarded-user": "Olga"}), serve, PEOPLE)
    assert stranger == Person(name="Olga", role=Role.READER)


def test_whose_token() -> None:
    assert by_token("anna-edits-0123456789", PEOPLE) == PEOPLE[1]
    assert by_token("", (Person(name="Only through the proxy"),)) is None


def test_readers_ask_no_sql_and_download_nothing(afar: Callable[..., Asking]) -> None:
    reader, admin = (afar(Authorization=f"Bearer {PEOPLE[i].token}") for i in (0, 2))
    for path in ("/data?sql=select+1", "/data.json?sql=select+1", "/data/claims?_where=1%3D1", "/data.db"):
        assert reader.get(path).status_code in (400, 403), path
    assert reader.get("/data/claims.json?_where=1=0").status_code in (400, 403)
    assert admin.get("/data.json?sql=select+40%2B2+as+n").json()["rows"] == [[42]]
    assert admin.get("/data?sql=select+1").status_code == 200
    assert admin.get("/data.db").status_code == 403
    assert admin.get("/_internal").status_code in (403, 404)


@pytest.mark.parametrize(
    "path", ["/-/versions", "/-/databases.json", "/-/settings", "/-/permissions", "/-/create-token", "//evil.example/"]
)
def test_the_server_s_inner_pages_are_shut(page: Asking, path: str) -> None:
    assert page("GET", f"http://127.0.0.1:8001{path}").status_code == 404


FORM = {"act": "mute", "source": "zelensky", "until": "2999-01-01", "reason": "test"}


class TestForms:
    def test_only_editors_act(self, afar: Callable[..., Asking]) -> None:
        assert afar().post("/review/act", FORM).status_code == 401
        reader = afar().sign_in(PEOPLE[0].token or "")
        assert reader.post("/review/act", FORM).status_code == 403
        editor = afar().sign_in(PEOPLE[1].token or "")
        assert editor.post("/review/act", FORM | {"next": "/review"}).status_code == 303

    def test_a_guest_of_the_machine_only_reads(self, page: Asking) -> None:
        page.get("/sign-in")
        assert page.post("/review/act", FORM).status_code == 403

    def test_without_the_page_s_token_nothing_is_done(self, afar: Callable[..., Asking]) -> None:
        editor = afar().sign_in(PEOPLE[1].token or "")
        assert editor("POST", "/review/act", data=FORM).status_code == 403
        assert editor("POST", "/review/act", data=FORM | {"csrftoken": "made up"}).status_code == 403
        editor.cookies.delete("ds_csrftoken")
        assert editor("POST", "/review/act", data=FORM).status_code == 403

    @pytest.mark.parametrize(
        "header", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
    )
    def test_another_site_s_form_is_refused(self, afar: Callable[..., Asking], header: dict[str, str]) -> None:
        editor = afar().sign_in(PEOPLE[1].token or "")
        assert editor.post("/review/act", FORM, headers=header).status_code == 403

    def test_behind_a_proxy_a_form_without_a_cookie_is_refused(self, desk: Desk) -> None:
        serve = Serve(host="0.0.0.0", proxy_header="X-User", proxy_address="192.0.2.1")
        browser = Asking(application(replace(desk, serve=serve)), peer="192.0.2.1", **{"X-User": "Anna"})
        assert browser.post("/review/act", FORM).status_code == 403
        browser.get("/review")
        assert browser.post("/review/act", FORM).status_code == 303

    def test_a_form_that_is_too_long(self, afar: Callable[..., Asking]) -> None:
        editor = afar().sign_in(PEOPLE[1].token or "")
        assert editor.post("/review/act", FORM | {"reason": "x" * 70_000}).status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/%5Cevil",
        "/%2F/evil",
        "javascript:x",
        "/sign-out",
    ],
)
def test_signing_in_leads_nowhere_else(path: str) -> None:
    assert inside(path) in ("/", "/%2F/evil")


def test_every_answer_has_the_policy(page: Asking) -> None:
    for path in (*PAGES, *FILES, "/assets/desk.js", "/nope"):
        headers = page.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


def test_datasette_s_pages_need_nothing_that_the_policy_forbids(page: Asking) -> None:
    for path in ("/data", "/data/claims", "/data/events?_facet=event", "/data/quantities/1", "/data/claims?_search=x"):
        text = page.get(path).text
        assert ' style="' not in text, path
        assert "<style" not in text, path
        assert not re.search(r"<script(?![^>]* src=)", text), path
        assert "\N{LOCK}" not in text, path


def test_no_secret_is_shown(page: Asking) -> None:
    for path in (*PAGES, "/data.json", "/data/reviews"):
        text = page.get(path).text
        assert not any((person.token or "?") in text for person in PEOPLE), path
