"""Answers on standard input, a file that the program itself loads; a bad answer is asked again, no secret shown."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import load
from monitor.first_config import VARIABLE, Answers, text_of
from tests.test_cli import Answer, call

SECRET = "tok3nOfTheDesk4711abcdef"
ALERT = f"json://user:{SECRET}@127.0.0.1:9/"
FEED = "https://www.courier.example/feed?a=$b"


def init(folder: Path, *answers: str, arguments: tuple[str, ...] = ()) -> Answer:
    answer = call("init", *arguments, cwd=folder, given="".join(f"{one}\n" for one in answers))
    assert SECRET not in answer.stdout + answer.stderr
    return answer


def test_the_file_loads_and_says_what_was_answered(tmp_path: Path) -> None:
    answer = init(tmp_path, "gaza", FEED, ALERT, "desk.db")
    assert answer.returncode == 0
    assert answer.stdout.splitlines() == [
        "config.toml: written",
        "The alert's address is not in it. Where the program runs, put it between the quotes of:",
        f"  export {VARIABLE}=''",
        "Next: casualty-monitor doctor, then casualty-monitor run",
    ]
    text = (tmp_path / "config.toml").read_text("utf-8")
    assert SECRET not in text
    assert f'url = "${{{VARIABLE}}}"' in text
    config = load(None, {VARIABLE: ALERT}, cwd=tmp_path)
    assert config.monitor.topics == ("gaza",)
    assert config.monitor.database == tmp_path / "desk.db"
    assert [(one.name, one.url) for one in config.watches] == [("courier.example", FEED)]
    assert [(one.name, one.url) for one in config.alerts] == [("desk", ALERT)]
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    ("feed", "nearby"),
    [
        ("http://127.0.0.1:8000/feed", True),
        ("http://[::1]/feed", True),
        ("http://wiki.internal/feed", True),
        ("http://0x7f.1/feed", False),
        (FEED, False),
    ],
)
def test_an_outlet_on_one_s_own_network_is_let_in_and_told(tmp_path: Path, feed: str, nearby: bool) -> None:
    answer = init(tmp_path, "", feed, "", "")
    config = load(None, {}, cwd=tmp_path)
    assert config.monitor.allow_private_addresses is nearby
    assert ("spiders may go there" in answer.stdout) is nearby


def test_a_return_takes_what_is_offered(tmp_path: Path) -> None:
    answer = init(tmp_path, "", "", "", "")
    assert answer.returncode == 0
    assert "export" not in answer.stdout
    config = load(None, {}, cwd=tmp_path)
    assert (config.watches, config.alerts, config.monitor.topics) == ((), (), ("russia-ukraine",))
    assert config.monitor.database == tmp_path / "casualties.db"
    done = call("doctor", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_the_examples_in_its_comments_are_ones(tmp_path: Path) -> None:
    text = text_of(Answers())
    live = "\n".join(line.removeprefix("# ") for line in text.splitlines() if "described in" not in line)
    (tmp_path / "config.toml").write_text(live, "utf-8")
    config = load(None, {VARIABLE: ALERT}, cwd=tmp_path)
    assert (len(config.watches), len(config.alerts)) == (1, 1)
    assert config.monitor.contact == "desk@newsroom.example"


def test_a_bad_answer_is_asked_for_again(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    answers = (
        "gazza",
        "gaza",
        "ftp://x",
        "http://a.example/",
        f"nothing://{SECRET}",
        ALERT,
        "none/x.db",
        "sub",
        "x.db",
    )
    answer = init(tmp_path, *answers)
    assert answer.returncode == 0
    errors = [line for line in answer.stderr.replace("Error: ", "\nError: ").splitlines() if line.startswith("Error: ")]
    assert len(errors) == 5
    said = ("gazza", "begins with https:// or http://", "none that apprise understands", "no folder", "is a folder")
    assert [word for word, line in zip(said, errors, strict=True) if word not in line] == []
    assert ".config-" not in answer.stderr
    config = load(None, {VARIABLE: ALERT}, cwd=tmp_path)
    assert (config.monitor.topics, config.watches[0].url) == (("gaza",), "http://a.example/")
    assert config.monitor.database == tmp_path / "x.db"


def test_a_pack_of_one_s_own_is_found_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "floods.toml").write_text('id = "floods"\ntitle = "Floods"\nabout = ["flood"]\n', "utf-8")
    answer = init(tmp_path, "floods.toml", "", "", "", arguments=("--config", "desk/my.toml"))
    assert answer.returncode == 0
    assert "casualty-monitor run --config desk/my.toml" in answer.stdout
    config = load(Path("desk/my.toml"), {}, cwd=tmp_path)
    assert config.monitor.topics == ("floods",)


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("# mine\n")
    answer = init(tmp_path, "", "", "", "")
    assert answer.returncode == 2
    assert "config.toml: is there already; name another with --config, or overwrite it with --force" in answer.stderr
    assert (tmp_path / "config.toml").read_text() == "# mine\n"
    assert init(tmp_path, "", "", "", "", arguments=("--force",)).returncode == 0
    assert "[monitor]" in (tmp_path / "config.toml").read_text()


@pytest.mark.parametrize("arguments", [("--config", "no/config.toml"), ("--config", ".")])
def test_a_file_that_cannot_be_is_told_before_any_question(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    answer = init(tmp_path, arguments=arguments)
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
    assert "folder" in answer.stderr


def test_answers_that_end_too_soon_leave_nothing(tmp_path: Path) -> None:
    answer = init(tmp_path, "gaza")
    assert answer.returncode == 130
    assert answer.stderr.endswith("casualty-monitor: stopped\n")
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=100, deadline=None)
@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_is_written_so_that_it_reads_the_same(name: str) -> None:
    table = tomllib.loads(text_of(Answers(database=name)))
    assert table["monitor"]["database"].replace("$$", "$") == name
