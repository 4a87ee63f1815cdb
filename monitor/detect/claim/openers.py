"""A number without a verb of saying to the body or office that opens its sentence: "El hospital anotó 26 fallecidos".

No list of verbs is ever complete: a register holds names, a portal shows them, a spokesman revises a toll. Whoever is
the subject of a sentence with a toll in it, and is neither who killed nor who was killed, tells it. Names of people and
countries are left out: "Zelensky flew to Dnipro, where 12 had died" is nobody's.
"""

from typing import TYPE_CHECKING

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention
from monitor.detect.sources.salvage import brings_up
from monitor.detect.sources.speakers import Speakers, attributed
from monitor.model import Measure

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_LISTS = ("people lost", "labelled list", "list of names and numbers", "others beside one")
_ANOTHERS = ("number said of what came before", "coordinated number", "list of names and numbers")
_APPOSED = 4  # tokens from a list's noun to its keeper's name: "la base de datos del proyecto"
_NEAR = 6  # tokens from "recovered" to the bodies
_BESIDE = 3  # tokens from an "and" to the number
_ATTACKS = ("scope.incident", "words.attack")
_ARTICLES = frozenset({"der", "die", "das", "dem", "den"})  # relative pronouns after a comma alone
_THAT = frozenset({"that", "que", "qu", "что", "що"})  # more often of what is said: "let slip that 48,000 ..."
_FIGHTS = ("people.military", "words.army", "words.men", "words.irregular", "words.soldier")


def opener(
    line: Line,
    group: Group,
    link: Link,
    said: list[Attribution],
    speakers: Speakers,
    kin: "Statement | None",
    lang: str,
    *,
    found: bool = False,
) -> Attribution | None:
    """The body or office that is the subject of the number's clause, or whose list the clause speaks of."""
    if "scope.list" in line.has and not line.sentence.title:
        for mention in reversed(speakers.named):
            if mention.end <= group.start and mention.kind == "source" and _keeps_a_list(line, mention, group):
                return attributed(mention, mention.end, "before", [], speakers.named, speakers, line, lang)
    if line.sentence.title or link.rule in _LISTS or link.part or link.measure is Measure.CAPTURED:
        return None  # who is still held is known to all
    if kin is not None and (link.rule not in _ANOTHERS or kin.line is not line or kin.group.end > group.start):
        return None
    if found != _brought_up(line, group, speakers):
        return None  # who found the bodies tells it only where nobody goes on to
    told = {a.start for a in said}  # "police said; an earlier count of 15 ...": he speaks elsewhere
    for mention in reversed(speakers.named):
        if mention.end >= group.start or mention.start in told:
            continue
        if kin is not None and mention.start < kin.group.end:
            return None
        if _may_tell(line, mention) and _tells(line, mention, group, link):
            return attributed(mention, mention.end, "before", [], speakers.named, speakers, line)
    return None


def _brought_up(line: Line, group: Group, speakers: Speakers) -> bool:
    """ "The ministry said a ferry sank. Rescuers have found 16 bodies.": what they found is told by who speaks."""
    if speakers.last is None or line.sentence.paragraph - speakers.paragraph > 1 or "words.salvages" not in line.has:
        return False
    if any(line.is_a(j, "words.salvages") for j in range(group.end, group.end + _BESIDE)):
        return True  # "Retter haben 16 Leichen geborgen"
    return any(brings_up(line, j) for j in range(max(0, group.start - _NEAR), group.start))


def _keeps_a_list(line: Line, mention: Mention, group: Group) -> bool:
    """ "On the UALosses database there are 80,900 names", "В списке «Медиазоны» 135 100 имён": a known count's list."""
    if any(line.low(j) in (",", ";", ":") or line.is_a(j, "source.says") for j in range(mention.end, group.start)):
        return False
    beside = range(max(0, mention.start - _APPOSED), mention.end + 1)
    return line.is_a(mention.start, "named_source") and any(line.is_a(j, "scope.list") for j in beside)


def _may_tell(line: Line, mention: Mention) -> bool:
    """Whether a mention is the subject of a clause, and no unit, gang or army."""
    if mention.oblique or not mention.names or not (mention.kind in ("source", "office") or mention.head):
        return False
    if mention.kind != "source" and any(line.is_a(j, *_FIGHTS) for j in range(mention.start, mention.end)):
        return False
    first = mention.start
    while line.is_a(first - 1, "words.article") and line.kind(first - 1) == "word":
        first -= 1
    if first == 0 or line.low(first - 1) in (";", "–", ":"):
        return True
    joined = line.is_a(first - 1, "words.conjunction", "words.but") and line.low(first - 2) == ","
    opens = joined or line.low(first - 1) == "," or line.is_a(first - 1, "source.subordinate")
    return opens and line.kind(mention.end) == "word" and not line.is_a(mention.end, "words.conjunction")


def _tells(line: Line, mention: Mention, group: Group, link: Link) -> bool:
    """Not "Police shot dead five", "The mission attacked a camp, killing 12": the subject did it."""
    between = range(mention.end, group.start)
    if any(line.is_a(j, *_ATTACKS, "source.seeks") for j in between):
        return False  # "Rescuers searched for 12 missing miners": whoever seeks them counts nobody
    if _leads_to(line, mention, group) or _given(line, group):
        return False
    if any(line.low(j - 1) == "," and line.is_a(j, "status.while") for j in between):
        return False  # "Volunteers dug by lamplight, while the toll climbed to 230"
    if any(line.is_a(j, "dates.after") and line.kind(j) == "word" for j in between):
        return False  # "The government has fallen after 20 people were killed"
    if _is_told_of(line, mention.end) and any(line.is_a(j, "words.conjunction") for j in between):
        return False
    if line.is_a(mention.end, "words.conjunction") and group.start - mention.end <= _BESIDE:
        return False  # "The governor and six bodyguards were killed": he is among them
    return link.rule != "object of a harm verb" or not link.start < group.start


def _given(line: Line, group: Group) -> bool:
    """ "The mayor visited the families of the 12 people killed": a number known to all, which nobody tells here."""
    return line.is_a(group.number.start - 1, "words.the")


def _leads_to(line: Line, mention: Mention, group: Group) -> bool:
    """ "The mayor laid flowers at the station where 130 people were killed": known to all, and nobody's count."""
    for j in range(group.start - 1, mention.end + 1, -1):
        if line.low(j) in (";", ":"):
            return False
        if line.is_a(j, "words.count", "killed.toll", "scope.list"):
            return False
        german = line.low(j) in _ARTICLES and "," not in (line.low(j - 1), line.low(j - 2))
        person = mention.person or mention.person_office
        if line.is_a(j, "dates.when", "source.when") or (
            person and line.is_a(j, "source.which", "dates.relative") and line.low(j) not in _THAT and not german
        ):
            return line.low(j + 1) != ","
    return False


def _is_told_of(line: Line, verb: int) -> bool:
    """ "The captain was found alive, and three men are missing": of whom a passive tells, he tells nothing."""
    while line.is_a(verb, "words.have") and line.kind(verb) == "word":
        verb += 1
    return (
        line.is_a(verb, "source.passive") and line.kind(verb + 1) == "word" and not line.low(verb + 1).endswith("ing")
    )
