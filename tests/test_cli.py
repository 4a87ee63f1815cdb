"""The door: results and complaints on their own streams, exit statuses, and never a traceback."""

import csv
import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pytest_httpserver import HTTPServer

from monitor.archive import Archive
from monitor.cli import COMMANDS, program
from monitor.model import Page

KEYS = {
    *("party", "population", "measure", "low", "high", "qualifier", "sources", "as_of", "scope", "status", "quote"),
    *("start", "end", "sentence", "rule"),
}


Answer = subprocess.CompletedProcess[str]


HEAVY = {  # each takes longer to load than the detector itself; what `detect` takes stands in benchmarks/start.py
    "scrapy", "twisted", "trafilatura", "lxml", "fastwarc", "feedparser", "sqlite_utils", "sqlite3", "apprise",
    "requests", "httpx", "apscheduler", "datasette", "dask", "rich", "vl_convert", "pebble", "multiprocessing",
    "asyncio", "ssl",
}  # fmt: skip


def call(*arguments: str | Path, cwd: Path, given: str = "", **variables: str) -> Answer:
    """The program as a user starts it, in a folder of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "monitor", *map(str, arguments)],
        input=given.encode(),
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **variables},
        timeout=120,
        check=False,
    )
    answer = Answer(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in answer.stderr + answer.stdout, answer.stderr
    return answer


def loaded(*arguments: str, cwd: Path) -> tuple[Answer, set[str]]:
    """A call and the packages that it loaded."""
    answer = call(*arguments, cwd=cwd, PYTHONPROFILEIMPORTTIME="1")
    lines = [line for line in answer.stderr.splitlines() if line.startswith("import time:")]
    return answer, {line.rpartition("|")[2].strip() for line in lines}


def detected(answer: Answer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.stdout.splitlines()]


def one_line(text: str) -> str:
    """The one complaint of a run."""
    lines = text.splitlines()
    assert len(lines) == 1, text
    return lines[0]


def test_help_names_every_command_and_loads_none(tmp_path: Path) -> None:
    answer, names = loaded("--help", cwd=tmp_path)
    assert answer.returncode == 0
    assert all(f"  {name} " in answer.stdout for name in COMMANDS)
    assert "click" in names
    assert names.isdisjoint({"monitor.detect", "monitor.commands", "monitor.config", *HEAVY})


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(name: str) -> None:
    """Asked of the program within this process: to start it for each command takes longer than all else here."""
    answer = CliRunner().invoke(program, [name, "--help"], prog_name="casualty-monitor")
    assert answer.exit_code == 0
    assert answer.stdout.startswith(f"Usage: casualty-monitor {name}")
    assert "--config FILE" in answer.stdout


def test_bare_name_shows_what_there_is_and_is_wrong_usage(tmp_path: Path) -> None:
    answer = call(cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "detect" in answer.stderr


@pytest.mark.parametrize("arguments", [["nope"], ["detect", "--nope"], ["replay"], ["history", "--output", "xml"]])
def test_wrong_usage_is_one_line(arguments: list[str], tmp_path: Path) -> None:
    answer = call(*arguments, cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "see casualty-monitor" in one_line(answer.stderr)


def test_detect_answers_every_line_in_order_and_does_the_good_ones(tmp_path: Path) -> None:
    good = {"id": 7, "title": "Strike", "text": "A strike on Kharkiv killed 12 people.", "published": "2026-02-05"}
    lines = [
        json.dumps(good),
        '{"id": "b", "text": ',
        "",
        "[1]",
        '{"id": "c"}',
        '{"id": "d", "text": "x", "published": "soon"}',
        '{"id": "e", "text": "x", "lang": "English"}',
        '{"id": "f", "text": "x", "topic": "atlantis"}',
        json.dumps({"text": good["text"], "topic": "generic"}),
    ]
    answer = call("detect", cwd=tmp_path, given="\n".join(lines))
    assert answer.returncode == 1
    found = detected(answer)
    assert [row["id"] for row in found] == [7, None, None, None, "c", "d", "e", "f", None]
    assert [row.get("error", "").partition(":")[0] for row in found] == ["", *(f"line {n}" for n in range(2, 9)), ""]
    assert all(row["figures"] == [] for row in found[1:8])
    for row in (found[0], found[8]):
        assert [(figure["low"], figure["measure"]) for figure in row["figures"]] == [(12, "killed")]
    figure = found[0]["figures"][0]
    full = f"{good['title']}\n\n{good['text']}"
    assert set(figure) >= KEYS
    assert full[figure["start"] : figure["end"]] == figure["quote"]
    assert figure["sentence"] == good["text"]


def test_detect_answers_a_slow_sender_line_by_line(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "monitor", "detect"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(2):
            process.stdin.write(json.dumps({"id": number, "text": "Nothing."}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == {"id": number, "figures": []}
        process.stdin.close()
        assert process.wait(20) == 0


def test_detect_tells_what_it_left_alone_when_asked(tmp_path: Path) -> None:
    line = json.dumps(
        {"id": 1, "lang": "en", "text": "A missile killed 12 people in Dorn. In the hotel slept 40 guests."}
    )
    assert set(detected(call("detect", given=line, cwd=tmp_path))[0]) == {"id", "figures"}
    (answer,) = detected(call("detect", "--left-alone", given=line, cwd=tmp_path))
    assert [it["low"] for it in answer["figures"]] == [12]
    assert answer["left_alone"] == [
        {
            "words": "40 guests",
            "readings": ["killed", "nobody harmed"],
            "reason": "counts people, and its sentence does not say what befell them: In the hotel slept 40 guests.",
        }
    ]


def test_detect_says_where_it_stopped_reading(tmp_path: Path) -> None:
    line = json.dumps({"id": "long", "text": "A missile killed 12 people in Dorn." + " It rained." * 20_000})
    answer = call("detect", "--left-alone", given=line, cwd=tmp_path)
    assert answer.returncode == 0
    assert one_line(answer.stderr) == "casualty-monitor: line 1: only the first 200000 characters were read"
    assert detected(answer)[0]["left_alone"] == []


def test_detect_of_nothing_is_nothing(tmp_path: Path) -> None:
    answer = call("detect", cwd=tmp_path)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_detect_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    names = loaded("detect", cwd=tmp_path)[1]
    assert "monitor.detect.detector" in names
    assert names.isdisjoint(HEAVY)


def test_reader_that_leaves_is_no_fault(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": n, "text": "Nothing. " * 400}) + "\n" for n in range(400))
    (tmp_path / "in.jsonl").write_text(lines)
    done = subprocess.run(
        f"{sys.executable} -m monitor detect < in.jsonl | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        timeout=60,
        check=False,
    )
    assert json.loads(done.stdout)["id"] == 0
    assert done.stderr == ""


@pytest.mark.parametrize(("where", "status", "said"), [("> /dev/full", 2, "No space left on device"), (">&-", 0, "")])
def test_output_that_cannot_be_written_is_one_line_at_most(where: str, status: int, said: str, tmp_path: Path) -> None:
    done = subprocess.run(
        f'echo \'{{"text": "Nothing."}}\' | {sys.executable} -m monitor detect {where}',
        shell=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr == (f"casualty-monitor: {said}\n" if said else "")


def test_terminal_of_another_encoding_shows_what_it_can(tmp_path: Path) -> None:
    pages = fill_with_good_page(tmp_path / "pages")
    (event, *_) = events_of(call("replay", pages, "--database", "x.db", "--output", "jsonl", cwd=tmp_path))
    answer = call("explain", event["id"], "--database", "x.db", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert event["id"] in answer.stdout


def test_interrupt_is_one_word(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "monitor", "detect"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a suite in the background ignores it
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b'{"text": "Nothing."}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read().split(b"\n") == [b"", b"casualty-monitor: stopped", b""]  # "^C" has its own line


# ---- replay, history, explain ----------------------------------------------------------------------------------------

PAGES = Path(__file__).parents[1] / "seeds"


def fill_with_good_page(folder: Path) -> Path:
    """A folder whose one good page gives events."""
    folder.mkdir()
    shutil.copy(PAGES / "dnipro-dispatch.html", folder / "good.html")
    return folder


def events_of(answer: Answer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_replay_prints_a_table_for_people_and_nothing_the_second_time(tmp_path: Path) -> None:
    pages = fill_with_good_page(tmp_path / "pages")
    first = call("replay", pages, "--database", "x.db", cwd=tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert "The Dnipro Dispatch" in first.stdout
    assert "55,000" in first.stdout
    assert "\x1b" not in first.stdout
    assert max(map(len, first.stdout.splitlines())) <= 80
    second = call("replay", pages, "--database", "x.db", cwd=tmp_path)
    assert (second.returncode, second.stdout) == (0, "1 article, 1 of them known before; no event\n")
    assert call("replay", pages, "--database", "x.db", "--output", "jsonl", cwd=tmp_path).stdout == ""


def test_replay_takes_the_database_of_the_configuration_and_its_own_default(tmp_path: Path) -> None:
    pages = fill_with_good_page(tmp_path / "pages")
    assert call("replay", pages, cwd=tmp_path).returncode == 0
    assert (tmp_path / "casualties.db").is_file()
    (tmp_path / "my.toml").write_text('[monitor]\ndatabase = "mine.db"\n')
    answer = call("replay", pages, "--config", "my.toml", "--output", "jsonl", cwd=tmp_path)
    assert len(events_of(answer)) > 3
    assert (tmp_path / "mine.db").is_file()


def test_history_prints_what_explain_explains(tmp_path: Path) -> None:
    pages = fill_with_good_page(tmp_path / "pages")
    events = events_of(call("replay", pages, "--database", "x.db", "--output", "jsonl", cwd=tmp_path))
    floor = next(event for event in events if event["low"] == 55_000)
    filters = ("--party", "ukraine", "--population", "military", "--measure", "killed", "--source", "zelensky")
    asked = call("history", *filters, "--database", "x.db", "--output", "json", cwd=tmp_path)
    rows = json.loads(asked.stdout)
    assert [(row["low"], row["as_of"]) for row in rows] == [(31_000, "2024-02"), (55_000, "2026-02-04")]
    assert rows[1]["outlets"] == ["The Dnipro Dispatch"]
    table = call("history", *filters, "--database", "x.db", cwd=tmp_path)
    assert "at least 55,000" in table.stdout
    assert "Volodymyr Zelensky" in table.stdout
    table_of_all = call("history", "--database", "x.db", "--output", "csv", cwd=tmp_path)
    lines = list(csv.DictReader(table_of_all.stdout.splitlines()))
    assert {line["low"] for line in lines} >= {"31000", "55000", "168142"}
    late = call("history", *filters, "--since", "2025", "--database", "x.db", "--output", "json", cwd=tmp_path)
    assert [row["low"] for row in json.loads(late.stdout)] == [55_000]
    told = call("explain", floor["id"], "--database", "x.db", cwd=tmp_path)
    assert told.returncode == 0
    assert floor["quote"] in told.stdout
    assert floor["why"] in told.stdout
    assert "The Dnipro Dispatch" in told.stdout


def test_history_draws_one_running_total(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    pages = fill_with_good_page(tmp_path / "pages")
    call("replay", pages, "--database", "x.db", cwd=tmp_path)
    filters = ("--party", "ukraine", "--population", "military", "--measure", "killed", "--database", "x.db")
    png = call("history", *filters, "--chart", "c.png", cwd=tmp_path)
    assert (png.returncode, one_line(png.stderr)) == (0, "casualty-monitor: wrote c.png")
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    assert call("history", *filters, "--chart", "c.svg", cwd=tmp_path).returncode == 0
    assert "Volodymyr Zelensky" in (tmp_path / "c.svg").read_text("utf-8")
    several = call("history", "--database", "x.db", "--chart", "d.png", cwd=tmp_path)
    assert several.returncode == 2
    assert "choose one with" in one_line(several.stderr)
    assert not (tmp_path / "d.png").exists()
    nowhere = call("history", *filters, "--chart", "no/where.png", cwd=tmp_path)
    assert nowhere.returncode == 2
    assert "no/where.png" in one_line(nowhere.stderr)


# ---- bad input: one clear line each, and the good input beside it is done --------------------------------------------


def cut_warc(path: Path) -> None:
    """A WARC of three pages that breaks off in the third."""
    archive = Archive(path.parent / "made")
    for number in range(3):
        text = f"<html><title>Strike {number}</title><p>A strike on Kharkiv killed {number + 11} people."
        captured = dt.datetime(2026, 2, 5 + number, tzinfo=dt.UTC)
        url = f"https://www.example.org/{number}"
        archive.append(Page(url=url, body=(text + "</p></html>").encode(), captured=captured))
    (made,) = (path.parent / "made").glob("*.warc.gz")
    path.write_bytes(made.read_bytes()[:-60])


def broken_jsonl(path: Path) -> None:
    good = json.dumps({"text": "A strike on Kharkiv killed 12 people.", "published": "2026-02-05"})
    path.write_text(f'{good}\n{{"text": "half\n')


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("empty.html", lambda path: path.write_bytes(b""), "empty.html: is empty"),
        ("rubbish.html", lambda path: path.write_bytes(bytes(range(256)) * 40), "rubbish.html: "),
        ("picture.html", lambda path: path.write_bytes(b"\x89PNG\r\n" + bytes(900)), "picture.html: is a PNG image"),
    ],
)
def test_bad_page_is_named_and_the_good_one_done(
    name: str, make: Callable[[Path], object], said: str, tmp_path: Path
) -> None:
    pages = fill_with_good_page(tmp_path / "pages")
    make(pages / name)
    answer = call("replay", pages, "--database", "x.db", "--output", "jsonl", cwd=tmp_path)
    assert answer.returncode == 1
    assert said in one_line(answer.stderr)
    assert any(event["low"] == 55_000 for event in events_of(answer))


@pytest.mark.parametrize(
    ("name", "make", "said", "good"),
    [("cut.warc.gz", cut_warc, "cut.warc.gz", {11, 12}), ("broken.jsonl", broken_jsonl, "broken.jsonl line 2: ", {12})],
)
def test_bad_archive_is_named_and_its_good_part_done(
    name: str, make: Callable[[Path], None], said: str, good: set[int], tmp_path: Path
) -> None:
    make(tmp_path / name)
    answer = call("replay", name, "--database", "x.db", "--output", "jsonl", cwd=tmp_path)
    assert answer.returncode == 1
    assert said in one_line(answer.stderr)
    assert {event["low"] for event in events_of(answer)} == good


def test_missing_folder_ends_alone_and_is_named_beside_a_good_one(tmp_path: Path) -> None:
    alone = call("replay", "nowhere", cwd=tmp_path)
    assert (alone.returncode, alone.stdout) == (2, "")
    assert "nowhere: no such file or folder" in one_line(alone.stderr)
    pages = fill_with_good_page(tmp_path / "pages")
    beside = call("replay", "nowhere", pages, "--output", "jsonl", cwd=tmp_path)
    assert beside.returncode == 1
    assert "nowhere: no such file or folder" in one_line(beside.stderr)
    assert len(events_of(beside)) > 3


@pytest.mark.parametrize("command", [["replay", "pages"], ["history"], ["explain", "e1234567"]])
def test_file_that_is_no_database_is_one_line(command: list[str], tmp_path: Path) -> None:
    fill_with_good_page(tmp_path / "pages")
    (tmp_path / "letter.db").write_text("Dear desk,\n" * 200)
    answer = call(*command, "--database", "letter.db", cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "letter.db: is no database" in one_line(answer.stderr)
    assert (tmp_path / "letter.db").read_text().startswith("Dear desk")


@pytest.mark.parametrize("command", [["history"], ["explain", "e1234567"]])
def test_reading_makes_no_database(command: list[str], tmp_path: Path) -> None:
    answer = call(*command, "--database", "new.db", cwd=tmp_path)
    assert answer.returncode == 2
    assert "new.db: there is no such database" in one_line(answer.stderr)
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("command", [["replay", "pages"], ["history"], ["explain", "e1234567"], ["detect"]])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[monitor]\ndatabas = "x.db"\n', 'unknown key "databas"'),
        ('[[alert]]\nname = "desk"\nurl = "${NO_SUCH_VARIABLE}"\n', "NO_SUCH_VARIABLE is not set"),
        ('[monitor]\ntopics = ["atlantis"]\n', 'unknown topic "atlantis"'),
        ("[monitor\n", "config.toml: "),
    ],
)
def test_faulty_configuration_is_one_line(command: list[str], text: str, said: str, tmp_path: Path) -> None:
    fill_with_good_page(tmp_path / "pages")
    (tmp_path / "config.toml").write_text(text)
    answer = call(*command, cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in one_line(answer.stderr)


def test_missing_configuration_is_one_line(tmp_path: Path) -> None:
    answer = call("history", "--config", "mine.toml", cwd=tmp_path)
    assert answer.returncode == 2
    assert "mine.toml" in one_line(answer.stderr)


def test_unknown_event_is_one_line(tmp_path: Path) -> None:
    pages = fill_with_good_page(tmp_path / "pages")
    call("replay", pages, "--database", "x.db", cwd=tmp_path)
    answer = call("explain", "e1nonsense", "--database", "x.db", cwd=tmp_path)
    assert answer.returncode == 2
    assert "e1nonsense" in one_line(answer.stderr)


@pytest.mark.parametrize("filters", [["--since", "soon"], ["--population", "army"], ["--chart", "x.gif"]])
def test_faulty_filter_is_one_line(filters: list[str], tmp_path: Path) -> None:
    answer = call("history", *filters, cwd=tmp_path)
    assert answer.returncode == 2
    assert filters[0] in one_line(answer.stderr)


# ---- alerts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("replay", "pages.jsonl", "--deliver"), ("once",), ("run",)])
def test_an_alert_address_that_cannot_be_used_is_told_before_anything_is_done(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "pages.jsonl").write_text('{"text": "Twelve soldiers were killed."}\n')
    (tmp_path / "config.toml").write_text(
        '[[watch]]\nname = "paper"\nurl = "https://paper.example/feed"\n[[alert]]\nname = "desk"\nurl = "nosuch://x"\n'
    )
    answer = call(*command, cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "desk" in answer.stderr
    assert "nosuch://x" not in answer.stderr


def test_replay_delivers_when_asked_and_a_dead_channel_holds_up_no_other(
    httpserver: HTTPServer, tmp_path: Path
) -> None:
    httpserver.expect_request("/desk").respond_with_data("ok")
    httpserver.expect_request("/gone").respond_with_data("no such channel", status=404)
    pages = fill_with_good_page(tmp_path / "pages")
    place = f"json://{httpserver.host}:{httpserver.port}"
    (tmp_path / "config.toml").write_text(
        f'[[alert]]\nname = "gone"\nurl = "{place}/gone"\nmin = 50000\n'
        f'[[alert]]\nname = "desk"\nurl = "{place}/desk"\nscope = ["cumulative"]\nsources = ["zelensky"]\n'
    )
    silent = call("replay", pages, "--database", "silent.db", cwd=tmp_path)
    assert (silent.returncode, httpserver.log) == (0, [])
    loud = call("replay", pages, "--deliver", "--database", "loud.db", cwd=tmp_path)
    sent = [json.loads(request.get_data()) for request, _ in httpserver.log if request.path == "/desk"]
    assert [message["title"] for message in sent if "55,000" in message["title"]] != []
    assert all("Zelensky" in message["title"] for message in sent)
    assert loud.returncode == 1
    assert f"casualty-monitor: sent to desk: {sent[0]['title']}" in loud.stderr
    assert "casualty-monitor: not sent to gone: " in loud.stderr
    assert place.removeprefix("json://") not in loud.stderr  # an address may hold a secret
    again = len(httpserver.log)
    call("replay", pages, "--deliver", "--database", "loud.db", cwd=tmp_path)
    assert [request.path for request, _ in httpserver.log[again:] if request.path == "/desk"] == []
