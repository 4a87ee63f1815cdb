"""Whether the text stands by a number: asserted, disputed by the text itself, or hypothetical."""

from monitor.detect.doubt.contested import disputed_of, is_checked
from monitor.detect.doubt.denials import (
    acquitted,
    answers_with,
    apart_from_blame,
    denied_here,
    is_attributive,
    proofless,
    retorted,
)
from monitor.detect.doubt.reservations import on_account
from monitor.detect.doubt.unconfirmed import of_other_news, unconfirmed
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.model import Status

_PARTICLE = 20  # tokens from "wies" to its "zurück"
_CONSEQUENCE = 9  # tokens between a number and the "would be" of what follows from a condition
_GUILT = 4  # tokens between a denial and the guilt that it is of
_TO_COME = 4  # tokens from a number on to the infinitive of its verb
_DENIED = 4  # tokens from a denial to the colon behind it
_ASIDE = 7  # tokens of an aside between a number and its verb
_NEITHER = 4  # tokens between "not confirmed" and "nor denied"
_SUBJECT = 6  # tokens from "The cause of the blast" to its "could not be verified"
_GROWTH = 8  # tokens from "could" to the "rise" of a toll
_ENDS = ("", ".", ",", ";", ":")
_CLAUSE_ENDS = (",", ";", ":", "-", "–", "—", "(")
_REACH = 28  # tokens from a number to the words that call it into doubt
_DOUBTS = frozenset({"status.disputed", "status.denied", "status.wrong", "status.every"})


def status_of(line: Line, lex: Lexicon, group: Group, link: Link, sourced: bool) -> Status:
    """The status that the sentence gives; `sourced` says that it names who speaks."""
    if hypothetical(line, lex, group, link, sourced):
        return Status.HYPOTHETICAL
    return Status.DISPUTED if disputed(line, group, link, lex.order == "free") else Status.ASSERTED


def hypothetical(line: Line, lex: Lexicon, group: Group, link: Link, sourced: bool) -> bool:
    """Whether a modal or a forecast governs the number: "it would cost them 800,000 more corpses".

    "May have died" is an estimate of the past where a source is named for it, a guess where none is. "Could not be
    found", "двоих не могут найти" are no guesses.
    """
    first, last = min(group.start, link.start), max(group.end, link.end)
    low = first
    while low > 0 and first - low < 14:
        j = low - 1
        if line.low(j) in (";", '"', "(") or (
            line.kind(j) == "number" and j not in range(first, last) and not line.low(j).startswith(("19", "20"))
        ):
            break
        if line.low(j) == "," and first - low > 3 and not any(line.is_a(m, "source.says") for m in range(low, low + 4)):
            break
        if line.is_a(j, "status.because"):
            break  # "could rise because 40 were hurt": what is feared has a reason that has happened
        if line.is_a(j, "words.conjunction") and (
            line.is_a(j + 1, "source.says") or (line.is_a(j + 1, "words.auxiliary") and j + 2 < first)
        ):
            break  # "would like peace and had lost 300,000 men"
        low = j
    if line.low(last) == "?" and first <= 3:
        return True  # "A million dead? What stands behind the number"
    if _opens_guess(line) or _will(line, link, low, last) or _on_condition(line, first, last):
        return True
    if (after := _past_aside(line, last)) is not None and line.is_a(after, "status.hypothetical"):
        return True
    high = last
    while high < len(line.tokens) and high - last < 4 and line.kind(high) == "word":
        if line.is_a(high, "words.conjunction"):
            break
        high += 1
    return any(
        line.is_a(j, "status.hypothetical")
        and not group.number.core < j < group.number.end  # "200, quizá 250 muertos": how many, not whether
        and not line.is_a(j, "status.though")
        and not (sourced and _of_the_past(line, lex, j))
        and not any(line.is_a(k, "status.verify", "status.verified") for k in range(j + 1, j + 5))
        and not _unnamed(line, j)
        and not (lex.lang != "de" and _in_a_name(line, j))
        and not (link.side != "total" and _grows(line, j, first))
        and not _reckoned(line, j, last)
        and not _concedes(line, j)
        and not on_account(line, j)
        and not _of_them_told(line, j, first)
        and not (link.start <= j < link.end and any(line.is_a(k, "words.negation") for k in (j - 1, j + 1)))
        for j in range(low, high)
    )


def _in_a_name(line: Line, j: int) -> bool:
    """ "the Disaster Risk Reduction Council", "la Unidad para la Gestión del Riesgo": no guess, but who counts."""
    return j > 0 and line.capital(j) and not line.tokens[j].text.isupper() and not line.sentence.title


def _unnamed(line: Line, j: int) -> bool:
    """ "An official who would not be named put the dead at 40": of him who speaks, no guess."""
    return line.is_a(j - 1, "words.who") and any(line.is_a(k, "words.unnamed") for k in range(j + 1, j + _DENIED + 1))


def _of_them_told(line: Line, j: int, first: int) -> bool:
    """ "With those who are expected to return, losses stand at 200,000": told of people, in their own clause."""
    near = [k for k in (j - 1, j - 2) if k > 0 and line.is_a(k, "words.who")]
    told = any(line.low(k) == "who" or line.low(k - 1) == "," for k in near)
    return told and any(line.low(k) == "," for k in range(j + 1, first))


def _concedes(line: Line, j: int) -> bool:
    """ "Si le groupe a dit avoir tué 30 personnes, la police en compte six": a contrast, no condition."""
    if "status.conceded" not in line.has or not line.is_a(j, "status.condition"):
        return False
    if not any(line.is_a(k, "status.conceded") for k in range(j + 1, j + _GROWTH)):
        return False
    end = max(tag.end for cls, tag in line.tags[j].items() if cls.startswith("status."))
    return not any(
        line.is_a(k, "status.hypothetical", "status.would") for k in range(len(line.tokens)) if not j <= k < end
    )


def _grows(line: Line, j: int, first: int) -> bool:
    """ "The toll could rise, with 40 still missing", "може зрости: 40 зникли": the toll is to come, not the 40."""
    if "status.grows" not in line.has:
        return False
    end = next((tag.end for k in range(j, min(j + _GROWTH, first)) if (tag := line.at(k, "status.grows"))), first)
    while end < first and line.is_a(end, "words.adverb") and not line.is_a(end, "status.while"):
        end += 1
    if end >= first or line.is_a(end, "qualifier.up_to"):  # "could rise as high as 40"
        return False
    lands = line.low(end) == "," and first - end <= 2 and line.is_a(end + 1, "words.landing", "qualifier.up_to")
    if lands and not line.is_a(end + 1, "status.because", "status.while"):
        return False  # "pourrait s'alourdir, à 700 morts"
    return line.low(end) in _CLAUSE_ENDS or line.is_a(end, "status.because", "status.while")


def _reckoned(line: Line, j: int, last: int) -> bool:
    """ "Die Zahl der Toten wird auf 46.000 beziffert": a passive of who counts, where "wird ... steigen" is to come."""
    if not line.is_a(j, "status.will"):
        return False
    end = next((k for k in range(last, last + _TO_COME) if line.kind(k) != "word"), last)
    return line.is_a(end - 1, "source.done")


def _opens_guess(line: Line) -> bool:
    """ "If", "Si", but "Si bien murieron 12": though."""
    tag = line.at(0, "status.opening")
    return tag is not None and not line.is_a(0, "status.though")


def _on_condition(line: Line, first: int, last: int) -> bool:
    """ "De ser ciertas sus sumas, habría perdido 9.000": what would follow, where the condition stands before it."""
    if "status.condition" not in line.has or "status.would" not in line.has:
        return False
    return any(line.is_a(j, "status.condition") for j in range(first)) and any(
        line.is_a(j, "status.would") for j in range(max(0, first - _CONSEQUENCE), last + _CONSEQUENCE)
    )


def _will(line: Line, link: Link, low: int, last: int) -> bool:
    """ "werden weitere 5.000 Menschen sterben", "wird 2.000.000 Soldaten verloren haben", not "werden 23 vermisst"."""
    if not any(line.is_a(j, "status.will") for j in range(max(0, low - 6), last)):
        return False
    end = link.end + 1
    if link.side == "total":  # "wird die Zahl der Toten wohl 150 übersteigen"
        end = next((j for j in range(last, last + _TO_COME) if line.kind(j) != "word"), last + _TO_COME)
    coming = any(line.is_a(j, "status.infinitive") for j in range(link.start, end))
    return coming or (
        line.is_a(link.end, "status.perfect") and not any(line.is_a(j, "status.may") for j in range(last))
    )


def _past_aside(line: Line, last: int) -> int | None:
    """The token after a short aside: "some 900 of these deaths, more than half, would have been spared"."""
    if line.low(last) != ",":
        return None
    return next((k + 1 for k in range(last + 1, last + _ASIDE) if line.low(k) == ","), None)


def _of_the_past(line: Line, lex: Lexicon, j: int) -> bool:
    """ "may have died", "podrían haber muerto", "dürften ums Leben gekommen sein": a guess at what has happened."""
    if not line.is_a(j, "status.may"):
        return False
    if lex.order != "last":
        return True
    return any(
        line.is_a(k, "status.perfect")
        and any(cls.endswith((".part", ".fell")) for b in (0, 1) for cls in line.endings(k - b))
        for k in range(j + 2, min(j + 26, len(line.tokens)))
    )


def disputed(line: Line, group: Group, link: Link, free: bool) -> bool:
    """Whether the sentence itself calls the number unverified, denied or wrong.

    The doubt stands in the number's own clause, or in one without a number ("..., says X; staff rejects claim").
    """
    if line.ends_at(group.start, "status.not") is not None:
        return True  # "19 dead, not 21", "not 300,000, whatever they say"; but "y no menos de 15" is a floor
    hoaxes = [j for j in range(len(line.tokens)) if line.is_a(j, "status.hoax")] if "status.hoax" in line.has else []
    found = doubts(line, free)
    if found and "status.denied" in line.has and apart_from_blame(line, group, link):
        found = [j for j in found if not line.is_a(j, "status.denied")]
    if any(_meant(line, at, group, link) for at in (*found, *hoaxes)):
        return True
    return denied_here(line, group, link) or retorted(line, max(group.end, link.end))


def doubts(line: Line, free: bool) -> list[int]:
    """The tokens at which a sentence doubts, denies or corrects a claim; `free` says that objects may stand first."""
    found = proofless(line)
    if "status.leaves_out" in line.has:
        return found  # "The count does not include deaths that could not be verified"
    found += [j for j in unconfirmed(line) if not _nor_denied(line, j, j + 1)]
    if _DOUBTS.isdisjoint(line.has):
        return found
    for j, here in enumerate(line.tags):
        if _DOUBTS.isdisjoint(here):
            continue
        plain = "status.disputed" in here and not _of_another_matter(line, j, here["status.disputed"].end)
        plain = (
            plain
            and not _nor_denied(line, j, here["status.disputed"].end)
            and not (_of_some(line, j) or _uncounted(line, j) or is_checked(line, j, here["status.disputed"].end))
        )
        denied = "status.denied" in here and _of_claim(line, j, free)
        wrong = "status.wrong" in here and _says_of_claim(line, j) and not acquitted(line, j)
        if plain or denied or wrong or ("status.every" in here and _checked(line, j)):
            found.append(j)
    return found


def _uncounted(line: Line, j: int) -> bool:
    """ "Killed an unconfirmed number of insurgents": nobody's number is doubted."""
    end = line.tags[j]["status.disputed"].end if line.is_a(j, "status.disputed") else j + 1
    counts = line.is_a(j - 1, "numbers.one") and line.is_a(end, "words.count") and line.is_a(end + 1, "words.of")
    return counts and not any(line.kind(k) == "number" for k in range(end + 2, end + 5))


def _nor_denied(line: Line, at: int, after: int) -> bool:
    """ "no confirmó ni desmintió", "не опроверг и не подтвердил": whoever says neither doubts nothing."""
    behind = any(line.is_a(k, "status.denied") for k in range(after, min(after + _NEITHER, len(line.tokens))))
    return behind or any(
        line.is_a(k, "status.denied") and line.is_a(k - 1, "words.negation") for k in range(max(1, at - _NEITHER), at)
    )


def _of_another_matter(line: Line, at: int, after: int) -> bool:
    """ "could not verify the video", "The cause could not be verified": the doubt is about no number."""
    subject = range(max(0, at - _SUBJECT), at)
    if any(line.is_a(j, "status.aside") for j in subject) and not any(
        line.low(j) in _ENDS or line.kind(j) == "number" or line.is_a(j, "status.claim") for j in subject
    ):
        return True
    for j in range(after, min(after + 4, len(line.tokens))):
        if line.low(j) in _ENDS:
            return False
        if line.is_a(j, "status.aside"):
            return True
    return False


def _of_some(line: Line, at: int) -> bool:
    """ "The toll is higher, as many reports are still unconfirmed": of what is not counted yet, not of the number."""
    if "status.many" not in line.has:
        return False
    for j in range(at - 1, max(-1, at - _SUBJECT - _SUBJECT), -1):
        if line.kind(j) == "number" or line.low(j) in (":", ";", '"'):
            return False
        if line.is_a(j, "status.many"):
            return not any(line.kind(k) == "number" for k in range(at, len(line.tokens)))
    return False


def _checked(line: Line, j: int) -> bool:
    """ "Neither side's account could be checked"."""
    return any(line.is_a(k, "status.verified") for k in range(j, j + 9))


def _of_guilt(line: Line, j: int, end: int) -> bool:
    """ "Hat jede Verantwortung bestritten", "wies jede Schuld von sich": who did it, not how many."""
    if "status.guilt" not in line.has:
        return False
    near = range(max(0, j - _GUILT), end + _GUILT)
    return any(line.is_a(k, "status.guilt") for k in near) and not any(line.is_a(k, "status.claim") for k in near)


def _of_claim(line: Line, j: int, free: bool) -> bool:
    """ "rejected Ukraine's claim", "dismissed that as", not "denies all guilt": a claim is the verb's object.

    "Kyiv denied.", "Kyiv l'a démenti", "Kiew wies das zurück", "эти данные отвергли": it may stand before the verb, be
    a pronoun or be left out.
    """
    tag = line.tags[j]["status.denied"]
    split = line.is_a(j, "status.split")
    if split and not any(line.is_a(k, "status.particle") for k in range(j + 1, j + _PARTICLE)):
        return False
    if _of_guilt(line, j, tag.end):
        return False
    if disputed_of(line, j, tag.end):
        return True
    if is_attributive(line, j):
        return line.is_a(tag.end, "status.claim")  # "eine bestrittene Zahl", not "bei dem bestrittenen Angriff"
    if line.is_a(j, "status.sceptic") and not any(line.is_a(k, "status.this") for k in range(j - 3, tag.end + 4)):
        return False  # "Israel disputes the ministry's numbers": doubt in general, of no number
    if any(line.is_a(k, "words.negation") for k in range(j - 2, j)):
        return False  # "neither confirmed nor denied"
    after = tag.end
    while line.is_a(after, "words.auxiliary"):
        after += 1
    if (pronoun := line.at(after, "status.that")) is not None:  # "dismissed that as", not "denied that it was genocide"
        if line.low(pronoun.end) in _ENDS or line.is_a(pronoun.end, "status.particle", "status.as"):
            return True
        if line.is_a(pronoun.end, "status.claim"):
            return not of_other_news(line, pronoun.end)
        if split or line.is_a(after, "words.who"):
            return False
    if line.is_a(after, "words.it", "words.pronoun") and line.low(after + 1) in _ENDS:
        return True  # "New Delhi denied it."
    for k in range(after, min(after + 9, len(line.tokens))):
        if line.is_a(k, "status.claim"):
            return not of_other_news(line, k)
        if line.low(k) in _ENDS:
            break
    if line.is_a(j, "status.retires"):  # "a claim he withdrew", not "nine were killed before the unit withdrew"
        return any(line.is_a(k, "status.claim") for k in range(max(0, j - 6), j))
    if line.low(after) in _ENDS and not (line.low(after) == "," and line.kind(after + 1) == "word"):
        return True  # "..., a claim that Kyiv denied.", not "bestritt, auf sie gefeuert zu haben"
    first = max((k + 1 for k in range(max(0, j - 6), j) if line.low(k) in _ENDS), default=max(0, j - 6))
    if any(line.is_a(k, "status.that") and not _article(line, k, j) for k in range(max(first, j - 3), j)):
        return True
    passive = free or line.is_a(j - 1, "words.auxiliary")
    return passive and any(line.is_a(k, "status.claim") for k in range(first, j))


def _article(line: Line, k: int, verb: int) -> bool:
    """ "Le maire a démenti": an article, where "Kiev l'a démenti" has a pronoun before its verb."""
    return line.is_a(k, "words.article") and k + 1 < verb and not line.is_a(k + 1, "words.auxiliary", "words.adverb")


def _says_of_claim(line: Line, j: int) -> bool:
    """ "called the number absurd", "said that the figures were false": a claim stands before, in its clause."""
    if line.low(j - 1) in ("-", "–", "—") or line.is_a(
        j - 1 - line.is_a(j - 1, "words.auxiliary"), "words.who", "source.which"
    ):
        return True  # "write of 500 dead – untrue", "which was false"
    if answers_with(line, j):
        return True
    for k in range(j - 1, max(-1, j - 20), -1):
        if line.low(k) in (";", "."):
            return line.is_a(k + 1, "status.that")  # "...; das erwies sich als falsch"
        if line.is_a(k, "status.claim", "words.count", "status.calls") or (k == j - 1 and line.is_a(k, "status.that")):
            return True
    return False


def _meant(line: Line, at: int, group: Group, link: Link) -> bool:
    """Whether a doubt at token `at` is about this number and not about another clause's."""
    first, last = min(group.start, link.start), max(group.end, link.end)
    if first <= at < last:
        return True
    if at < first and (_speaks_between(line, at, first) or _goes_on_after(line, at, first)):
        return False
    if at < first and any(line.kind(j) == "number" and len(line.low(j)) != 4 for j in range(max(0, at - 8), at)):
        return False  # "spoke of 1,400 dead, a figure later corrected as 200 bodies were of attackers"
    if line.is_a(at - 1, "status.that"):
        return last <= at  # "spoke of 12 dead; that was wrong, and the toll is nine"
    between = range(last, at) if at >= last else range(at, first)
    if len(between) > _REACH:
        return False
    for j in between:
        if line.low(j) == ";" or line.is_a(j, "words.but"):
            if at < first and any(line.is_a(k, "source.says") for k in range(j + 1, first)):
                return False  # "His claims could not be verified, but a doctor said he had treated six men"
            nearer = at >= last and any(line.kind(k) == "number" for k in range(j, at))
            return not nearer and not _numbered(line, at)
    return True


def _speaks_between(line: Line, at: int, first: int) -> bool:
    """ "called the figure a lie and said that 77 had died": the doubter goes on to a number of his own."""
    return any(
        line.is_a(j, "source.says")
        and line.is_a(j - 1, "words.conjunction")
        and not line.is_a(j, "status.claim", "status.denied", "status.calls")
        for j in range(at + 1, first)
    )


def _goes_on_after(line: Line, at: int, first: int) -> bool:
    """ "Київ цю версію відкидає: загиблих понад 50": behind the colon stands what the denier himself holds."""
    if not line.is_a(at, "status.denied"):
        return False
    end = line.tags[at]["status.denied"].end
    return any(line.low(j) == ":" for j in range(end, min(end + _DENIED, first)))


def _numbered(line: Line, at: int) -> bool:
    """Whether the clause around a token, between semicolons and turns, holds a number."""
    low = at
    while low > 0 and line.low(low - 1) != ";" and not line.is_a(low - 1, "words.but"):
        low -= 1
    high = at
    while high < len(line.tokens) and line.low(high) != ";" and not line.is_a(high, "words.but"):
        high += 1
    return any(line.kind(j) == "number" or line.is_a(j, "numbers.units") for j in range(low, high))
