"""A message and a channel's address in, one call to its service out, and how that ended in words without a secret.

The one owner of apprise. It is called in a thread of its own for each call: a service that never answers holds up
nothing but its own channel. Channel addresses are secrets: apprise's own log lines can hold them and go nowhere; what
we say of a call names the channel alone.
"""

import asyncio
import logging
import re
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from apprise import Apprise, AppriseAsset, NotifyBase, NotifyFormat
from apprise.plugins.email import NotifyEmail
from apprise.result import AppriseResult

from monitor.alerts import retry_after
from monitor.alerts.layout import Laid, Style, lay_out
from monitor.alerts.message import lines_of
from monitor.errors import ConfigError
from monitor.model import AlertRule, Message

T = TypeVar("T")

DEADLINE = 30.0  # seconds for one call, all of a service's own requests in it
CONNECT, READ = 5.0, 15.0  # seconds of patience of one request; a Teams workflow takes 10 on a bad day

_HINTS = {
    "msteams": "Microsoft ended these; make a workflow in Teams and write workflows://HOST/WORKFLOW/SIGNATURE",
    "http": "for a webhook of your own write json:// instead",
    "https": "for a webhook of your own write jsons:// instead",
}
_MACHINES = frozenset({"json", "jsons", "xml", "xmls", "form", "forms"})  # plain webhooks: a program reads the text
_STYLES = {"discord": Style.CHAT, "workflows": Style.CARD, "workflow": Style.CARD, "tgram": Style.TELEGRAM}
_FORMATS = {
    Style.TEXT: NotifyFormat.TEXT,
    Style.MARKDOWN: NotifyFormat.MARKDOWN,
    Style.CHAT: NotifyFormat.MARKDOWN,
    Style.CARD: NotifyFormat.MARKDOWN,
    Style.TELEGRAM: NotifyFormat.HTML,
    Style.MAIL: NotifyFormat.HTML,
}
_NTFY_BYTES = 4000  # of 4,096: a longer message arrives as a file
# What apprise's plug-ins call; at DEBUG they tell of addresses, tokens and signatures
_TALKATIVE = ("urllib3", "requests", "requests_oauthlib", "oauthlib", "paho", "slixmpp", "smpplib", "gntp", "httpx")
_STATUS = re.compile(r"error=(\d{3})\b")
# What a server answers that will not change by itself; the rest of 4xx says "not now"
_FOR_GOOD = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 422, 451})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How one call to a service ended."""

    failure: str | None = None  # None: the service took it
    without_picture: str | None = None
    for_good: bool = False  # True: the same message would fail again
    patience: float | None = None  # seconds that the service asks for before the next try; None: it asks for none


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What one call's failure said."""

    words: str
    status: int | None = None
    patience: float | None = None


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


async def send_one(rule: AlertRule, message: Message, picture: bytes | None = None) -> Sending:
    """One message to one channel, with the picture where that works, else without it.

    A call that ran into its deadline is not followed by one without picture: the service may have taken it.
    """
    service = _service(rule)
    if service is None:
        return Sending(failure="its url cannot be used; see `casualty-monitor doctor`")
    if picture is None or not service.attachment_support:
        return _ended(await _call(service, rule, message, None))
    with tempfile.TemporaryDirectory(prefix="casualty-monitor-") as folder:
        file = Path(folder) / "chart.png"
        try:
            file.write_bytes(picture)
        except OSError as full:
            trouble = _Said(words=f"the picture could not be stored ({full.strerror})")
        else:
            said = await _call(service, rule, message, file)
            trouble = said or _Said(words="")
            if said is None or trouble.words in _NOT_THE_PICTURE or trouble.status in _NOT_ITS_FILE:
                return _ended(said)
    return _ended(await _call(service, rule, message, None), without_picture=trouble.words)


def _ended(said: _Said | None, *, without_picture: str | None = None) -> Sending:
    if said is None:
        return Sending(without_picture=without_picture)
    return Sending(failure=said.words, for_good=said.status in _FOR_GOOD, patience=said.patience)


_NO_ANSWER = f"no answer within {DEADLINE:.0f} s"
_NO_CONNECTION = "no connection to the server"
_STILL_AT_IT = "its last call has not ended yet"
_NOT_ITS_FILE = frozenset({401, 402, 403, 404, 405, 406, 410, 429, 451, 503})  # answers that no picture brings about
_NOT_THE_PICTURE = frozenset({_NO_ANSWER, _NO_CONNECTION, _STILL_AT_IT})


async def _call(service: NotifyBase, rule: AlertRule, message: Message, file: Path | None) -> _Said | None:
    """One apprise call; None where it was taken, else why not, in words that hold no address."""
    laid, body_format = laid_out(service, rule, message, picture=file is not None)
    caller = Apprise(asset=service.asset)
    caller.add(service)

    def notify() -> AppriseResult:
        return caller.notify(
            title=laid.title, body=laid.body, body_format=body_format, attach=str(file) if file else None
        )

    try:
        result = await _alone(f"alert {rule.name}", notify)
    except TimeoutError:
        return _Said(words=_NO_ANSWER)
    except _Busy:
        return _Said(words=_STILL_AT_IT)
    except Exception as fault:  # a plug-in's own mistake; its words could hold the address
        return _Said(words=f"the service's plug-in failed ({type(fault).__name__})")
    return None if result else _why(result)


class _Busy(Exception):
    """A call of that name has not ended."""


async def _alone(name: str, work: Callable[[], T]) -> T:
    """Runs `work` in a thread of its own for at most `DEADLINE`; a thread that hangs then is left behind.

    A pool's threads would soon all hang on a service that never ends its answer. `_Busy`: one of that name still does.
    """
    if any(thread.name == name for thread in threading.enumerate()):
        raise _Busy
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()  # so that nobody who stops waiting can cancel it

    def run() -> None:
        try:
            result = work()
        except BaseException as fault:
            threading.current_thread().name = "ended"
            done.set_exception(fault)
        else:
            threading.current_thread().name = "ended"
            done.set_result(result)

    threading.Thread(target=run, name=name, daemon=True).start()
    async with asyncio.timeout(DEADLINE):
        return await asyncio.wrap_future(done)


def _why(result: AppriseResult) -> _Said:
    """A failure's reason, from the lines of apprise that `_known_words` has passed."""
    reasons = [str(entry.message) for one in result for entry in one.logs()]
    words, _, patience = (reasons[-1] if reasons else "the service refused it").partition(_MARK)
    status = _ANSWERED.search(words)
    return _Said(words=words, status=int(status[1]) if status else None, patience=float(patience) if patience else None)


_MARK = "\0again in "
_ANSWERED = re.compile(r"HTTP (\d{3})")


def _known_words(line: str) -> str | None:
    """What a line of apprise says, in our words; None where it says nothing that we know to be free of secrets."""
    if status := _STATUS.search(line):
        if status[1].startswith("2"):  # Slack's API answers so, with the refusal in the body
            return "the service refused it"
        seconds = retry_after.asked()
        return f"the server answered HTTP {status[1]}" + (f"{_MARK}{seconds}" if seconds is not None else "")
    if "connection error" in line.lower():
        return _NO_CONNECTION
    if "could not access" in line.lower() and "attachment" in line.lower():
        return "the picture could not be attached"
    return None


def laid_out(service: NotifyBase, rule: AlertRule, message: Message, *, picture: bool) -> tuple[Laid, NotifyFormat]:
    """A message as its service sets it best, within what it takes."""
    style = _style(service, rule)
    ntfy = _scheme(rule.url) in ("ntfy", "ntfys")
    room, title = int(service.body_maxlen), message.title
    if style in (Style.CHAT, Style.CARD, Style.TELEGRAM):
        pass  # the title stands in the body
    elif service.title_maxlen <= 0:
        room -= len(title) + 2
    elif style is not Style.MAIL:
        title = title[: service.title_maxlen]
    rest = ""
    if message.events:  # a test message tells of none
        on_page = f"{rule.page.rstrip('/')}/event/{message.events[0]}" if rule.page else ""
        rest = f"the rest: {on_page or f'casualty-monitor explain {message.events[0]}'}"
    laid = lay_out(
        style,
        title,
        lines_of(message),
        room=None if style is Style.MAIL else min(room, _NTFY_BYTES) if ntfy else room,
        size=(lambda text: len(text.encode())) if ntfy else len,
        rest=rest,
        picture=picture,
    )
    return laid, _FORMATS[style]


def _style(service: NotifyBase, rule: AlertRule) -> Style:
    """Markup where the service sets it (or mail's HTML), plain text where it would show the signs themselves."""
    formats = service.notify_format
    able = {formats} if isinstance(formats, NotifyFormat) else set(formats)
    asked = parse_qs(urlsplit(rule.url).query).get("format", [""])[0].lower()
    machine = _scheme(rule.url) in _MACHINES and asked not in {"markdown", "html"}
    if asked == "text" or machine or able.isdisjoint({NotifyFormat.MARKDOWN, NotifyFormat.HTML}):
        return Style.TEXT
    if asked == "markdown":
        return Style.MARKDOWN
    if isinstance(service, NotifyEmail):
        return Style.MAIL
    return _STYLES.get(_scheme(rule.url), Style.MARKDOWN)


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
        async_mode=False,  # our thread is the one that calls
    )
    _silence()
    retry_after.listen()
    service = Apprise.instantiate(rule.url, asset=asset)
    if not isinstance(service, NotifyBase):
        return None
    service.redirects = False  # whatever the address asks for: a redirect can lead anywhere,
    service.retry = 0  # our loop is the only one,
    service.optional = False  # and a failure is a failure
    if isinstance(service, NotifyEmail):
        service.inline = True  # the chart stands in the mail
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
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _scheme(url: str) -> str:
    return url.partition("://")[0].strip().lower()


class _KnownWords(logging.Filter):
    """Rewrites each record before any handler sees it, apprise's own capture of a call's lines included."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = _known_words(record.getMessage())
        record.msg, record.args, record.exc_info = words or "", (), None
        return words is not None
