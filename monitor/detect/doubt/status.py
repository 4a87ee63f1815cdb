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
from monitor.detect.doubt.hypothetical import hypothetical
from monitor.detect.doubt.unconfirmed import of_other_news, unconfirmed
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.model import Status

_PARTICLE = 20  # tokens from "wies" to its "zurück"
_GUILT = 4  # tokens between a denial and the guilt that it is of
_DENIED = 4  # tokens from a denial to the colon behind it
_NEITHER = 4  # tokens between "not confirmed" and "nor denied"
_SUBJECT = 6  # tokens from "The cause of the blast" to its "could not be verified"
_ENDS = ("", ".", ",", ";", ":")
_REACH = 28  # tokens from a number to the words that call it into doubt
_DOUBTS = frozenset({"status.disputed", "status.denied", "status.wrong", "status.every"})


def status_of(line: Line, lex: Lexicon, group: Group, link: Link, sourced: bool) -> Status:
    """The status that the sentence gives; `sourced` says that it names who speaks."""
    if hypothetical(line, lex, group, link, sourced):
        return Status.HYPOTHETICAL
    return Status.DISPUTED if disputed(line, group, link, lex.order == "free") else Status.ASSERTED


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
