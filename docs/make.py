"""Brings the README's pictures and printed output up to date from the sample pages: `python docs/make.py`."""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

from monitor.demo import QUANTITY, demo_topics, play, sample_pages
from monitor.history.schema import open_history
from monitor.picture import draw

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
README = ROOT / "README.md"
PROGRAM = (sys.executable, "-m", "monitor")
WIDTH = 88
# rich's own form loads a font from a server; a picture in a README must stand alone
FORM = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace; font-size: {char_height}px;
line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>{lines}</defs>
<rect fill="#ffffff" x="0" y="0" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, 12)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def main() -> None:
    """Replay the sample pages; draw the alert and the chart that come of them, write down what is printed."""
    draw_pictures()
    text = README.read_text("utf-8")
    whole = re.MULTILINE | re.DOTALL
    text = re.sub(r"(?<=^```text\n).*?(?=^```)", lambda _: demo_excerpt(), text, count=1, flags=whole)
    text = re.sub(
        r"^(\$ uv run (casualty-monitor history [^\n]*zelensky[^\n]*)\n).*?(?=^\$ |^```)",
        lambda found: found[1] + history_of(found[2]),
        text,
        count=1,
        flags=whole,
    )
    README.write_text(text, "utf-8")


def demo_excerpt() -> str:
    """The demo's second half: the history, what contradicts it, the alert."""
    with tempfile.TemporaryDirectory() as folder:
        printed = printed_by([*PROGRAM, "demo"], Path(folder))
    start, end = printed.index("What the history now holds"), printed.index("What next")
    return printed[start:end].rstrip() + "\n"


def history_of(command: str) -> str:
    """What the README's `history` command prints after its `replay`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        printed_by([*PROGRAM, "replay", "seeds", "--database", "mine.db"], folder)
        return printed_by([*PROGRAM, *command.split()[1:]], folder)


def printed_by(command: list[str], folder: Path) -> str:
    """Standard output at 80 columns, without blanks at the ends of lines."""
    variables = {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "TMPDIR": str(folder)}
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=True)
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def draw_pictures() -> None:
    """The alert as its words in a frame, and the chart that goes with it."""
    topics = demo_topics()
    with tempfile.TemporaryDirectory() as folder, sample_pages() as pages:
        scene = play(pages, Path(folder), topics)
        db = open_history(scene.database)
        (PICTURES / "history.svg").write_bytes(draw(db, QUANTITY, topics, "svg"))
        db.close()
    assert scene.alert is not None
    console = Console(record=True, width=WIDTH, file=io.StringIO(), markup=False, highlight=False)
    words = Text(f"{scene.alert.title}\n\n", style="bold")
    console.print(Panel(words.append(scene.alert.text, style="not bold"), title="war-desk"))
    picture = console.export_svg(theme=DEFAULT_TERMINAL_THEME, code_format=FORM, unique_id="alert")
    (PICTURES / "alert.svg").write_text("\n".join(line.rstrip() for line in picture.splitlines()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
