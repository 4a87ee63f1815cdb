"""An `[[alert]]` table that has been read in, a line for each thing in it that cannot be meant out.

A filter that lets nothing or everything through by mistake is the worst fault that a configuration can have: nobody
notices it until an alert is missed.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from urllib.parse import urlsplit

from monitor import hours
from monitor.model import AlertRule
from monitor.tables import in_words, not_known, quoted

GRADES = ("single", "corroborated", "contested", "withdrawn")
HEARS = ("news", "faults")
DIGESTS = ("none", "hour", "day")
LARGEST = 10**12  # a `min` above it is a typo, and would not fit a column of whole numbers
LARGEST_PERCENT = 10_000
LONGEST_WAIT = dt.timedelta(hours=1)  # a desk that waits longer wants a digest
LONGEST_FOLLOWUP = dt.timedelta(days=1)

_NEWS_ONLY = (
    *("events", "topics", "parties", "populations", "measures", "sources", "scope", "grade"),
    *("min", "change", "percent", "urgent"),
)
_LOOPBACK = re.compile(r"localhost|127\.\d+\.\d+\.\d+|::1", re.IGNORECASE)
_SECRET_KEY = re.compile(r"pass|pwd|token|secret|key|auth|sig", re.IGNORECASE)
_TOKEN = re.compile(r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,}")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://.")


def alert_faults(alert: AlertRule, hidden: Collection[str] = ()) -> Iterator[str]:
    """What is wrong with a table, its name aside; no line shows its address, nor a value of `hidden`."""
    scheme = _SCHEME.match(alert.url)
    if not scheme or not alert.url.isprintable():
        yield "url: is no apprise address; they look like mailto://... or slack://..."
    elif scheme[1].lower() == "msteams":
        yield "url: Microsoft has retired the service behind msteams://; make a Teams workflow and write workflows://..."
    yield from _filter_faults(alert, hidden)
    yield from _time_faults(alert, hidden)
    if alert.page is not None and (fault := page_fault(alert.page)):
        yield f"page: {fault}"


def _filter_faults(alert: AlertRule, hidden: Collection[str]) -> Iterator[str]:
    if not alert.events:
        yield "events: is empty, so that nothing would be sent; name at least one, or leave the key out"
    if not alert.hears:
        yield 'hears: is empty, so that nothing would be sent; write "news", "faults" or both'
    yield from (f"hears: {not_known(one, HEARS, hidden)}" for one in alert.hears if one not in HEARS)
    for key, largest, what in (
        ("min", LARGEST, "of people "),
        ("change", LARGEST, "of people "),
        ("percent", LARGEST_PERCENT, ""),
    ):
        if not 0 <= getattr(alert, key) <= largest:
            yield f"{key}: write a number {what}between 0 and {largest:,}"
    if not set(alert.grade) <= set(GRADES):
        yield f"grade: write only {', '.join(GRADES)}"
    for key in ("parties", "sources"):
        if not all(name.strip() for name in getattr(alert, key)):
            yield f"{key}: holds an empty name; take it out"
    unset = {one.name: one.default for one in fields(AlertRule)}
    if "news" not in alert.hears and (idle := [key for key in _NEWS_ONLY if getattr(alert, key) != unset[key]]):
        yield f'{idle[0]}: chooses news, of which this alert hears nothing; take it out, or add "news" to hears'


def _time_faults(alert: AlertRule, hidden: Collection[str]) -> Iterator[str]:
    for key, longest in (("wait", LONGEST_WAIT), ("followup", LONGEST_FOLLOWUP)):
        if not dt.timedelta() <= getattr(alert, key) <= longest:
            yield f"{key}: {in_words(getattr(alert, key))} is too long; write a time up to {in_words(longest)}"
    if alert.digest not in DIGESTS:
        yield f"digest: {not_known(alert.digest, DIGESTS, hidden)}"
    if hours.clock(alert.digest_at) is None:
        yield 'digest_at: write a time of day, as in digest_at = "08:00"'
    elif alert.digest != "day" and alert.digest_at != "08:00":
        yield 'digest_at: is the time of a daily digest; write digest = "day" too, or take it out'
    for one in alert.quiet:
        if hours.span(one) is None:
            yield f'quiet: {_shown(one, hidden)} is no span of time; write quiet = ["22:00-07:00"]'
    if alert.quiet and hours.after_quiet(_ANY_DAY, alert.quiet, dt.UTC) >= _ANY_DAY + 2 * hours.DAY:
        yield "quiet: leaves no minute of the day, so that nothing would be sent; leave a gap"
    if hours.zone(alert.timezone) is None:
        yield f'timezone: {_shown(alert.timezone, hidden)} is not known here; write one as in "Europe/Kyiv"'
    strange = [kind for kind in alert.urgent if kind not in alert.events]
    if strange:
        yield f"urgent: {quoted(strange[0])} is not among the events that this alert hears of; add it to events"


_ANY_DAY = dt.datetime(2026, 2, 4, tzinfo=dt.UTC)


def page_fault(address: str) -> str | None:
    """Why an address cannot be that of the desk's page; None: it can."""
    try:
        parts = urlsplit(address)
        well = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    except ValueError:
        well = False
    if not well or not address.isascii() or not address.isprintable() or set(address) & set(" \"'<>\\?#"):
        return 'write where browsers find the page, as in "https://casualties.newsroom.example"'
    return None


def holds_secret(url: str) -> bool:
    """Whether an alert's address carries a password or token; one on this machine itself (loopback) is no secret."""
    try:
        parts = urlsplit(url)
        password, host = parts.password, parts.hostname
    except ValueError:
        return True
    if host and _LOOPBACK.fullmatch(host):
        return False
    keys = (pair.partition("=")[0] for pair in parts.query.split("&"))
    return bool(password) or any(_SECRET_KEY.search(key) for key in keys) or bool(_TOKEN.search(url))


def looks_secret(part: str | None) -> bool:
    """Whether a part of an address looks like a token: long, of letters and digits."""
    return part is not None and bool(_TOKEN.search(part))


def as_figures_carry(alert: AlertRule) -> AlertRule:
    """Parties and sources as figures carry them: in lower case."""
    return replace(
        alert,
        parties=tuple(name.strip().lower() for name in alert.parties),
        sources=tuple(name.strip().lower() for name in alert.sources),
    )


def _shown(value: str, hidden: Collection[str]) -> str:
    return "the variable's value" if value in hidden else quoted(value)
