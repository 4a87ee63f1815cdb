"""What each service is handed, word for word, and what is left out where it takes no more.

The words stand in `words/`, a file for each service; one that is missing is written, and the test fails until a person
has read it.
"""

import asyncio
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.alerts import layout
from monitor.alerts.layout import Style, lay_out
from monitor.alerts.message import Told, compose, lines_of, together
from monitor.alerts.service import _service, laid_out, send_one
from monitor.model import AlertRule, Event, EventKind, Measure, Message, Status
from tests.alerts.stories import ARTICLE, WAR, claim, event

WORDS = Path(__file__).parent / "words"
SERVICES = {
    "slack": "slack://T0DESK000/B0DESK000/secretSecretSecretSecre",
    "teams": "workflows://prod-1.westeurope.logic.azure.com:443/WORKFLOW/SIGNATURE",
    "telegram": "tgram://123456789:abcdefghijklmnopqrstuvwxyz_ABCDEFGH/-1001234567890",
    "discord": "discord://1234567890/TokenTokenToken",
    "mail": "mailtos://user:password@mail.example.org?from=monitor@example.org&to=night-desk@example.org",
    "ntfy": "ntfys://ntfy.example.org/war-desk",
    "webhook": "jsons://hooks.example.org/casualties",
}
FOLLOWS = Told(
    event="01e46",
    title="UPDATE · Ukraine, military killed: 46,000 (Volodymyr Zelensky, as of 18 Feb 2025)",
    at="2025-02-19T10:00:00.000000Z",
)


def wounded(**other: object) -> Event:
    return event(390_000, id="01e66", measure=Measure.WOUNDED, previous=None, event=EventKind.NEW, **other)


def story() -> Message:
    """An update that contradicts another source and a first figure, as one message."""
    trump = claim(700_000, source="trump", as_of="2025-01")
    first = compose((event(against=(trump,), status=Status.DISPUTED),), (WAR,), lone=True, follows=FOLLOWS)
    return together((first, compose((wounded(),), (WAR,))))


def long_story(count: int = 25) -> Message:
    return together([compose((event(50_000 + i, id=f"01e{i:03}", quote="word " * 60),), (WAR,)) for i in range(count)])


def handed(url: str, message: Message, *, picture: bool = False, **rule: str) -> tuple[str, str]:
    alert = AlertRule(name="desk", url=url, **rule)  # type: ignore[arg-type]
    service = _service(alert)
    assert service is not None
    laid, _ = laid_out(service, alert, message, picture=picture)
    return laid.title, laid.body


@pytest.mark.parametrize("service", SERVICES)
def test_the_words_of_each_service(service: str) -> None:
    title, body = handed(SERVICES[service], story(), picture=service == "mail")
    file = WORDS / f"{service}.txt"
    text = f"title: {title or 'in the text'}\n\n{body}\n"
    if not file.exists():
        file.write_text(text, "utf-8")
        pytest.fail(f"{file.name} is written; read it")
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("make", [story, long_story])
def test_every_message_fits_and_ends_with_its_ids(service: str, make: object) -> None:
    message: Message = make()  # type: ignore[operator]
    rule = AlertRule(name="desk", url=SERVICES[service])
    plugin = _service(rule)
    assert plugin is not None
    title, body = handed(rule.url, message)
    if service != "mail":
        assert len(body) + (len(title) if service == "discord" else 0) <= plugin.body_maxlen
    assert len(body.encode()) <= 4000 or service != "ntfy"
    last = [line for line in body.splitlines() if "ids: " in line][-1]
    assert all(one in last for one in message.events)
    assert message.title in (title or body).replace("\\", "") or service == "mail"


def test_what_is_too_long_loses_quotes_then_links_then_events_and_says_where_the_rest_is() -> None:
    message = long_story()
    lines = lines_of(message)
    seen = []
    for room in (50_000, 9_000, 5_000, 3_500, 2_000, 600):
        body = lay_out(Style.TEXT, message.title, lines, room=room, rest="the rest: https://page.example/e").body
        assert len(body) <= room
        assert body.splitlines()[-1].startswith("ids: 01e000 01e001")
        seen.append((body.count("“"), body.count("https://www."), body.count("UPDATE"), "the rest: " in body))
    assert seen == [
        (25, 25, 24, False),  # the first stands in the title
        (0, 25, 24, True),
        (0, 0, 24, True),
        (0, 0, 24, True),
        (0, 0, 21, True),
        (0, 0, 4, True),
    ]


def test_the_rest_is_on_the_page_where_it_has_an_address() -> None:
    assert "the rest: casualty-monitor explain 01e000" in handed(SERVICES["teams"], long_story())[1]
    paged = handed(SERVICES["teams"], long_story(), page="https://page.example/")[1]
    assert "the rest: https://page.example/event/01e000" in paged


def test_a_text_message_of_160_characters_keeps_title_and_ids() -> None:
    laid = lay_out(Style.CHAT, "UPDATE · " + "long " * 40, lines_of(compose((event(),), (WAR,))), room=160)
    assert len(laid.body) <= 160
    assert laid.body.startswith("**UPDATE · long")
    assert laid.body.endswith("ids: 01e55")


@pytest.mark.parametrize("style", Style)
def test_hostile_text_stays_text_in_every_style(style: Style) -> None:
    hostile = event(
        quote="</b><script>alert(1)</script> [55,000](javascript:x) *x* _y_ @everyone <!channel>",
        article=ARTICLE.__class__(
            id="a", url='https://x.example/"><script>', title="<img src=x>\u202e", outlet="](http://evil.example)"
        ),
        source='x"><b>',
    )
    message = compose((hostile,), (WAR,))
    laid = lay_out(style, message.title, lines_of(message), picture=True)
    assert "<script" not in laid.body
    assert "<img src=x" not in laid.body
    assert "](javascript" not in laid.body or style in (Style.TEXT, Style.TELEGRAM, Style.MAIL)  # no links to them
    assert "@everyone" not in laid.body
    assert "<!channel>" not in laid.body
    assert "\u202e" not in laid.body


def test_a_message_of_an_older_program_is_laid_out_too() -> None:
    new = compose((event(),), (WAR,))
    old = Message(id=new.id, title=new.title, text=new.text, markdown=new.markdown, events=new.events)
    _, body = handed(SERVICES["telegram"], old)
    assert body.count('<a href="https://www.example.org/news/zelensky-55000?ref=rss">The Example, 5 Feb 2026') == 1
    assert body.endswith("\nids: 01e55")
    assert layout.plain(lines_of(old)).splitlines()[-1] == "ids: 01e55"


def test_ntfy_gets_title_and_text(httpserver: HTTPServer) -> None:
    got = []

    def take(request: Request) -> Response:
        got.append(request.get_json())
        return Response('{"id": "1"}')

    httpserver.expect_request("/").respond_with_handler(take)
    message = story()
    rule = AlertRule(name="n", url=f"ntfy://127.0.0.1:{httpserver.port}/war-desk")
    assert asyncio.run(send_one(rule, message)).failure is None
    assert (got[0]["topic"], got[0]["title"]) == ("war-desk", message.title)
    assert got[0]["message"] == message.text
