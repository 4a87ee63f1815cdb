"""Four years of daily bulletins from a published series, in three wordings and five outlets, shuffled within each day.

One number a day, told as the General Staff tells it ("about 1,456,610", the first days "more than"): the first is new,
each that rises an update, each other telling a repeat, none a conflict, and every total has its own day.
"""

import datetime as dt
import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.history.report import Filters, rows
from monitor.history.schema import open_history
from monitor.model import Measure
from monitor.packs import load_topic
from monitor.replay import replay

SERIES = Path(__file__).parents[2] / "shared" / "data" / "general_staff_daily.json"
WAR = load_topic("russia-ukraine")
OUTLETS = ("The Courier", "The Herald", "Dnipro Dispatch", "Commons Gazette", "Northern Beacon")
WORDINGS = (
    "Russia has lost {number} troops in Ukraine since the beginning of its full-scale invasion on February 24, 2022, "
    "the General Staff of Ukraine's Armed Forces reported on {day}.",
    "{Number} Russian soldiers have been killed or wounded since the full-scale invasion began, according to the "
    "morning update of the General Staff of the Armed Forces of Ukraine as of {day}. Fighting went on along the front.",
    "The total combat losses of the Russian army in personnel from February 24, 2022, to {day}, come to {number} "
    "people, the Ukrainian General Staff says in its daily summary.",
)
WORDS = {"about": "about", "more": "more than"}

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not SERIES.is_file(), reason="the published series is not beside this"),
]


def bulletins(series: list[dict[str, Any]], seed: int) -> Iterator[dict[str, Any]]:
    """Five articles a day, each outlet in one of the wordings, in an order of their own."""
    chance = random.Random(seed)
    for number, row in enumerate(series):
        day = dt.date.fromisoformat(row["date"])
        said = f"{WORDS[row['personnel*']]} {row['personnel']:,}"
        values = {"number": said, "Number": said[0].upper() + said[1:], "day": f"{day:%B} {day.day}, {day.year}"}
        minutes = chance.sample(range(360, 1_320), len(OUTLETS))
        for at, (outlet, minute) in enumerate(zip(OUTLETS, minutes, strict=True)):
            yield {
                "id": f"{row['date']}-{at}",
                "outlet": outlet,
                "published": f"{row['date']}T{minute // 60:02}:{minute % 60:02}:00Z",
                "lang": "en",
                "title": "Russian losses",
                "text": WORDINGS[(number + at) % len(WORDINGS)].format(**values),
            }


def test_four_years_of_bulletins(tmp_path: Path) -> None:
    series = json.loads(SERIES.read_text("utf-8"))
    archive = tmp_path / "bulletins.jsonl"
    archive.write_text("\n".join(map(json.dumps, bulletins(series, 7))), "utf-8")
    db = open_history(":memory:")
    kinds: Counter[str] = Counter()
    wrong = []
    told = {row["date"]: row["personnel"] for row in series}
    for event in replay(archive, database=db, topics=(WAR,)):
        kinds[event.event.value] += 1
        day = (event.article.published or "")[:10]
        if (event.as_of, event.low, event.source) != (day, told[day], "general-staff"):
            wrong.append((event.article.id, event.as_of, event.low, event.source))
        if event.event not in ("new", "update", "repeat"):
            wrong.append((event.article.id, event.event.value, event.why))
    assert wrong[:10] == []
    rising = sum(after["personnel"] > before["personnel"] for before, after in itertools.pairwise(series))
    assert (len(series), rising) == (1_626, 1_618)
    assert kinds == {"new": 1, "update": 1_618, "repeat": 7 + 4 * 1_626}
    found = rows(db, Filters(party="russia", source="general-staff", measure=Measure.CASUALTIES), (WAR,))
    first = {row["personnel"]: row["date"] for row in reversed(series)}
    assert {row["low"]: row["as_of"] for row in found} == first
    assert not [row for row in found if row["contested"]]
    assert {len(row["outlets"]) for row in found} == {5}
