"""The detector's floors in, the scores that the methodology page shows out.

python -m tests.web.score        writes monitor/web/score.json; run it when the floors were raised
"""

import json
from pathlib import Path
from typing import Any

from monitor.detect.detector import VERSION

ROOT = Path(__file__).parents[2]
FLOORS = ROOT / "tests" / "score" / "floors.json"
SCORE = ROOT / "monitor" / "web" / "score.json"
_NAMES = {"own": "our own articles", "dev": "development articles", "seeds": "the demo's pages"}
_LEVELS = {"number": "the number alone", "figure": "with whom, what and the bounds"}


def scores() -> dict[str, Any]:
    """What the page shows: per cent, one row for each corpus and level."""
    floors = json.loads(FLOORS.read_text("utf-8"))
    rows = [
        {
            "name": f"{name} ({floors[corpus]['documents']}), {words}",
            "recall": _percent(floors[corpus]["floors"][f"{level} recall all"]),
            "precision": _percent(floors[corpus]["floors"][f"{level} precision all"]),
        }
        for corpus, name in _NAMES.items()
        if corpus in floors
        for level, words in _LEVELS.items()
    ]
    return {"version": VERSION, "rows": rows}


def _percent(value: float) -> str:
    return f"{value * 100:.1f} %"


if __name__ == "__main__":
    SCORE.write_text(json.dumps(scores(), indent=1, ensure_ascii=False) + "\n", "utf-8")
