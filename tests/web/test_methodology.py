"""The methodology page tells what runs: versions, scores, packs, rules."""

import json

from monitor.demo import demo_topics
from monitor.detect.detector import VERSION
from monitor.model import EventKind
from tests.web.conftest import Asking
from tests.web.score import SCORE, scores

FAR = 5.0  # per cent: a floor may rise a little before the page's numbers are written anew


def test_the_shipped_scores_are_the_floors() -> None:
    shipped, measured = json.loads(SCORE.read_text("utf-8")), scores()
    assert shipped["version"] == VERSION, "run python -m tests.web.score"
    assert len(shipped["rows"]) == len(measured["rows"])
    for a, b in zip(shipped["rows"], measured["rows"], strict=True):
        for key in ("recall", "precision"):
            assert abs(float(a[key].split()[0]) - float(b[key].split()[0])) <= FAR, "run python -m tests.web.score"


def test_it_names_version_scores_rules_and_sources(page: Asking) -> None:
    text = page.get("/methodology").text
    assert f"Detector version: {VERSION}" in text
    assert all(row["recall"] in text for row in json.loads(SCORE.read_text("utf-8"))["rows"])
    assert all(f">{kind.value}</span>" in text for kind in EventKind)
    assert all(source.name.replace("'", "&#39;") in text for topic in demo_topics() for source in topic.sources[:10])
    assert "54,500" in text  # 55,000 is what rounds to it
