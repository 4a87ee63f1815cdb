"""Lines of the log: for people, for programs, and never with a secret, whoever writes it there."""

import datetime as dt
import io
import json
import logging

import pytest

from monitor.config import Config, LogForm, Person
from monitor.errors import DatabaseError
from monitor.journal import HIDDEN, Journal, Records, secrets_of
from monitor.model import AlertRule

NOON = dt.datetime(2026, 2, 4, 12, tzinfo=dt.UTC)
ADDRESSES = {
    "slack": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
    "mail": "mailto://desk:hunter2-and-more@mail.newsroom.example?to=night@newsroom.example",
    "telegram": "tgram://123456789:AAE7bK3nPq0ZxWvUtSrQpOnMlKjIhGfEdCb/-1001234567890",
    "header": "jsons://hooks.newsroom.example/in?+X-Token=Zm9vYmFyMTIzNDU2Nzg5MA",
    "encoded": "mailto://desk:p%40ss%2Fw0rd@mail.newsroom.example",
    "workflows": "workflows://host.newsroom.example/1a2b3c4d5e6f7a8b9c0d/SigN4tur3xYzAbCdEfGh/",
}
HIDE = {
    "slack": "TIiajkdnlazkcOXrIdevi7FQ",
    "mail": "hunter2-and-more",
    "telegram": "AAE7bK3nPq0ZxWvUtSrQpOnMlKjIhGfEdCb",
    "header": "Zm9vYmFyMTIzNDU2Nzg5MA",
    "encoded": "p@ss/w0rd",
    "workflows": "SigN4tur3xYzAbCdEfGh",
}


def journal(form: LogForm = LogForm.TEXT, secrets: tuple[str, ...] = ()) -> Journal:
    return Journal(form=form, stream=io.StringIO(), secrets=secrets, now=lambda: NOON)


def written(one: Journal) -> list[str]:
    assert isinstance(one.stream, io.StringIO)
    return one.stream.getvalue().splitlines()


def test_a_line_for_people() -> None:
    one = journal()
    one.write("watching 9 watches")
    one.write("paper fails: HTTP 500\nforged line", event="watch", level="warning")
    assert written(one) == [
        "2026-02-04 12:00:00Z watching 9 watches",
        "2026-02-04 12:00:00Z warning: paper fails: HTTP 500 forged line",
    ]


def test_an_object_for_programs() -> None:
    one = journal(LogForm.JSON)
    one.write("sent to desk: “x”", event="delivery", facts={"channel": "desk", "reason": None, "tries": 2})
    (line,) = written(one)
    assert json.loads(line) == {
        "time": "2026-02-04T12:00:00Z",
        "level": "info",
        "event": "delivery",
        "message": "sent to desk: “x”",
        "channel": "desk",
        "tries": 2,
    }


def test_a_fault_of_ours_says_where_and_one_of_the_disk_only_what() -> None:
    one = journal()
    try:
        raise KeyError("x")
    except KeyError as error:
        one.broken("polling failed: KeyError: 'x'", error)
    one.broken("polling failed: the disk is full", DatabaseError("the disk is full"))
    first, second = written(one)
    assert "test_journal.py:" in first
    assert second == "2026-02-04 12:00:00Z error: polling failed: the disk is full"


@pytest.mark.parametrize("service", ADDRESSES)
@pytest.mark.parametrize("form", LogForm)
def test_no_secret_comes_through_whoever_writes_it(service: str, form: LogForm) -> None:
    url = ADDRESSES[service]
    config = Config(
        alerts=(AlertRule(name="desk", url=url),), people=(Person(name="anna", token="anna-has-a-long-token"),)
    )
    one = journal(form, secrets_of(config))
    one.write(f"could not reach {url} of desk", facts={"url": url, "part": HIDE[service]})
    one.write(f"refused: {HIDE[service]!r} for anna-has-a-long-token")
    log = logging.Logger("elsewhere")
    log.addHandler(Records(one))
    log.warning("connecting to %s with %s", url, HIDE[service])
    lines = written(one)
    assert len(lines) == 3
    for line in lines:
        assert HIDE[service] not in line
        assert url not in line
        assert "anna-has" not in line
        assert HIDDEN in line
    assert "desk" in lines[0]


def test_ordinary_words_of_an_address_stay_readable() -> None:
    config = Config(alerts=(AlertRule(name="war-desk", url=ADDRESSES["mail"]),))
    one = journal(secrets=secrets_of(config))
    one.write("war-desk: mail.newsroom.example did not answer")
    assert written(one) == ["2026-02-04 12:00:00Z war-desk: mail.newsroom.example did not answer"]
