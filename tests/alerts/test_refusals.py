"""What a service answers, and what follows of it: later, at once without the picture, or never again."""

import asyncio
import datetime as dt
import threading
import time

import pytest
import requests
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.alerts import service
from monitor.alerts.deliver import next_try
from monitor.alerts.message import compose
from monitor.alerts.retry_after import seconds_of
from monitor.alerts.service import Sending, send_one
from monitor.model import AlertRule
from tests.alerts.stories import WAR, event
from tests.alerts.test_deliver import NOW, PICTURE

MESSAGE = compose((event(),), (WAR,))


def send(server: HTTPServer, picture: bytes | None = None, name: str = "desk") -> Sending:
    rule = AlertRule(name=name, url=f"json://127.0.0.1:{server.port}/hook")
    return asyncio.run(send_one(rule, MESSAGE, picture))


@pytest.mark.parametrize(
    ("status", "for_good"),
    [
        *((status, True) for status in (400, 401, 403, 404, 410, 413, 422)),
        *((status, False) for status in (408, 409, 425, 429, 500, 502, 503)),
    ],
)
def test_what_will_not_change_by_itself_is_given_up(httpserver: HTTPServer, status: int, for_good: bool) -> None:
    httpserver.expect_request("/hook").respond_with_data("no", status=status)
    found = send(httpserver)
    assert (found.failure, found.for_good) == (f"the server answered HTTP {status}", for_good)


@pytest.mark.parametrize(
    ("status", "header", "seconds"),
    [
        (429, "90", 90.0),
        (503, "1.5", 1.5),
        (429, "-5", 0.0),
        (429, "999999999", 86_400.0),
        (429, "soon", None),
        (429, "nan", None),
        (429, None, None),
        (500, "90", None),  # says nothing of when
    ],
)
def test_a_service_says_how_long_it_wants_to_be_left_alone(
    httpserver: HTTPServer, status: int, header: str | None, seconds: float | None
) -> None:
    headers = {"Retry-After": header} if header else {}
    httpserver.expect_request("/hook").respond_with_data("busy", status=status, headers=headers)
    found = send(httpserver)
    assert (found.patience, found.failure) == (seconds, f"the server answered HTTP {status}")
    httpserver.clear()
    httpserver.expect_request("/hook").respond_with_data("no", status=500)
    assert send(httpserver).patience is None, "an older answer is no answer to this call"


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        (b'{"ok": false, "parameters": {"retry_after": 35}}', 35.0),  # Telegram
        (b'{"message": "You are being rate limited.", "retry_after": 64.57}', 64.57),  # Discord
        (b'["retry_after"]', None),
        (b"busy", None),
    ],
)
def test_some_say_it_in_their_body(body: bytes, seconds: float | None) -> None:
    answer = requests.Response()
    answer.status_code, answer._content = 429, body
    assert seconds_of(answer) == seconds


def test_a_date_is_how_long_until_then() -> None:
    answer = requests.Response()
    answer.status_code = 503
    then = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=100)
    answer.headers["Retry-After"] = then.strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert 95 < (seconds_of(answer) or 0) <= 100


def test_patience_only_ever_makes_a_wait_longer() -> None:
    assert next_try(NOW, 1, NOW, 5) == NOW + dt.timedelta(seconds=10)
    assert next_try(NOW, 1, NOW, 500) == NOW + dt.timedelta(seconds=500)
    assert next_try(NOW, 7, NOW + dt.timedelta(hours=23, minutes=50), 3600) == NOW + dt.timedelta(hours=24, minutes=50)
    assert next_try(NOW, 7, NOW + dt.timedelta(hours=25), 3600) is None


@pytest.mark.parametrize(("status", "calls"), [(404, 1), (403, 1), (429, 1), (413, 2), (415, 2), (400, 2), (500, 2)])
def test_only_what_a_picture_can_bring_about_is_tried_without_it(
    httpserver: HTTPServer, status: int, calls: int
) -> None:
    httpserver.expect_request("/hook").respond_with_data("no", status=status)
    send(httpserver, PICTURE)
    assert len(httpserver.log) == calls


def test_a_busy_service_is_not_asked_again_at_once_without_the_picture(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook").respond_with_data("busy", status=429, headers={"Retry-After": "30"})
    found = send(httpserver, PICTURE)
    assert (len(httpserver.log), found.patience) == (1, 30.0)


def test_a_service_that_never_ends_its_answer_costs_its_deadline_and_one_thread(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = threading.Event()

    def hang(_: Request) -> Response:
        door.wait(20)
        return Response("ok")

    httpserver.expect_request("/hook").respond_with_handler(hang)
    monkeypatch.setattr(service, "DEADLINE", 0.2)
    begun = time.monotonic()
    assert send(httpserver).failure == service._NO_ANSWER
    assert send(httpserver).failure == "its last call has not ended yet", "no second thread"
    assert time.monotonic() - begun < 5
    door.set()
    for _ in range(100):
        if not any(thread.name == "alert desk" for thread in threading.enumerate()):
            break
        time.sleep(0.05)
    monkeypatch.setattr(service, "DEADLINE", 10)
    assert send(httpserver) == Sending()
