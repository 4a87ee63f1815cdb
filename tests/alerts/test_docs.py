"""`docs/alerts.md` shows what the program does."""

import re
from pathlib import Path

from monitor.alerts.deliver import faults
from monitor.alerts.message import compose
from monitor.model import AlertRule
from tests.alerts.stories import WAR, claim, event

PAGE = Path(__file__).parents[2] / "docs" / "alerts.md"


def test_the_example_is_the_programs_own() -> None:
    trump = claim(700_000, source="trump", as_of="2025-01")
    message = compose((event(against=(trump,)),), (WAR,))
    assert f"```text\n{message.title}\n\n{message.text}\n```" in PAGE.read_text()


def test_the_picture_holds_the_storys_numbers() -> None:
    svg = (PAGE.parent / "pictures" / "alert-chart.svg").read_text()
    assert all(
        f">{label}<" in svg for label in ("31,000", "45,100", "55,000 Volodymyr Zelensky", "700,000 Donald Trump")
    )


def test_every_address_in_the_table_is_one_that_apprise_understands() -> None:
    urls = re.findall(r"^\| .*\| `(\w+://[^`]+)` \|$", PAGE.read_text(), re.MULTILINE)
    assert len(urls) == 8
    assert faults([AlertRule(name=url, url=url) for url in urls]) == ()
