"""Numbers beside a harm word that nobody was harmed by: denied, rescued, recruited, arrested, or half of a ratio."""

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.detect.unharmed.refound import found_again
from monitor.detect.unharmed.shot_down import shot_down
from monitor.detect.unharmed.sidelined import sidelined
from monitor.detect.unharmed.struck_places import struck_places
from monitor.detect.unharmed.unsaved import unsaved_thing
from monitor.model import Measure, Population

_PROPORTION = 12  # tokens from "ratio" on to its numbers
_TWICE = 10  # tokens from a number to the word that it was counted wrongly
_REACH = 6  # tokens between a word of rescue and its number
_HURT = ("killed.", "wounded.")
_VICTIMS = ("victim", "víctim", "opfer", "жертв")
_ONE = ("1", "one", "un", "eins", "einen", "einem", "один", "одного", "одну", "cada", "chaque", "jeden")
_OR = frozenset({"or", "oder", "ou", "o", "або", "чи", "или"})
_MOST_HIT = 1_000  # people: more were affected
_LOSSES = ("loss", "потер", "втрат", "perte", "verlust", "pérdida")
_OF_WHAT = 6  # tokens from "losses" on to what was lost
_RATIO_MOST = 100  # people; "for every soldier killed, three are wounded"


def spared(line: Line, group: Group, link: Link, *, peace: bool) -> bool:
    """Whether the sentence says that its number's people were not harmed, or counts no event at all."""
    return (
        _nobody(line, group, link)
        or _alive(line, group, link)
        or _rescued(line, group, link)
        or _several_were(line, group, link)
        or _recruited(line, group, link)
        or _arrested(line, group, link, peace)
        or _affected(line, group, link)
        or _oldest(line, link)
        or _ratio(line, group, link)
        or _priced(line, group)
        or _wanted(line, group, link)
        or found_again(line, group, link)
        or _share(line, group, link)
        or _attempted(line, link)
        or _removed(line, group, link)
        or _beasts(line, group, link)
        or _materiel(line, group, link)
        or shot_down(line, group, link)
        or sidelined(line, group, link)
        or _on_manifest(line, link)
        or _miscounted(line, group)
        or _fatal_things(line, group, link)
        or _counselled(line, group, link)
        or _posted(line, group, link)
        or struck_places(line, group, link)
        or unsaved_thing(line, group, link)
        or any(line.is_a(j, "words.sentenced") for j in range(max(0, group.start - 3), group.start))
    )


def _priced(line: Line, group: Group) -> bool:
    """ "Средняя цена одного убитого оккупанта", "the payment for one soldier killed": a price, and nobody's death."""
    if "words.priced" not in line.has or group.number.high > 1:
        return False
    return any(line.is_a(j, "words.priced") for j in range(max(0, group.start - _REACH), group.start))


def _counselled(line: Line, group: Group, link: Link) -> bool:
    """ "Психологи оказали помощь 132 жителям", "les psychologues ont pris en charge 132 personnes": the shocked."""
    if "words.counsel" not in line.has or link.measure is not Measure.WOUNDED or group.of_harm:
        return False
    near = range(max(0, min(link.start, group.start) - _REACH), max(link.end, group.end) + 3)
    return link.start < link.end and any(line.is_a(j, "words.counsel") for j in near)


def _posted(line: Line, group: Group, link: Link) -> bool:
    """ "Силы вторжения составляли 3200 человек личного состава": men who were there, where no loss is told."""
    if "words.posted" not in line.has or link.measure is not Measure.CASUALTIES or link.start < group.number.end:
        return False
    if "words.lost" in line.has or any(cls.startswith(_HURT) or cls == "words.eliminated" for cls in line.has):
        return False
    told = sum("casualties.noun" in here or "casualties.toll" in here for here in line.tags)
    before = range(max(0, group.start - _TWICE), group.start)
    return told == 1 and any(line.is_a(j, "words.posted") for j in before)


def _fatal_things(line: Line, group: Group, link: Link) -> bool:
    """ "Of the 40 crashes, 12 crashes were fatal", "three of the errors were fatal to the plan": not so many people."""
    if not any(line.is_a(j, "words.fatal") for j in range(link.start, link.end)) or link.side not in ("left", "right"):
        return False
    if group.number.end > link.start:
        return False
    of_things = line.is_a(group.number.end, "words.of", "words.among") and not (group.of_them or group.of_harm)
    return group.head is None and (group.unknown or (of_things and link.start - group.number.end > 1))


def _removed(line: Line, group: Group, link: Link) -> bool:
    """ "3,000 names were removed from the list of the dead": a list that was mended."""
    if "words.removed" not in line.has or "scope.list" not in line.has:
        return False
    names = any(line.is_a(j, "words.names") for j in range(group.number.end, group.end + 1))
    near = range(max(0, group.start - _REACH), group.end + _REACH)
    return names or (link.start == link.end and any(line.is_a(j, "words.removed") for j in near))


def _miscounted(line: Line, group: Group) -> bool:
    """ "Three of the dead had been counted twice", "three people listed as dead turned up alive": none died of them."""
    if "words.counted_twice" not in line.has:
        return False
    for j in range(group.number.end, group.number.end + _TWICE):
        if line.is_a(j, "words.counted_twice"):
            return True
        if line.low(j) in (",", ";", ".", ":", "") or (line.kind(j) == "number" and j >= group.end):
            return False
        if line.is_a(j, "words.opens_clause"):
            return False  # "a report of 294 deaths was withdrawn because some were counted twice"
    return False


def _on_manifest(line: Line, link: Link) -> bool:
    """ "The manifest named 57 Brazilians, three Venezuelans": who was aboard, in a sentence without a word of harm."""
    listed = "words.manifest" in line.has and link.start == link.end
    return listed and not any(cls.startswith(_HURT) for cls in line.has)


def _beasts(line: Line, group: Group, link: Link) -> bool:
    """ "The number of injured animals rose to 40": no people's number."""
    if link.side != "total" or group.head is not None or "words.beasts" not in line.has:
        return False
    span = range(max(0, link.start - 2), min(link.end + 3, group.start))
    return any(line.is_a(j, "words.beasts") for j in span)


def _materiel(line: Line, group: Group, link: Link) -> bool:
    """ "Russian tank losses stand at 11,000", "les pertes de chars ont atteint 11 000", "job losses reached 400"."""
    if link.side != "total" or group.head is not None or "words.materiel" not in line.has:
        return False
    if not line.low(link.start).startswith(_LOSSES):
        return False  # "the plane's dead were 181 Indians"
    if any(population_at(line, j) is not None for j in range(link.start, group.start)):
        return False  # "losses in tanks and men"
    before = (link.start - 1,) if line.low(link.start).startswith(_LOSSES[0]) else ()  # "tank losses"
    for j in (*before, *range(link.start + 1, min(link.start + _OF_WHAT, group.start))):
        thing = line.at(j, "words.materiel")
        if thing is not None and not line.is_a(
            thing.end, "words.attack", "words.clash", "scope.war", "people.military"
        ):
            return True  # but "losses in the tank battle reached 600"
    return False


def _share(line: Line, group: Group, link: Link) -> bool:
    """ "Half of the 80 aboard drowned", "die meisten der 120 Passagiere starben": fewer than the number."""
    j = group.start
    if group.number.ordinal and line.ends_at(group.number.end + 1, "words.share_of") is not None:
        return True  # "a third of the 64 patients died"
    while line.is_a(j - 1, "words.article", "words.own") and line.ends_at(j, "words.share_of") is None:
        j -= 1
    shares = ("subject of a harm verb", "total after its noun", "object of a harm verb")
    return link.rule in shares and line.ends_at(j, "words.share_of") is not None


def _nobody(line: Line, group: Group, link: Link) -> bool:
    """ "No one was injured", "none of the 12 passengers was hurt", "no casualties among the 40 workers"."""
    if line.is_a(link.start, "words.survivors", "words.survived", "words.negation") and link.start < link.end:
        return False  # "no survivors among the 14 on board", "none of the 14 survived", "никто из 14 не выжил"
    j = group.start - 1
    while line.is_a(j, "words.between_none"):
        j -= 1
    between = j < group.start - 1
    if (between or group.number.high == 1) and _negated(line, j):
        return True
    if _or_hardly(line, group, link):
        return True
    among = any(line.is_a(k, "words.among_them") for k in range(link.end, group.start))
    j = link.start - 1
    while line.is_a(j, "words.auxiliary") and not _negated(line, j):
        j -= 1  # "No hay víctimas entre los 120 vecinos"
    return link.start < link.end <= group.start and among and _negated(line, j)


def _or_hardly(line: Line, group: Group, link: Link) -> bool:
    """ "29 wurden nicht oder nur leicht verletzt", "were unhurt or only slightly hurt": nobody tells how many were."""
    for k in range(max(group.end, link.start - _REACH), link.start):
        if line.low(k) in _OR:
            return _negated(line, k - 1) or any(line.is_a(m, "words.alive", "words.survived") for m in (k - 2, k - 1))
    return False


def _negated(line: Line, j: int) -> bool:
    if line.low(j) == "noch":
        return False  # "noch von 46.000 Toten gesprochen": still, unless "weder" stands before it
    return line.is_a(j, "words.negation") or line.ends_at(j + 1, "words.negation") is not None


def _alive(line: Line, group: Group, link: Link) -> bool:
    """ "Pulled 14 people alive from the rubble of the house where residents were killed"."""
    if link.start == link.end and link.measure is not Measure.CAPTURED and _survived(line, group):
        return True
    if link.measure is Measure.MISSING and _survived(line, group, max(group.end, link.end)):
        return True  # "Two medics who had been unaccounted for were found alive"
    victims = link.side == "noun" and line.low(link.start).startswith(_VICTIMS)
    if link.measure is Measure.KILLED and victims and _let_go(line, max(group.end, link.end)):
        return True
    near = (*range(group.start - 3, group.start), *range(group.end, group.end + 2))
    clear = link.start >= group.end + 2 or link.end <= group.start - 3
    return clear and link.measure is not Measure.CAPTURED and any(line.is_a(j, "words.alive") for j in near)


def _rescued(line: Line, group: Group, link: Link) -> bool:
    """ "Rescued two women trapped under debris", "rescataron a dos mujeres atrapadas"; not "trying to free"."""
    if link.measure is not Measure.MISSING or "words.rescues" not in line.has:
        return False
    j = group.start - 1
    while line.is_a(j, "words.article", "source.to", "words.adverb") and not line.is_a(j, "words.rescues"):
        j -= 1
    begin = line.ends_at(j + 1, "words.rescues")
    return begin is not None and not line.is_a(begin - 1, "words.landing", "status.hypothetical")


def _several_were(line: Line, group: Group, link: Link) -> bool:
    """ "Sixty were in the hall and many were killed", "64 survivors, who said that several people had drowned"."""
    if link.side != "left" or link.start <= group.end or "words.unnumbered" not in line.has:
        return False
    j = link.start - 1
    while line.is_a(j, "words.auxiliary", "words.adverb") and not line.is_a(j, "words.unnumbered"):
        j -= 1
    if line.is_a(j, "words.unnumbered"):
        return j > group.end and line.is_a(j - 1, "words.conjunction")
    told = line.is_a(j, "words.anyone") and line.is_a(j - 1, "words.unnumbered")
    return told and j - 1 > group.end and line.is_a(j - 2, "words.who", "source.subordinate")


def _let_go(line: Line, j: int) -> bool:
    """ "90 victims were set free": no dead."""
    first = j
    while line.is_a(j, "words.auxiliary", "words.adverb"):
        j += 1
    return j > first and line.is_a(j, "words.survived")


def _survived(line: Line, group: Group, start: int | None = None) -> bool:
    """ "Buried 12 men, of whom three were pulled out alive": nothing befell them (captives alive are captives)."""
    start = group.end if start is None else start
    for j in range(start, start + _REACH):
        if line.low(j) in (",", ";", ".", ":") or line.kind(j) == "number" or _negated(line, j):
            return False
        if line.is_a(j, "words.alive", "words.survived"):
            return True
    return False


def _attempted(line: Line, link: Link) -> bool:
    """ "The attempted murder of seven more": it did not come to it."""
    j = link.start - line.is_a(link.start - 1, "words.article")
    return link.side == "right" and line.ends_at(j, "words.attempted") is not None


def _recruited(line: Line, group: Group, link: Link) -> bool:
    """ "Recruits 30,000 soldiers a month to replace the dead"."""
    apart = link.start >= group.end + 2 or link.end <= group.start - 2
    return apart and line.is_a(group.start - 1, "words.recruits")


_SUSPECTS = ("suspect", "sospechos", "verdächtig", "tatverdächtig", "подозреваем", "підозрюван")


def _arrested(line: Line, group: Group, link: Link, peace: bool) -> bool:
    """ "Police detained 30 people": an arrest; captives of a war are taken by its parties."""
    if link.measure is not Measure.CAPTURED:
        return False
    arrests = line.at(link.start, "words.arrests") if peace and group.head is not Population.MILITARY else None
    if arrests is not None and arrests.end == link.end and not line.is_a(link.end, "source.agent"):
        return True  # "Eleven people, the owner among them, have been detained", but "detained by gunmen"
    suspected = link.start < link.end and line.is_a(max(link.end, group.end), "words.suspected_of")
    if suspected and group.head is not Population.MILITARY:
        return True  # "Four people have been detained over the crush"
    if any(line.low(j).startswith(_SUSPECTS) for j in range(group.number.end, group.end + 1)):
        return True  # "Palestinian police say they have detained 160 suspects"
    return any(line.is_a(j, "words.police") for j in range(max(0, link.start - _REACH), link.start))


def _affected(line: Line, group: Group, link: Link) -> bool:
    """ "Quelque 300 000 personnes ont été touchées": by a quake or a flood; a bullet touches fewer."""
    tag = line.at(link.start, "words.affects") if link.measure is Measure.WOUNDED else None
    return tag is not None and tag.end == link.end and group.number.high >= _MOST_HIT


def _oldest(line: Line, link: Link) -> bool:
    """ "The youngest victim was six": an age."""
    near = range(link.start - 1, link.start - 4, -1)  # "the oldest of the victims was 74"
    return link.side == "total" and any(line.is_a(j, "words.eldest") for j in near)


def _wanted(line: Line, group: Group, link: Link) -> bool:
    """ "Police are looking for three men": those who did it are sought, not missed."""
    if link.measure is not Measure.MISSING:
        return False
    if any(line.low(j).startswith(_SUSPECTS) for j in range(group.number.end, group.end + 1)):
        return True  # "Семеро подозреваемых в розыске"
    if link.side != "right":
        return False
    if line.is_a(link.start, "words.admit"):
        return False  # "Суд признал безвестно отсутствующими 900 военных"
    sought = any(line.is_a(j, "words.wanted") for j in range(group.start, group.end + 1))
    return sought or any(line.is_a(j, "words.police") for j in range(max(0, link.start - _REACH), link.start))


def _ratio(line: Line, group: Group, link: Link) -> bool:
    """ "For every soldier killed, three are wounded", "one killed for four wounded"."""
    if group.number.high >= _RATIO_MOST:
        return False
    if any(line.is_a(j, "words.for_every") for j in range(group.start + 1)):
        return True
    before = range(max(0, group.start - _PROPORTION), group.start)
    told = "words.proportion" in line.has and (link.side == "total" or link.start == link.end)
    if told and any(line.is_a(j, "words.proportion") for j in before):
        return True  # "співвідношення вбитих і поранених – один до трьох"
    end = max(group.end, link.end)
    for j in (end, end + 1):  # "семеро вбитих росіян на одного українця", "seven Russians killed for every Ukrainian"
        tag = line.at(j, "words.in_every") or line.at(j, "words.ratio")
        if tag is not None and (line.low(tag.end) in _ONE or line.is_a(j, "words.in_every")):
            whom = tag.end + (line.low(tag.end) in _ONE)
            return line.is_a(whom, "party") or population_at(line, whom) is not None
    if group.number.high == 1 and line.is_a(end, "words.ratio"):
        k = line.tags[end]["words.ratio"].end
        return line.kind(k) == "number" or line.is_a(k, "numbers.units", "numbers.collective")
    begin = line.ends_at(group.start, "words.ratio")
    if begin is None:
        return False
    hurt = begin > 0 and any(cls.startswith(_HURT) for cls in line.tags[begin - 1])
    return hurt and any(
        line.is_a(k, "numbers.one", "numbers.single") or line.low(k) in _ONE for k in range(begin - 4, begin)
    )
