"""The documents keep up with the program: every command, option, key and room is in them, and what they show is so.

`python docs/make.py` brings the README's pictures and printed output up to date.
"""

import dataclasses
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from monitor.cli import COMMANDS, program
from monitor.config import KINDS, load
from monitor.packs import Pack, PartyTable, SourceTable

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text("utf-8")


def run(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command line of a document, in a shell, with the program under its own name."""
    own = f"{sys.executable} -m monitor"
    return subprocess.run(
        line.replace("uv run casualty-monitor", own),
        shell=True,
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(cwd), "COLUMNS": "80"},
        timeout=120,
        check=False,
    )


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name, those inside others too."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield " ".join((*path, name)), command


def section(text: str, heading: str) -> str:
    """What stands under a heading that begins with `heading`, to the next one."""
    found = re.search(rf"^## `{re.escape(heading)}(?: [^`]*)?`.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section `{heading}`"
    return found[0]


@pytest.mark.parametrize(("name", "command"), list(commands(program)), ids=lambda it: it if isinstance(it, str) else "")
def test_every_command_and_option_is_described(name: str, command: click.Command) -> None:
    text = section((DOCS / "commands.md").read_text("utf-8"), name)
    everywhere = {"--config", "--database"}
    options = {one for parameter in command.params if isinstance(parameter, click.Option) for one in parameter.opts}
    assert sorted(option for option in options - everywhere if f"`{option}" not in text) == []


def test_commands_that_have_nothing_to_do_with_the_program_are_not_described() -> None:
    told = re.findall(r"^## `([a-z -]+?)(?: [A-Z][^`]*)?`", (DOCS / "commands.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(name for name, _ in commands(program))
    assert {name.split()[0] for name in told} == set(COMMANDS)


@pytest.mark.parametrize("table", KINDS)
def test_every_key_of_the_configuration_is_described(table: str) -> None:
    text = (DOCS / "configuration.md").read_text("utf-8")
    keys = [field.name for field in dataclasses.fields(KINDS[table])]
    assert [key for key in keys if f"| `{key}` |" not in text] == []


def test_every_key_of_a_pack_is_described() -> None:
    text = (DOCS / "topics.md").read_text("utf-8")
    keys = {field.name for kind in (Pack, PartyTable, SourceTable) for field in dataclasses.fields(kind)}
    assert sorted(key for key in keys if f"`{key}`" not in text and f"`{key}." not in text) == []


def test_every_room_stands_in_the_picture_of_the_house() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    modules = [path.name for folder in ("monitor", "spiders") for path in (ROOT / folder).glob("*.py")]
    folders = [path.parent.name for path in (ROOT / "monitor").glob("*/__init__.py")]
    missing = [name for name in modules if name != "__init__.py" and name not in text]
    assert missing + [name for name in folders if f"monitor/{name}/" not in text] == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for document in (ROOT / "README.md", *DOCS.glob("*.md")):
        for target in re.findall(r"\]\(([^)#\s]+)", document.read_text("utf-8")):
            if "://" not in target and not (document.parent / target).exists():
                broken.append(f"{document.name}: {target}")
    assert broken == []


def test_readme_shows_what_the_demo_prints(tmp_path: Path) -> None:
    printed = {line.rstrip() for line in run("uv run casualty-monitor demo", tmp_path).stdout.splitlines()}
    (shown,) = blocks(README, "text")
    assert len(shown.splitlines()) > 15
    assert [line for line in shown.splitlines() if line.rstrip() not in printed and line.strip() != "..."] == []


def test_readme_commands_run_and_print_what_it_says(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    ran = 0
    for block in blocks(README, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = part.partition("\n")
            # `once` polls real outlets; pip and the shell are not ours to test
            if not line.startswith("uv run casualty-monitor") or " once" in line:
                continue
            done = run(line, tmp_path)
            assert (done.returncode, "Traceback" in done.stderr) == (0, False), line
            printed = [text.rstrip() for text in done.stdout.splitlines()]
            assert [text for text in shown.splitlines() if text.strip() and text.rstrip() not in printed] == []
            ran += 1
    assert ran >= 4
    assert (tmp_path / "figures.csv").read_text("utf-8").count("\n") > 10


def test_readme_configuration_is_one(tmp_path: Path) -> None:
    (text,) = blocks(README, "toml")
    (tmp_path / "config.toml").write_text(text, "utf-8")
    config = load(None, {"WAR_DESK_URL": "json://127.0.0.1:9/"}, cwd=tmp_path)
    assert [watch.name for watch in config.watches] == ["kyiv-independent"]
    assert [alert.name for alert in config.alerts] == ["war-desk"]
    assert tomllib.loads(text)["alert"][0]["scope"] == ["cumulative"]


def test_readme_python_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (code,) = blocks(README, "python")
    (tmp_path / "try.py").write_text(code, "utf-8")
    done = run(f"{sys.executable} try.py", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "update ukraine killed 55000 " in done.stdout


def test_readme_picture_shows_the_alert_that_the_demo_sends(tmp_path: Path) -> None:
    picture = (DOCS / "pictures" / "alert.svg").read_text("utf-8")
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", picture).replace("&#160;", " "))
    printed = run("uv run casualty-monitor demo", tmp_path).stdout
    (event,) = re.findall(r"ids: (\w+)", printed)
    assert event in words
    assert "55,000" in words
