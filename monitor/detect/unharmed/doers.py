"""Numbers of those who did the harm, named with its passive: none of them was harmed by it.

"He was shot dead by two policemen", "wurde von zwei Beamten erschossen", "застрелен двумя полицейскими", "його вбили
троє невідомих": the harmed stand before the verb, or as a pronoun, and the number counts who did it to them.
"""

from collections.abc import Mapping

from monitor.detect.harm.harms import Harm
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.base_forms import INFLECTED
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population, Qualifier

_VERB = 7  # tokens between the passive and those who did it: "shot in the head by two men"
_GERMAN = 7  # tokens from those who did it to the participle at the end
_FRAME = 14  # tokens from there back to its "wurde"
_DIED = 4  # tokens from "who" to what befell them
_BY = frozenset({"by", "par", "por"})
_VON = frozenset({"von", "durch"})
_INSTRUMENTAL = ("ами", "ями", "ыми", "ими", "ьми", "двумя", "тремя", "четырьмя", "двома", "трьома", "чотирма")
_WITH = frozenset({"с", "со", "з", "із", "зі", "между", "між", "над", "под", "під", "за", "перед"})
_SUBJECTS = frozenset(
    (
        "двое",
        "трое",
        "четверо",
        "пятеро",
        "шестеро",
        "семеро",
        "двоє",
        "троє",
        "п'ятеро",
        "два",
        "две",
        "дві",
        "три",
        "четыре",
        "чотири",
    )
)  # nominatives: of the living the accusative has a form of its own, "убили двоих", "убили трёх"
_WOUND = ("ран", "поран")


def did_it(line: Line, group: Group, harm_at: Mapping[int, Harm], lang: str) -> bool:
    """Whether a number counts those by whom somebody was harmed."""
    if not harm_at or group.of_harm or group.of_them or group.number.qualifier is Qualifier.VAGUE:
        return False
    before = line.low(group.start - 1)
    if before in _BY:
        return not group.bare and _passive_before(line, group.start - 2, harm_at) and not _fell(line, group, harm_at)
    if before in _VON and group.start > 1:
        return not group.bare and _between_german(line, group, harm_at)
    if lang in INFLECTED and line.low(group.number.core) in _SUBJECTS and group.number.end - group.start == 1:
        return _does(line, group, harm_at)
    if (
        lang not in INFLECTED
        or before in _WITH
        or not any(line.low(j).endswith(_INSTRUMENTAL) for j in range(group.start, group.end))
    ):
        return False
    return not group.bare and _passive_before(line, group.start - 1, harm_at)


def _does(line: Line, group: Group, harm_at: Mapping[int, Harm]) -> bool:
    """ "Двое неизвестных застрелили мужчину", "Его убили трое неизвестных": the nominative beside a transitive verb."""
    after = group.end
    while line.is_a(after, "words.adverb") and after not in harm_at:
        after += 1
    beside = harm_at.get(after) or next((h for h in harm_at.values() if h.end == group.start), None)
    if group.bare or beside is None or group.head is Population.CHILDREN:  # "вбили двоє дітей"
        return False
    deed = beside.measure is Measure.KILLED or line.low(beside.start).startswith(_WOUND)  # but "в больницу попали двое"
    return deed and beside.has("verb")


def _passive_before(line: Line, j: int, harm_at: Mapping[int, Harm]) -> bool:
    """Whether a harm's participle stands before token j in the same clause, with no number or conjunction between."""
    for k in range(j, max(-1, j - _VERB), -1):
        if harm := next((harm_at[m] for m in (k, k - 1, k - 2) if m in harm_at and harm_at[m].end == k + 1), None):
            return harm.has("part")
        if line.kind(k) != "word" or line.is_a(k, "words.conjunction", "words.total_move", "words.who"):
            return False
    return False


def _between_german(line: Line, group: Group, harm_at: Mapping[int, Harm]) -> bool:
    """ "wurde von zwei Beamten in Köln erschossen", but "wurden von 40 Geiseln zwölf getötet", "zwölf von 40"."""
    if line.kind(group.start - 2) == "number" or line.is_a(group.start - 2, "numbers.units", "numbers.vague"):
        return False
    for k in range(group.end, group.end + _GERMAN):
        if (harm := harm_at.get(k)) is not None:
            passive = line.is_a(harm.end, "source.passive") or any(
                line.is_a(m, "source.passive") for m in range(max(0, group.start - _FRAME), group.start)
            )
            return harm.has("part") and passive
        if line.kind(k) != "word" or line.is_a(k, "numbers.units", "words.conjunction"):
            return False
    return False


def _fell(line: Line, group: Group, harm_at: Mapping[int, Harm]) -> bool:
    """ "Shot by two gunmen who were killed at once": they were harmed too."""
    who = group.end + (line.low(group.end) == ",")
    return line.is_a(who, "words.who") and any(k in harm_at for k in range(who + 1, who + 1 + _DIED))
