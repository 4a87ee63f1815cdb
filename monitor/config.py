"""`config.toml`, its variables and its topic packs to one frozen `Config`, or every fault in it, a line each.

A table is converted apart from the others, so that one start tells all that there is to mend. Paths in the file are
relative to the file's own folder. Secrets stand in no `repr` and in no error.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from monitor.alert_table import alert_faults, as_figures_carry, holds_secret, looks_secret, page_fault
from monitor.errors import ConfigError
from monitor.model import AlertRule, Topic
from monitor.packs import known_topics, load_topic, load_topics, topic_for_detect
from monitor.running import LogForm, Person, Role, Run, Serve, run_faults
from monitor.tables import convert, fill, in_words, not_known, quoted, read_toml, suggestion

__all__ = [
    "Config",
    "LogForm",
    "Monitor",
    "Person",
    "Role",
    "Run",
    "Serve",
    "Spider",
    "Watch",
    "known_topics",
    "load",
    "load_topic",
    "load_topics",
    "looks_secret",
    "topic_for_detect",
]

DEFAULT_FILE = "config.toml"
# A poll more often is a burden on an outlet and finds nothing; on one's own network it is a matter of taste.
SHORTEST = {"public": dt.timedelta(seconds=30), "private": dt.timedelta(seconds=1)}
LONGEST = dt.timedelta(days=7)
SHORTEST_TOKEN = 16  # letters of a token that signs a person in


def load(path: Path | None, environ: Mapping[str, str], *, cwd: Path) -> Config:
    """The configuration of `path`, else of `config.toml` in `cwd` where there is one, else the built-in defaults.

    Raises ConfigError with one line per fault: file, table, key, and how to mend it.
    """
    file = cwd / (path or DEFAULT_FILE)
    shown = str(path or DEFAULT_FILE)
    if path is None and not os.path.lexists(file):
        monitor = Monitor()
        return Config(monitor=_whole_paths(monitor, cwd), topics=load_topics(monitor.topics))
    tables = read_toml(file, shown)
    lines = list(_layout_faults(tables))
    monitor, watches, alerts = Monitor(), list[Watch](), list[AlertRule]()
    serve, run, people = Serve(), Run(), list[Person]()
    packs: dict[str, Topic] = {}  # by id, those of [monitor] first
    for row in _rows(tables, environ, cwd):
        value, faults = convert(row.table, KINDS[row.kind], hidden=row.hidden)
        faults = [*row.faults, *faults]
        if row.faults:
            pass  # the rest of the table is only half known
        elif isinstance(value, Monitor):
            faults += _monitor_faults(value)
            monitor = replace(value, topics=_load_packs(value.topics, row.hidden, file.parent, packs, faults))
        elif isinstance(value, Watch):
            faults += _watch_faults(value, monitor, {watch.name for watch in watches})
            watches.append(replace(value, topics=_load_packs(value.topics, row.hidden, file.parent, packs, faults)))
        elif isinstance(value, AlertRule):
            faults += _name_faults(value.name, {alert.name for alert in alerts})
            faults += alert_faults(value, row.hidden)
            if not lines:  # else the packs are only half known
                topics = dict.fromkeys((*packs, *known_topics()))
                faults += [f"topics: {not_known(it, topics, row.hidden)}" for it in value.topics if it not in topics]
            if value.url not in row.hidden and holds_secret(value.url) and _world_readable(file):
                faults.append(f"url: holds a secret in a file that everybody can read; run: chmod 600 {shown}")
            alerts.append(as_figures_carry(value))
        elif isinstance(value, Serve):
            faults += _serve_faults(value)
            serve = value
        elif isinstance(value, Run):
            faults += run_faults(value)
            run = value
        elif isinstance(value, Person):
            faults += _person_faults(value, people)
            if value.token is not None and value.token not in row.hidden and _world_readable(file):
                faults.append(f"token: is a secret in a file that everybody can read; run: chmod 600 {shown}")
            people.append(value)
        lines += [f"{row.where}: {fault}" for fault in dict.fromkeys(faults)]
    if lines:
        raise ConfigError("\n".join(f"{shown}: {line}" for line in lines), subject=shown)
    return Config(
        path=file,
        monitor=_whole_paths(monitor, file.parent),
        watches=tuple(watches),
        alerts=tuple(alert if alert.page else replace(alert, page=serve.address) for alert in alerts),
        serve=serve,
        run=run,
        people=tuple(people),
        topics=tuple(packs[topic_id] for topic_id in monitor.topics),
        extra_topics=tuple(topic for topic in packs.values() if topic.id not in monitor.topics),
    )


def _layout_faults(tables: Mapping[str, Any]) -> Iterator[str]:
    """What stands at the top of the file and is no table that we know, or one in the wrong brackets."""
    for key, value in tables.items():
        if key not in KINDS and isinstance(value, dict | list):
            yield f"unknown table {quoted(key)}; {suggestion(key, KINDS)}"
        elif key not in KINDS:
            yield f"the key {quoted(key)} stands in no table; put it under [monitor]"
        elif key in SINGLE and not isinstance(value, dict):
            yield f"[{key}] is one table: write it once, in single brackets"
        elif key not in SINGLE and not (isinstance(value, list) and all(isinstance(row, dict) for row in value)):
            yield f"write [[{key}]], in two brackets, above each {key}"


def _rows(tables: Mapping[str, Any], environ: Mapping[str, str], cwd: Path) -> Iterator[Row]:
    """Every table with its variables replaced, `[monitor]` first even where the file has none."""
    for kind in KINDS:
        found = tables.get(kind, {} if kind in SINGLE else [])
        if isinstance(found, list) == (kind in SINGLE):
            continue  # the wrong brackets: told by _layout_faults
        for number, table in enumerate(found if isinstance(found, list) else [found], 1):
            if not isinstance(table, dict):
                continue  # told there, too
            filled = fill(table, environ, cwd)
            name = filled.table.get("name")
            called = f" {quoted(name)}" if isinstance(name, str) and name not in filled.hidden else ""
            where = f"[{kind}]" if kind in SINGLE else f"[[{kind}]] {number}{called}"
            yield Row(kind=kind, where=where, table=filled.table, hidden=filled.hidden, faults=filled.faults)


def _load_packs(
    names: tuple[str, ...], hidden: frozenset[str], base: Path, packs: dict[str, Topic], faults: list[str]
) -> tuple[str, ...]:
    """The ids of the topics that a table names (ids, or paths of packs); their packs are added to `packs`."""
    ids: list[str] = []
    for name in names:
        try:
            topic = packs.get(name) or load_topic(name, base=base)
        except ConfigError as error:
            lines = ["the variable names no topic"] if name in hidden else str(error).splitlines()
            faults += [f"topics: {line}" for line in lines]
            continue
        if packs.setdefault(topic.id, topic) != topic:
            faults.append(f"topics: {quoted(name)} has the id {topic.id} of another pack; give one of them another id")
        ids.append(topic.id)
    return tuple(dict.fromkeys(ids))


def _monitor_faults(monitor: Monitor) -> Iterator[str]:
    for key in ("database", "archive"):
        text = str(getattr(monitor, key))
        if text == "." or not text.isprintable():
            yield f'{key}: is no path; write one, as in {key} = "{Monitor.__dataclass_fields__[key].default}"'
        elif text.startswith("~"):
            yield f"{key}: ~ means nothing here; write ${{HOME}} or the whole path"
    if monitor.contact is not None and not (monitor.contact.strip() and _one_line(monitor.contact)):
        yield 'contact: goes into the User-Agent; write an e-mail or web address, as in "desk@newsroom.example"'
    if not monitor.topics:
        yield f"topics: name at least one (known: {', '.join(known_topics())}), or leave the key out"


def _watch_faults(watch: Watch, monitor: Monitor, taken: set[str]) -> Iterator[str]:
    yield from _name_faults(watch.name, taken)
    yield from _address_faults(watch.url)
    private = monitor.allow_private_addresses
    least = SHORTEST["private" if private else "public"]
    if not least <= watch.every <= LONGEST:
        mend = f"write a time between {in_words(least)} and {in_words(LONGEST)}"
        yield f"every: {in_words(watch.every)} is too {'short' if watch.every < least else 'long'}; {mend}"
    if watch.lang is not None and not re.fullmatch("[a-z]{2}", watch.lang):
        yield 'lang: write the two letters of ISO 639-1, as in "en" or "uk"'
    if watch.outlet is not None and not watch.outlet.strip():
        yield "outlet: is empty; write the outlet's name or leave the key out"
    if watch.links is not None and (watch.spider is not Spider.LISTING or not watch.links.startswith(("/", "*"))):
        yield 'links: is for the spider "listing": the path of its articles\' links, as in "/news/*"'


def _address_faults(url: str) -> Iterator[str]:
    """Why an address cannot be fetched; the address itself is not shown."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, 0, urlsplit("")
    if parts.scheme not in ("http", "https"):
        yield "url: write an address that begins with https:// or http://"
    elif not host or port == 0 or not _one_line(url) or " " in url or "\\" in url:
        yield "url: is no address that can be fetched; copy it from a browser"
    elif parts.username is not None:
        yield "url: holds a user name or password, and every page is stored with its address; use one without"


def _serve_faults(serve: Serve) -> Iterator[str]:
    if not serve.host.strip() or not _one_line(serve.host) or "/" in serve.host:
        yield 'host: write an address of this machine, as in host = "127.0.0.1"'
    if not 0 <= serve.port <= 65535:
        yield "port: write a number between 0 and 65535"
    if serve.address is not None and (fault := page_fault(serve.address)):
        yield f"address: {fault}"
    if serve.proxy_header is not None and not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", serve.proxy_header):
        yield 'proxy_header: is no name of a header; write one, as in proxy_header = "X-Forwarded-User"'


def _person_faults(person: Person, before: list[Person]) -> Iterator[str]:
    yield from _name_faults(person.name, {one.name for one in before})
    if person.token is None:
        return
    if len(person.token) < SHORTEST_TOKEN or not _one_line(person.token) or " " in person.token:
        yield f"token: write at least {SHORTEST_TOKEN} letters and digits that nobody can guess"
    elif any(one.token == person.token for one in before):
        yield "token: another person before has the same one; give each their own"


def _name_faults(name: str, taken: set[str]) -> Iterator[str]:
    """A name stands in logs, metrics and the page, and tells the tables apart."""
    if not name.strip() or not name.isprintable() or len(name) > 100:
        yield "name: write a short name of your own on one line"
    elif name in taken:
        yield "name: another table before it has the same name; give each its own"


def _world_readable(file: Path) -> bool:
    return bool(file.stat().st_mode & 0o004)


def _whole_paths(monitor: Monitor, folder: Path) -> Monitor:
    return replace(monitor, database=folder / monitor.database, archive=folder / monitor.archive)


def _one_line(text: str) -> bool:
    """Whether a text can stand in a header as it is."""
    return text.isascii() and text.isprintable()


class Spider(StrEnum):
    """The ways of finding what is new at an outlet."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    TELEGRAM = "telegram"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitor:
    """The `[monitor]` table; after `load` its paths are whole and its topics are ids."""

    database: Path = Path("casualties.db")
    archive: Path = Path("archive")  # the folder of the WARC files
    contact: str | None = None  # goes into the User-Agent; None: the outlets learn of nobody to write to
    topics: tuple[str, ...] = ("russia-ukraine",)
    allow_private_addresses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A `[[watch]]` table: one place where an outlet announces what is new."""

    name: str
    url: str = field(repr=False)  # http or https; a variable may have brought a key of a private feed
    spider: Spider = Spider.FEED
    every: dt.timedelta = dt.timedelta(minutes=15)
    outlet: str | None = None  # None: as the pages say
    lang: str | None = None  # ISO 639-1; None: as the pages say, else guessed
    topics: tuple[str, ...] = ()  # ids; empty: those of `[monitor]`
    links: str | None = (
        None  # a listing's article links: what their path looks like, "/news/*"; None: found by their looks
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that the operator has decided."""

    path: Path | None = None  # None: the built-in defaults
    monitor: Monitor = Monitor()
    watches: tuple[Watch, ...] = ()
    alerts: tuple[AlertRule, ...] = ()
    serve: Serve = field(default_factory=Serve)
    run: Run = field(default_factory=Run)
    people: tuple[Person, ...] = ()
    topics: tuple[Topic, ...] = ()  # those of `[monitor]`: every article is held against them
    extra_topics: tuple[Topic, ...] = ()  # those that only a watch names

    def topic(self, topic_id: str) -> Topic | None:
        """The loaded pack of that id; None: no table names it."""
        return next((topic for topic in (*self.topics, *self.extra_topics) if topic.id == topic_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One table of the file, its variables replaced; `where` is what a person calls it."""

    kind: str
    where: str
    table: dict[str, Any] = field(repr=False)
    hidden: frozenset[str] = field(repr=False)
    faults: tuple[str, ...]


# What each table becomes; a new table of the file is a line here and a check above.
KINDS: dict[str, type[Monitor] | type[Watch] | type[AlertRule] | type[Serve] | type[Person] | type[Run]] = {
    "monitor": Monitor,
    "watch": Watch,
    "alert": AlertRule,
    "serve": Serve,
    "person": Person,
    "run": Run,
}
SINGLE = ("monitor", "serve", "run")  # tables that are there once
