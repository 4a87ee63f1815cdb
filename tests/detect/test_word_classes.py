"""The classes that the rooms ask for and those that the word lists hold: a question after no list is always "no"."""

import re
from pathlib import Path

import monitor.detect
from monitor.detect.reading.lexicon import LANGUAGES, lexicon
from monitor.packs import load_topic

ROOMS = Path(monitor.detect.__file__).parent
ASKED = re.compile(
    r'"((?:words|source|scope|status|dates|numbers|killed|wounded|missing|captured|casualties|qualifier|people|not_people)'
    r'\.[a-z_]+)"'
)


def test_every_class_that_a_room_asks_for_is_in_some_word_list() -> None:
    topics = (load_topic("russia-ukraine"), load_topic("gaza"))
    held = set()
    for lang in LANGUAGES:
        lex = lexicon(lang, topics)
        held |= {entry.cls for entry in lex.entries()} | {entry.cls for tail in lex.tails.values() for entry in tail}
    asked = {(cls, room.name) for room in ROOMS.rglob("*.py") for cls in ASKED.findall(room.read_text("utf-8"))}
    assert len(asked) > 1_000
    assert sorted((cls, room) for cls, room in asked if cls not in held) == []
