"""The detector's scores are no lower than their floors; the program that says so counts rightly and keeps silent."""

from pathlib import Path
from typing import Any

import pytest

from tests.score import score_floors
from tests.score.compare import LEVELS, Tally, compare, key
from tests.score.score_floors import (
    FLOORS,
    SHARED,
    Corpus,
    Run,
    corpora,
    differences,
    documents,
    fallen,
    faults,
    figures_of,
    held_out,
    load,
    measure,
    raised,
    record,
    scorer,
    tell,
    their_count,
    with_table,
)

CORPORA = {corpus.name: corpus for corpus in corpora()}
BESIDE = pytest.mark.skipif(
    "dev" not in CORPORA, reason=f"the development corpus is not beside this checkout: {SHARED.name}"
)


def gold(low: int, **other: Any) -> dict[str, Any]:
    values = {
        "party": "ukraine", "population": "military", "measure": "killed", "low": low, "high": low,
        "qualifier": "exact", "sources": ["zelensky"], "as_of": "2026-02-04", "scope": "cumulative",
        "status": "asserted",
    }  # fmt: skip
    return values | other


@pytest.mark.parametrize("name", ["own", pytest.param("dev", marks=BESIDE), pytest.param("seeds", marks=BESIDE)])
def test_no_score_is_under_its_floor(name: str) -> None:
    corpus, floors = CORPORA[name], load(FLOORS)
    assert name in floors, "no floors yet: python -m tests.score.score_floors --update"
    failed, _ = faults(corpus, measure(corpus), floors)
    assert failed == []


@BESIDE
def test_our_scorer_counts_like_the_one_of_the_development_corpus() -> None:
    theirs = scorer()
    for document in documents(CORPORA["own"]):
        told = [record(figure) for figure in figures_of(document)]
        ours = compare(document, told)
        tally, found, made_up = their_count(theirs, document, told)
        assert ours.tally == tally, document["id"]
        assert [key(f) for f in ours.found] == [key(f) for f in found], document["id"]
        assert sorted(key(f) for f in ours.made_up) == sorted(key(f) for f in made_up), document["id"]


def test_levels_are_nested() -> None:
    document = {"topic": "russia-ukraine", "figures": [gold(10), gold(20), gold(30, also={"party": [None]})]}
    told = [gold(10), gold(20, sources=["nobody"]), gold(30, party=None), gold(40)]
    tally = compare(document, told).tally
    assert [tally.right[level] for level in LEVELS] == [3, 3, 2]
    assert [tally.made_up[level] for level in LEVELS] == [1, 1, 2]
    assert tally.field_scores()["source"] == round(2 / 3, 4)


def test_a_number_told_twice_is_no_false_alarm() -> None:
    document = {"topic": "generic", "figures": [gold(10, party=None)]}
    assert compare(document, [gold(10), gold(10, party="chile")]).tally.made_up["figure"] == 0


def test_hypothetical_numbers_count_where_asserted() -> None:
    document = {"topic": "gaza", "figures": [gold(9, status="hypothetical")]}
    assert compare(document, [gold(9, status="hypothetical")]).tally.hypothetical == 0
    assert compare(document, [gold(9)]).tally.hypothetical == 1


def test_vague_numbers_match_without_their_bounds() -> None:
    document = {"topic": "gaza", "figures": [gold(10000, high=99999, qualifier="vague")]}
    assert compare(document, [gold(20000, high=90000, qualifier="vague")]).tally.right["figure"] == 1


@pytest.mark.parametrize(
    ("asked", "told", "right"),
    [
        ("2026-02-04", "2026-02-04", True),
        ("2026-02-04", "2026-02", True),
        ("2026-02-04", "2026", False),
        ("2026-02", "2026-02-04", True),
        ("2026-02-04", None, False),
        (None, None, True),
    ],
)
def test_dates_are_right_to_their_precision(asked: str | None, told: str | None, right: bool) -> None:
    tally = compare({"topic": "gaza", "figures": [gold(5, as_of=asked)]}, [gold(5, as_of=told)]).tally
    assert tally.fields["as_of"] == right


def test_what_falls_fails_and_what_rises_raises_its_floor() -> None:
    floors = {"figure f1 en": 0.95, "figure f1 uk": 0.9}
    measured = {"figure f1 en": 0.93, "figure f1 uk": 0.94}
    assert [line.split(":")[0] for line in fallen(floors, measured)] == ["figure f1 en"]
    assert raised(floors, measured, allow_regression=False) == {"figure f1 en": 0.95, "figure f1 uk": 0.94}
    assert raised(floors, measured, allow_regression=True) == measured


def test_a_score_that_is_gone_has_fallen() -> None:
    assert len(fallen({"figure f1 es": 0.9}, {})) == 1


def test_figures_gained_and_lost_are_told_by_name() -> None:
    run = Run(found={"a": ["x/1", "x/1", "+y/2"], "b": []})
    gained, lost, _ = differences({"a": ["x/1", "+z/3"], "b": ["w/4"]}, run)
    assert gained == ["a  x/1", "a  z/3 (made up) no more"]
    assert lost == ["a  y/2 (made up)", "b  w/4"]


def test_documents_out_of_sight_are_counted_and_not_named() -> None:
    run = Run(found={"secret-1": ["aa", "bb"]}, secret={"secret-1"})
    run.slices["all"].add(Tally(documents=1))
    gained, lost, hidden = differences({"secret-1": ["bb", "cc"]}, run)
    assert (gained, lost, hidden) == ([], [], (1, 1))
    corpus = Corpus("dev", (), Path(), hidden=True)
    assert "secret-1" not in "\n".join(tell(corpus, run, {"secret-1": ["bb", "cc"]}))


@BESIDE
def test_the_recorded_run_names_no_figure_of_a_document_out_of_sight() -> None:
    recorded = load(score_floors.FOUND).get("dev", {})
    hidden = [keys for ident, keys in recorded.items() if held_out(ident)]
    assert hidden
    assert not [k for keys in hidden for k in keys if "/" in k]


def test_the_table_stands_between_its_marks() -> None:
    begin, end = score_floors.MARKS
    page = f"# Page\n\n{begin}\nold\n{end}\nrest\n"
    assert with_table(page, "| new |") == f"# Page\n\n{begin}\n\n| new |\n\n{end}\nrest\n"


def test_an_update_writes_nothing_where_a_floor_would_fall(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = Corpus("own", (_file(tmp_path),), tmp_path)
    for name, value in {"FLOORS": "floors.json", "FOUND": "found.json", "DOC": "page.md"}.items():
        monkeypatch.setattr(score_floors, name, tmp_path / value)
    (tmp_path / "page.md").write_text("\n".join(score_floors.MARKS), "utf-8")
    monkeypatch.setattr(score_floors, "corpora", lambda: [corpus])
    assert score_floors.main(["--update"]) == 0
    first = (tmp_path / "floors.json").read_text("utf-8")
    assert '"figure recall all": 1.0' in first
    assert "| figure, en | 1.000" in (tmp_path / "page.md").read_text("utf-8")

    monkeypatch.setattr(score_floors, "figures_of", lambda document: ())
    assert score_floors.main([]) == 1
    assert "lost    d1  -/people/killed/12" in capsys.readouterr().out
    assert score_floors.main(["--update"]) == 1
    assert (tmp_path / "floors.json").read_text("utf-8") == first
    assert score_floors.main(["--update", "--allow-regression"]) == 0
    assert '"figure recall all": 0.0' in (tmp_path / "floors.json").read_text("utf-8")


def _file(folder: Path) -> Path:
    path = folder / "some.jsonl"
    path.write_text(
        '{"id": "d1", "lang": "en", "topic": "generic", "published": "2026-01-02", "title": "Ferry sinks",'
        ' "text": "Twelve people were killed when a ferry sank.", "figures": [{"party": null, "population": "people",'
        ' "measure": "killed", "low": 12, "high": 12, "qualifier": "exact", "sources": [], "as_of": "2026-01-02",'
        ' "scope": "incident", "status": "asserted", "quote": "Twelve people were killed"}]}\n',
        "utf-8",
    )
    return path
