"""Words to the service manager, over a socket of its kind; and the unit, held against systemd itself."""

import json
import re
import shutil
import socket
import subprocess
from pathlib import Path

import click
import pytest

from monitor.cli import program
from monitor.service import ServiceManager, service_manager

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "docs" / "operating"


@pytest.mark.parametrize("abstract", [False, True])
def test_what_is_told_arrives(tmp_path: Path, abstract: bool) -> None:
    name = f"@casualty-monitor-{tmp_path.name}-{id(tmp_path)}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0{name[1:]}" if abstract else name)
        manager.settimeout(5)
        ServiceManager(address=name).tell(READY=1, STATUS="watching\n9 watches")
        assert manager.recv(1_000) == b"READY=1\nSTATUS=watching 9 watches"


def test_without_a_manager_or_with_a_dead_one_nothing_happens(tmp_path: Path) -> None:
    ServiceManager().tell(READY=1)
    ServiceManager(address=str(tmp_path / "gone")).tell(READY=1)


@pytest.mark.parametrize(
    ("environ", "address", "watchdog"),
    [
        ({}, None, None),
        ({"NOTIFY_SOCKET": "/run/x", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"}, "/run/x", 30.0),
        ({"NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": "30000000"}, "@x", 30.0),
        ({"NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"}, "@x", None),
        ({"NOTIFY_SOCKET": "vsock:2:1", "WATCHDOG_USEC": "soon"}, None, None),
    ],
)
def test_its_variables_are_understood_and_taken_out(
    environ: dict[str, str], address: str | None, watchdog: float | None
) -> None:
    environ["PATH"] = "/bin"
    assert service_manager(environ, pid=7) == ServiceManager(address=address, watchdog=watchdog)
    assert environ == {"PATH": "/bin"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("unit", sorted(path.name for path in UNITS.glob("*.service")))
def test_systemd_accepts_the_unit(tmp_path: Path, unit: str) -> None:
    text = (UNITS / unit).read_text("utf-8")
    installed = "/opt/casualty-monitor/bin/casualty-monitor"
    assert text.count(installed) == 1
    (tmp_path / unit).write_text(text.replace(installed, shutil.which("true") or "/bin/true"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit)], capture_output=True, text=True, check=False
    )
    own = [line for line in done.stderr.splitlines() if unit in line]
    assert (done.returncode, own) == (0, [])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_the_units_leave_little_to_an_attacker() -> None:
    for unit in UNITS.glob("*.service"):
        done = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-200:] + done.stderr


def test_unit_image_and_compose_file_name_what_is_there() -> None:
    """The command lines in them are ones that the program has, and the port is the documents'."""
    image, compose = ((UNITS / name).read_text("utf-8") for name in ("Containerfile", "compose.yaml"))
    lines = [line.split() for unit in UNITS.glob("*.service") for line in unit.read_text("utf-8").splitlines()]
    said = [line[1:] for line in lines if line and line[0].startswith("ExecStart=")]
    said += [json.loads(found) for found in re.findall(r"^CMD (\[.*\])", image, re.MULTILINE)]
    said += [json.loads(found) for found in re.findall(r"^    command: (\[.*\])", compose, re.MULTILINE)]
    assert len(said) == 5
    for words in said:
        command = program.get_command(click.Context(program), words[0])
        assert command is not None
        command.make_parser(click.Context(command)).parse_args(words[1:])
    ports = {re.search(r"port = (\d+)", (UNITS.parent / "operating.md").read_text("utf-8"))[1]}  # type: ignore[index]
    assert set(re.findall(r"127\.0\.0\.1:(\d+)/healthz", image)) == ports
    for source in re.findall(r"^COPY (?!--)(.+) \S+$", image, re.MULTILINE):
        assert all((ROOT / name).exists() for name in source.split()), source
    for word in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", 'user: "10001:10001"', "data:/data"):
        assert word in compose
    assert re.search(r"^USER 10001:10001$", image, re.MULTILINE)


def test_the_rules_ask_for_metrics_that_there_are() -> None:
    told = (UNITS.parent / "operating.md").read_text("utf-8")
    asked = set(re.findall(r"casualty_monitor_(\w+)", (UNITS / "alerts.yaml").read_text("utf-8")))
    assert len(asked) >= 6
    assert sorted(name for name in asked if f"`{name}" not in told) == []
