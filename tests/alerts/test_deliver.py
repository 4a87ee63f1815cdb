"""Delivery to a real HTTP receiver and a real SMTP server on this machine."""

import asyncio
import base64
import datetime as dt
import email
import email.policy
import logging
import tempfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.alerts import deliver
from monitor.alerts.chart import chart
from monitor.alerts.deliver import Delivery, Due, Outcome, check, deliver_due, faults, next_try
from monitor.alerts.message import compose
from monitor.errors import ConfigError
from monitor.model import AlertRule
from tests.alerts.stories import WAR, event
from tests.alerts.test_chart import STORY

NOW = dt.datetime(2026, 2, 5, 3, 0, tzinfo=dt.UTC)
PICTURE = b"\x89PNG\r\n\x1a\n" + b"picture" * 20


class Mailbox:
    """An SMTP server's handler that keeps the mails and refuses what it is told to."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refusal: str | None = None
        self.port = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refusal:
            return self.refusal
        mail = email.message_from_bytes(envelope.content or b"", policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"

    @property
    def url(self) -> str:
        return f"mailto://127.0.0.1:{self.port}/?from=monitor@desk.example&to=night@desk.example&mode=insecure"


class AnyPort(Controller):
    """aiosmtpd's controller on port 0: it asks its own server which port that became."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    handler = Mailbox()
    controller = AnyPort(handler, hostname="127.0.0.1", port=0)
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


def rule(url: str, name: str = "desk") -> AlertRule:
    return AlertRule(name=name, url=url)


def due(number: int, channel: str = "desk", **other: Any) -> Due:
    message = compose((event(50_000 + number, id=f"e{number}"),), (WAR,))
    return Due(**({"id": f"{channel}{number}", "channel": channel, "message": message, "since": NOW} | other))


def drain(rows: list[Due], rules: list[AlertRule], **other: Any) -> tuple[deliver.DeliveryReport, list[Delivery]]:
    recorded: list[Delivery] = []
    report = asyncio.run(deliver_due(rows, rules, lambda: NOW, record=recorded.append, **other))
    assert sorted(report.tries, key=str) == sorted(recorded, key=str)
    return report, recorded


def hook(server: HTTPServer, path: str = "/hook") -> str:
    return f"json://127.0.0.1:{server.port}{path}"


def received(server: HTTPServer) -> list[Any]:
    return [request.get_json() for request, _ in server.log]


def test_a_webhook_gets_the_plain_text_and_the_picture(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook").respond_with_data("ok")
    report, _ = drain([due(1)], [rule(hook(httpserver))], picture=lambda _: PICTURE)
    (body,) = received(httpserver)
    assert body["title"] == due(1).message.title
    assert body["message"] == due(1).message.text
    assert base64.b64decode(body["attachments"][0]["base64"]) == PICTURE
    assert body["attachments"][0]["filename"] == "chart.png"
    assert (report.sent, report.failures) == (1, ())


def test_a_mail_holds_text_html_and_picture(mailbox: Mailbox) -> None:
    png = chart(STORY, title="Ukraine: military killed")
    report, _ = drain([due(1)], [rule(mailbox.url)], picture=lambda _: png)
    assert report.sent == 1
    (mail,) = mailbox.mails
    assert mail["Subject"] == due(1).message.title
    assert mail["To"] == "night@desk.example"
    parts = {part.get_content_type(): part for part in mail.walk() if not part.is_multipart()}
    html = parts["text/html"].get_content()
    assert '<p style="margin:6px 0;font-weight:bold">was 46,000 (18 Feb 2025): +4,001 (+8.7 %)</p>' in html
    assert '<img src="cid:chart.png"' in html
    assert parts["image/png"]["Content-ID"] == "<chart.png>"
    assert "https://www.example.org/news/zelensky-55000?ref=rss" in parts["text/plain"].get_content()
    assert "was 46,000 (18 Feb 2025): +4,001 (+8.7 %)" in parts["text/plain"].get_content()
    assert "ids: e1" in parts["text/plain"].get_content()
    assert parts["image/png"].get_content() == png


def test_a_hostile_name_cannot_reach_a_mail_header(mailbox: Mailbox) -> None:
    hostile = event(source="x\r\nBcc: all@evil.example\r\n\r\n<script>", quote="</p><script>alert(1)</script>")
    row = Due(id="r", channel="desk", message=compose((hostile,), (WAR,)), since=NOW)
    drain([row], [rule(mailbox.url)])
    (mail,) = mailbox.mails
    assert mail["Bcc"] is None
    assert "(X Bcc: All@evil.example Script, as of 4 Feb 2026)" in mail["Subject"]
    html = next(part for part in mail.walk() if part.get_content_type() == "text/html").get_content()
    assert "<script" not in html


def test_a_failing_channel_holds_up_no_other_and_keeps_its_order(httpserver: HTTPServer, mailbox: Mailbox) -> None:
    httpserver.expect_request("/down").respond_with_data("busy", status=503)
    rows = [due(1, "web"), due(1, "mail"), due(2, "web"), due(2, "mail"), due(3, "mail")]
    report, _ = drain(rows, [rule(hook(httpserver, "/down"), "web"), rule(mailbox.url, "mail")])
    assert [mail["Subject"] for mail in mailbox.mails] == [due(n).message.title for n in (1, 2, 3)]
    assert len(httpserver.log) == 1, "the second alert waits behind the first"
    (failed,) = report.failures
    assert (failed.id, failed.outcome, failed.reason) == ("web1", Outcome.WAITING, "the server answered HTTP 503")
    assert failed.next_try == NOW + dt.timedelta(seconds=10)
    assert report.sent == 3


def test_after_the_outage_everything_arrives_once_and_in_order(httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request("/hook").respond_with_data("busy", status=500)
    httpserver.expect_request("/hook").respond_with_data("ok")
    rules = [rule(hook(httpserver))]
    rows = [due(1), due(2)]
    first, _ = drain(rows, rules)
    assert first.sent == 0
    second, _ = drain(rows, rules)
    assert second.sent == 2
    titles = [body["title"] for body in received(httpserver)]
    assert titles == [due(n).message.title for n in (1, 1, 2)]


def test_a_picture_that_the_service_refuses_is_left_out(httpserver: HTTPServer) -> None:
    def no_files(request: Request) -> Response:
        return Response("too large", status=413 if request.get_json()["attachments"] else 200)

    httpserver.expect_request("/hook").respond_with_handler(no_files)
    report, _ = drain([due(1)], [rule(hook(httpserver))], picture=lambda _: PICTURE)
    assert report.sent == 1
    assert report.tries[0].without_picture == "the server answered HTTP 413"
    assert [len(body["attachments"]) for body in received(httpserver)] == [1, 0]


def test_a_picture_that_cannot_be_stored_is_left_out(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/hook").respond_with_data("ok")
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "chart.png":
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    report, _ = drain([due(1)], [rule(hook(httpserver))], picture=lambda _: PICTURE)
    assert report.tries[0].without_picture == "the picture could not be stored (No space left on device)"
    assert received(httpserver)[0]["attachments"] == []


def test_no_picture_is_made_for_a_channel_that_takes_none(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/message").respond_with_data("ok")
    asked = []
    gotify = rule(f"gotify://127.0.0.1:{httpserver.port}/abcdefghijklmno")
    drain([due(1)], [gotify], picture=lambda message: asked.append(message.id))
    assert asked == []


def test_a_picture_is_made_once_for_all_channels_and_leaves_no_file(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    httpserver.expect_request("/hook").respond_with_data("ok")
    asked = []

    def picture(message: Any) -> bytes:
        asked.append(message.id)
        return PICTURE

    rules = [rule(hook(httpserver), "a"), rule(hook(httpserver), "b")]
    report, _ = drain([due(1, "a"), due(1, "b")], rules, picture=picture)
    assert report.sent == 2
    assert len(asked) == 1
    assert list(tmp_path.iterdir()) == []


def test_no_server_at_all(httpserver: HTTPServer) -> None:
    report, _ = drain([due(1)], [rule("json://127.0.0.1:9/x")], picture=lambda _: PICTURE)
    assert report.failures[0].reason == "no connection to the server"


def test_a_redirect_is_not_followed_even_where_the_address_asks_for_it(httpserver: HTTPServer) -> None:
    target = httpserver.url_for("/secret")
    httpserver.expect_request("/hook").respond_with_data("", status=307, headers={"Location": target})
    httpserver.expect_request("/secret").respond_with_data("ok")
    report, _ = drain([due(1)], [rule(hook(httpserver) + "?redirect=yes")])
    assert report.sent == 0
    assert [request.path for request, _ in httpserver.log] == ["/hook"]


def test_an_address_cannot_turn_a_failure_into_success_or_repeat_itself(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook").respond_with_data("", status=500)
    report, _ = drain([due(1)], [rule(hook(httpserver) + "?optional=yes&retry=3&wait=0")])
    assert report.sent == 0
    assert len(httpserver.log) == 1


def test_mail_that_is_refused_is_tried_again(mailbox: Mailbox) -> None:
    mailbox.refusal = "552 too much mail"
    report, _ = drain([due(1)], [rule(mailbox.url)])
    assert report.failures[0].outcome is Outcome.WAITING
    mailbox.refusal = None
    report, _ = drain([due(1)], [rule(mailbox.url)])
    assert report.sent == len(mailbox.mails) == 1


def test_a_channel_that_the_configuration_no_longer_has_is_told(httpserver: HTTPServer) -> None:
    report, _ = drain([due(1, "gone")], [])
    assert report.failures[0].reason == "the configuration has no [[alert]] of this name"


def test_services_get_the_text_that_they_can_set(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook").respond_with_data("ok")
    httpserver.expect_request("/topic").respond_with_json({"id": "1"})
    httpserver.expect_request("/").respond_with_json({"id": "1"})
    ntfy = f"ntfy://127.0.0.1:{httpserver.port}/topic"
    rules = [
        rule(hook(httpserver), "plain"),
        rule(hook(httpserver) + "?format=markdown", "marked"),
        rule(ntfy, "ntfy"),
        rule(ntfy + "?format=markdown", "ntfy-marked"),
    ]
    for one in rules:
        report, _ = drain([due(1, one.name)], [one])
        assert report.sent == 1, report
    bodies = [body["message"] for body in received(httpserver)]
    text, marked = due(1).message.text, due(1).message.markdown
    assert bodies == [text, marked, text, marked]


def test_waits_grow_to_an_hour_and_end_after_a_day() -> None:
    now, failures, waits = NOW, 0, []
    while now is not None:
        failures += 1
        then = next_try(NOW, failures, now)
        waits.append(then and (then - now).total_seconds())
        now = then
    assert waits[:6] == [10, 30, 120, 600, 3600, 3600]
    assert waits[-1] is None
    assert sum(filter(None, waits)) == 24 * 3600


def test_a_day_asleep_is_no_reason_to_die_at_the_first_failure() -> None:
    later = NOW + dt.timedelta(days=3)
    assert next_try(NOW, 1, later) == later + dt.timedelta(seconds=10)
    assert next_try(NOW, 6, later) is None


def test_the_last_failure_is_dead_and_the_next_alert_goes_on(httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request("/hook").respond_with_data("no", status=404)
    httpserver.expect_request("/hook").respond_with_data("ok")
    old = due(1, since=NOW - dt.timedelta(days=2), tries=30)
    report, _ = drain([old, due(2)], [rule(hook(httpserver))])
    assert [one.outcome for one in report.tries] == [Outcome.DEAD, Outcome.SENT]
    assert report.tries[0].next_try is None


SECRETS = ("pl4nt3d-path", "pl4nt3d-header", "pl4nt3d-user", "pl4nt3d-pass", "pl4nt3d-query")


def test_no_secret_of_an_address_reaches_a_log_an_error_or_a_report(
    httpserver: HTTPServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger().setLevel(logging.DEBUG)
    path, header, user, password, query = SECRETS
    httpserver.expect_request(f"/{path}").respond_with_data(path, status=500)
    where = f"{user}:{password}@127.0.0.1"
    urls = [
        f"json://{where}:{httpserver.port}/{path}?+X-Token={header}&-k={query}",
        f"json://{where}:9/{path}?+X-Token={header}",
        f"mailto://{where}:9/?from=a@b.example&to={query}@b.example&mode=insecure",
        f"nosuch://{where}/{path}?key={query}",
        f"slack://{path}/{header}",
        f"tgram://{path}/{user}",
        f"msteams://{path}/{header}/{user}/{password}",
        f"https://{where}/{path}",
        f"{path}",
    ]
    rules = [rule(url, f"desk{i}") for i, url in enumerate(urls)]
    report, recorded = drain([due(1, one.name) for one in rules], rules, picture=lambda _: PICTURE)
    assert len(report.failures) == len(urls)
    told = [str(report), str(recorded), *faults(rules), repr(rules), *capfd.readouterr()]
    told += [r.getMessage() for r in caplog.records if r.name != "werkzeug"]
    for secret in SECRETS:
        assert not any(secret in text for text in told)


def test_check_names_the_alert_and_not_its_address(httpserver: HTTPServer) -> None:
    check([rule(hook(httpserver)), rule("mailto://127.0.0.1:25/?from=a@b.example&to=c@d.example", "mail")])
    with pytest.raises(ConfigError, match=r'^\[\[alert\]\] "war": the url is none that apprise understands') as caught:
        check([rule("nosuch://s3cret", "war")])
    assert "s3cret" not in str(caught.value)
    assert httpserver.log == []


@pytest.mark.parametrize(("url", "hint"), [("msteams://a/b/c", "workflows://"), ("https://127.0.0.1/x", "jsons://")])
def test_check_says_what_to_write_instead(url: str, hint: str) -> None:
    (fault,) = faults([rule(url)])
    assert hint in fault
    assert "\n" not in fault
