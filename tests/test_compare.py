"""Another version's database: a planted loss, gain or change is named, what is the same is not; nothing is written."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.cli import run
from monitor.detect.detector import detect
from monitor.history.schema import open_history
from monitor.model import Article, Detection, Figure, Measure
from monitor.packs import load_topic
from monitor.pipeline import remember

WAR = load_topic("russia-ukraine")
TEXT = "President Zelensky said that {} Ukrainian soldiers had been killed in the war against Russia."
ARTICLES = (
    Article(id="one", text=TEXT.format("45,100"), published="2025-02-04", outlet="The Courier", lang="en"),
    Article(id="two", text=TEXT.format("46,000"), published="2025-02-18", outlet="The Herald", lang="en"),
    Article(id="three", text="The minister opened a bridge in Kyiv.", published="2025-02-20", lang="en"),
)
Change = Callable[[Article, tuple[Figure, ...]], tuple[Figure, ...]]


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [{key: getattr(one, key) for key in ("id", "text", "published", "outlet", "lang")} for one in ARTICLES]
    Path("x.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")


def other(change: Change = lambda _, figures: figures) -> None:
    """A database that another detector made: what it found is what ours finds, changed."""
    db = open_history("other.db")
    for article in ARTICLES:
        found = detect(article, (WAR,)).figures
        remember(db, article, Detection(figures=change(article, found)), topics=(WAR,))
    db.close()


def planted(article: Article, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The other detector had read 300,000 wounded that ours does not find."""
    if article.id != "three":
        return figures
    model = detect(ARTICLES[0], (WAR,)).figures[0]
    quote = "a bridge in Kyiv"
    start = article.text.index(quote)
    wounded = replace(model, low=300_000, high=300_000, measure=Measure.WOUNDED, as_of="2025-02-20", marks=())
    return (*figures, replace(wounded, quote=quote, start=start, end=start + len(quote), sentence=article.text))


def missed(article: Article, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    return figures if article.id == "one" else ()


def dated(article: Article, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    return tuple(replace(one, as_of="2025-02-17") if article.id == "two" else one for one in figures)


def compared(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert run(["replay", *arguments, "--compare", "other.db", "--output", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("archives", [("x.jsonl",), ()], ids=["an archive", "the stored articles"])
def test_a_planted_loss_is_named(archives: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    other(planted)
    figure, event = compared(capsys, *archives)
    assert (figure["what"], figure["change"], figure["now"]) == ("figure", "lost", None)
    assert (figure["then"]["low"], figure["then"]["quote"]) == (300_000, "a bridge in Kyiv")
    assert figure["article"]["id"] == "three"
    assert (event["what"], event["change"], event["then"]["event"]) == ("event", "lost", "new")


def test_for_people_it_is_a_line_with_the_sentence_and_the_counts(capsys: pytest.CaptureFixture[str]) -> None:
    other(planted)
    assert run(["replay", "x.jsonl", "--compare", "other.db"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (
        "lost    figure: Ukraine, military wounded: 300,000 (Volodymyr Zelensky, 20 Feb 2025)  “a bridge in Kyiv”"
        in lines
    )
    assert lines[-3].startswith("3 articles compared; other.db was made by detector version ")
    assert lines[-2:] == [
        "figures: 0 gained, 1 lost, 0 changed, 2 the same",
        "events: 0 gained, 1 lost, 0 changed, 2 the same",
    ]


def test_a_gain_and_what_follows_from_it(capsys: pytest.CaptureFixture[str]) -> None:
    other(missed)
    found = compared(capsys, "x.jsonl")
    assert [(one["what"], one["change"], one["now"]["low"]) for one in found] == [
        ("figure", "gained", 46_000),
        ("event", "gained", 46_000),
    ]


def test_a_change_names_its_fields_with_both_values(capsys: pytest.CaptureFixture[str]) -> None:
    other(dated)
    figure, event = compared(capsys, "x.jsonl")
    assert (figure["change"], figure["fields"], event["fields"]) == ("changed", ["as_of"], ["as_of"])
    assert (figure["then"]["as_of"], figure["now"]["as_of"]) == ("2025-02-17", "2025-02-18")


def test_what_is_the_same_is_not_told_and_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    other()
    before = Path("other.db").read_bytes()
    assert compared(capsys, "x.jsonl") == []
    assert Path("other.db").read_bytes() == before
    assert not Path("casualties.db").exists()


def test_an_article_that_the_other_never_saw_is_counted_and_no_gain(capsys: pytest.CaptureFixture[str]) -> None:
    other()
    more = {"id": "four", "text": TEXT.format("47,100"), "published": "2025-03-01", "lang": "en"}
    with Path("x.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("\n" + json.dumps(more))
    assert compared(capsys, "x.jsonl") == []
    assert run(["replay", "x.jsonl", "--compare", "other.db"]) == 0
    assert "1 articles are not in other.db and were left out" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x.jsonl", "--compare", "gone.db"], "there is no such database"),
        (["x.jsonl", "--compare", "x.jsonl"], "is no database"),
        (["x.jsonl", "--compare", "other.db", "--deliver"], "--compare sends nothing"),
        (["--compare", "other.db", "--database", "y.db"], "without an ARCHIVE writes nothing"),
        ([], "name an archive"),
    ],
)
def test_what_cannot_be_compared_is_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other()
    assert run(["replay", *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
