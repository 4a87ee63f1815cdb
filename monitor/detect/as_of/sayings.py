"""Which date phrases tell when somebody spoke, and not when the harm was done."""

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.line import Line

_PRINTED = 7  # tokens from "printed" to its date: "printed by The Lancet in 2006"
_CITED = 9  # tokens from "Last August the paper, citing" on to whom it cites
_LAST_TIME = 12  # tokens from "last", "since it claimed" to the date of the saying


def of_saying(line: Line, phrase: DatePhrase, said: list[Attribution]) -> bool:
    """Whether a date tells when somebody spoke: "said on Monday", "in February Zelensky spoke of"."""
    apart = phrase.of_toll or phrase.possessive or phrase.length or phrase.begin is not None
    if apart or phrase.role in ("start", "as_of"):
        return False
    if not said and spoken(line, phrase):
        return True
    when = phrase.start > 1 and line.is_a(0, "dates.when")  # "When a camp was hit in March, a blogger wrote of 36"
    opens = phrase.start <= 1 or when or line.is_a(phrase.start - 1, "source.says")
    opens = opens or line.low(phrase.start - 1) in (",", ";", "–", ":", "(")
    opens = opens or line.is_a(
        phrase.start - 1, "words.but", "words.conjunction"
    )  # "but in February the president spoke of"
    opens = (
        opens or line.ends_at(phrase.start, "source.occasion") is not None
    )  # "in an interview on Monday, the leader claimed"
    for attribution in said:
        first, last = min(attribution.start, attribution.cue), max(attribution.end, attribution.cue + 1)
        if line.low(attribution.cue) == ":" and phrase.start > attribution.cue:
            continue  # "Nato: in February alone more than 35,000 losses"
        tallies = line.is_a(
            attribution.cue, "source.tallies"
        )  # "In June the mission verified 232": the span of the count
        if tallies and (phrase.span in ("1mo", "1y") or (phrase.role == "span" and len(phrase.value) in (4, 7))):
            continue  # "In 2023 police recorded 1,380 deaths"
        inside = first <= phrase.start < last
        if inside and not any(line.is_a(j, "source.says", "words.who") for j in range(attribution.end, phrase.start)):
            return True
        if (
            not inside
            and not line.is_a(attribution.cue, "source.by_account")  # "hat nach Angaben Beiruts am Montag angegriffen"
            and 0 <= phrase.start - last <= 10
            and _clear(line, last, phrase.start)
            and _adverbial(line, last, phrase)
        ):
            return True
        if line.low(phrase.start - 1) == "," == line.low(phrase.end) and 0 <= phrase.start - last <= 4:
            return True  # "when they last gave an estimate, in November, ..."
        tallies = tallies or line.is_a(attribution.cue, "source.according", "source.by_account")  # no verb to date
        if (
            opens
            and not tallies
            and 0 <= first - phrase.end <= (_CITED if line.is_a(attribution.cue, "source.citing") else 4)
            and _clear(line, phrase.end + _had(line, phrase.end), first, comma=not when or len(phrase.value) == 10)
        ):
            return True
    return False


def _had(line: Line, j: int) -> int:
    """ "Im Sommer hatte die Zeitung ... berichtet": a German clause's first verb stands between date and speaker."""
    return int(line.is_a(j, "dates.had"))


def without_their_today(line: Line, found: list[DatePhrase], said: list[Attribution]) -> list[DatePhrase]:
    """The dates but for the "to date" of somebody who spoke before: "had 40 dead to date, he said on 21 May"."""
    if len(found) < 2 or not said or "dates.today" not in line.has:
        return found
    now = [p for p in found if p.role == "as_of" and any(line.is_a(j, "dates.today") for j in range(p.start, p.end))]
    told = [p for p in found if p.is_day and p not in now]
    if not now or not any(p.value < n.value and of_saying(line, p, said) for p in told for n in now):
        return found
    return [p for p in found if p not in now]


def spoken(line: Line, phrase: DatePhrase) -> bool:
    """ "spoke in January of 4,000 killed", "заявило в понеділок міністерство": the date of the verb beside it."""
    if _of_document(line, phrase):
        return True
    if phrase.start <= 1 or line.low(phrase.start - 1) in (";", ":") or line.is_a(phrase.start - 1, "words.but"):
        verb = phrase.end
        while (
            verb < phrase.end + 2
            and line.is_a(verb, "source.he", "words.pronoun", "words.auxiliary")
            and not line.is_a(verb, "source.says")
        ):
            verb += 1
        later = line.is_a(verb, "source.says", "source.discloses") and not line.is_a(verb, "source.tallies")
        later = later and not any(line.is_a(j, "scope.occurred") for j in range(phrase.end, verb))  # "se declaró"
        if later and not phrase.length and phrase.begin is None and phrase.role not in ("start", "as_of"):
            return True  # "En marzo de 2024 aseguró haber eliminado a 217": nobody is named
    says = any(line.is_a(j, "source.says", "source.discloses") for j in range(phrase.start - 2, phrase.start))
    if says and (line.low(phrase.end) == ":" or line.is_a(phrase.end, "source.about", "source.office")):
        return True
    if line.low((line.ends_at(phrase.start, "source.says") or 0) - 1) == ",":
        return True  # ", сообщили в понедельник в ГИБДД", ", hieß es am Montag": whoever it was
    after = phrase.end + line.is_a(phrase.end, "words.auxiliary", "dates.had")
    if line.is_a(phrase.start - 1, "words.who") and line.is_a(after, "source.says", "source.tells"):
        return True  # "the administrator, who on Tuesday had spoken of 146"
    before = range(phrase.start - 1, max(-1, phrase.start - _LAST_TIME), -1)
    if any(line.is_a(j, "dates.last_time") for j in before):
        return True  # "Shoigu last spoke of it in September 2022: 5,937 dead"
    for j in before:  # "since it acknowledged 5,937 deaths in September 2022"
        numbered = any(line.kind(k) == "number" for k in range(j + 1, phrase.start))
        since = any(line.is_a(k, "dates.since") for k in range(j - 3, j))
        if numbered and since and line.is_a(j, "source.says", "source.discloses"):
            return True
    return False


def _of_document(line: Line, phrase: DatePhrase) -> bool:
    """ "in its January report", "the update printed last week", "un informe de julio": the date of what states it."""
    if phrase.begin is not None or phrase.length or phrase.role in ("start", "as_of") or not phrase.value:
        return False
    if line.is_a(phrase.end, "source.document"):
        return True
    for j in range(phrase.start - 1, max(-1, phrase.start - _PRINTED), -1):
        if line.kind(j) == "number" or line.low(j) in (",", ";", ":") or line.is_a(j, "words.conjunction"):
            break
        if line.is_a(j, "dates.published"):
            return True  # "the survey printed by The Lancet in 2006"
    of = line.is_a(phrase.start, "words.of") or line.is_a(phrase.start - 1, "words.of")
    return of and any(line.is_a(j, "source.document") for j in range(phrase.start - 2, phrase.start))


def _adverbial(line: Line, first: int, phrase: DatePhrase) -> bool:
    """Whether only the saying's circumstances stand before its date: "in a statement", "reporters", not a clause."""
    if phrase.start - first <= 3:
        return not any("scope.incident" in tags or "scope.disaster" in tags for tags in line.tags[first : phrase.start])
    if line.is_a(first, "words.preposition") or line.is_a(first - 1, "source.tells"):
        return True
    return any(line.is_a(j, "source.occasion") for j in range(first, phrase.start))


def _clear(line: Line, first: int, last: int, *, comma: bool = False) -> bool:
    """Whether nothing between a speech verb and a date opens another clause."""
    for j in range(first, last):
        low = line.low(j)
        named = line.kind(j) == "number" and len(low) == 1 and line.capital(j - 1)  # "France 2"
        if (
            (line.kind(j) == "number" and not named)
            or low in (";", ":")
            or (
                not comma
                and (low == "," or line.is_a(j, "dates.that") or (opens_relative(line, j) and not _met(line, j, last)))
            )
        ):
            return False
        if line.is_a(j, "words.conjunction", "words.but", "words.auxiliary", "numbers.units"):
            return False
        if any(cls.endswith((".part", ".verb", ".fell", ".noun", ".toll")) for cls in line.tags[j]):
            return False
    return True


def _met(line: Line, j: int, last: int) -> bool:
    """ "said after a closed briefing on Tuesday": the occasion of a saying."""
    return any(line.is_a(k, "source.occasion") for k in range(j + 1, last))


def opens_relative(line: Line, j: int) -> bool:
    """Whether a relative clause opens at a token; German articles do so after a comma alone."""
    return line.is_a(j, "dates.relative") and (not line.is_a(j, "words.article") or line.low(j - 1) == ",")
