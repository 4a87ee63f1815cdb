"""A service's "not now, in so many seconds" in, the seconds out: what apprise itself throws away.

apprise calls services with `requests` and tells of an answer its status alone. So the one place through which all of
its requests go is listened at; what it heard belongs to the thread of the call.
"""

import datetime as dt
import email.utils
import threading
from typing import Any

import requests

LONGEST = 24 * 3600.0
_heard = threading.local()
_listening = threading.Lock()


def asked() -> float | None:
    """The seconds that the last refusal in this thread asked for; None: it asked for none."""
    seconds: float | None = getattr(_heard, "seconds", None)
    return seconds


def listen() -> None:
    """From now on, for the whole program; once is enough."""
    with _listening:
        send = requests.Session.send
        if getattr(send, "listens", False):
            return

        def send_and_hear(self: requests.Session, request: requests.PreparedRequest, **how: Any) -> requests.Response:
            _heard.seconds = None
            answer = send(self, request, **how)
            _heard.seconds = seconds_of(answer)
            return answer

        send_and_hear.listens = True  # type: ignore[attr-defined]
        requests.Session.send = send_and_hear  # type: ignore[method-assign]


def seconds_of(answer: requests.Response) -> float | None:
    """What a refusal says in its header, or in the body as Telegram and Discord do; between nothing and a day."""
    if answer.status_code not in (429, 503):
        return None
    said: Any = answer.headers.get("Retry-After")
    if said is None:
        try:
            body = answer.json()
            said = body.get("retry_after") or body.get("parameters", {}).get("retry_after")
        except (ValueError, AttributeError, requests.RequestException):
            return None
    return _seconds(str(said)) if said is not None else None


def _seconds(said: str) -> float | None:
    try:
        seconds = float(said)
    except ValueError:
        try:
            seconds = (email.utils.parsedate_to_datetime(said) - dt.datetime.now(dt.UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return min(max(seconds, 0.0), LONGEST) if seconds == seconds else None
