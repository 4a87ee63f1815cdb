"""`config.toml`: what is understood, and the one line for each thing that is not."""

import datetime as dt
import doctest
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import tables
from monitor.config import KINDS, Config, Spider, load, load_topics
from monitor.errors import ConfigError
from monitor.model import AlertRule, EventKind, Measure, Population, Scope

ROOT = Path(__file__).parent.parent
SECRET = "xoxb-4815162342-planted"


def write(folder: Path, text: str, name: str = "config.toml", mode: int = 0o600) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def read(folder: Path, text: str, **environ: str) -> Config:
    """The configuration that a folder's `config.toml` gives."""
    write(folder, text)
    return load(None, environ, cwd=folder)


def faults(folder: Path, text: str, **environ: str) -> list[str]:
    """The lines that tell what is wrong with it; none of them may show the planted secret."""
    with pytest.raises(ConfigError) as caught:
        read(folder, text, **environ)
    assert SECRET not in repr(caught.value)
    return str(caught.value).splitlines()


def watch(**keys: object) -> str:
    """A `[[watch]]` table with an address, unless told otherwise; strings are TOML already where they begin with [."""
    values = {"name": "kyiv-independent", "url": "https://outlet.example/feed/"} | keys
    return "[[watch]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in values.items() if value is not None)


def alert(**keys: object) -> str:
    values = {"name": "war-desk", "url": "json://hooks.example/"} | keys
    return "[[alert]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in values.items() if value is not None)


def toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


class TestUnderstood:
    def test_without_a_file_the_defaults_hold(self, tmp_path: Path) -> None:
        config = load(None, {}, cwd=tmp_path)
        assert config.path is None
        assert config.monitor.database == tmp_path / "casualties.db"
        assert config.monitor.archive == tmp_path / "archive"
        assert [topic.id for topic in config.topics] == ["russia-ukraine"]
        assert (config.watches, config.alerts, config.extra_topics) == ((), (), ())

    def test_an_empty_file_is_the_defaults(self, tmp_path: Path) -> None:
        config = read(tmp_path, "\ufeff# only a comment, saved with a byte order mark\n")
        assert config.path == tmp_path / "config.toml"
        assert [topic.id for topic in config.topics] == ["russia-ukraine"]

    def test_every_key_of_the_contract(self, tmp_path: Path) -> None:
        config = read(
            tmp_path,
            """
            [monitor]
            database = "data/war.db"
            archive = "/var/pages"
            contact = "desk@newsroom.example"
            topics = ["russia-ukraine", "gaza"]
            allow_private_addresses = true

            [[watch]]
            name = "kyiv-independent"
            spider = "sitemap"
            url = "https://outlet.example/feed/"
            every = "90s"
            outlet = "The Kyiv Independent"
            lang = "en"
            topics = ["gaza"]

            [[alert]]
            name = "war-desk"
            url = "${WAR_DESK_URL}"
            events = ["new", "conflict"]
            topics = ["gaza"]
            parties = ["Ukraine", "north-korea"]
            populations = ["military"]
            measures = ["killed", "casualties"]
            sources = ["zelensky"]
            scope = ["cumulative", "incident"]
            min = 10
            grade = ["single", "contested"]
            """,
            WAR_DESK_URL="slack://a/b/c",
        )
        assert config.monitor.database == tmp_path / "data/war.db"
        assert config.monitor.archive == Path("/var/pages")
        assert config.monitor.contact == "desk@newsroom.example"
        assert config.monitor.topics == ("russia-ukraine", "gaza")
        assert config.monitor.allow_private_addresses is True
        (one,) = config.watches
        assert (one.spider, one.every, one.lang) == (Spider.SITEMAP, dt.timedelta(seconds=90), "en")
        assert (one.outlet, one.topics) == ("The Kyiv Independent", ("gaza",))
        assert config.alerts == (
            AlertRule(
                name="war-desk",
                url="slack://a/b/c",
                events=(EventKind.NEW, EventKind.CONFLICT),
                topics=("gaza",),
                parties=("ukraine", "north-korea"),
                populations=(Population.MILITARY,),
                measures=(Measure.KILLED, Measure.CASUALTIES),
                sources=("zelensky",),
                scope=(Scope.CUMULATIVE, Scope.INCIDENT),
                min=10,
                grade=("single", "contested"),
            ),
        )

    def test_what_is_left_out_has_a_default(self, tmp_path: Path) -> None:
        config = read(tmp_path, watch() + alert())
        assert config.watches[0].every == dt.timedelta(minutes=15)
        assert config.watches[0].spider is Spider.FEED
        assert config.watches[0].topics == ()
        assert EventKind.REPEAT not in config.alerts[0].events
        assert EventKind.UPDATE in config.alerts[0].events

    def test_a_named_file_is_relative_to_the_current_folder_and_its_paths_to_itself(self, tmp_path: Path) -> None:
        write(tmp_path, '[monitor]\ndatabase = "x.db"\n', "etc/desk.toml")
        config = load(Path("etc/desk.toml"), {}, cwd=tmp_path)
        assert config.monitor.database == tmp_path / "etc/x.db"

    def test_a_watch_may_name_a_pack_of_its_own_by_path_or_by_id(self, tmp_path: Path) -> None:
        write(tmp_path, 'id = "quake"\ntitle = "Earthquake"\nabout = ["Earthquake"]\n', "packs/quake.toml")
        text = watch(name="one", topics=["packs/quake.toml"]) + watch(name="two", topics=["quake"])
        config = read(tmp_path, text)
        assert [one.topics for one in config.watches] == [("quake",), ("quake",)]
        assert [topic.id for topic in config.topics] == ["russia-ukraine"]
        assert [topic.id for topic in config.extra_topics] == ["quake"]
        assert config.topic("quake") == config.extra_topics[0]
        assert config.topic("gaza") is None

    def test_an_alert_may_filter_by_a_topic_of_ones_own(self, tmp_path: Path) -> None:
        write(tmp_path, 'id = "quake"\ntitle = "Earthquake"\nabout = []\n', "quake.toml")
        config = read(tmp_path, '[monitor]\ntopics = ["quake.toml"]\n' + alert(topics=["quake"]))
        assert config.monitor.topics == config.alerts[0].topics == ("quake",)

    @pytest.mark.parametrize(
        ("every", "seconds"), [("30s", 30), ("5m", 300), ("2h", 7200), ("1d", 86_400), ("15 m", 900)]
    )
    def test_lengths_of_time(self, tmp_path: Path, every: str, seconds: int) -> None:
        assert read(tmp_path, watch(every=every)).watches[0].every.total_seconds() == seconds

    def test_on_ones_own_network_a_poll_may_be_quick(self, tmp_path: Path) -> None:
        config = read(tmp_path, "[monitor]\nallow_private_addresses = true\n" + watch(every="2s"))
        assert config.watches[0].every == dt.timedelta(seconds=2)


class TestVariables:
    def test_a_variable_inside_a_text_and_a_dollar_sign(self, tmp_path: Path) -> None:
        config = read(tmp_path, watch(outlet="${CITY} $$5 $ Post"), CITY="Kyiv ${NOT_AGAIN}")
        assert config.watches[0].outlet == "Kyiv ${NOT_AGAIN} $5 $ Post"

    def test_a_file_variable_holds_a_path(self, tmp_path: Path) -> None:
        write(tmp_path, f"slack://{SECRET}/b/c\n", "secrets/desk")
        config = read(tmp_path, alert(url="${WAR_DESK_URL_FILE}"), WAR_DESK_URL_FILE="secrets/desk")
        assert config.alerts[0].url == f"slack://{SECRET}/b/c"

    def test_no_repr_shows_a_secret(self, tmp_path: Path) -> None:
        text = watch(url="https://outlet.example/feed?key=${KEY}") + alert(url="slack://${KEY}/b/c")
        config = read(tmp_path, text, KEY=SECRET)
        assert SECRET in config.watches[0].url
        assert SECRET in config.alerts[0].url
        assert SECRET not in repr(config)

    @pytest.mark.parametrize(
        ("value", "environ", "said"),
        [
            ("${WAR_DESK_URL}", {}, "the variable WAR_DESK_URL is not set"),
            ("${WAR_DESK_URL}", {"WAR_DESK_URL": " "}, "the variable WAR_DESK_URL is empty"),
            ("${WAR_DESK_URL}", {"WAR_DESK_URL_FILE": SECRET}, "write ${WAR_DESK_URL_FILE}"),
            ("${WAR_DESK_URL_FILE}", {}, "the variable WAR_DESK_URL_FILE is not set"),
            ("${WAR_DESK_URL_FILE}", {"WAR_DESK_URL_FILE": SECRET}, "No such file"),
            ("${WAR_DESK_URL_FILE}", {"WAR_DESK_URL_FILE": "."}, "cannot be read"),
            ("${WAR_DESK_URL_FILE}", {"WAR_DESK_URL_FILE": "two"}, "on one line"),
            ("${WAR_DESK_URL_FILE}", {"WAR_DESK_URL_FILE": "bytes"}, "no text in UTF-8"),
            ("slack://${WAR DESK}", {}, "${NAME}"),
            ("slack://${OPEN", {}, "${NAME}"),
        ],
    )
    def test_a_variable_that_cannot_be_had(
        self, tmp_path: Path, value: str, environ: dict[str, str], said: str
    ) -> None:
        write(tmp_path, f"slack://{SECRET}\nslack://b\n", "two")
        (tmp_path / "bytes").write_bytes(SECRET.encode() + b"\xff")
        (line,) = faults(tmp_path, alert(url=value), **environ)
        assert line.startswith('config.toml: [[alert]] 1 "war-desk": url: ')
        assert said in line

    @pytest.mark.parametrize("key", ["name", "events", "topics", "grade", "min", "url"])
    def test_a_wrong_value_from_a_variable_is_not_shown(self, tmp_path: Path, key: str) -> None:
        value: object = ["${X}"] if key in ("events", "topics", "grade") else "${X}"
        text = alert(**{key: value})
        if key == "name":  # a second table of that name
            text += text
        lines = faults(tmp_path, text, X=SECRET)
        assert f": {key}: " in lines[0]

    @pytest.mark.parametrize("key", ["url", "spider", "every", "lang", "topics"])
    def test_nor_in_a_watch(self, tmp_path: Path, key: str) -> None:
        value: object = ["${X}"] if key == "topics" else "${X}"
        (line,) = faults(tmp_path, watch(**{key: value}), X=SECRET)
        assert f": {key}: " in line


# Each row: a file's text, and the one line that it must give (as a start and a part).
FAULTY = [
    # layout
    ('database = "x.db"', "config.toml: the key", "under [monitor]"),
    ("[[alerts]]", 'config.toml: unknown table "alerts"', 'did you mean "alert"?'),
    ("[watches]", 'config.toml: unknown table "watches"', 'did you mean "watch"?'),
    ('[watch]\nname = "x"', "config.toml: write [[watch]]", "two brackets"),
    ("alert = [1]", "config.toml: write [[alert]]", "two brackets"),
    ("[[monitor]]", "config.toml: [monitor] is one table", "single brackets"),
    # monitor
    ('[monitor]\ndatabse = "x"', 'config.toml: [monitor]: unknown key "databse"', 'did you mean "database"?'),
    ("[monitor]\ndatabase = 3", "config.toml: [monitor]: database: expected text in quotes", "found a whole number"),
    ('[monitor]\ndatabase = ""', "config.toml: [monitor]: database: is no path", "casualties.db"),
    ('[monitor]\narchive = "~/pages"', "config.toml: [monitor]: archive: ~", "${HOME}"),
    ('[monitor]\nallow_private_addresses = "yes"', "config.toml: [monitor]: allow_private_addresses", "true or false"),
    ('[monitor]\ncontact = "a\\nb"', "config.toml: [monitor]: contact:", "desk@newsroom.example"),
    ('[monitor]\ntopics = "gaza"', "config.toml: [monitor]: topics: write a list", 'topics = ["gaza"]'),
    ("[monitor]\ntopics = []", "config.toml: [monitor]: topics: name at least one", "russia-ukraine"),
    ("[monitor]\ntopics = [7]", "config.toml: [monitor]: topics: expected text in quotes", "found a whole number"),
    ('[monitor]\ntopics = ["gazza"]', 'config.toml: [monitor]: topics: unknown topic "gazza"', 'mean "gaza"?'),
    ('[monitor]\ntopics = ["sudan"]', 'config.toml: [monitor]: topics: unknown topic "sudan"', "gaza, russia-ukraine"),
    ('[monitor]\ntopics = ["generic"]', "config.toml: [monitor]: topics:", "is no pack"),
    ('[monitor]\ntopics = ["my.toml"]', "config.toml: [monitor]: topics: my.toml: there is no such file", "path"),
    # watches
    (watch(name=None), "config.toml: [[watch]] 1: name: is missing", 'add name = "..."'),
    (watch(evry="5m"), 'config.toml: [[watch]] 1 "kyiv-independent": unknown key "evry"', 'did you mean "every"?'),
    (watch() + watch(), 'config.toml: [[watch]] 2 "kyiv-independent": name:', "its own"),
    (watch(name=" "), "config.toml: [[watch]] 1", "name: write a short name"),
    (watch(spider="fed"), 'config.toml: [[watch]] 1 "kyiv-independent": spider: "fed"', 'did you mean "feed"?'),
    (watch(url=None), 'config.toml: [[watch]] 1 "kyiv-independent": url: is missing', "add url"),
    (watch(url=""), 'config.toml: [[watch]] 1 "kyiv-independent": url: write an address', "https://"),
    (watch(url="ftp://a.example/"), 'config.toml: [[watch]] 1 "kyiv-independent": url: write an address', "https://"),
    (watch(url="file:///etc/passwd"), 'config.toml: [[watch]] 1 "kyiv-independent": url: write an address', "https"),
    (watch(url="https://"), 'config.toml: [[watch]] 1 "kyiv-independent": url: is no address', "browser"),
    (watch(url="https://[::1/"), 'config.toml: [[watch]] 1 "kyiv-independent": url:', "address"),
    (watch(url="https://a.example:99999/"), 'config.toml: [[watch]] 1 "kyiv-independent": url:', "address"),
    (watch(url="https://a.example/a b"), 'config.toml: [[watch]] 1 "kyiv-independent": url: is no address', "browser"),
    (watch(url="https://u:p@a.example/"), 'config.toml: [[watch]] 1 "kyiv-independent": url: holds', "password"),
    (watch(every="10s"), 'config.toml: [[watch]] 1 "kyiv-independent": every: 10s is too short', "between 30s and 7d"),
    (watch(every="0s"), 'config.toml: [[watch]] 1 "kyiv-independent": every: 0s is too short', "30s"),
    (watch(every="8d"), 'config.toml: [[watch]] 1 "kyiv-independent": every: 8d is too long', "7d"),
    (watch(every="often"), 'config.toml: [[watch]] 1 "kyiv-independent": every: write a number', 'every = "5m"'),
    (watch(every=300), 'config.toml: [[watch]] 1 "kyiv-independent": every: expected a duration', "whole number"),
    (watch(lang="English"), 'config.toml: [[watch]] 1 "kyiv-independent": lang:', "ISO 639-1"),
    (watch(topics="gaza"), 'config.toml: [[watch]] 1 "kyiv-independent": topics: write a list', '["gaza"]'),
    # alerts
    (alert(url=None), 'config.toml: [[alert]] 1 "war-desk": url: is missing', "add url"),
    (alert(url=""), 'config.toml: [[alert]] 1 "war-desk": url: is no apprise address', "mailto://"),
    (alert(url="desk@newsroom.example"), 'config.toml: [[alert]] 1 "war-desk": url: is no apprise', "mailto://"),
    (alert(url="msteams://a/b/c"), 'config.toml: [[alert]] 1 "war-desk": url:', "workflows://"),
    (alert() + alert(), 'config.toml: [[alert]] 2 "war-desk": name:', "its own"),
    (alert(events=["nwe"]), 'config.toml: [[alert]] 1 "war-desk": events: "nwe"', 'did you mean "new"?'),
    (alert(events=[]), 'config.toml: [[alert]] 1 "war-desk": events: is empty', "leave the key out"),
    (alert(scope="cumulative"), 'config.toml: [[alert]] 1 "war-desk": scope: write a list', '["cumulative"]'),
    (alert(scopes=["cumulative"]), 'config.toml: [[alert]] 1 "war-desk": unknown key', 'did you mean "scope"?'),
    (alert(measures=["dead"]), 'config.toml: [[alert]] 1 "war-desk": measures: "dead"', "killed, wounded"),
    (alert(topics=["gazza"]), 'config.toml: [[alert]] 1 "war-desk": topics: "gazza"', 'did you mean "gaza"?'),
    (alert(grade=["weak"]), 'config.toml: [[alert]] 1 "war-desk": grade:', "corroborated"),
    (alert(parties=[""]), 'config.toml: [[alert]] 1 "war-desk": parties: holds an empty name', "take it out"),
    (alert(min=-1), 'config.toml: [[alert]] 1 "war-desk": min:', "between 0"),
    (alert(min=10**30), 'config.toml: [[alert]] 1 "war-desk": min:', "between 0"),
    (alert(min=True), 'config.toml: [[alert]] 1 "war-desk": min: expected a whole number', "true or false"),
]


class TestFaults:
    @pytest.mark.parametrize(("text", "start", "part"), FAULTY, ids=[row[1] for row in FAULTY])
    def test_one_line_says_what_where_and_how_to_mend_it(
        self, tmp_path: Path, text: str, start: str, part: str
    ) -> None:
        (line,) = faults(tmp_path, text)
        assert line.startswith(start)
        assert part in line

    @pytest.mark.parametrize(
        ("keys", "said"),
        [
            ({"hears": []}, 'hears: is empty, so that nothing would be sent; write "news", "faults" or both'),
            ({"hears": ["fault"]}, 'hears: "fault" is not known; did you mean "faults"?'),
            ({"hears": ["faults"], "min": 5}, "min: chooses news, of which this alert hears nothing"),
            ({"hears": ["faults"], "topics": ["gaza"]}, "topics: chooses news, of which this alert hears nothing"),
            ({"change": -1}, "change: write a number of people between 0 and"),
            ({"change": "5%"}, "change: expected a whole number, found text in quotes"),
            ({"percent": 10_001}, "percent: write a number between 0 and 10,000"),
            ({"wait": "2h"}, "wait: 2h is too long; write a time up to 1h"),
            ({"followup": "2d"}, "followup: 2d is too long; write a time up to 1d"),
            ({"digest": "week"}, 'digest: "week" is not known; known: none, hour, day'),
            ({"digest": "daily"}, 'digest: "daily" is not known'),
            ({"digest_at": "07:00"}, 'digest_at: is the time of a daily digest; write digest = "day" too'),
            ({"digest": "day", "digest_at": "7"}, 'digest_at: write a time of day, as in digest_at = "08:00"'),
            ({"quiet": "22:00-07:00"}, 'quiet: write a list: quiet = ["22:00-07:00"]'),
            ({"quiet": ["22-7"]}, 'quiet: "22-7" is no span of time; write quiet = ["22:00-07:00"]'),
            ({"quiet": ["07:00-07:00"]}, 'quiet: "07:00-07:00" is no span of time'),
            ({"quiet": ["00:00-12:00", "12:00-00:00"]}, "quiet: leaves no minute of the day"),
            ({"timezone": "Kyiv"}, 'timezone: "Kyiv" is not known here; write one as in "Europe/Kyiv"'),
            ({"events": ["new"], "urgent": ["conflict"]}, 'urgent: "conflict" is not among the events'),
            ({"page": "casualties.example"}, "page: write where browsers find the page"),
            ({"grade": ["sure"]}, "grade: write only single, corroborated, contested, withdrawn"),
        ],
    )
    def test_who_hears_what_and_when(self, tmp_path: Path, keys: dict[str, object], said: str) -> None:
        (line,) = faults(tmp_path, alert(**keys))
        assert line.startswith(f'config.toml: [[alert]] 1 "war-desk": {said}')

    def test_the_pages_address_goes_to_every_alert_without_its_own(self, tmp_path: Path) -> None:
        text = (
            '[serve]\naddress = "https://page.example"\n' + alert(name="a") + alert(name="b", page="https://b.example")
        )
        assert [one.page for one in read(tmp_path, text).alerts] == ["https://page.example", "https://b.example"]
        (line,) = faults(tmp_path, '[serve]\naddress = "page"\n')
        assert line.startswith("config.toml: [serve]: address: write where browsers find the page")

    def test_all_faults_are_told_at_once(self, tmp_path: Path) -> None:
        text = "[monitor]\ncontat = 1\n" + watch(spider="fed", lang="xxx", evry=1) + alert(url="${UNSET}", events="new")
        lines = faults(tmp_path, text)
        assert len(lines) == 5
        assert all(line.startswith("config.toml: [") for line in lines)
        assert [line.split(": ")[1].split()[0] for line in lines] == [
            "[monitor]",
            *["[[watch]]"] * 2,
            *["[[alert]]"] * 2,
        ]

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"[monitor]\ncontact =\n", "line 2, column 10"),
            (b'[monitor]\ncontact = "desk', "end of document"),
            (b"a = 1\na = 2\n", "is not TOML"),
            (b"a = " + b"[" * 5_000, "is not TOML"),
            (b"a = " + b"9" * 5_000, "is not TOML"),
            (b"# caf\xe9\n", "line 1 is not UTF-8"),
            (b"[monitor]\n# \xff\n", "line 2 is not UTF-8"),
            (b"\x00\x01\x02", "is not TOML"),
            (b"#" * 1_000_001, "is this the right file?"),
        ],
    )
    def test_a_file_that_is_no_toml(self, tmp_path: Path, data: bytes, said: str) -> None:
        (tmp_path / "config.toml").write_bytes(data)
        with pytest.raises(ConfigError) as caught:
            load(None, {}, cwd=tmp_path)
        assert str(caught.value).startswith("config.toml: ")
        assert said in str(caught.value)
        assert len(str(caught.value).splitlines()) == 1

    def test_a_file_that_was_asked_for_and_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match=r"^my\.toml: there is no such file"):
            load(Path("my.toml"), {}, cwd=tmp_path)

    def test_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "config.toml").mkdir()
        with pytest.raises(ConfigError, match=r"^config\.toml: is a folder"):
            load(None, {}, cwd=tmp_path)

    def test_a_dangling_link_is_not_the_defaults(self, tmp_path: Path) -> None:
        (tmp_path / "config.toml").symlink_to(tmp_path / "gone.toml")
        with pytest.raises(ConfigError, match="there is no such file"):
            load(None, {}, cwd=tmp_path)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
    def test_a_file_that_may_not_be_read(self, tmp_path: Path) -> None:
        write(tmp_path, "", mode=0o000)
        with pytest.raises(ConfigError, match="Permission denied"):
            load(None, {}, cwd=tmp_path)

    def test_two_packs_with_one_id(self, tmp_path: Path) -> None:
        write(tmp_path, 'id = "gaza"\ntitle = "Mine"\nabout = []\n', "mine.toml")
        (line,) = faults(tmp_path, '[monitor]\ntopics = ["gaza", "mine.toml"]\n')
        assert "another id" in line
        with pytest.raises(ConfigError, match="another id"):
            load_topics(["gaza", "mine.toml"], base=tmp_path)


class TestSecretsInAFileThatAllCanRead:
    @pytest.mark.parametrize(
        "url",
        [
            "mailto://user:hunter2@mail.example",
            "slack://TokenA1234567890/TokenB1234567890/x",
            "https://hooks.example/services/T0ABCDEF12/B0ABCDEF12/a1b2c3d4e5f6a7b8c9d0e1f2",
            "tgram://123456789:AbCdEfGhIjKlMnOpQrStUv0123456789/",
            "json://hooks.example/x?+X-Token=abc",
        ],
    )
    def test_it_is_refused(self, tmp_path: Path, url: str) -> None:
        write(tmp_path, alert(url=url), mode=0o644)
        with pytest.raises(ConfigError) as caught:
            load(None, {}, cwd=tmp_path)
        assert str(caught.value).endswith("run: chmod 600 config.toml")
        assert url not in str(caught.value)
        (tmp_path / "config.toml").chmod(0o640)
        assert load(None, {}, cwd=tmp_path).alerts[0].url == url

    @pytest.mark.parametrize(
        "url",
        ["ntfy://ntfy.example/desk", "json://127.0.0.1:8080/a1b2c3d4e5f6a7b8c9d0", "mailtos://u:p@localhost", "${URL}"],
    )
    def test_where_it_holds_none_it_is_read(self, tmp_path: Path, url: str) -> None:
        write(tmp_path, alert(url=url), mode=0o644)
        assert len(load(None, {"URL": f"slack://{SECRET}"}, cwd=tmp_path).alerts) == 1


class TestTheDefaultFile:
    def test_it_works_as_it_stands(self, tmp_path: Path) -> None:
        text = (ROOT / "config.toml").read_text("utf-8")
        config = read(tmp_path, text)
        assert len({one.outlet for one in config.watches}) >= 8
        assert {one.lang for one in config.watches} == {"en", "uk", "ru", "fr", "de", "es"}
        assert all(one.url.startswith("https://") for one in config.watches)
        assert config.alerts == ()
        assert [topic.id for topic in config.topics] == ["russia-ukraine"]

    def test_it_works_with_the_alert_taken_in(self, tmp_path: Path) -> None:
        text = (ROOT / "config.toml").read_text("utf-8")
        before, mark, table = text.partition("# [[alert]]")
        assert mark
        text = before + re.sub(r"^# ", "", mark + table, flags=re.MULTILINE)
        config = read(tmp_path, text, WAR_DESK_URL="slack://a/b/c")
        assert config.alerts[0].scope == (Scope.CUMULATIVE,)
        assert config.alerts[0].topics == ()
        assert faults(tmp_path, text)[0].startswith(
            'config.toml: [[alert]] 1 "war-desk": url: the variable WAR_DESK_URL'
        )

    def test_its_alert_is_right_with_every_filter_taken_in(self, tmp_path: Path) -> None:
        text = (ROOT / "config.toml").read_text("utf-8")
        before, mark, table = text.partition("# [[alert]]")
        text = before + re.sub(r"^(# )+", "", mark + table, flags=re.MULTILINE)
        (rule,) = read(tmp_path, text, WAR_DESK_URL="slack://a/b/c").alerts
        assert (rule.parties, rule.min) == (("ukraine", "russia"), 1000)


class TestDocumentation:
    def test_every_key_is_described(self) -> None:
        text = (ROOT / "docs/configuration.md").read_text("utf-8")
        for kind, table in KINDS.items():
            for key in table.__dataclass_fields__:
                assert f"| `{key}` |" in text, (kind, key)

    def test_the_configurations_in_the_docs_are_read(self, tmp_path: Path) -> None:
        text = (ROOT / "docs/configuration.md").read_text("utf-8")
        shown = re.findall(r"```toml\n(\[.*?)```", text, re.DOTALL)
        assert shown
        for part in shown:
            assert read(tmp_path, part, WAR_DESK_URL="slack://a/b/c", DESK_MAIL_PASSWORD="x").path


@given(st.dictionaries(st.text(max_size=8), st.one_of(st.text(), st.integers(), st.booleans(), st.lists(st.text()))))
def test_no_table_whatever_ends_in_a_traceback(table: dict[str, object]) -> None:
    value, found = tables.convert(table, AlertRule)
    assert (value is None) == bool(found)
    assert all("\n" not in line for line in found)


@given(st.text())
def test_filling_shows_no_value_and_keeps_what_holds_no_dollar(text: str) -> None:
    filled = tables.fill({"key": text}, {}, Path())
    if "$" not in text:
        assert filled.table == {"key": text}
        assert not filled.hidden
    assert all("\n" not in fault for fault in filled.faults)


@given(st.integers(min_value=0, max_value=999_999), st.sampled_from("smhd"))
def test_a_length_of_time_reads_back(number: int, unit: str) -> None:
    span = tables.duration(f"{number}{unit}")
    assert span is not None
    assert tables.duration(tables.in_words(span)) == span or span > dt.timedelta(days=999_999)


def test_examples_in_docstrings() -> None:
    result = doctest.testmod(tables)
    assert result.attempted > 0
    assert result.failed == 0
