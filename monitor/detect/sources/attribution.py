"""Tagged sentences to attributions: who states the numbers, in the words of the text and by the pack's id."""

from monitor.detect.belligerents.reprisals import answers_by_attack
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.base_forms import INFLECTED
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.detect.sources.accounted import in_clause, no_account
from monitor.detect.sources.accounts import (
    by_whom,
    issued,
    named_figure,
    of_account,
    speaks_of,
    talk,
    text_alone,
    to_have,
    told_as,
)
from monitor.detect.sources.accusing import accusing
from monitor.detect.sources.as_told import past_saying
from monitor.detect.sources.asked import asked_at
from monitor.detect.sources.by_account import (
    account_from,
    after_account,
    by_account,
    first_reports,
    only_carries,
    own_clause,
    relays,
    without_carriers,
)
from monitor.detect.sources.citing import carried_at, citing_at, quoted
from monitor.detect.sources.free_order import opens, speaker_by_order
from monitor.detect.sources.gerunds import doer
from monitor.detect.sources.heralds import giver
from monitor.detect.sources.implied import implied, once_more
from monitor.detect.sources.issuing import in_it, issues
from monitor.detect.sources.known_to import knower
from monitor.detect.sources.learned import learned_from
from monitor.detect.sources.mention import Mention
from monitor.detect.sources.names import mentions
from monitor.detect.sources.on_data import on_data
from monitor.detect.sources.salvage import brings_up
from monitor.detect.sources.shown import stated_in
from monitor.detect.sources.speakers import Speakers, attributed, meet, spoken_by_pronoun
from monitor.detect.sources.subjects import (
    agent_of,
    counts,
    denies,
    ends_a_relative,
    goes_on,
    habit,
    inverted,
    is_count,
    is_loose,
    is_noun,
    is_passive,
    keeper,
    mute,
    of_lives,
    on_a_day,
    only_words,
    subject_of,
)
from monitor.detect.sources.told_to import led_to
from monitor.detect.sources.unlisted import bare_name, noun_after, noun_subject, plain_noun, plain_subject, publisher
from monitor.detect.sources.verbless import without_verb

_CUES = frozenset(
    f"source.{cue}"
    for cue in (
        "by_account", "zufolge", "carried_by", "citing", "according", "heard", "account", "unnamed", "says", "reckons",
        "finds", "speaks", "accuses", "claims_to", "stands", "shows", "named", "learned", "on_data",
    )
)  # fmt: skip
_HARM = ("killed.", "wounded.", "missing.", "captured.", "casualties.")
_DEEDS = ("scope.incident", "words.attack")
_WHICH = ("lequel", "laquelle", "lesquels", "lesquelles", "qui", "cual", "cuales", "quien", "quienes", "whom", "which",
          "которому", "которой", "которым", "якому", "якій", "яким")  # fmt: skip
_PARTICIPLE = ("ant", "ando", "iendo")
_MEANWHILE = ("words.adverb", "source.between", "source.he", "dates.on", "dates.weekdays")  # "hieß es am Montag aus"
_INQUIRES = frozenset({"ermittelt", "ermittelte", "ermitteln", "ermittelten"})
_DROPS = frozenset({"es", "uk", "ru"})  # languages that leave a pronoun out


def attributions(line: Line, lex: Lexicon, speakers: Speakers) -> list[Attribution]:
    """The sources named in a line as saying something, left to right."""
    here = [m for m in mentions(line, lex) if not mute(line, m.start, m.end)]
    found: list[Attribution] = []
    speakers.lang = lex.lang
    ends = {m.end: m for m in here}
    count = len(line.tokens)
    i = 0
    while i < count:
        if _CUES.isdisjoint(line.tags[i]):
            i += 1
            continue
        got, step = _at(line, lex, i, here, ends, found, speakers)
        got = issued(line, got, here) if got is not None and not mute(line, got.start, got.end) else None
        if got is not None and not any(f.start == got.start and f.cue == got.cue for f in found):
            found.append(got)
        i = max(step, i + 1)
    found = found or issues(line, here, speakers)
    if not found and (by := giver(line, here, cased=lex.lang in INFLECTED)) is not None:
        got = attributed(by, by.start - 1, "after", found, here, speakers, line, lex.lang)
        found = [got] if got is not None else []
    if not found or line.sentence.title:
        found += [a for a in without_verb(line, lex, here, speakers) if not found or line.low(a.cue) == ":"]
    if (asked := asked_at(line)) is not None:
        found = [a for a in found if a.cue < asked]
    if len(found) > 1 and any(not line.is_a(a.cue, "words.auxiliary") for a in found):
        found = [a for a in found if not line.is_a(a.cue, "words.auxiliary") or not line.is_a(a.cue, "source.reckons")
                 or own_clause(line, a)]  # fmt: skip
    if len(found) > 1 and line.is_a(found[-1].cue, "source.says") and not any(t.low == ";" for t in line.tokens):
        found = [a for a in found if a is found[-1] or not _only_had(line, a, found[-1])]
    if "source.gauges" in line.has and not any(cls.startswith(_HARM) for cls in line.has):
        found = [a for a in found if not any(line.is_a(j, "source.gauges") for j in range(a.start, a.end))]
    if len(found) > 1 or (speakers.last is not None and line.sentence.paragraph - speakers.paragraph <= 1):
        # "hospitals received ten bodies, the ministry said": who found them speaks only where nobody else does,
        # or under a name of his own
        found = [a for a in found if not brings_up(line, a.cue) or _named(line, a)]
    found = without_carriers(line, [a for a in found if not habit(line, a.start, a.end)])
    speakers.named = here
    speakers.denier = None
    speakers.since += 1
    speakers.sentences += not line.sentence.title
    meet(line, here, found, speakers)
    if asked is not None:
        person = next((m for m in reversed(here) if m.person and m.names and m.end < asked), None)
        if person is not None:
            speakers.person = speakers.fresh = person
    speakers.ends(line, found)
    return sorted(found, key=lambda a: a.start)


def _only_had(line: Line, found: Attribution, last: Attribution) -> bool:
    """ "West Sumatra recorded 90 deaths, its governor said": the region had them, and no office of its own tells it."""
    if not line.is_a(found.cue, "source.tallies") or found.end > last.start:
        return False
    if any(is_count(line, j) for j in range(max(last.end, last.cue), len(line.tokens))):
        return False  # "Leitha confirmed 68 deaths, and officials said three were missing"
    return not any(line.is_a(j, "source.office", "named_source") for j in range(found.start, found.end))


def _at(
    line: Line,
    lex: Lexicon,
    i: int,
    here: list[Mention],
    ends: dict[int, Mention],
    found: list[Attribution],
    speakers: Speakers,
) -> tuple[Attribution | None, int]:
    """The attribution whose cue stands at token i, and the token to go on from."""
    if (carried := carried_at(line, i, here, found=bool(found))) is not None:
        return None, carried
    if (told_in := stated_in(line, lex, i, here, speakers, _CUES)) is not None:
        owner, side = told_in
        return (None if owner is None else attributed(owner, i, side, found, here, speakers, line, lex.lang)), i + 1
    tag = line.at(i, "source.stands") or line.at(i, "source.says")
    if tag is not None and "source.written" in line.has and (text := text_alone(line, i, tag.end, here)) is not None:
        return attributed(text[0], i, text[1], found, here, speakers, line, lex.lang), tag.end
    if line.is_a(i, "source.named") and (owner := named_figure(line, i, here)) is not None:
        return attributed(owner, i, "before", found, here, speakers, line, lex.lang), i + 1
    if (told := by_account(line, lex, i, here)) is not None:
        owner, end = told  # "за попередніми даними": nobody's
        if owner is not None and found and line.is_a(i, "source.citing"):
            found.pop()  # "передаёт агентство со ссылкой на данные полиции"
        return (None if owner is None else attributed(owner, i, "after", found, here, speakers, line, lex.lang)), end
    if line.is_a(i, "source.zufolge") and (line.low(i) == "zufolge" or line.ends_at(i, "source.account") is not None):
        owner = after_account(line, lex, i, here)
        return (None if owner is None else attributed(owner, i, "after", found, here, speakers, line)), i + 1
    if (teller := learned_from(line, i, here, lex.lang)) is not None:
        return attributed(teller, i, "after", found, here, speakers, line, lex.lang), max(teller.end, i + 1)
    if (owner := on_data(line, i, here)) is not None and line.at(i, "source.according") is None:
        return attributed(owner, i, "after", found, here, speakers, line), owner.end
    tag = citing_at(line, i) or past_saying(line, i, lex.lang)
    if tag is not None and not line.is_a(i, "source.citing") and no_account(line, found, i, tag.end):
        return None, tag.end
    which = tag.end + line.is_a(tag.end, "words.article") if tag is not None else i
    if tag is not None and line.low(which) in _WHICH:  # "le gouvernement, selon lequel douze personnes ont péri"
        whose = next((m for m in reversed(here) if i - 1 <= m.end <= i), None)
        got = attributed(whose, i, "after", found, here, speakers, line, lex.lang) if whose is not None else None
        return got, which + 1
    if tag is not None and line.low(tag.end) != "name" and not line.is_a(tag.end, "source.heard"):
        opens_at = tag.end - line.is_a(tag.end - 1, "source.office")  # "de sources médicales"
        mention = next((m for m in here if opens_at <= m.start <= tag.end + 6), None)
        if mention and led_to(
            line, mention, lex.lang
        ):  # "según contaron a EFE fuentes", "según indicó a la prensa un testigo"
            mention = next((m for m in here if m.start in (mention.end, mention.end + 1)), mention)
        if mention is None or not only_words(line, opens_at, mention.start):
            mention = account_from(line, tag.end, here) or publisher(line, tag.end, here)
            bare = found and line.is_a(i, "source.citing") and not line.is_a(tag.end, "words.article")  # "citing rain"
            if mention is None and not (bare or line.is_a(i, "source.caused") or line.low(tag.end - 1) == "per"):
                mention = plain_noun(line, tag.end)
            by = line.low(tag.end - 1) == "by" and not line.capital(tag.end)  # "confirmed by laboratory"
            if mention is not None and (by or lex.lang == "de") and not line.is_a(mention.start - 1, "words.article"):
                mention = bare_name(line, tag.end) if line.low(i) == "laut" else None  # ", so viele wie nie"
        if mention is not None and (past := first_reports(line, mention)) is not None:
            by_them = line.is_a(past, "source.agent") or line.low(past) == "from"
            # "according to initial reports from the ministry"
            mention = next((m for m in here if by_them and past < m.start <= past + 2), None)
        mention = mention and (by_whom(line, mention, here) or mention)
        if mention is None or relays(line, mention, max(mention.end, tag.end), found):
            return None, tag.end
        deed = any(line.is_a(k, "words.attack", "words.killing") for k in (i - 1, i - 2))
        if line.is_a(i, "source.caused") and (deed or line.is_a(mention.end - 1, "words.irregular")):
            return None, tag.end  # "l'attaque, attribuée à des jihadistes, a fait 23 morts"
        got = attributed(mention, i, "after", found, here, speakers, line, lex.lang)
        if got is not None and line.is_a(i, "source.citing"):
            if is_loose(line, got.start, got.end):
                return None, got.end  # "the UN office said, citing reports from 25 villages", "citing local sources"
            if found:
                found.pop()  # "the paper wrote, citing a Ukrainian estimate": the estimate is the source
        return got, max(mention.end, tag.end)
    if (heard := line.at(i, "source.heard")) is not None and (owner := _heard_at(line, i, heard.end, here)) is not None:
        return attributed(owner, i, "before", found, here, speakers, line), max(heard.end, owner.end)
    noun = i > 0 and (not line.is_a(i, "source.says", "source.reckons") or _owned(line, i) or i + 1 in ends)
    tag = line.at(i, "source.account")
    if noun and tag is not None and (owner := keeper(line, i, ends)) is not None:
        return attributed(owner, i, "before", found, here, speakers, line), tag.end
    if lex.lang == "de" and line.is_a(i, "source.heard", "source.unnamed") and (held := in_it(line, i)) is not None:
        return attributed(held, i, "after", found, here, speakers, line), i + 1
    if lex.lang == "de" and line.low(i) == "rede" and talk(line, i) and not in_clause(line, found, i):
        return Attribution((), i, i + 1, i, "after"), i + 1  # "war zunächst von drei Toten die Rede"
    if (told_of := line.at(i, "source.unnamed")) is not None and line.low(i) != "rede":
        return Attribution((), i, told_of.end, i, "before"), told_of.end  # "раніше йшлося про 14 убитих"
    if tag is not None and (owner := told_as(line, i, tag.end, here)) is not None:
        return attributed(owner, i, "after", found, here, speakers, line, lex.lang), max(owner.end, tag.end)
    if tag is not None and (owner := of_account(line, lex, i, tag.end, here)) is not None:
        return attributed(owner, i, "before", found, here, speakers, line, lex.lang), max(owner.end, tag.end)
    tag = line.at(i, "source.says") or line.at(i, "source.reckons") or line.at(i, "source.finds")
    if tag is None and line.is_a(i, "source.speaks") and speaks_of(line, i):
        tag = line.at(i, "source.speaks")
    tag = tag or accusing(line, i)
    if (claims := line.at(i, "source.claims_to")) is not None and to_have(line, i):
        tag = claims  # "will 40 Kämpfer getötet haben"
    if tag is None or is_noun(line, lex, i, ends) or line.is_a(tag.end, "source.no_number") or line.low(i - 1) == "zu":
        return None, i
    if line.is_a(i, "source.known"):
        who = knower(line, i, here)
        return (attributed(who, i, "before", found, here, speakers, line) if who else None), tag.end
    if line.low(i) in _INQUIRES and line.low(tag.end) in ("wegen", "gegen", "nach", "zu"):
        return None, tag.end  # "Die Staatsanwaltschaft ermittelt wegen des Unglücks mit 19 Toten"
    if answers_by_attack(line, i):
        return None, tag.end  # "Israel responded with strikes that killed 104"
    led = line.is_a(tag.end, "source.agent") and (lex.order != "svo" or line.is_a(i - 1, *_DEEDS))
    led = led or (lex.order != "svo" and any(line.is_a(j, *_DEEDS) for j in range(tag.end, tag.end + 4)))
    if led and line.is_a(i, "source.owns_up"):
        return None, tag.end  # "a revendiqué l'attentat qui a fait 14 morts"
    if of_lives(line, i):
        return None, i
    if line.is_a(i - 1, "words.conjunction") and line.is_a(tag.end, "killed.part"):
        return None, i  # "lost at sea and feared dead"
    passive = is_passive(line, i) or line.low(i).endswith(
        ("ed", "given") if lex.order == "svo" else ("é", "ée", "és", "ées", "do")
    )
    if line.is_a(tag.end, "words.article") and lex.order == "svo" and not is_passive(line, i):
        passive = False  # "denied a claim by the rebels"
    if lex.lang in ("fr", "es") and line.is_a(i - 1, "words.have"):
        passive = False  # "ont rapporté des habitants joints par l'AFP"
    agent = agent_of(line, tag.end, here) if passive else None
    if passive and agent is None and lex.lang == "fr" and line.low(i).endswith(("ée", "ées")):
        return None, i  # "ces victimes confirmées": what was said of them, and by nobody
    if agent is not None:
        return attributed(agent, i, "after", found, here, speakers, line), agent.end
    if not is_passive(line, i) and line.ends_at(i, "source.nobody") is not None:
        return Attribution((), i, tag.end, i, "before"), tag.end
    if is_passive(line, i) or line.is_a(i - 1, "source.impersonal", "source.exists") or line.is_a(i, "source.exists"):
        return None, i  # "se informó de 12 muertos", "on déplore", "in Bayern gab es 46 Tote"
    weak = not line.is_a(i, "source.says", "source.speaks", "source.accuses")
    if not found and (subject := doer(line, i, here, lex.lang)) is not None:
        return attributed(subject, i, "before", found, here, speakers, line, lex.lang), tag.end
    if lex.order != "svo":
        return _freely(line, lex, i, tag.end, here, ends, found, speakers)
    after = inverted(line, lex, i, tag.end, here) if not weak and line.low(i - 1) == "," else None
    if after is None and line.low(i - 1) == "," and line.is_a(i - 3, "words.place_preposition"):
        after = noun_after(line, lex, tag.end)  # "in Varna, said the headmistress"
    if after is not None and (line.low(after.end) in ("", ".", ",", "who", ";", ":") or on_a_day(line, after.end)):
        return attributed(after, i, "after", found, here, speakers, line), max(after.end, tag.end)
    if found and line.low(i).endswith("ing") and goes_on(line, i):
        return once_more(found[-1], i, tag.end), tag.end  # "19 died in Kyiv, its mayor said, adding ..."
    if (owner := quoted(line, i, here)) is not None:
        return attributed(owner, i, "after", found, here, speakers, line), owner.end
    mention = subject_of(line, i, here, ends)
    before = mention.start - 1 if mention is not None and mention.end == i - 1 and opens(line, i) else -1
    if line.kind(before) == "number" or line.is_a(before, "numbers.units"):
        mention = None  # "killed nine villagers, explained a potter"
    if mention is not None and (denies(line, mention, i) or ends_a_relative(line, mention, tag.end)):
        return None, tag.end
    if mention is not None and only_carries(line, mention, tag.end, found):
        return None, tag.end
    if mention is not None and (not weak or counts(line, i, tag.end, mention)):
        return attributed(mention, i, "before", found, here, speakers, line), tag.end
    if weak and not (line.is_a(i - 1, "words.conjunction") and line.kind(tag.end) == "number"):
        if mention is None and (mention := plain_subject(line, i)) is not None and counts(line, i, tag.end, mention):
            if any(is_count(line, k) for k in range(mention.start, mention.end)):
                return None, tag.end  # "a record one million people reached Europe"
            return attributed(mention, i, "before", found, here, speakers, line), tag.end
        return None, i
    if mention is None and (mention := inverted(line, lex, i, tag.end, here)) is not None:
        return attributed(mention, i, "after", found, here, speakers, line), max(mention.end, tag.end)
    if mention is None and opens(line, i) and i > 0 and (after := noun_after(line, lex, tag.end)) is not None:
        return attributed(after, i, "after", found, here, speakers, line), max(after.end, tag.end)
    if mention is None and goes_on(line, i):
        if found:
            return once_more(found[-1], i, tag.end), tag.end
        first = next((m for m in here if m.end <= i and (m.kind != "country" or m.start == 0)), None)
        if first is not None:
            return attributed(first, i, "before", found, here, speakers, line), tag.end
    if mention is None and (mention := plain_subject(line, i) or noun_subject(line, i, lex.lang)) is not None:
        return attributed(mention, i, "before", found, here, speakers, line), tag.end
    return None, i


def _freely(
    line: Line, lex: Lexicon, i: int, end: int, here: list[Mention], ends: dict[int, Mention],
    found: list[Attribution], speakers: Speakers,
) -> tuple[Attribution | None, int]:  # fmt: skip
    """The attribution of a speech verb at token i where its subject may stand on either side."""
    weak = not line.is_a(i, "source.says", "source.claims_to", "source.speaks", "source.accuses")
    mention, follows = speaker_by_order(line, lex, i, end, here, ends)
    if i > 0 and opens(line, i - line.is_a(i - 1, "words.auxiliary")) and not follows:
        told = (m.end for m in here if end <= m.start <= end + 2 and line.is_a(m.start, "source.carrier"))
        after = noun_after(line, lex, next(told, end))  # "une même famille, a raconté à l'AFP un prêtre"
        if after is not None and (mention is None or line.low(mention.end) == ","):
            mention, follows = after, True
    if mention is not None and only_carries(line, mention, end, found):
        return None, end
    if mention is not None:
        if denies(line, mention, i) or (weak and not counts(line, i, end, mention)):
            return None, end
        side = "after" if follows and opens(line, i - line.is_a(i - 1, "words.have")) else "before"
        return attributed(mention, i, side, found, here, speakers, line), max(end, mention.end if follows else end)
    if weak and not (line.is_a(i - 1, "words.conjunction") and line.kind(end) == "number"):
        return None, i
    taking = line.low(i - 1) == "," and (line.low(i).endswith(_PARTICIPLE) or line.is_a(end, "words.but"))
    if (taking := taking or goes_on(line, i) or line.is_a(i - 1, "words.but")) and found:  # "schweigt, behauptet aber"
        return once_more(found[-1], i, end), end  # "afirmó que ..., pero aseguró que", "ajoutant que"
    first = next((m for m in here if m.kind != "pronoun"), None) if taking else None
    if first is not None and first.start <= 2 and not line.is_a(first.start - 1, "words.preposition"):
        return attributed(first, i, "before", found, here, speakers, line), end  # "Le groupe a ..., affirmant que"
    if lex.lang in _DROPS and (silent := implied(line, i, end, here, found, speakers)) is not None:
        return silent, end
    if (mention := plain_subject(line, i) or noun_subject(line, i, lex.lang)) is not None:
        return attributed(mention, i, "before", found, here, speakers, line), end
    if lex.lang in _DROPS and i == 0 and speakers.fresh is not None:  # "Habló de tres muertos": whom it told of last
        return spoken_by_pronoun(Mention((), i, end, "pronoun"), i, "before", found, here, speakers, line), end
    return None, i


def _owned(line: Line, i: int) -> bool:
    """ "Ukraine's claim", "its final list", "by their count", where the noun may be a verb too."""
    near = line.is_a(i, "source.nearby") and any(line.is_a(k, "source.his") for k in range(max(0, i - 3), i))
    count = line.is_a(i - 1, "source.his") and (i == 1 or line.low(i - 2) == "by")
    return line.tokens[i - 1].possessive or near or count


def _heard_at(line: Line, i: int, end: int, here: list[Mention]) -> Mention | None:
    """ "Aus dem Generalstab verlautete", "hieß es bei der Polizei": where it was heard."""
    last = end
    while last < end + 3 and (line.is_a(last, *_MEANWHILE) or line.low(last) in ("weiter", "dazu", "zudem")):
        last += 1
    near = (m for m in here if m.end == i or end <= m.start <= last + 2)
    for mention in near:
        k = mention.start - 1
        while line.is_a(k, "words.article"):
            k -= 1
        if line.is_a(k, "source.heard_at"):
            return mention
    return None


def _named(line: Line, found: Attribution) -> bool:
    """Whether a name of its own stands there; "hospitals in Nairobi" have none."""
    proper = (j for j in range(max(1, found.start), found.end) if line.capital(j))
    return found.sure or any(not line.is_a(j - 1, "words.place_preposition") for j in proper)
