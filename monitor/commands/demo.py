"""Nothing in, a story in a terminal out: five pages walk from an outlet's server to a desk's alert."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from monitor.alerts.rules import is_news
from monitor.commands.options import all_topics, config_option, configured
from monitor.demo import Scene, demo_topics, fresh_folder, play, sample_pages
from monitor.model import EventKind, Rejection, Topic
from monitor.pipeline import Outcome
from monitor.show import article_line, conflict_table, console, event_table, print_rejection, print_series, title_line

INTRODUCTION = """\
Five news pages about one war, as their servers sent them, are read in the
order of their publication. Every casualty figure in them is found by rules,
held against what is known until then, and judged:

  new         a source's first number              the desk hears of it
  update      a later and higher one               the desk hears of it
  conflict    it cannot be true beside what is     the desk hears of it
              known
  repeat      known already                        kept in silence
  backfill    a point of the past, filled in       kept in silence
"""


@click.command()
@click.option(
    "--seeds",
    type=click.Path(path_type=Path, exists=True),
    metavar="FOLDER",
    help="Replay this folder of pages instead of the five that come with the program.",
)
@config_option
def command(seeds: Path | None, config_file: Path | None) -> int:
    """Replay five sample pages and show what the desk would see.

    Needs no network and no configuration; a config.toml is read only where --config names it, for its topics.
    """
    topics = all_topics(configured(config_file)) if config_file else demo_topics()
    out = console()
    rejections: list[Rejection] = []
    known: list[bool] = []

    def on_rejection(rejection: Rejection) -> None:
        print_rejection(rejection)
        rejections.extend(() if rejection.quiet else (rejection,))

    def on_article(outcome: Outcome) -> None:
        known.append(outcome.known)
        print_article(outcome, len(known), topics, out)

    out.print(title_line("From a page to an alert"))
    out.print()
    out.print(INTRODUCTION, soft_wrap=True)
    folder = fresh_folder()
    if seeds is not None:
        scene = play(seeds, folder, topics, on_article=on_article, on_rejection=on_rejection)
    else:
        with sample_pages() as pages:
            scene = play(pages, folder, topics, on_article=on_article, on_rejection=on_rejection)
    print_scene(scene, topics, out)
    return 1 if rejections else 0


def print_article(outcome: Outcome, number: int, topics: Sequence[Topic], out: Console) -> None:
    """An article as it is read, with its events and why each is what it is."""
    if outcome.article is None:
        return
    out.print(Text(f"{number}  ", style="bold").append_text(article_line(outcome.article)))
    if outcome.events:
        loud_first = sorted(outcome.events, key=lambda event: not is_news(event))
        out.print(event_table(loud_first, topics, why=True))
    else:
        out.print("no casualty figure")
    out.print()


def print_scene(scene: Scene, topics: Sequence[Topic], out: Console) -> None:
    """What the history holds after the last article, the alert, and how to go on."""
    if scene.series:
        out.print(title_line("What the history now holds"))
        out.print()
        print_series(scene.series, topics, out)
        out.print()
    conflicts = [event for event in scene.events if event.event is EventKind.CONFLICT]
    if conflicts:
        out.print(title_line("In conflict"))
        out.print()
        out.print(conflict_table(conflicts, topics))
        out.print()
    if scene.contested:
        out.print(title_line("Contested: no total that only rises fits these and the rest"))
        out.print()
        print_series(scene.contested, topics, out)
        out.print()
    if scene.alert:
        out.print(title_line("One alert, as the desk would get it"))
        out.print()
        out.print(Panel(Text(f"{scene.alert.title}\n\n{scene.alert.text}"), width=min(out.width, 100)))
        out.print()
    out.print(title_line("What next"))
    out.print()
    for line in next_steps(scene):
        out.print(line, soft_wrap=True)


def next_steps(scene: Scene) -> tuple[str, ...]:
    """Commands that go on with the demo's history, and then with one's own pages."""
    database = shlex.quote(str(scene.database))
    picture = f"Chart: {scene.chart}" if scene.chart else f"No chart: {scene.no_chart}"
    explained = scene.alert.events[0] if scene.alert else "EVENT"
    return (
        picture,
        f"Database: {scene.database}",
        "",
        "All that is known, and why the alert was raised:",
        f"  casualty-monitor history --database {database}",
        f"  casualty-monitor explain {explained} --database {database}",
        "",
        "The same as a page with timelines, on http://127.0.0.1:8001/ (needs the extra `web`):",
        f"  casualty-monitor serve --database {database}",
        "",
        "Your own archive (pages in a folder, JSON lines, WARC), in a history of its own:",
        "  casualty-monitor replay FOLDER --database mine.db",
    )
