"""What a date says of a number's scope: "in May" is a span, "since the invasion" a total, "said in May" nothing."""

from monitor.detect.as_of.near_dates import began_with, of_record
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.date_phrases.fixed_dates import year_of
from monitor.detect.date_phrases.onsets import FOUGHT
from monitor.detect.nouns.event import MOST, Covers, Event, many_events, one_event, tells_crash
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Scope

_SAID_WITH = frozenset(
    {"with", "of", "at", "mit", "von", "bei", "auf", "de", "d", "à", "con", "en", "о", "об", "про", "на"}
)  # between a verb of saying and a count: "spoke of", "sprach von", "parlait de", "говорил о"
_OVER = frozenset({"за", "упродовж", "впродовж", "протягом", "течение"})
_A = frozenset({"a", "an", "un", "una", "une", "einem", "einer"})
_DAY = 10  # letters of a date that names one
_FIRST_WAR = "2014"  # from which Ukraine's war is counted as well
_STOPS = frozenset({",", ";", ":", "("})
_BEGUN = 10  # tokens from "the protests" to the date on which they began
_VERB = 4  # tokens from a verb of counting to its number or date
_MANY = 30  # people: more than one storm's lightning or one road accident takes
_SOME = 10  # people whom a year's count holds at least, where no noun tells of many events
_MORE = ("ents", "shes", "ages", "ons", "ntes", "ällen", "ürzen", "ücken", "ях", "ах")  # of accidents in the plural
_AGAINST_CUES = frozenset({"words.compared", "dates.after"})
_AGAINST = 6  # tokens from "up from" to the number that it brings
_PAST = ("dates.last", "dates.these", "dates.lately")
_WARRED = frozenset({"scope.war", "words.army"})
_OF_NATURE = frozenset({"scope.disaster", "scope.disease"})
_LED = 6  # tokens from "au cours" over "du mois de" to the month
_MONTHLY = 200_000  # people: more than any month of a war of our time


def of_phrase(
    line: Line, group: Group, link: Link, phrase: DatePhrase, event: Event, low: int, high: int
) -> Covers | None:
    """What a date says of the scope: a span is a period, unless it is a war's, a disaster's or an incident's own."""
    after = phrase.start >= group.end and phrase.begin is None
    if (phrase.role == "start" or phrase.current or after) and of_record(line, phrase.start):
        return None
    if phrase.role == "start":
        day = began_with(line, group, phrase)  # "since the attack on 7 October that killed 1,200"
        return Covers(Scope.INCIDENT, date=phrase) if day else _since(line, group, link, phrase, event)
    told = phrase.opens and phrase.role == "span" and phrase.end <= group.start and phrase.span in ("1mo", "1y")
    told = told and not _moved(line, group)  # "in January, when the count stood at 315,000"
    said = any(line.is_a(j, "source.says", "source.discloses") for j in range(phrase.end, group.start))
    one = event.kind in ("incident", "disaster") and (not event.topical or phrase.span != "1y")
    if told and not said and not tells_crash(line, low, high) and not one:
        return Covers(Scope.PERIOD, span=phrase.span, date=phrase)  # "in June, when 232 people were killed"
    if phrase.of_toll and phrase.end <= group.start and not one_event(line, low, high) and event.kind != "disaster":
        return Covers(Scope.PERIOD, span=phrase.span, date=phrase)  # "puts July's balance at 53", "losses of the year"
    if (
        phrase.span in ("1mo", "1y")
        and line.is_a(phrase.end, "words.attack")
        and not line.is_a(phrase.start, "dates.in")
    ):
        return Covers(Scope.INCIDENT, date=phrase)  # "the October 2023 attack": one day of that month
    if _over_day(line, phrase):
        return Covers(Scope.PERIOD, span="1d", date=phrase)  # "за вчора", "за 9 червня", "in the past day, 9 June"
    if phrase.role != "span" or phrase.opens or phrase.is_day:
        return None
    several = (phrase.span in ("1w", "2d") and many_events(line, low, high)) or (
        phrase.span == "1y" and _crashes(line, low, high)
    )  # "in attacks last week"
    months = (phrase.span or "").endswith("mo") and phrase.span not in ("1mo", "3mo")  # "the first five months"
    over = phrase.begin is not None or months or _throughout(line, phrase)
    if phrase.possessive and not (several or over) and not _toll_of(line, phrase):
        return None
    if _known(line, group, phrase) or _gapped(line, group, link, phrase, low):
        return None
    if phrase.span in ("1w", "2d") and _moved(line, group):
        return None  # "the toll passed 60,000 this week": the week of the count
    if _by_then(line, group) and group.number.high >= MOST and not phrase.current and phrase.begin is None:
        return None  # "in February it was already 46,000": so many until then
    near = range(max(0, phrase.start - 4), phrase.start)  # but "said that in the past 24 hours, 41 were killed"
    near = near if not _alone(line, phrase) else range(0)  # "rien que le mois dernier"
    told_of = any(line.is_a(j, "words.who") and not line.is_a(j - 1, "source.says", "source.reckons") for j in near)
    if told_of and any(line.low(j) == "," for j in range(phrase.end, group.start)):
        return None  # "Trump, who in January had accused Putin, said ...": the clause is about the speaker
    if phrase.begin is not None and event.since is not None and event.since.startswith(phrase.begin):
        return Covers(Scope.CUMULATIVE)
    span = f"{phrase.begin}/{phrase.value}" if phrase.begin is not None else phrase.span
    if phrase.length:
        years = (phrase.span or "").endswith("y") and phrase.span != "1y"
        lasted = years and not any(line.is_a(j, *_PAST) for j in range(phrase.start - 1, phrase.end))
        if lasted and (group.number.high >= MOST or not line.has.isdisjoint(_WARRED)):
            return None  # "the Soviet army left 15,000 dead in Afghanistan in ten years": of a whole war
        lately = "scope.season" in line.has and any(
            line.is_a(j, "dates.last", "dates.lately") for j in range(phrase.start, phrase.end)
        )  # "the heat killed 1,180 people in the past two months"
        natural = event.kind == "disaster" and not (event.epidemic or "scope.disease" in line.has or lately)
        natural = natural and not (years and line.has.isdisjoint(_OF_NATURE)) and not _alone(line, phrase)
        crash = tells_crash(line, low, high) and not any(line.is_a(j, "scope.mishaps") for j in range(low, high))
        if phrase.span != "1d" and (natural or crash) and not _of_a_kind(line, group, phrase, low, high):
            return None  # but "le choléra a fait 172 morts en une semaine"
        of_war = any("scope.war" in tags for tags in line.tags[max(low, phrase.start - 12) : phrase.start])
        if of_war and group.number.high >= MOST and not event.topical:
            return Covers(Scope.CUMULATIVE)  # "the genocide, in which 800,000 were slaughtered in 100 days"
        if any(line.low(j) == ":" and line.is_a(j + 1, "dates.in", "dates.on") for j in range(phrase.end, group.start)):
            return None  # "have tripled in a month: in December at least 100 had died"
        return Covers(Scope.PERIOD, span=span, date=phrase)
    here = line.tags[max(low if phrase.end <= group.start else group.end, phrase.start - 6) : phrase.end + 1]
    month = phrase.span == "1mo" and not event.topical  # "victims of the conflict in November"
    lately = month or _told_now(line, phrase) or _is_bare_month(line, phrase)
    war = not lately and any("scope.war" in tags or "scope.battle" in tags for tags in here)
    before = event.since is not None and phrase.value[:4] < event.since[:4]
    if war or before:
        return Covers(Scope.CUMULATIVE) if war or group.number.high >= MOST else None
    if phrase.begin is None and phrase.start >= group.end and _disclosed(line, group, link):
        return None  # "owned up to nearly 4,000 deaths in May": the month of the saying
    season = "scope.season" in line.has and phrase.span in ("1y", "3mo")  # "heat killed 61,000 people in 2022"
    many = _of_a_kind(line, group, phrase, low, high)
    season = season or many
    against = _set_beside(line, group, phrase)
    alone = _alone(line, phrase) and not one_event(line, low, high)
    another = not (phrase.current or many or several or against or alone or over) and _another(group, event)
    if phrase.begin is None and phrase.span == "1mo" and (_given(line, group) or another):
        return None
    if _as_listed(line, link, group):
        return None  # "listed 8,900 fighters as dead in May": the day of the list
    season = season or (phrase.current and phrase.span in ("1y", "3mo"))  # "fires have killed 13 so far this summer"
    past = phrase.span in ("1y", "3mo", "6mo", "1mo") and not phrase.current
    past = past and (phrase.span != "1mo" or _told_now(line, phrase) or _is_bare_month(line, phrase))
    apart = past and (
        line.has.isdisjoint(_OF_NATURE) or (phrase.span == "1y" and _yearly(line, phrase))
    )  # "Last year 214 people were killed in raids": no flood's
    if phrase.begin is None and event.kind == "disaster" and not (season or apart or alone):
        return None
    if past and not (season or event.topical) and event.kind != "disaster" and _one_disaster(line, low, high):
        return Covers(Scope.CUMULATIVE)  # "an earthquake in 2015 had killed 9,000"
    crash = not (many or several or over) and tells_crash(line, low, high)
    if phrase.begin is None and phrase.span != "1y" and not (phrase.current or against) and crash:
        return None  # of a whole year more than one crash is counted: "accidents killed 3,173 people last year"
    most = 100 if event.topical and not _the_event(line, low, high) else MOST  # a month of a war has many strikes
    summed = link.side == "total" and phrase.span == "1y"  # "The clash took to 186 the number of rebels killed in 2024"
    fire = "scope.fire" if event.topical and phrase.span in ("1w", "1mo") else ""  # "shelling killed 21 in May"
    one = one_event(line, low, high, besides=fire)
    if phrase.begin is None and group.number.high < most and one and not (many or summed or over):
        return None  # "the worst attack, in 2017, left 587 dead"
    week = phrase.span == "1w" and event.kind != "war"
    few = group.number.high < (1000 if week else 100) and not phrase.current and not many
    few = (
        few
        and not (several or against or alone or over)
        and not (event.kind == "unrest" or (event.kind == "war" and "scope.war" in line.has))
    )
    yearly = phrase.span == "1y" and group.number.high >= _SOME and (season or _counted_up(line, group))
    few = few and not (yearly and not one_event(line, low, high) and not _when(line, group, high))
    if phrase.begin is None and not event.topical and few and not _tallied(line, group, phrase):
        return None  # "in 2015 a man killed eight", "last September the same group killed seventy": another such event
    if event.topical and phrase.begin is None and phrase.span == "1mo" and group.number.low >= _MONTHLY:
        return None  # "spoke of a million casualties in June": the month of the saying
    return Covers(Scope.PERIOD, span=span, date=phrase)


def _set_beside(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "In May 83 people were killed, up from 61 in April": two months or years are counted against each other."""
    if phrase.span not in ("1mo", "1y", "1w") or line.has.isdisjoint(_AGAINST_CUES):
        return False
    numbers = {
        j
        for j in range(len(line.tokens))
        if (line.kind(j) == "number" and year_of(line.low(j)) is None) or line.is_a(j, "numbers.units")
    }
    return any(
        (
            line.is_a(j, "words.compared")
            or (line.low(j - 1) == "," and line.is_a(j, "dates.after") and j + 1 in numbers)
        )
        and any(k in numbers for k in range(j + 1, j + _AGAINST))
        and min(numbers) < j
        for j in range(1, len(line.tokens))
    )


def _yearly(line: Line, phrase: DatePhrase) -> bool:
    """ "Last year storms killed 519 people", "im vergangenen Jahr durch Unwetter": many, where "the quake" was one."""
    if not _told_now(line, phrase) or "scope.single" in line.has:
        return False
    return not any(
        line.is_a(j, "scope.disaster") and line.is_a(j - 1, "words.article") and not line.low(j).endswith("s")
        for j in range(len(line.tags))
    )


def _crashes(line: Line, low: int, high: int) -> bool:
    """ "In 2023, 28 people died in air accidents", "bei Flugzeugabstürzen": accidents in the plural, in a year."""
    return not one_event(line, low, high) and any(
        line.is_a(j, "scope.crash") and line.low(j).endswith(_MORE) for j in range(low, min(high, len(line.tags)))
    )


def _one_disaster(line: Line, low: int, high: int) -> bool:
    """ "An earthquake", "un séisme": one that struck, where "floods" and "storms" come every year."""
    return (
        "scope.disaster" in line.has
        and not tells_crash(line, low, high)
        and any(
            line.is_a(j, "scope.disaster") and not line.is_a(j, "scope.season")
            for j in range(low, min(high, len(line.tags)))
        )
    )


def _alone(line: Line, phrase: DatePhrase) -> bool:
    """ "In May alone", "allein im Mai", "rien qu'en mai", "solo en mayo": a stretch of something longer."""
    if "dates.alone" not in line.has:
        return False
    return any(line.is_a(j, "dates.alone") for j in range(max(0, phrase.start - 2), phrase.end + 1))


def _over_day(line: Line, phrase: DatePhrase) -> bool:
    """ "За вчора", "в течение 9 июня", "the past day, 9 June": a day as a span, not the day of one event."""
    if phrase.role != "span" or len(phrase.value) != _DAY or phrase.opens or phrase.begin is not None:
        return False
    return phrase.span == "1d" or (
        phrase.span is None and any(line.low(j) in _OVER for j in (phrase.start, phrase.start + 1))
    )


def _throughout(line: Line, phrase: DatePhrase) -> bool:
    """ "За травень", "в течение мая", "over the weekend", "au cours du mois de mai": all of it, whatever few died."""
    if "dates.throughout" not in line.has or (phrase.span == "2d" and line.low(phrase.start) != "за"):
        return False  # "over the weekend": on one of its days
    if line.is_a(phrase.start, "dates.throughout"):
        return True
    for j in range(phrase.start - 1, max(-1, phrase.start - _LED), -1):
        if line.is_a(j, "dates.throughout"):
            return True
        if not line.is_a(j, "words.article", "words.of", "dates.of", "dates.units", "dates.in"):
            return False
    return False


def _is_bare_month(line: Line, phrase: DatePhrase) -> bool:
    """ "741 people were killed in the war in April": a month of it, no war's own date, which would tell its year."""
    return phrase.span == "1mo" and not any(line.low(j).isdigit() for j in range(phrase.start, phrase.end))


def _of_a_kind(line: Line, group: Group, phrase: DatePhrase, low: int, high: int) -> bool:
    """ "Road accidents killed 183 people in May", "lightning has killed 60 since April", "14 in 2024": many events."""
    if "scope.kinds" not in line.has or group.number.high < _SOME:
        return False
    apart = any(line.low(j) == "," for j in range(group.end, phrase.start))  # ", and in the whole of last year 3,173"
    beside = not apart and any(line.is_a(j, "scope.kinds") for j in range(low, high))
    return beside or group.number.high >= _MANY


def _toll_of(line: Line, phrase: DatePhrase) -> bool:
    """ "this year's violence", "last month's toll", not "last month's attack" or "the 2014 war's"."""
    told = phrase.span in ("1mo", "1y", "3mo") and _told_now(line, phrase)
    return told and not line.is_a(phrase.end, "scope.single", "scope.incident", "scope.disaster", "scope.war")


def _told_now(line: Line, phrase: DatePhrase) -> bool:
    """Whether a span is told from today, by no year of its own: "last year", "this month"."""
    span = range(phrase.start, phrase.end)
    now = phrase.current and not line.is_a(phrase.end, "scope.war")  # "in the Winter War"
    return now or any(line.is_a(j, "dates.last", "dates.last_year", "dates.last_month") for j in span)


def _known(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "beyond the 31,000 of February": a number that was told then, by its article."""
    here = group.head is None and group.end <= phrase.start <= group.end + 1
    return here and line.is_a(group.start - 1, "words.article") and line.is_a(phrase.start, "dates.in", "words.of")


def _gapped(line: Line, group: Group, link: Link, phrase: DatePhrase, low: int) -> bool:
    """ "In April it reckoned with 600 dead; in January, with 300": a verb of saying left out, and its preposition."""
    governed = link.side in ("noun", "") or link.kin is not None
    if not governed or phrase.end > group.start or line.low(group.start - 1) not in _SAID_WITH:
        return False
    first = max(j for j in range(phrase.start + 1) if j == 0 or line.low(j - 1) in (";", ","))
    told = any(line.is_a(j, "source.says", "source.reckons", "source.discloses") for j in range(first))
    return told and not any(line.is_a(j, "words.auxiliary") for j in range(phrase.end, group.start))


def _by_then(line: Line, group: Group) -> bool:
    """Whether "already", "by then" stands right before a number."""
    return any(line.is_a(j, "scope.by_then") for j in range(group.start - 2, group.start))


def _moved(line: Line, group: Group) -> bool:
    """ "passed 60,000", "dépassait ce week-end les 186 000": a total that has come to a number."""
    return any(line.is_a(j, "words.total_move") for j in range(max(0, group.start - 4), group.start))


def _given(line: Line, group: Group) -> bool:
    """ "gave 55,000 dead in February", "Im Februar hatte er von 46.000 Toten gesprochen": the month of the saying."""
    near = (*range(max(0, group.start - 7), group.start), *range(group.end, min(group.end + 8, len(line.tokens))))
    return any(line.is_a(j, "scope.given") for j in near)


def _another(group: Group, event: Event) -> bool:
    """ "In July two were hurt by grenades", and in an article about one crash any month's toll: another such event."""
    return group.number.high < 10 if event.topical else event.kind == "incident"


def _tallied(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "Police recorded 12 deaths in September", "zählte im August 14 Tote": a month's count is no single event."""
    first = min(group.start, phrase.start)
    month = phrase.span == "1mo" and not any(line.low(j) in (",", ";", ":") for j in range(first, phrase.start))
    return month and any(line.is_a(j, "source.tallies") for j in range(max(0, first - _VERB), first))


def _counted_up(line: Line, group: Group) -> bool:
    """ "there were 41 deaths", "se registraron 41", "on a compté 41": a count, and no event's verb."""
    return any(line.is_a(j, "words.tallies", "source.tallies") for j in range(max(0, group.start - _VERB), group.start))


def _when(line: Line, group: Group, high: int) -> bool:
    """ "31 people drowned when a bus fell into the river", "drowned in a flood": the one event of that year."""
    for j in range(group.end, min(high, len(line.tokens))):
        if line.is_a(j, "dates.when") or (line.is_a(j, "words.preposition") and line.low(j + 1) in _A):
            return True
    return False


def _disclosed(line: Line, group: Group, link: Link) -> bool:
    """Whether a number is the object of a verb by which somebody discloses a total, or only its count is told."""
    said = line.ends_at(group.start, "source.discloses") is not None
    counted = line.ends_at(group.start, "source.reckons") is not None
    return (said and link.side in ("noun", "")) or (counted and link.start == link.end)


def _the_event(line: Line, low: int, high: int) -> bool:
    """ "during its attack earlier this month": one event, by its article or owner."""
    return any(
        line.is_a(j, "scope.single") and line.is_a(j - 1, "words.article", "words.own")
        and not line.is_a(j + 1, "scope.incident", "words.conjunction")
        for j in range(low + 1, min(high, len(line.tags)))
    )  # fmt: skip


def _as_listed(line: Line, link: Link, group: Group) -> bool:
    as_at = link.start - 1
    return as_at >= group.end and line.low(as_at) == "as" and not line.is_a(as_at - 1, "source.reckons", "source.says")


def _since(line: Line, group: Group, link: Link, phrase: DatePhrase, event: Event) -> Covers | None:
    """ "since the truce of 10 October" is a period; since the war or an operation began, a running total."""
    if phrase.opens and phrase.end <= group.start:
        truce = any("scope.truce" in tags for tags in line.tags[phrase.end : group.start])
        return Covers(Scope.PERIOD) if truce else None  # "since 10 October, when the truce took effect, 513"
    here = line.tags[max(0, phrase.start - 7) : phrase.end + 3]
    onset = (event.since or "")[:4]
    held = link.measure is Measure.CAPTURED  # "retenidos desde hace una década"
    if event.topical and not held and len(phrase.value) == 4 and phrase.value not in (onset, _FIRST_WAR):
        return Covers(Scope.PERIOD, span=f"{phrase.value}/", date=phrase)  # "since the start of 2025 war has killed"
    if any("scope.truce" in tags for tags in here):
        return Covers(Scope.PERIOD, span=f"{phrase.value}/" if phrase.value else None, date=phrase)
    if _of_a_kind(line, group, phrase, 0, 0):
        return Covers(Scope.PERIOD, span=f"{phrase.value}/" if phrase.value else None, date=phrase)
    disaster = not event.topical and "scope.season" not in line.has and any("scope.disaster" in tags for tags in here)
    landed = (
        event.kind == "disaster"
        and "scope.season" not in line.has
        and len(phrase.value) >= 7
        and phrase.value[5:] not in ("01", "01-01")
    )
    of_war = event.kind == "war" or group.number.high >= 1000
    if landed or (of_war and not event.topical and _war_kills(line)):
        return Covers(Scope.CUMULATIVE)  # "has claimed 14 lives since it made landfall on Sunday"
    battle = any("scope.battle" in tags for tags in here)
    if battle and event.kind == "incident" and not event.topical and group.number.high < 1000:
        return None  # "the operation launched on Tuesday left 121 dead"
    if _broke_out(line, phrase):
        return Covers(Scope.CUMULATIVE)  # "the protests that began in September", "der im Mai begonnenen Proteste"
    before = range(max(0, phrase.start - 6), phrase.start)
    fights = any(line.is_a(j, "words.warfare") for j in before) and any(line.is_a(j, "scope.onset") for j in before)
    if disaster or battle or fights or any("scope.war" in tags for tags in here):
        return Covers(Scope.CUMULATIVE)  # "seit Ausbruch der Gefechte vor gut einem Jahr"
    if event.since is not None and phrase.value and event.since.startswith(phrase.value):
        return Covers(Scope.CUMULATIVE)
    if event.since is not None and phrase.value and phrase.value < event.since:
        return Covers(Scope.CUMULATIVE)
    return Covers(Scope.PERIOD, span=f"{phrase.value}/" if phrase.value else None, date=phrase)


def _broke_out(line: Line, phrase: DatePhrase) -> bool:
    """ "The protests that began in September", "der im Mai begonnenen Proteste", "seit im Mai die Kämpfe ausbrachen".

    What broke out is counted as a whole, not as a span.
    """
    if "dates.begun" not in line.has:
        return False
    stop = next((j for j in range(phrase.end, phrase.end + _BEGUN) if line.low(j) in _STOPS), phrase.end + _BEGUN)
    begun = range(phrase.start - 3, stop)
    near = (*range(max(0, phrase.start - _BEGUN), phrase.start), *range(phrase.end, stop))
    return any(line.is_a(j, "dates.begun") for j in begun) and any(line.is_a(j, *FOUGHT) for j in near)


def _war_kills(line: Line) -> bool:
    """ "The war has killed tens of thousands since April 2023"."""
    return any("scope.war" in tags and "scope.truce" not in tags for tags in line.tags)
