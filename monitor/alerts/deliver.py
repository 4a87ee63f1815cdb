"""Waiting alerts in, messages sent out, a verdict on each for the outbox: sent, try again, or dead.

The one owner of apprise. Our loop is the only retry: one call for one alert and channel, in the channel's order; a
channel that fails waits for its next try and holds up no other. An alert can arrive twice only where the service took
it and its answer was lost; the ids on its last line then tell.

Channel addresses are secrets: apprise's own log lines can hold them and go nowhere; ours name the channel alone.
"""

import asyncio
import datetime as dt
import logging
import re
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from apprise import Apprise, AppriseAsset, NotifyBase, NotifyFormat
from apprise.result import AppriseResult, AppriseResultStatus

from monitor.errors import ConfigError
from monitor.model import AlertRule, Message

WAITS = (10, 30, 120, 600, 3600)  # seconds after the first, second, ... failure; from the last on each hour
GIVE_UP = dt.timedelta(hours=24)  # after which an alert is dead, and someone must look
DEADLINE = 30.0  # seconds for one call, all of a service's own requests in it
CONNECT, READ = 5.0, 15.0  # seconds of patience of one request; a Teams workflow takes 10 on a bad day

_MACHINES = frozenset({"json", "jsons", "xml", "xmls", "form", "forms"})  # plain webhooks: a program reads the text
_HINTS = {
    "msteams": "Microsoft ended these; make a workflow in Teams and write workflows://HOST/WORKFLOW/SIGNATURE",
    "http": "for a webhook of your own write json:// instead",
    "https": "for a webhook of your own write jsons:// instead",
}
_STATUS = re.compile(r"error=(\d{3})\b")


class Outcome(StrEnum):
    """What became of one try."""

    SENT = "sent"
    WAITING = "waiting"  # it failed and is tried again
    DEAD = "dead"  # it failed for the last time


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A row of the outbox whose time has come."""

    id: str
    channel: str
    message: Message
    since: dt.datetime  # when it was written
    tries: int = 0  # that have failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One try and its outcome."""

    id: str
    channel: str
    title: str
    outcome: Outcome
    reason: str | None = None  # why it failed, without any address; None: it was sent
    next_try: dt.datetime | None = None  # None: there is none
    without_picture: str | None = None  # why it went out without its picture; None: it had it, or there was none


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """What one draining of the outbox did, in the order of the outbox."""

    tries: tuple[Delivery, ...] = ()

    @property
    def sent(self) -> int:
        return sum(one.outcome is Outcome.SENT for one in self.tries)

    @property
    def failures(self) -> tuple[Delivery, ...]:
        return tuple(one for one in self.tries if one.outcome is not Outcome.SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How one call to a service ended."""

    failure: str | None = None  # None: the service took it
    without_picture: str | None = None


Send = Callable[[AlertRule, Message, bytes | None], Awaitable[Sending]]


def faults(rules: Sequence[AlertRule]) -> tuple[str, ...]:
    """A line for every rule whose address cannot be used; it names the alert, never the address."""
    return tuple(fault for rule in rules if (fault := _fault(rule)) is not None)


def check(rules: Sequence[AlertRule]) -> None:
    """Raise `ConfigError` for the first rule whose address cannot be used. Connects to nothing."""
    for fault in faults(rules)[:1]:
        raise ConfigError(fault)


def takes_pictures(rule: AlertRule) -> bool:
    """Whether the rule's service can take a file with its message."""
    service = _service(rule)
    return service is not None and bool(service.attachment_support)


async def deliver_due(
    due: Sequence[Due],
    rules: Sequence[AlertRule],
    now: dt.datetime,
    *,
    record: Callable[[Delivery], None],
    picture: Callable[[Message], bytes | None] = lambda _: None,
    send: Send | None = None,
) -> DeliveryReport:
    """Try each of `due` (in the order of the outbox) and `record` each outcome as it comes.

    Channels go side by side. In one channel the first failure ends the round, so that order is kept.
    `picture` gives a message's PNG or None; it is asked for channels only that take one.
    """
    by_name = {rule.name: rule for rule in rules}
    channels: dict[str, list[Due]] = {}
    for row in due:
        channels.setdefault(row.channel, []).append(row)
    pictures: dict[str, bytes | None] = {}

    async def drain(rule: AlertRule | None, rows: Sequence[Due]) -> list[Delivery]:
        done = []
        for row in rows:
            image = None
            if rule is not None and takes_pictures(rule):
                if row.message.id not in pictures:
                    pictures[row.message.id] = picture(row.message)
                image = pictures[row.message.id]
            missing = Sending(failure="the configuration has no [[alert]] of this name")
            sending = missing if rule is None else await (send or send_one)(rule, row.message, image)
            delivery = _verdict(row, sending, now)
            record(delivery)
            done.append(delivery)
            if delivery.outcome is Outcome.WAITING:
                break
        return done

    drained = await asyncio.gather(*(drain(by_name.get(name), rows) for name, rows in channels.items()))
    order = {row.id: i for i, row in enumerate(due)}
    return DeliveryReport(tries=tuple(sorted((d for one in drained for d in one), key=lambda d: order[d.id])))


def next_try(since: dt.datetime, failures: int, now: dt.datetime) -> dt.datetime | None:
    """When to try again after so many failures, or None where it is dead.

    Dead needs both a day and a try at every wait: the day may have passed while the machine slept.
    """
    if failures <= len(WAITS):
        return now + dt.timedelta(seconds=WAITS[failures - 1])
    last = since + GIVE_UP
    return min(now + dt.timedelta(seconds=WAITS[-1]), last) if now < last else None


async def send_one(rule: AlertRule, message: Message, picture: bytes | None = None) -> Sending:
    """One message to one channel, with the picture where that works, else without it.

    A call that ran into its deadline is not followed by one without picture: the service may have taken it.
    """
    service = _service(rule)
    if service is None:
        return Sending(failure="its url cannot be used; see `casualty-monitor doctor`")
    if picture is None or not service.attachment_support:
        return Sending(failure=await _call(service, rule, message, None))
    with tempfile.TemporaryDirectory(prefix="casualty-monitor-") as folder:
        file = Path(folder) / "chart.png"
        try:
            file.write_bytes(picture)
        except OSError as full:
            trouble: str | None = f"the picture could not be stored ({full.strerror})"
        else:
            trouble = await _call(service, rule, message, file)
            if trouble is None or trouble in _NOT_THE_PICTURE:
                return Sending(failure=trouble)
    return Sending(failure=await _call(service, rule, message, None), without_picture=trouble)


_NO_ANSWER = f"no answer within {DEADLINE:.0f} s"
_NO_CONNECTION = "no connection to the server"
_NOT_THE_PICTURE = frozenset({_NO_ANSWER, _NO_CONNECTION})


async def _call(service: NotifyBase, rule: AlertRule, message: Message, file: Path | None) -> str | None:
    """One apprise call; None where it was taken, else why not, in words that hold no address."""
    body, body_format = _body(service, rule, message)
    caller = Apprise(asset=service.asset)
    caller.add(service)
    attach = str(file) if file else None
    result = await caller.async_notify(
        title=message.title, body=body, body_format=body_format, attach=attach, timeout=DEADLINE
    )
    return None if result else _why(result)


def _why(result: AppriseResult) -> str:
    """A failure's reason, from the lines of apprise that `_known_words` has passed."""
    if result.status is AppriseResultStatus.TIMEOUT:
        return _NO_ANSWER
    reasons = [str(entry.message) for one in result for entry in one.logs()]
    return reasons[-1] if reasons else "the service refused it"


def _known_words(line: str) -> str | None:
    """What a line of apprise says, in our words; None where it says nothing that we know to be free of secrets."""
    if status := _STATUS.search(line):
        return f"the server answered HTTP {status[1]}"
    if "connection error" in line.lower():
        return _NO_CONNECTION
    if "could not access" in line.lower() and "attachment" in line.lower():
        return "the picture could not be attached"
    return None


def _verdict(row: Due, sending: Sending, now: dt.datetime) -> Delivery:
    again = None if sending.failure is None else next_try(row.since, row.tries + 1, now)
    outcome = Outcome.SENT if sending.failure is None else Outcome.WAITING if again else Outcome.DEAD
    return Delivery(
        id=row.id,
        channel=row.channel,
        title=row.message.title,
        outcome=outcome,
        reason=sending.failure,
        next_try=again,
        without_picture=sending.without_picture if sending.failure is None else None,
    )


def _body(service: NotifyBase, rule: AlertRule, message: Message) -> tuple[str, NotifyFormat]:
    """Markdown where the service sets it (or mail's HTML), plain text where it would show the signs themselves."""
    formats = service.notify_format
    able = {formats} if isinstance(formats, NotifyFormat) else set(formats)
    asked = parse_qs(urlsplit(rule.url).query).get("format", [""])[0].lower()
    machine = _scheme(rule.url) in _MACHINES and asked not in {"markdown", "html"}
    if asked == "text" or machine or able.isdisjoint({NotifyFormat.MARKDOWN, NotifyFormat.HTML}):
        return message.text, NotifyFormat.TEXT
    return message.markdown, NotifyFormat.MARKDOWN


def _fault(rule: AlertRule) -> str | None:
    scheme = _scheme(rule.url)
    if scheme in _HINTS and _service(rule) is None:
        return f'[[alert]] "{rule.name}": {scheme}:// cannot be used: {_HINTS[scheme]}'
    if _service(rule) is None:
        return (
            f'[[alert]] "{rule.name}": the url is none that apprise understands; '
            f"compare it with the service's page on https://appriseit.com/services/"
        )
    return None


def _service(rule: AlertRule) -> NotifyBase | None:
    """The one service behind a rule's address, or None where apprise does not understand it."""
    asset = AppriseAsset(
        app_id="casualty-monitor",
        app_desc="casualty-monitor",
        app_url="",
        image_url_mask="",  # no icons from an address of somebody else's
        image_url_logo="",
        http_redirects=False,
        default_service_retry=0,
    )
    _silence()
    service = Apprise.instantiate(rule.url, asset=asset)
    if not isinstance(service, NotifyBase):
        return None
    service.redirects = False  # whatever the address asks for: a redirect can lead anywhere,
    service.retry = 0  # our loop is the only one,
    service.optional = False  # and a failure is a failure
    query = parse_qs(urlsplit(rule.url).query)
    if "cto" not in query:
        service.socket_connect_timeout = CONNECT
    if "rto" not in query:
        service.socket_read_timeout = READ
    return service


def _silence() -> None:
    """Let nothing of apprise's log lines out but `_known_words`: they can hold whole addresses, tokens included."""
    log = logging.getLogger("apprise")
    log.setLevel(logging.WARNING)
    log.propagate = False
    if not any(isinstance(one, _KnownWords) for one in log.filters):
        log.addFilter(_KnownWords())
        log.addHandler(logging.NullHandler())
    logging.getLogger("urllib3").setLevel(logging.CRITICAL)


def _scheme(url: str) -> str:
    return url.partition("://")[0].strip().lower()


class _KnownWords(logging.Filter):
    """Rewrites each record before any handler sees it, apprise's own capture of a call's lines included."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = _known_words(record.getMessage())
        record.msg, record.args, record.exc_info = words or "", (), None
        return words is not None
