"""Whether a date of a sentence belongs to one of its numbers, to another number, or to an event that it tells of."""

from monitor.detect.as_of.sayings import of_saying, opens_relative
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.date_phrases.fixed_dates import year_of
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Scope

_REACH = 70  # tokens between a number or its harm word and the date that it stands for
_PART = 8  # tokens from "including" to a day
_ASIDE = 14  # tokens of an aside that tells of a place
_TOLD = (".fell", ".part", ".noun", ".toll")
_LABEL = 12  # tokens of a line's label
_VERBS = (".fell", ".verb", ".part")
_LABELS = ("words.article", "words.preposition", "words.of", "source.office", "source.document")
_COUNTS = ("killed.noun", "wounded.noun", "casualties.noun")  # after a number, however small
_RECORD = 14  # tokens from "the deadliest" to the date of the attack that it is set against
_PLACED = 6  # tokens from there on to "which killed 70"
_BLOWS = ("scope.incident", "scope.single", "scope.crash", "scope.disaster", "words.attack")
_WHOSE = 14  # ... to that of "the 1998 bombing of the embassy in the capital, which killed 200"
_CLAIMED = 5  # tokens between a day, its attack and the clause that tells of the attack
_WHICH = ("words.who", "source.which", "dates.relative", "dates.that")
_FORMER = 3  # tokens from a former count to its day
_DONE = ("killed.fell", "killed.part", "killed.verb", "wounded.part", "wounded.fell", "wounded.verb")
_THAT = ("que", "qu")
_SAID = 4  # tokens from a verb of saying to the "que" of what is said
_BESIDE = 3  # tokens from what was done to its day: "seized 251 people on Oct. 7, the day on which ..."


def near(line: Line, group: Group, link: Link, phrase: DatePhrase, scope: Scope) -> bool:
    """Whether a date may be the harm's: in the number's own clause and, for a running total, not an event's day."""
    if phrase.end <= group.start and labels(line, phrase):
        return True
    former = count_before(line, phrase)
    if former is not None:
        return group.start <= former < group.end
    stands = phrase.role == "as_of" and phrase.end <= group.start  # "на 15 сентября (+1 120): 1 097 000 человек"
    if distance(line, group, link, phrase) > _REACH * (1 + stands):
        return False
    if phrase.opens and phrase.role == "start" and phrase.start >= group.end:
        return False  # "19,000 have been hurt since 7 October, when ..."
    if phrase.opens:
        if phrase.start > 1 and any(line.low(j) == ";" for j in range(phrase.end, group.start)):
            return False  # "The line dates from 1992, when the mine opened; 14 people died"
        if phrase.role == "start" and scope is not Scope.INCIDENT and _since_when(line, group, phrase):
            return False  # "since 7 October, when the truce took effect, 513 have died"
        return phrase.end <= group.start or 0 <= phrase.start - max(group.end, link.end) <= _BESIDE
    if scope is not Scope.INCIDENT and (phrase.possessive or of_event(line, group, link, phrase)):
        return False
    if compared(line, phrase) or (
        not (phrase.is_day or _ago(line, phrase))
        and (phrase.role == "start" or phrase.start >= group.end)
        and of_record(line, phrase.start)
    ):
        return False
    before = phrase.end <= group.start
    if before and _in_aside(line, phrase, group.start):
        return False
    if not before and _of_place(line, phrase, max(group.end, link.end)):
        return False
    if before and scope is not Scope.INCIDENT and of_former(line, group, phrase):
        return False
    for j in range(*((phrase.end, group.start) if before else (max(group.end, link.end), phrase.start))):
        if line.low(j) == ";" or (line.is_a(j, "words.but") and line.low(j - 1) == ","):
            return False
    return before or not of_next(line, group, link, phrase)


def _since_when(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """Whether one comma closes the clause that tells of a beginning; two stand around a name within it."""
    commas = sum(line.low(j) == "," for j in range(phrase.end + 1, group.start))
    return commas % 2 == 1


def _ago(line: Line, phrase: DatePhrase) -> bool:
    """ "In the worst fire of the country, three years ago": when it was, and no record's span."""
    return line.is_a(phrase.end - 1, "dates.ago_after") or line.is_a(phrase.start, "dates.ago_before")


def _of_place(line: Line, phrase: DatePhrase, first: int) -> bool:
    """ "a bomb went off in Marawi, a city besieged for five months in 2017": the date of what an aside tells of it."""
    opens = next((j for j in range(phrase.start - 1, first - 1, -1) if line.low(j) in (",", ";")), None)
    if opens is None or line.low(opens) == ";" or phrase.start - opens > _ASIDE:
        return False
    which = line.is_a(opens + 1, "dates.relative", "dates.when") and not line.is_a(opens + 1, "words.article")
    ends = next((j for j in range(phrase.end, phrase.end + _ASIDE) if line.low(j) in (",", ";", ".", "")), phrase.end)
    named = not which and any(line.is_a(j, "words.area") for j in range(opens + 1, ends))
    if not (named or (phrase.start - opens > 2 and line.is_a(opens - 1, "words.area"))):
        return False
    aside = [j for j in range(opens + 1, ends) if not phrase.start <= j < phrase.end]
    return not any(line.kind(j) == "number" or any(c.endswith(_TOLD) for c in line.tags[j]) for j in aside)


def _in_aside(line: Line, phrase: DatePhrase, last: int) -> bool:
    """ "The fighting – sparked last year by a crisis – has left 2,000 dead", not "2021 – 52, 2022 – 31"."""
    if "words.subset" in line.has and any(line.low(j) == "," or _dash(line, j) for j in range(phrase.end, last - 1)):
        opened = range(max(1, phrase.start - _PART), phrase.start)  # ", including those killed that day, to 800"
        k = next((j for j in opened if line.is_a(j, "words.subset") and line.low(j - 1) in (",", "–", "(")), None)
        if k is not None and any(line.is_a(j, *_DONE) for j in range(k, phrase.start)):
            return not any(line.kind(j) == "number" or line.low(j) == "," for j in range(k, phrase.start))
    if not any(_dash(line, j) for j in range(phrase.end + 1, last)):
        return False
    for j in range(phrase.start - 1, max(0, phrase.start - 7), -1):
        if line.kind(j) == "number" or _dash(line, j):
            return line.kind(j) != "number"
    return False


def _dash(line: Line, j: int) -> bool:
    """Whether a dash that opens or closes an aside stands at a token."""
    return line.low(j) in ("–", "—", "-") and not line.tokens[j].glued


def of_record(line: Line, start: int) -> bool:
    """ "the deadliest attack since the war began", "the largest toll in a year": of the record, not the number."""
    for j in range(start - 1, max(-1, start - 8), -1):
        if line.kind(j) == "number" or line.low(j) in (";", ":"):
            return False
        if line.is_a(j, "scope.record", "numbers.ordinals"):
            return True
    return False


def recalls(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "the deadliest attack since one in September in Bamako, which killed 70": of what it is set against."""
    if not phrase.value or phrase.length or phrase.end > group.start or len(phrase.value) < 4:
        return False
    if began_with(line, group, phrase):
        return True
    before = range(max(0, phrase.start - _RECORD), phrase.start + 1)
    record = next((j for j in before if line.is_a(j, "scope.record", "numbers.ordinals")), None)
    if record is None or not any(line.is_a(j, "dates.since", "dates.start") for j in before if j > record):
        return False
    for j in range(phrase.start, group.start):
        if line.kind(j) == "number" and j >= phrase.end:
            return False
        if j >= phrase.end and line.is_a(j, *_WHICH):  # but "since 2019, when 44 died, fourteen people were killed"
            far = j - phrase.end > _PLACED and not _of_a_blow(line, record, phrase, j)
            return (
                not far
                and j - phrase.end <= _WHOSE
                and not any(line.kind(k) == "number" for k in range(j, group.start))
            )
    return False


def _of_a_blow(line: Line, record: int, phrase: DatePhrase, which: int) -> bool:
    """ "Since the 1998 bombing of the embassy", "depuis l'attentat de 1998": of that year, and nobody speaks."""
    since = max(k for k in range(record, phrase.end) if line.is_a(k, "dates.since", "dates.start") or k == record)
    blow = any(line.is_a(k, *_BLOWS) for k in range(since + 1, phrase.end + 3))
    return blow and not any(line.is_a(k, "source.says") for k in range(phrase.end, which))


def began_with(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "Gaza has been bombed since the attack on 7 October, in which 1,200 people died": the dead are that day's."""
    if phrase.role != "start" or len(phrase.value) < 7 or not 0 < group.start - phrase.end <= _PLACED + _CLAIMED:
        return False
    which = next((j for j in range(phrase.end, phrase.end + _CLAIMED + 1) if _is_relative(line, j)), None)
    if which is None or not which < group.start <= which + _PLACED:
        return False
    if any(line.is_a(j, "dates.since_then") for j in range(phrase.end, which + 1)):
        return False  # "desde el ataque del 7 de octubre, desde el que han muerto 513 palestinos"
    if any(line.kind(j) == "number" or line.low(j) == ";" for j in range(phrase.end, group.start)):
        return False
    deed = range(max(0, phrase.start - _CLAIMED), which)
    return any(line.is_a(j, "scope.incident", "words.attack") for j in deed)


def _is_relative(line: Line, j: int) -> bool:
    """ "In which 1,200 died"; German "der" is an article unless a comma stands before it or its preposition."""
    article = line.is_a(j, "words.article") and line.kind(j) == "word"
    return line.is_a(j, *_WHICH) and (not article or "," in (line.low(j - 1), line.low(j - 2)))


def count_before(line: Line, phrase: DatePhrase) -> int | None:
    """The number that a count's former day is of: "rose to 72 from 69 on Wednesday", "(69 la veille)"."""
    if line.low(phrase.start - 1) == "(":  # "72 (am Mittwoch waren es 69)"
        close = next((k for k in range(phrase.end, phrase.end + _ASIDE) if line.low(k) == ")"), phrase.end)
        return next((k for k in range(phrase.end, close) if line.kind(k) == "number"), None)
    j, told = phrase.start - 1, 0
    while told < _FORMER and line.kind(j) == "word" and not line.is_a(j, "numbers.units", *_DONE):
        j, told = j - 1, told + 1
    if line.kind(j) != "number" and not line.is_a(j, "numbers.units"):
        return None
    return j if stood_at(line, j) else None


def stood_at(line: Line, j: int) -> bool:
    """Whether a number is what a toll stood at before: "up from 69", "contre 69", "(69 on Wednesday)"."""
    begin = line.ends_at(j, "dates.versus")
    if begin is not None and (not line.is_a(begin, "words.of") or "words.total_move" in line.has):
        return True
    opens = next((k for k in range(j - 1, max(-1, j - 1 - _ASIDE), -1) if line.low(k) in ("(", ")", ",", ";")), -1)
    return opens >= 0 and line.low(opens) == "("


def of_event(line: Line, group: Group, link: Link, phrase: DatePhrase) -> bool:
    """ "the landslide that hit the valley on Tuesday has killed 320": the day of the event, not of the count."""
    for j in range(phrase.start - 1, max(-1, phrase.start - 12), -1):
        comma = line.low(j) == ","
        that = line.is_a(j + comma, "dates.that")
        told = that and line.is_a(j - 1, "scope.disaster", "scope.incident", "scope.war")  # "землетрусу, що стався"
        relative = opens_relative(line, j + 1)
        if line.kind(j) == "number" or (line.low(j) in (",", ";", ":", "(") and not relative and not told):
            return False
        if opens_relative(line, j) or told:
            close = line.is_a(j, "dates.when") and phrase.start - j <= 2 and group.start >= phrase.end
            inside = j < group.start < phrase.start or (link.kin is None and j < link.start < phrase.start)
            return not (inside or close)
    return False


def of_next(line: Line, group: Group, link: Link, phrase: DatePhrase) -> bool:
    """Whether a date after the number belongs to the number before it: "to 62,000 from 51,000 last winter"."""
    word = line.is_a(phrase.end, "numbers.units") and not line.is_a(phrase.end, "numbers.one", "words.article")
    if line.kind(phrase.end) == "number" or word:
        return True  # "in November 30,000 and in October 26,000"
    moves = line.low(phrase.end) != "," and any(
        line.is_a(j, "words.total_move") for j in range(phrase.end, phrase.end + 4)
    )
    if moves and any(line.kind(j) == "number" for j in range(phrase.end, phrase.end + 6)):
        return True  # "43,000 had been killed, a number that by February 4 had grown to 45,000"
    follows = any(line.kind(j) == "number" for j in range(phrase.end + 1, phrase.end + 4))
    if follows and phrase.start > group.end and line.is_a(phrase.start - 1, "words.conjunction"):
        return True  # "he had spoken of 43,000, and in February 2024 of 31,000"
    beside = range(phrase.end, phrase.end + 4)
    landed = follows and any(line.is_a(j, "source.says", "source.tallies", "words.landing") for j in beside)
    if line.low(phrase.start - 1) in (",", ";") and follows and (landed or line.low(phrase.end) == ","):
        return True  # "cost 4,100 lives, the next, up to 1997, about 5,200", "600 getötete, im Januar von 300"
    first = max(group.end, link.end)
    other = [j for j in range(first, phrase.start) if _counted(line, j)]
    closed = bool(other) and "," in (line.low(phrase.start - 1), line.low(phrase.start - 2))
    if not other or (phrase.role == "as_of" and line.low(phrase.start - 1) == ","):
        return False
    if closed and any(line.is_a(k, "words.subset", "words.them") for k in range(other[0] - 2, other[-1] + 4)):
        return False  # "1,773 casualties, 581 of them deaths, in the first three months"
    versus = line.is_a(other[-1] - 1, "dates.versus") and line.ends_at(other[-1], "qualifier.more_than") is None
    if versus and line.ends_at(other[-1], "numbers.range") is None:
        return True  # "de 57.000", not "más de 57.000"
    return any(line.low(j) in (",", ":") for j in range(first, other[-1])) and link.end <= other[-1]


def _counted(line: Line, j: int) -> bool:
    """Whether a token is a number of people rather than a small one; after "from" any is."""
    if line.low(j - 1) == "from":
        return line.kind(j) == "number" or line.is_a(j, "numbers.units")
    if line.is_a(j + 1, *_COUNTS):  # "compared with 70 deaths last year"
        return line.kind(j) == "number" or line.is_a(j, "numbers.units")
    return line.kind(j) == "number" and len(line.low(j)) > 2


def of_former(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "With the killing of six on Sunday, 186 have now died": the date of the number before it."""
    comma = next((j for j in range(phrase.end, group.start) if line.low(j) == ","), None)
    if (
        phrase.opens
        or comma is None
        or line.is_a(comma + 1, "words.conjunction", "words.of", "words.who", "words.subset")
    ):
        return False
    for j in range(phrase.start - 1, max(-1, phrase.start - 12), -1):
        if line.low(j) in (",", ";", ":"):
            return False
        number = line.kind(j) == "number" and (year_of(line.low(j)) is None or phrase.role != "as_of")
        if number or (line.is_a(j, "numbers.units") and line.low(j + 1) != "-"):
            return True  # not "reached a three-year high in July, with 286 killed"
    return False


def compared(line: Line, phrase: DatePhrase) -> bool:
    """ "a third more than over the same months a year ago"."""
    if phrase.role == "as_of" and line.low(phrase.start - 1) == "," == line.low(phrase.end):
        return False  # "declaró que, al 6 de junio, al menos 847 civiles habían muerto"
    if any(line.is_a(j, "dates.anniversary") for j in range(phrase.start, phrase.end)):
        return False  # "conmemoraban que se cumplía el primer aniversario"
    if "dates.alone" in line.has and line.ends_at(phrase.start, "dates.alone") is not None:
        return False  # "rien que le mois dernier"
    for j in range(phrase.start - 1, max(-1, phrase.start - 7), -1):
        if line.kind(j) == "number" or any(cls == "numbers.units" or cls.endswith(_VERBS) for cls in line.tags[j]):
            return False  # "mineros que murieron en 2019": no comparison
        if line.is_a(j, "dates.than"):
            if line.low(j) in _THAT and _reports(line, j):
                return False  # "a précisé que le 3 juin, ses forces avaient tué"
            return not (
                line.low(j - 1) == "," and line.is_a(j, "dates.relative")
            )  # ", als am Montag ein Bus umstürzte"
    return False


def _reports(line: Line, j: int) -> bool:
    """Whether "que" opens what somebody says, and no comparison."""
    before = range(max(0, j - _SAID), j)
    more = any(line.is_a(k, "scope.more", "scope.fewer", "words.greater", "words.more") for k in before)
    return not more and any(line.is_a(k, "source.says", "source.reckons", "source.finds") for k in before)


def labels(line: Line, phrase: DatePhrase) -> bool:
    """ "19 December 2016, Berlin: twelve are killed", "Monday 19 – three bodies found": a date in a line's label."""
    if phrase.start >= _LABEL or not phrase.value or phrase.length or phrase.role == "as_of":
        return False
    for j in range(min(_LABEL, len(line.tokens))):
        if phrase.start <= j < phrase.end:
            continue
        low = line.low(j)
        if low == ":" or (low in ("-", "–", "—") and not line.tokens[j].glued):
            return j >= phrase.end
        if low == "*" and j >= phrase.end:
            return True  # "**22 April** The ministry owns up to ..."
        numbered = j == 0 and line.low(1) in ("/", ")", ".")  # "2/ The White House, May 2023: ..."
        plain = line.kind(j) == "mark" or line.capital(j) or line.is_a(j, *_LABELS)
        if not (numbered or plain):
            return False
    return False


def distance(line: Line, group: Group, link: Link, phrase: DatePhrase) -> int:
    """Tokens from a date to the number or its harm word; commas and other numbers count for more."""
    if phrase.end <= group.start and labels(line, phrase):
        return _REACH
    near = gap(line, group.start, group.end, phrase)
    if link.rule == "coordinated number" and phrase.start >= group.end:
        near -= 1  # "two deaths on Sunday and five more on Monday"
    if link.start < link.end and link.kin is None:
        near = min(near, gap(line, link.start, link.end, phrase) + 1)
    return near


def counts(line: Line, j: int) -> bool:
    """Whether a number stands here, in digits or in a word: "14 people, against nine in April"."""
    return line.kind(j) == "number" or line.is_a(j, "numbers.units")


def gap(line: Line, first: int, last: int, phrase: DatePhrase) -> int:
    if phrase.start >= last:
        between = range(last, phrase.start)
    elif phrase.end <= first:
        between = range(phrase.end, first)
    else:
        return 0
    cost = len(between)
    if cost == 1 and _dash(line, between[0]):
        return 0  # "пять – в субботу и три – в воскресенье"
    for j in between:
        cost += 4 * (line.low(j) in (",", "(", ")", "–")) + 6 * counts(line, j) + 20 * (line.low(j) == ":")
    return cost


def day_of_harm(line: Line, group: Group, link: Link, phrases: list[DatePhrase], said: list[Attribution]) -> bool:
    """Whether a day stands by the harm: "were killed on Saturday"."""
    return any(
        p.is_day
        and not of_saying(line, p, said)
        and near(line, group, link, p, Scope.INCIDENT)
        and not (p.end <= group.start and of_former(line, group, p))
        for p in phrases
    )


def day_opens(line: Line, group: Group, phrases: list[DatePhrase], said: list[Attribution]) -> bool:
    """ "On Saturday it killed a commander; four more men died": a day that opens the sentence, with no other after."""
    days = [p for p in phrases if len(p.value) >= 7 and p.start < group.start]
    first = days[0] if len(days) == 1 else None
    return first is not None and first.start <= 1 and len(first.value) == 10 and not of_saying(line, first, said)
