"""A figure's as-of date: an explicit "as of", else the time of the harm, else of the saying, else of publication."""

from monitor.detect.as_of.calendar import Calendar, is_item
from monitor.detect.as_of.near_dates import distance, gap, labels, near, of_event, recalls
from monitor.detect.as_of.recalled_days import bracketed_apart, recalled_day
from monitor.detect.as_of.said_then import then_said
from monitor.detect.as_of.sayings import of_saying, spoken
from monitor.detect.as_of.since_then import then_at
from monitor.detect.as_of.states import state_told
from monitor.detect.as_of.told_days import harmless
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.date_phrases.relative_dates import last_day, shifted
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population, Scope

_TOLLS = ("killed.toll", "casualties.toll", "words.count", "scope.total")
_SINCE = ("dates.since", "dates.since_then", "scope.onset")
_VERB = 4  # tokens from "asciende" to its number
_BESIDE = 8  # tokens from a number on to the day up to which it counts
_ORIGIN = 1_000  # people: an attack of a war's news that is not dated and took more is the one that began it


def as_of(
    line: Line,
    group: Group,
    link: Link,
    found: list[DatePhrase],
    said: list[Attribution],
    scope: Scope,
    period: DatePhrase | None,
    calendar: Calendar,
    speaker: Attribution | None,
    *,
    here: bool = False,
) -> tuple[str | None, DatePhrase | None]:
    """The date that a number stands for and the phrase of its own sentence that gives it (None: carried).

    `here` says that the speaker speaks in the number's own sentence; else he is one who goes on.
    """
    own = [p for p in found if not _leads_bracket(line, p) or p.end == group.start - 1]
    if len(own) < len(found) or (own and own[-1].end == group.start - 1 and _leads_bracket(line, own[-1])):
        led = next((p for p in own if p.value and _leads_bracket(line, p)), None)
        if led is not None:
            return led.value, led  # "killed in May (183), fewer than in April (209)"
        found, period = own, period if period in own else None
    if period is not None and period.value and period.role != "start" and not period.current:
        until = next((p for p in own if _within(group, p, period)), period)
        running = until is period and period.value == (calendar.today or "")[:4]
        if running and any(p is not period and p.value and not of_saying(line, p, said) for p in found):
            return calendar.today, period
        if not running:  # else the running year: it stands for the day of the saying
            return last_day(until.value, until.span), until
    found = [p for p in found if not bracketed_apart(line, group, p)]
    if scope is Scope.INCIDENT:
        recalled = next((p for p in reversed(found) if recalls(line, group, p)), None)
        recalled = recalled or recalled_day(line, group, found, calendar)
        if recalled is not None:
            return recalled.value, recalled
    if (closing := _closing(line, group, found, said)) is not None:
        return closing.value, closing
    if (spoke_then := then_said(line, found, calendar.before)) is not None:
        return spoke_then.value, spoke_then
    dated = [p for p in found if p.value and p.role != "future" and (p.role != "start" or p.opens) and not p.current]
    if scope is Scope.INCIDENT and not all(idle := [harmless(line, p) for p in dated]):
        dated = [p for p, nothing in zip(dated, idle, strict=True) if not nothing]
    if scope is not Scope.INCIDENT and (then := then_at(line, group)) is not None:
        dated = [p for p in dated if p.start > then]  # "The truce of 10 October was broken: 393 have been killed since"
    harm = [
        p for p in dated if not of_saying(line, p, said) and not spoken(line, p) and near(line, group, link, p, scope)
    ]
    explicit, incident = [p for p in harm if p.role == "as_of"], scope is Scope.INCIDENT
    moved: list[DatePhrase] = []
    if period is not None and period.current:  # "Bis Juli 2024 1.917, dieses Jahr 3.034"
        explicit = [p for p in explicit if not any(line.kind(j) == "number" for j in range(p.end, group.start))]
    if period is not None:
        harm = explicit or [p for p in harm if labels(line, p)]  # "since January": stands for the day of the saying
    if incident:
        harm = [
            p for p in harm if not (calendar.is_update(p.value) and (p.possessive or of_event(line, group, link, p)))
        ]
        moved = [p for p in dated if _moved_since(line, group, p, calendar)]
        harm, dated = [p for p in harm if p not in moved], [p for p in dated if p not in moved]
    if harm:
        best = min(explicit or harm, key=lambda p: distance(line, group, link, p))
        if scope is Scope.CUMULATIVE and best.shift == "-1d":
            return shifted(calendar.counted, best.shift), best  # "a day earlier the count had stood at 46"
        return best.value, best
    long_ago = (
        p
        for p in dated
        if calendar.is_old(p.value)
        and (_opens_clause(line, group, p) or p.start <= 1 or line.low(p.start - 1) == ":")
        and not of_saying(line, p, said)
    )
    if (period is None or period.length) and (former := next(long_ago, None)) is not None:
        return former.value, former  # "In May 2019 a boat, most of them women, sank, leaving 31 dead"
    if scope is Scope.CUMULATIVE and (past := _past_event(line, group, dated, calendar)) is not None:
        return past.value, past
    if incident and (opening := _opening(line, group, dated, said, calendar)) is not None:
        return opening.value, opening
    if incident and speaker is not None and (former := _former_count(line, group, dated, speaker)) is not None:
        return _said_on(former, calendar), former
    toll = incident or (scope is Scope.CUMULATIVE and "scope.disaster" in line.has)
    if toll and not dated and (tried := calendar.tried_on(line)) is not None:
        return tried, None  # "A trial over the 2015 attack opened on Monday. Ninety people were killed in it."
    if calendar.list_of is not None and is_item(line) and not dated:
        return calendar.list_of, None
    if calendar.label and calendar.label_in == line.sentence.block and not dated:
        return calendar.label, None  # "18 March: Bombing resumes. Fifty-nine captives are still held"
    killed = link.measure is Measure.KILLED and group.head is not Population.MILITARY
    origin = killed and calendar.since is not None and calendar.is_old(calendar.since)
    if incident and origin and group.number.low >= _ORIGIN:
        return calendar.since, None  # "Hamas's attack killed about 1,200 people"
    if incident and calendar.day not in (None, calendar.today) and not dated:
        return calendar.day, None
    spoke = (
        (_told_before(line, dated, said, calendar) or state_told(line, group, link, dated, said)) if incident else None
    )
    if spoke is not None:
        return spoke.value, spoke
    days = period is not None and period.length and (period.span or "").endswith("d") and period.span != "1d"
    if (incident and not moved and not calendar.is_update(calendar.incident)) or (
        days and calendar.incident is not None
    ):
        told = calendar.event_told(line, said=bool(said))
        apart = calendar.episode == line.sentence.block  # else a later day is the day of a count
        if told is not None and (calendar.incident is None or told < calendar.incident or apart):
            return told, None  # "A day earlier, ..."
        if calendar.incident is not None:
            return calendar.incident, None
    holds = calendar.entry in (None, line.sentence.block)
    if calendar.stated is not None and holds and not any(spoken(line, p) or of_saying(line, p, said) for p in dated):
        return calendar.stated, None
    spell = calendar.told_near(line)
    since = not line.has.isdisjoint(_SINCE)  # "Since the truce, 190 have been killed": stands for the day of the saying
    if scope is Scope.PERIOD and period is None and not (dated or since) and spell is not None and len(spell) < 10:
        return spell, None  # "In July 120 were killed. The mission verified 31 in the north.": the month goes on
    monthly = period.length and period.span == "1mo" if period is not None else "dates.since" not in line.has
    monthly = monthly and "scope.same_period" not in line.has
    if scope is Scope.PERIOD and monthly and not dated and calendar.month is not None:
        return calendar.month, None  # "26 deaths in the month", in a report on July
    if speaker is None:
        told_on = next((p for p in dated if spoken(line, p)), None)
        return (told_on.value, told_on) if told_on is not None else (calendar.heading or calendar.today, None)
    saying = [p for p in dated if here and of_saying(line, p, [speaker])]
    if (
        not saying and here and (speaker.start == speaker.cue or line.is_a(speaker.start, "source.he"))
    ):  # "..., adding that": said on the same day
        saying = [p for p in dated if of_saying(line, p, [a for a in said if a.names == speaker.names])]
    if not saying:  # "Last year, a weekly reported officials as estimating that": opens the sentence for all who speak
        saying = [p for p in dated if p.start <= 1 or (p.opens and p.end <= group.start)]
        saying = [p for p in saying if speaker in said and of_saying(line, p, said)]
    saying = saying or [p for p in dated if spoken(line, p)]
    if saying:
        return _said_on(saying[0], calendar) if incident else saying[0].value, saying[0]
    if calendar.heading is not None:
        return calendar.heading, None
    return calendar.said_by(line, speaker.names), None


def _within(group: Group, phrase: DatePhrase, period: DatePhrase) -> bool:
    """ "So far in 2025 (as of 5 June), 48 have been killed": the day up to which a span was counted."""
    day = phrase.role == "as_of" and len(phrase.value) > len(period.value) and phrase.value.startswith(period.value)
    return day and phrase.start - group.end <= _BESIDE


def _closing(line: Line, group: Group, found: list[DatePhrase], said: list[Attribution]) -> DatePhrase | None:
    """ "17 were killed, 12 injured and 8 missing as of Monday evening": the day of all that the list counts."""
    last = found[-1] if found else None
    if last is None or last.role != "as_of" or not last.value or not line.is_a(last.start, "dates.as_of"):
        return None
    if last.start < group.end or any(p is not last and not of_saying(line, p, said) for p in found):
        return None
    behind = range(last.end, len(line.tokens))
    between = range(group.end, last.start)
    ends = all(line.low(j) != ";" for j in between) and all(line.kind(j) != "number" for j in behind)
    return last if ends else None


def _leads_bracket(line: Line, phrase: DatePhrase) -> bool:
    """ "in April (209)": the date of the number in the brackets behind it alone."""
    j = phrase.end
    return line.low(j) == "(" and line.kind(j + 1) == "number" and line.low(j + 2) == ")"


def _moved_since(line: Line, group: Group, phrase: DatePhrase, calendar: Calendar) -> bool:
    """ "The toll of a strike on Kyiv on Saturday has risen to 28": the strike's day, and a count of a later one."""
    if not calendar.lies_back(phrase.value) or line.has.isdisjoint(_TOLLS):
        return False
    if phrase.start >= group.end:
        between = range(group.end, phrase.start)
        struck = any(line.is_a(j, "scope.incident") for j in between)
        counted = struck and any(line.is_a(j, *_TOLLS) for j in between)
        return counted and _moves(line, max(0, group.start - _VERB), group.start)
    between = range(phrase.end, group.start)
    if any(line.low(j) in (",", ";", ":") or line.kind(j) == "number" for j in between):
        return False
    last = any(line.is_a(j, "words.auxiliary") for j in between) and _moves(line, group.end, group.end + 2)
    return (last or _moves(line, phrase.end, group.start)) and any(line.is_a(j, *_TOLLS) for j in range(group.start))


def _moves(line: Line, first: int, last: int) -> bool:
    return any(line.is_a(j, "words.total_move", "words.amount_to", "words.stands") for j in range(first, last))


def _opens_clause(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "After the quakes of October 2023, officials spoke of 2,000 dead", "When a camp was hit in March, ...": the date
    of all that the sentence tells."""
    if not line.is_a(0, "dates.when", "dates.start", "dates.after"):
        return False
    comma = next((j for j in range(phrase.end, group.start) if line.low(j) == ","), None)
    return comma is not None and not any(line.low(j) == "," or line.kind(j) == "number" for j in range(phrase.start))


def _past_event(line: Line, group: Group, dated: list[DatePhrase], calendar: Calendar) -> DatePhrase | None:
    """ "The famine that struck Somalia in 2011 killed 260,000 people": an event of years ago, whose toll is closed."""
    if calendar.published is None or line.has.isdisjoint(("scope.disaster", "scope.incident", "dates.ended")):
        return None
    for p in dated:
        beside = len(p.value) == 7 and any(line.is_a(p.start - k, "scope.disaster", "scope.incident") for k in (1, 2))
        past = beside and p.value < calendar.published.isoformat()[:7]  # "after floods last month killed 40"
        if p.end <= group.start and (past or int(p.value[:4]) <= calendar.published.year - 2):
            clear = not any(line.kind(j) == "number" or line.low(j) == ";" for j in range(p.end, group.start))
            return p if clear else None
    return None


def _opening(
    line: Line, group: Group, dated: list[DatePhrase], said: list[Attribution], calendar: Calendar
) -> DatePhrase | None:
    """ "The night before, two died in a strike; 59 were injured", "attacked a post on Monday evening: 15 fell"."""
    first = dated[0] if dated else None
    if first is None or of_saying(line, first, said) or calendar.is_update(first.value):
        return None
    if first.start <= 1:
        return first
    told = len(first.value) == 10 and first.end <= group.start and not spoken(line, first)
    event = told and any("scope.incident" in tags for tags in line.tags[: group.start])
    return first if event and not any(line.kind(j) == "number" for j in range(first.end, group.start)) else None


def _former_count(line: Line, group: Group, dated: list[DatePhrase], speaker: Attribution) -> DatePhrase | None:
    """ "on Saturday officials had spoken of 63 dead": an earlier count keeps the day on which it was given."""
    days = [p for p in dated if len(p.value) == 10]
    saying = min(days, key=lambda p: gap(line, group.start, group.end, p), default=None)
    if saying is None or not of_saying(line, saying, [speaker]):
        return None
    first, last = min(speaker.start, speaker.cue), max(speaker.end, speaker.cue + 1)
    return saying if any(line.is_a(j, "dates.had") for j in range(max(0, first - 2), last + 1)) else None


def _told_before(line: Line, dated: list[DatePhrase], said: list[Attribution], calendar: Calendar) -> DatePhrase | None:
    """ "Shells hit the square on Tuesday. On Monday the mayor had nine dead": of what was told before it."""
    days = [p for p in dated if len(p.value) == 10 and of_saying(line, p, said)]
    if len(days) != 1 or calendar.incident is None or days[0].shift is not None:
        return None
    return days[0] if days[0].value < calendar.incident[:10] and len(calendar.incident) == 10 else None


def _said_on(phrase: DatePhrase, calendar: Calendar) -> str:
    """The day of a saying; "the day before, police had spoken of 16" counts from the day of the article."""
    before = phrase.shift is not None and phrase.shift.startswith("-")
    return shifted(calendar.today, phrase.shift or "") if before else phrase.value
