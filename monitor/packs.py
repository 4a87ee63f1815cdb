"""Topic packs (the wars and disasters that come with the program, or a file of one's own) to `Topic` values."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from monitor.errors import ConfigError
from monitor.model import Measure, Party, Population, Source, SourceKind, Topic
from monitor.tables import convert, in_words, quoted, read_toml, suggestion

GENERIC = "generic"  # `detect`'s word for "any party and disaster": no pack at all
SAME_TIME = (dt.timedelta(minutes=1), dt.timedelta(days=3650))  # a tighter bound is a typo for another unit
STEM = 3  # letters before a `*`; "a*" would name a source in every sentence
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
Member = TypeVar("Member", "PartyTable", "SourceTable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack's keys as its file writes them."""

    id: str
    title: str
    about: tuple[str, ...]
    since: dt.date | None = None  # None: figures of any date are the topic's
    since_harmed: str | None = None  # a party's id
    since_counts: dict[Measure, tuple[int, int]] = field(default_factory=dict)  # of those whom that day harmed
    same_time: dt.timedelta = Topic(id="", title="").same_time
    parties: dict[str, dict[str, Any]]
    sources: dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTable:
    """`parties.ID` of a pack."""

    name: str
    words: tuple[str, ...] = ()  # empty: the name alone


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """`sources.ID` of a pack."""

    name: str
    words: tuple[str, ...] = ()  # empty: the name alone
    kind: SourceKind = SourceKind.CLAIM
    counts: str | None = None  # a party's id
    people: Population | None = None


def known_topics() -> tuple[str, ...]:
    """The ids of the packs that come with the program."""
    folder = resources.files("monitor") / "topics"
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load_topic(name_or_path: str, *, base: Path = Path()) -> Topic:
    """The pack of that id, or of that `.toml` file (relative to the folder `base`); raises ConfigError."""
    if name_or_path.endswith(".toml"):
        return _read(base / name_or_path, name_or_path)
    if name_or_path == GENERIC:
        raise ConfigError(f'"{GENERIC}" is no pack: only the input of `detect` can ask for it', subject=GENERIC)
    if name_or_path not in known_topics():
        hint = suggestion(name_or_path, known_topics())
        line = f"unknown topic {quoted(name_or_path)}; {hint}, or name a .toml file of your own"
        raise ConfigError(line, subject=name_or_path)
    with resources.as_file(resources.files("monitor") / "topics" / f"{name_or_path}.toml") as path:
        return _read(path, f"topics/{name_or_path}.toml")


def load_topics(names: Iterable[str], *, base: Path = Path()) -> tuple[Topic, ...]:
    """Several packs, each once; raises ConfigError where two files give one id."""
    found: dict[str, tuple[str, Topic]] = {}
    for name in dict.fromkeys(names):
        topic = load_topic(name, base=base)
        if topic.id in found:
            first = found[topic.id][0]
            line = f"{name}: id: {first} is the topic {quoted(topic.id)} already; give one of them another id"
            raise ConfigError(line, subject=name)
        found[topic.id] = (name, topic)
    return tuple(topic for _, topic in found.values())


def topic_for_detect(name: str, configured: Sequence[Topic] = ()) -> Topic | None:
    """The pack that an article's own `topic` asks for: a configured one or the program's own; `generic` gives None.

    Raises ConfigError for any other name. Never opens a path: an article is other people's input.
    """
    if name == GENERIC:
        return None
    for topic in configured:
        if topic.id == name:
            return topic
    if name not in known_topics():
        names = dict.fromkeys((*(topic.id for topic in configured), *known_topics(), GENERIC))
        raise ConfigError(f"unknown topic {quoted(name)}; {suggestion(name, tuple(names))}", subject=name)
    return load_topic(name)


def _read(path: Path, shown: str) -> Topic:
    table = read_toml(path, shown)
    table = {"parties": {}, "sources": {}, **table}
    pack, faults = convert(table, Pack)
    lines = [f"{shown}: {fault}" for fault in faults]
    if pack is None:
        raise ConfigError("\n".join(lines), subject=shown)
    if not _ID.match(pack.id) or pack.id == GENERIC:
        lines.append(f"{shown}: id: {quoted(pack.id)} cannot be one; use small letters, digits and -, as in my-topic")
    if not pack.title.strip():
        lines.append(f'{shown}: title: is empty; give it one, as in "Floods in the north"')
    if not SAME_TIME[0] <= pack.same_time <= SAME_TIME[1]:
        bounds = " and ".join(in_words(bound) for bound in SAME_TIME)
        lines.append(f"{shown}: same_time: must lie between {bounds}")
    lines += [f"{shown}: about: {fault}" for word in pack.about for fault in _word_faults(word)]
    parties = _members(pack.parties, PartyTable, f"{shown}: parties", lines)
    sources = _members(pack.sources, SourceTable, f"{shown}: sources", lines)
    for key, source in sources:
        if source.counts is not None and source.counts not in pack.parties:
            hint = suggestion(source.counts, tuple(pack.parties))
            lines.append(f"{shown}: sources.{key}: counts: no party is called {quoted(source.counts)}; {hint}")
        if source.people is not None and source.counts is None:
            lines.append(f"{shown}: sources.{key}: people: whose? name the party with `counts` too")
    if pack.since_harmed is not None and pack.since_harmed not in pack.parties:
        hint = suggestion(pack.since_harmed, tuple(pack.parties))
        lines.append(f"{shown}: since_harmed: no party is called {quoted(pack.since_harmed)}; {hint}")
    elif pack.since_harmed is not None and pack.since is None:
        lines.append(f"{shown}: since_harmed: on which day? name it with `since` too")
    if pack.since_counts and pack.since_harmed is None:
        lines.append(f"{shown}: since_counts: of whose people? name the party with `since_harmed` too")
    for measure, (least, most) in pack.since_counts.items():
        if not 0 < least <= most:
            lines.append(f"{shown}: since_counts.{measure}: write the lowest and the highest count, as in [700, 1450]")
    if lines:
        raise ConfigError("\n".join(lines), subject=shown)
    return Topic(
        id=pack.id,
        title=pack.title,
        about=pack.about,
        since=pack.since,
        since_harmed=pack.since_harmed,
        since_counts=tuple((measure, *counts) for measure, counts in pack.since_counts.items()),
        same_time=pack.same_time,
        parties=tuple(Party(id=key, name=it.name, words=it.words or (it.name,)) for key, it in parties),
        sources=tuple(
            Source(id=key, name=it.name, words=it.words or (it.name,), kind=it.kind, counts=it.counts, people=it.people)
            for key, it in sources
        ),
    )


def _members(
    tables: Mapping[str, dict[str, Any]], kind: type[Member], where: str, lines: list[str]
) -> list[tuple[str, Member]]:
    """The parties or the sources of a pack; adds a line for each fault, and for a word that two of them claim."""
    members: list[tuple[str, Member]] = []
    owners: dict[str, str] = {}
    for key, table in tables.items():
        member, faults = convert(table, kind)
        if not _ID.match(key):
            faults.append("its id must be of small letters, digits and -, as in general-staff")
        if member is not None:
            members.append((key, member))
            if not member.name.strip():
                faults.append("name: is empty; say how people call it")
            for word in member.words:
                faults += [f"words: {fault}" for fault in _word_faults(word)]
                owner = owners.setdefault(word.casefold(), key)
                if owner != key:
                    faults.append(f"words: {quoted(word)} names {owner} already; a word must name one alone")
        lines += [f"{where}.{key}: {fault}" for fault in faults]
    return members


def _word_faults(word: str) -> list[str]:
    """What is wrong with a literal word or phrase in which a `*` may stand for any ending of a word.

    >>> _word_faults("Генеральн* штаб*"), len(_word_faults("a*")), len(_word_faults("(Kyiv|Kiev)"))
    ([], 1, 1)
    """
    if not word.strip() or word != " ".join(word.split()):
        return [f"{quoted(word)} is empty or holds needless spaces"]
    for piece in word.split(" "):
        stem = piece.removesuffix("*")
        if "*" in stem or (stem != piece and len(stem) < STEM):
            return [f"{quoted(word)}: a * stands at the end of a word, after at least {STEM} letters"]
    if not any(letter.isalnum() for letter in word) or set(word) & set("\\[]{}()|^$?+"):
        return [f"{quoted(word)}: words are literal; only a * at the end of a word has a meaning"]
    return []
