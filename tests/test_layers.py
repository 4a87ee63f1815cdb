"""The order of the rooms: walks every import of `monitor` and `spiders` and fails where data would walk back.

`ROOMS` is docs/architecture.md's list, top to bottom. A module imports only rooms above its own (or its own, without a
circle). A new module that stands in no room fails here too: give it its place in both lists.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# A line is a room or several on one floor; a package stands for all that is in it.
ROOMS: tuple[tuple[str, ...], ...] = (
    ("monitor", "monitor.model", "monitor.errors"),
    ("monitor.records",),
    ("monitor.worker",),
    ("monitor.tables", "monitor.hours"),
    ("monitor.packs", "monitor.running", "monitor.alert_table"),
    ("monitor.config",),
    ("monitor.address",),
    ("monitor.lines",),
    ("monitor.warc",),
    ("monitor.archive", "monitor.shards"),
    ("spiders", "spiders.settings", "spiders.found", "spiders.errand", "spiders.suspicion"),
    ("spiders.guard", "spiders.robots", "spiders.patience", "spiders.conditional", "spiders.retry", "spiders.failure"),
    ("spiders.feed", "spiders.sitemap", "spiders.listing", "spiders.telegram", "spiders.page"),
    ("spiders.to_archive",),
    ("spiders.round",),
    ("monitor.dateline", "monitor.furniture", "monitor.masthead"),
    ("monitor.clean",),
    ("monitor.likeness",),
    ("monitor.detect.reading",),
    ("monitor.detect.how_many",),
    ("monitor.detect.date_phrases",),
    ("monitor.detect.harm",),
    ("monitor.detect.of_what",),
    ("monitor.detect.nouns",),
    ("monitor.detect.belligerents",),
    ("monitor.detect.sources",),
    ("monitor.detect.linking",),
    ("monitor.detect.unharmed",),
    ("monitor.detect.article",),
    ("monitor.detect.carrying",),
    ("monitor.detect.whose",),
    ("monitor.detect.people",),
    ("monitor.detect.as_of",),
    ("monitor.detect.scopes",),
    ("monitor.detect.doubt",),
    ("monitor.detect.claim",),
    ("monitor.detect",),
    ("monitor.gate", "monitor.spool"),
    ("monitor.diff",),
    ("monitor.history",),
    ("monitor.alerts",),
    ("monitor.pipeline",),
    ("monitor.tabular",),
    ("monitor.layout", "monitor.layouts"),
    ("monitor.known",),
    ("monitor.drain", "monitor.explain", "monitor.picture"),
    ("monitor.schedule", "monitor.blindness", "monitor.crawl", "monitor.prune", "monitor.alone"),
    ("monitor.arrivals", "monitor.backup"),
    ("monitor.collect",),
    ("monitor.once",),
    ("monitor.progress", "monitor.service", "monitor.probes", "monitor.journal", "monitor.beside"),
    ("monitor.metrics",),
    ("monitor.replay", "monitor.backfill", "monitor.demo", "monitor.daemon", "monitor.doctor", "monitor.first_config"),
    ("monitor.compare",),
    ("monitor.web",),
    ("monitor.show",),
    ("monitor.commands",),
    ("monitor.cli",),
    ("monitor.__main__",),
)

# Each package has one owner: whoever needs what it does calls the owner.
OWNERS: dict[str, tuple[str, ...]] = {
    "scrapy": ("spiders", "monitor.crawl"),
    "twisted": ("spiders", "monitor.crawl", "monitor.daemon"),
    "trafilatura": ("monitor.clean", "monitor.likeness"),
    "htmldate": ("monitor.clean",),
    "fastwarc": ("monitor.archive", "monitor.warc"),
    "sqlite_utils": ("monitor.history",),
    "apprise": ("monitor.alerts.service",),
    "apscheduler": ("monitor.daemon",),
    "datasette": ("monitor.web",),
    "dask": ("monitor.backfill",),
    "distributed": ("monitor.backfill",),
    "feedparser": ("spiders.feed",),
    "pebble": ("monitor.worker",),
    "msgspec": ("monitor.tables", "monitor.spool"),
    "vl_convert": ("monitor.alerts.chart",),
    "prometheus_client": ("monitor.metrics",),
    "click": ("monitor.cli", "monitor.commands"),
}

PURE = ("monitor.detect", "monitor.diff")
IMPURE = frozenset(
    {"asyncio", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "requests", "shutil", "socket"}
    | {"sqlite3", "subprocess", "tempfile", "threading", "time", "urllib"}
)
IMPURE_CALLS = frozenset({"open", "print", "input", "now", "today", "utcnow"})

DRAWERS = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers"})


def modules(root: Path) -> dict[str, ast.Module]:
    """Every module of the two packages under `root`, by its dotted name."""
    found = {}
    for path in sorted((*root.glob("monitor/**/*.py"), *root.glob("spiders/**/*.py"))):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text("utf-8"))
    return found


def imports(tree: ast.Module, known: frozenset[str]) -> Iterator[str]:
    """The modules that a module imports, inside functions too; `known` tells a sub-module from a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield "." * node.level + (node.module or "")
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from inner & known
            if inner - known:
                yield node.module
        elif isinstance(node, ast.Call) and called(node) == "import_module":
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def floor(module: str) -> int | None:
    """How far down the list a module's room is; None: it has none."""
    for depth, rooms in enumerate(ROOMS):
        for room in rooms:
            whole = room not in ("monitor", "spiders")  # these two hold the other rooms and are one file each
            if module == room or (whole and module.startswith(f"{room}.")):
                return depth
    return None


def faults(root: Path) -> list[str]:
    """One line for each import, name or call that the house forbids."""
    trees = modules(root)
    known = frozenset(trees)
    edges = {name: set(imports(tree, known)) for name, tree in trees.items()}
    lines: list[str] = []
    for name, targets in edges.items():
        own = floor(name)
        if name.rpartition(".")[2] in DRAWERS:
            lines.append(f"{name} is a drawer: name the file by what it does to the data")
        elif own is None:
            lines.append(f"{name} stands in no room: add it to ROOMS and to docs/architecture.md")
        for target in sorted(targets):
            below = floor(target)
            if target.startswith("."):
                lines.append(f"{name} imports {target}: write the whole name")
            elif own is not None and below is not None and below > own:
                lines.append(f"{name} imports {target}, a room below it")
            owners = OWNERS.get(target.partition(".")[0])
            if owners and not any(f"{name}.".startswith(f"{owner}.") for owner in owners):
                lines.append(f"{name} imports {target}, which belongs to {' and '.join(owners)}")
    lines += [f"{' imports '.join(circle)}: a circle" for circle in circles(edges)]
    for name, tree in trees.items():
        if f"{name}.".startswith(tuple(f"{room}." for room in PURE)):
            lines += impurities(name, tree, edges[name])
    return lines


def impurities(name: str, tree: ast.Module, targets: set[str]) -> Iterator[str]:
    """What a pure room may not have: a clock, a file, a network, a database, a logger."""
    yield from (f"{name} is pure and imports {it}" for it in sorted(targets) if it.partition(".")[0] in IMPURE)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in IMPURE_CALLS:
            yield f"{name} is pure and calls {called(node)}() in line {node.lineno}"


def circles(edges: dict[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """The first circle that each walk through the imports meets."""
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if name in path:
            yield (*path[path.index(name) :], name)
        elif name in edges and name not in done:
            for target in sorted(edges[name]):
                yield from walk(target, (*path, name))
            done.add(name)

    for name in sorted(edges):
        yield from walk(name, ())


def test_the_house_is_in_order() -> None:
    assert len(modules(ROOT)) > 10
    assert faults(ROOT) == []


def test_every_room_has_one_place() -> None:
    rooms = [room for line in ROOMS for room in line]
    assert len(rooms) == len(set(rooms))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"monitor/model.py": "import monitor.errors"}, None),
        ({"monitor/config.py": "from monitor.model import Topic\nimport tomllib"}, None),
        ({"monitor/clean.py": "import trafilatura", "spiders/feed.py": "import scrapy.http"}, None),
        ({"monitor/detect/a.py": "from monitor.detect import b", "monitor/detect/b.py": ""}, None),
        ({"monitor/config.py": "from monitor.archive import append"}, "monitor.archive, a room below it"),
        ({"monitor/config.py": "def f():\n    import monitor.cli"}, "monitor.cli, a room below it"),
        ({"monitor/model.py": "import importlib\nimportlib.import_module('monitor.cli')"}, "a room below it"),
        (
            {"monitor/clean.py": "from monitor import replay", "monitor/replay.py": ""},
            "monitor.replay, a room below it",
        ),
        ({"spiders/feed.py": "from monitor.clean import clean"}, "monitor.clean, a room below it"),
        ({"monitor/config.py": "from . import model"}, "write the whole name"),
        ({"monitor/detect/utils.py": ""}, "is a drawer"),
        ({"monitor/helpers.py": ""}, "is a drawer"),
        ({"monitor/novelty.py": ""}, "stands in no room"),
        ({"monitor/pipeline.py": "import apprise"}, "belongs to monitor.alerts.service"),
        ({"monitor/alerts/rules.py": "from apprise import Apprise"}, "belongs to monitor.alerts.service"),
        ({"monitor/daemon.py": "import fastwarc.warc"}, "belongs to monitor.archive"),
        (
            {"monitor/detect/a.py": "import monitor.detect.b", "monitor/detect/b.py": "import monitor.detect.a"},
            "circle",
        ),
        ({"monitor/diff/verdict.py": "import logging"}, "is pure and imports logging"),
        ({"monitor/detect/dates.py": "from datetime import date\ndate.today()"}, "is pure and calls today()"),
        (
            {"monitor/detect/how_many/a.py": "import monitor.detect.whose.b", "monitor/detect/whose/b.py": ""},
            "monitor.detect.whose.b, a room below it",
        ),
        ({"monitor/detect/whose/a.py": "import monitor.detect.detector"}, "monitor.detect.detector, a room below it"),
    ],
)
def test_the_walk_sees_what_it_must(tmp_path: Path, files: dict[str, str], said: str | None) -> None:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lines = faults(tmp_path)
    if said is None:
        assert lines == []
    else:
        assert len(lines) == 1
        assert said in lines[0]
