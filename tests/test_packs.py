"""Topic packs: what their keys mean, the line for each fault, and that the program's own know their names."""

import datetime as dt
import doctest
import re
from pathlib import Path

import pytest

from monitor import packs
from monitor.config import known_topics, load_topic, topic_for_detect
from monitor.errors import ConfigError
from monitor.model import Measure, SourceKind, Topic

ROOT = Path(__file__).parent.parent


def write(folder: Path, text: str, name: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


class TestPacks:
    def test_every_key(self, tmp_path: Path) -> None:
        write(
            tmp_path,
            """
            id = "war"
            title = "A war"
            about = ["Northland", "north*"]
            since = 2022-02-24
            since_harmed = "south"
            since_counts = { killed = [40, 60], captured = [3, 5] }
            same_time = "12h"
            parties.north = { name = "Northland", words = ["Northland", "northern*"] }
            parties.south = { name = "Southland" }
            sources.ministry = { name = "The Ministry", words = ["ministry of war"], kind = "official" }
            sources.list = { name = "The List" }
            """,
            "war.toml",
        )
        topic = load_topic("war.toml", base=tmp_path)
        assert (topic.id, topic.since, topic.same_time) == ("war", dt.date(2022, 2, 24), dt.timedelta(hours=12))
        assert topic.since_harmed == "south"
        assert topic.since_counts == ((Measure.KILLED, 40, 60), (Measure.CAPTURED, 3, 5))
        assert topic.about == ("Northland", "north*")
        assert [(party.id, party.words) for party in topic.parties] == [
            ("north", ("Northland", "northern*")),
            ("south", ("Southland",)),
        ]
        assert [(source.id, source.kind) for source in topic.sources] == [
            ("ministry", SourceKind.OFFICIAL),
            ("list", SourceKind.CLAIM),
        ]

    def test_three_keys_are_enough(self, tmp_path: Path) -> None:
        write(tmp_path, 'id = "quake"\ntitle = "Quake"\nabout = ["Quake"]\n', "q.toml")
        topic = load_topic("q.toml", base=tmp_path)
        assert topic == Topic(id="quake", title="Quake", about=("Quake",))
        assert topic.same_time == dt.timedelta(days=31)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ("idd = 1", 'unknown key "idd"'),
            ('id = "A War"', "id: "),
            ('id = "generic"', "id: "),
            ('title = " "', "title: is empty"),
            ('about = "North"', 'about: write a list: about = ["North"]'),
            ('about = [""]', "about: "),
            ("since = 1999-13-01", "is not TOML"),
            ("since = 10:00:00", "since: expected a date"),
            ('since_harmed = "nort"', 'since_harmed: no party is called "nort"'),
            (
                'since_harmed = "north"\nparties.north = { name = "N" }',
                "since_harmed: on which day? name it with `since` too",
            ),
            (
                "since_counts = { killed = [4, 6] }",
                "since_counts: of whose people? name the party with `since_harmed` too",
            ),
            ("since_counts = { killed = [6, 4] }", "since_counts.killed: write the lowest and the highest count"),
            ("since_counts = { killed = 4 }", "since_counts: expected a list"),
            ('same_time = "soon"', 'same_time = "5m"'),
            ('same_time = "1s"', "same_time: must lie between 1m"),
            ('same_time = "999999d"', "same_time: must lie between 1m"),
            ('parties = ["north"]', "parties: expected a table, found a list"),
            ('parties.north = "Northland"', "parties: expected a table, found text in quotes"),
            ('parties.north = { nam = "N" }', 'parties.north: unknown key "nam"; did you mean "name"?'),
            ('parties.north = { words = ["N"] }', "parties.north: name: is missing"),
            ('parties."No rth" = { name = "N" }', "parties.No rth: its id"),
            ('parties.north = { name = "N", words = "N" }', 'parties.north: words: write a list: words = ["N"]'),
            ('sources.x = { name = "X", kind = "rumour" }', 'sources.x: kind: "rumour" is not known'),
            ('sources.x = { name = "X", counts = "nort" }', 'sources.x: counts: no party is called "nort"'),
            (
                'sources.x = { name = "X", people = "soldiers" }',
                'sources.x: people: "soldiers" is not known; known: military',
            ),
            (
                'sources.x = { name = "X", people = "military" }',
                "sources.x: people: whose? name the party with `counts` too",
            ),
            ('sources.x = { name = "X", words = ["a*"] }', "after at least 3 letters"),
            ('sources.x = { name = "X", words = ["Na*me"] }', "at the end of a word"),
            ('sources.x = { name = "X", words = ["(A|B)ort"] }', "words are literal"),
            ('sources.x = { name = "X", words = ["two  spaces"] }', "needless spaces"),
        ],
    )
    def test_a_fault_is_one_line_with_file_and_key(self, tmp_path: Path, change: str, said: str) -> None:
        keys = {"id": '"war"', "title": '"A war"', "about": '["North"]'}
        keys.pop(change.split(" ")[0], None)
        write(tmp_path, change + "\n" + "".join(f"{k} = {v}\n" for k, v in keys.items()), "war.toml")
        with pytest.raises(ConfigError) as caught:
            load_topic("war.toml", base=tmp_path)
        (line,) = [line for line in str(caught.value).splitlines() if said in line]
        assert line.startswith("war.toml: ")

    def test_a_word_names_one_party_alone(self, tmp_path: Path) -> None:
        text = 'id = "w"\ntitle = "W"\nabout = []\nparties.a = { name = "A", words = ["Capital"] }\n'
        write(tmp_path, text + 'parties.b = { name = "B", words = ["capital"] }\n', "w.toml")
        with pytest.raises(ConfigError, match=r"w\.toml: parties\.b: words: \"capital\" names a already"):
            load_topic("w.toml", base=tmp_path)

    def test_what_an_article_may_ask_for(self, tmp_path: Path) -> None:
        mine = Topic(id="quake", title="Quake")
        assert topic_for_detect("generic") is None
        assert topic_for_detect("quake", (mine,)) is mine
        gaza = topic_for_detect("gaza")
        assert gaza is not None
        assert gaza.id == "gaza"
        write(tmp_path, 'id = "x"\ntitle = "X"\nabout = []\n', "x.toml")
        with pytest.raises(ConfigError, match="unknown topic"):  # an article's topic never opens a file
            topic_for_detect(str(tmp_path / "x.toml"))
        with pytest.raises(ConfigError, match="quake, gaza, russia-ukraine, generic"):
            topic_for_detect("nothing-like-it", (mine,))


@pytest.mark.parametrize("name", known_topics())
class TestOurPacks:
    def test_its_id_is_its_name(self, name: str) -> None:
        topic = load_topic(name)
        assert topic.id == name
        assert topic.since is not None
        assert topic.since.year > 2020

    def test_it_speaks_six_languages(self, name: str) -> None:
        """A pack knows its first two parties in each language's own spelling."""
        words = {
            "russia-ukraine": ["Ukrainian", "україн", "украин", "ukrainien", "ukrainisch", "ucraniano"],
            "gaza": ["Israeli", "ізраїль", "израиль", "israélien", "israelisch", "israelí"],
        }[name]
        topic = load_topic(name)
        for word in words:
            assert any(named(word, known) for party in topic.parties for known in party.words), word
            assert any(named(word, known) for known in topic.about), word

    def test_no_stem_swallows_another_party_or_source(self, name: str) -> None:
        """`росі*` may not also be the beginning of another party's word: the two would both claim it."""
        topic = load_topic(name)
        for members in (topic.parties, topic.sources):
            literal = [(one.id, word) for one in members for word in one.words]
            for owner, word in literal:
                if " " in word or not word.endswith("*"):
                    continue
                taken = [it for other, it in literal if other != owner and " " not in it and named(it, word)]
                assert not taken, (owner, word, taken)

    def test_an_acronym_that_is_a_word_elsewhere_stands_in_capitals(self, name: str) -> None:
        """ "UN" is French for "a", "WHO" and "US" are English words: only capitals tell them apart."""
        topic = load_topic(name)
        words = {word for source in topic.sources for word in source.words}
        assert not words & {"un", "Un", "who", "Who", "us", "Us", "nis"}


def named(text: str, word: str) -> bool:
    """Whether a pack's word, read as docs/topics.md says, is found at the start of a text in small letters."""
    if word.endswith("*"):
        return text.casefold().startswith(word[:-1].casefold())
    return text.casefold() == word.casefold()


SAYS = [
    ("russia-ukraine", "zelensky", "Zelensky Zelenskyy Зеленський Зеленского Selenskyj Zelenski"),
    ("russia-ukraine", "general-staff", "Генштабу Генштаб Generalstab"),
    ("russia-ukraine", "putin", "Putin Путіна Путиным Poutine"),
    ("russia-ukraine", "trump", "Trump Трампа Трамп"),
    ("russia-ukraine", "mediazona", "Mediazona Медиазоны Медіазона BBC"),
    ("russia-ukraine", "un", "UN ООН ONU"),
    ("russia-ukraine", "csis", "CSIS"),
    ("gaza", "idf", "IDF Tsahal ЦАГАЛ ЦАХАЛ"),
    ("gaza", "un", "UN ООН ONU"),
    ("gaza", "unrwa", "UNRWA"),
]


@pytest.mark.parametrize(("name", "source_id", "spellings"), SAYS)
def test_a_source_is_known_by_each_of_its_spellings(name: str, source_id: str, spellings: str) -> None:
    sources = {source.id: source.words for source in load_topic(name).sources}
    for spelling in spellings.split():
        assert [key for key, words in sources.items() if any(named(spelling, word) for word in words)] == [source_id]


def test_counts_of_names_are_counts() -> None:
    kinds = {source.id: source.kind for source in load_topic("russia-ukraine").sources}
    assert kinds["mediazona"] is kinds["ualosses"] is SourceKind.COUNT
    assert kinds["zelensky"] is kinds["general-staff"] is SourceKind.OFFICIAL
    assert kinds["csis"] is kinds["us-officials"] is SourceKind.ESTIMATE
    assert kinds["trump"] is SourceKind.CLAIM


def test_a_source_counts_one_sides_people() -> None:
    """The dead of Mediazona's list are Russia's, and the losses in the General Staff's bulletin the enemy's."""
    counts = {source.id: source.counts for source in load_topic("russia-ukraine").sources}
    assert counts["mediazona"] == counts["general-staff"] == "russia"
    assert counts["ualosses"] == "ukraine"
    assert counts["csis"] is None


def test_the_pack_in_the_docs_is_a_pack(tmp_path: Path) -> None:
    text = (ROOT / "docs/topics.md").read_text("utf-8")
    packs_shown = re.findall(r"```toml\n(id = .*?)```", text, re.DOTALL)
    assert packs_shown
    for number, pack in enumerate(packs_shown):
        write(tmp_path, pack, f"{number}.toml")
        assert load_topic(f"{number}.toml", base=tmp_path).title


def test_examples_in_docstrings() -> None:
    result = doctest.testmod(packs)
    assert result.attempted > 0
    assert result.failed == 0
