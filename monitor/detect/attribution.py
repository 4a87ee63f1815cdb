"""Tagged sentences to attributions: who states the numbers, in the words of the text and by the pack's id."""

from dataclasses import dataclass, field, replace

from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line
from monitor.detect.names import Mention, mentions

_REACH = 18  # tokens from a speech verb back to its subject, asides included


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source in a line: the names it goes by (a pack's id first), its tokens and those of its verb."""

    names: tuple[str, ...]
    start: int
    end: int
    cue: int  # the speech verb's or preposition's token
    side: str  # "before": the verb follows the name; "after": the name follows ("according to X", "said X")
    person: bool = False
    party: str | None = None  # a country that speaks for itself ("Moscow says")
    local: bool = False  # of its own sentence alone: "604 dead (disaster agency)"
    sure: bool = False  # certainly a person
    denies: bool = False  # speaks of another's number: "the Kremlin dismissed the figure"


@dataclass(slots=True)
class Speakers:
    """Who has spoken so far in the article, for pronouns and for figures without a speaker of their own."""

    last: Attribution | None = None
    person: Mention | Attribution | None = None
    body: Mention | Attribution | None = None  # the last that is no person: "it"
    paragraph: int = -2
    beside: bool = False  # the last speaker's sentence told other numbers than of casualties: he goes no further
    subject: Mention | None = None  # a pack's source that opens the present sentence
    named: list[Mention] = field(default_factory=list)  # who is mentioned in the present sentence
    fresh: Mention | None = None  # a subject named after the last speaker: what "he" and "it" stand for first
    by_noun: dict[str, tuple[str, ...]] = field(default_factory=dict)  # "ministry" -> the ministry's names in full
    by_surname: dict[str, tuple[str, ...]] = field(default_factory=dict)
    offices: set[str] = field(default_factory=set)  # the offices of persons named so far: "governor"

    def heard(self, found: Attribution, paragraph: int) -> None:
        """Remember a speaker; the headline's goes on into the first paragraph."""
        paragraph = max(paragraph, 0)
        if found.local or found.denies or not found.names:
            return
        self.last, self.paragraph, self.beside, self.fresh = found, paragraph, False, None
        if found.person:
            self.person = found
        else:
            self.body = found

    def met(self, mention: Mention) -> None:
        """Remember a mention: what "the ministry" or a bare surname later stands for."""
        if not mention.names:
            return
        if mention.kind in ("source", "office") and mention.head and any(" " in name for name in mention.names):
            if not mention.anaphor or mention.kind == "source":
                for word in mention.names[-1].split():
                    self.by_noun[word] = mention.names
        if mention.start <= 3 and (mention.kind == "source" or " " in mention.names[0] and not mention.definite):
            if mention.person:
                self.person = self.fresh = mention
            elif mention.kind != "country":
                self.body = self.fresh = mention
        if mention.person and mention.head:
            self.offices.add(mention.head)
        if mention.person:
            for name in mention.names:
                if " " in name:
                    self.by_surname.setdefault(name.split()[-1], mention.names)


def attributions(line: Line, lex: Lexicon, speakers: Speakers) -> list[Attribution]:
    """The sources named in a line as saying something, left to right."""
    here = mentions(line, lex)
    found: list[Attribution] = []
    ends = {m.end: m for m in here}
    count = len(line.tokens)
    i = 0
    while i < count:
        got, step = _at(line, lex, i, here, ends, found, speakers)
        if got is not None and not any(f.start == got.start and f.cue == got.cue for f in found):
            found.append(got)
        i = max(step, i + 1)
    if not found or line.sentence.title:
        found += [a for a in _without_verb(line, lex, here, speakers) if not found or line.low(a.cue) == ":"]
    speakers.named = here
    speakers.subject = next((m for m in here if m.start <= 1 and m.kind == "source"), None)
    for mention in here:
        speakers.met(mention)
    return sorted(found, key=lambda a: a.start)


def _at(
    line: Line, lex: Lexicon, i: int, here: list[Mention], ends: dict[int, Mention], found: list[Attribution], speakers: Speakers
) -> tuple[Attribution | None, int]:
    """The attribution whose cue stands at token i, and the token to go on from."""
    if (tag := line.at(i, "source.according")) is not None and line.low(tag.end) != "name":
        mention = next((m for m in here if tag.end <= m.start <= tag.end + 6), None)
        if mention is None or not _only_words(line, tag.end, mention.start):
            mention = _plain(line, tag.end) if tag.end > i + 1 or line.low(i) != "per" else None
        if mention is None:
            return None, tag.end
        got = _by(mention, i, "after", found, here, speakers, line)
        if got is not None and found and line.is_a(i, "source.citing"):
            found.pop()  # "the paper wrote, citing a Ukrainian estimate": the estimate is the source
        return got, max(mention.end, tag.end)
    if i and (tag := line.at(i, "source.account")) is not None and (keeper := _keeper(line, i, ends)) is not None:
        if not line.is_a(i, "source.says", "source.reckons") or line.tokens[i - 1].possessive:
            return _by(keeper, i, "before", found, here, speakers, line), tag.end
    tag = line.at(i, "source.says") or line.at(i, "source.reckons")
    if tag is None or _is_noun(line, i, ends) or line.is_a(tag.end, "source.no_number"):
        return None, i
    if _of_lives(line, i):
        return None, i
    agent = _agent(line, tag.end, here) if _is_passive(line, i) or line.low(i).endswith("ed") else None
    if agent is not None:
        return _by(agent, i, "after", found, here, speakers, line), agent.end
    if _is_passive(line, i):
        return None, i
    if line.ends_at(i, "source.nobody") is not None:
        return Attribution((), i, tag.end, i, "before"), tag.end
    weak = not line.is_a(i, "source.says")
    if not weak and line.low(i - 1) == "," and (mention := _inverted(line, lex, i, tag.end, here)) is not None:
        if line.low(mention.end) in ("", ".", ",", "who", ";", ":"):
            return _by(mention, i, "after", found, here, speakers, line), max(mention.end, tag.end)
    mention = _subject(line, i, here, ends)
    if mention is not None and (_denies(line, mention, i) or _ends_a_relative(line, mention, tag.end)):
        return None, tag.end
    if mention is not None and (not weak or _counts(line, i, tag.end, mention)):
        return _by(mention, i, "before", found, here, speakers, line), tag.end
    if weak and not (line.is_a(i - 1, "words.conjunction") and line.kind(tag.end) == "number"):
        return None, i
    if mention is None and (mention := _inverted(line, lex, i, tag.end, here)) is not None:
        return _by(mention, i, "after", found, here, speakers, line), max(mention.end, tag.end)
    if mention is None and _goes_on(line, i):
        first = next((m for m in here if m.end <= i and m.kind != "country"), None)
        if found:
            last = found[-1]
            return Attribution(last.names, i, tag.end, i, "before", last.person, last.party), tag.end
        if first is not None:
            return _by(first, i, "before", found, here, speakers, line), tag.end
    if mention is None and (mention := _plain_subject(line, i)) is not None:
        return _by(mention, i, "before", found, here, speakers, line), tag.end
    return None, i


def _by(
    mention: Mention, cue: int, side: str, found: list[Attribution], here: list[Mention], speakers: Speakers, line: Line
) -> Attribution | None:
    """The attribution to a mention; pronouns and short names are looked up among those who spoke before."""
    names, person, party = mention.names, mention.person, mention.party
    if mention.kind == "pronoun":
        return _pronoun(mention, cue, side, found, here, speakers)
    if mention.kind == "name" and len(names) == 1:
        names = tuple(dict.fromkeys([*names, *speakers.by_surname.get(names[0], ())]))
    if mention.kind == "office" and mention.definite:
        names = tuple(dict.fromkeys([*_stands_for(mention, found, speakers), *names]))
    denies = line.is_a(cue, "source.denies") or _calls_wrong(line, cue)
    return Attribution(names, mention.start, mention.end, cue, side, person, party, sure=mention.sure, denies=denies,
                       local=mention.aside)


def _calls_wrong(line: Line, cue: int) -> bool:
    """ "a count that an officer said was wrong", "Kyiv called the number absurd": speaks of another's number."""
    for j in range(cue + 1, min(cue + 7, len(line.tokens))):
        if line.kind(j) == "number" or line.low(j) in (",", ";"):
            return False
        if line.is_a(j, "status.wrong"):
            return True
    return False


def _pronoun(
    mention: Mention, cue: int, side: str, found: list[Attribution], here: list[Mention], speakers: Speakers
) -> Attribution | None:
    """ "he" is the last person, "it" the last body, of this sentence before those of earlier ones."""
    subject = next((m for m in here if m.start <= 2 and m.end < mention.start and m.kind != "pronoun"), None)
    if subject is not None and subject.definite and subject.kind == "office":
        full = _stands_for(subject, found, speakers)
        subject = replace(subject, names=tuple(dict.fromkeys([*full, *subject.names]))) if full else None
    if subject is not None and (subject.kind == "country") != (mention.head == "body" and subject.kind == "country"):
        subject = None  # "Ukraine, 43,000 killed, he said": a country is no "he"
    earlier = [a for a in found if a.end <= mention.start and not a.local and (mention.head != "person" or a.party is None)]
    known: Attribution | Mention | None = earlier[-1] if earlier else subject
    if not earlier and mention.head == "person":
        known = next((m for m in reversed(here) if m.person and m.end <= mention.start and not m.aside), known)
    if known is None and speakers.fresh is not None and speakers.fresh.person == (mention.head == "person"):
        known = speakers.fresh
    if known is None:
        known = speakers.last
        unfit = known is None or (known.person and known.sure)
        if mention.head == "body" and unfit:
            known = speakers.body or known
        elif mention.head == "person" and (known is None or not known.person):
            known = speakers.person or known
    if known is None:
        return None
    return Attribution(known.names, mention.start, mention.end, cue, side, known.person, known.party)


def _stands_for(mention: Mention, found: list[Attribution], speakers: Speakers) -> tuple[str, ...]:
    """The full names behind "the ministry", "the mission", "the general", "the authors"."""
    if (full := speakers.by_noun.get(mention.head)) is not None:
        if set(mention.names[0].split()) <= {word for name in full for word in name.split()}:
            return full
    if mention.person_office:
        known = speakers.person
        titled = known is not None and any(name in speakers.offices for name in known.names)
        return known.names if known is not None and not titled else ()
    if mention.anaphor:
        known = next((a for a in reversed(found) if not a.person), None) or speakers.body
        return known.names if known is not None else ()
    return ()


def _subject(line: Line, verb: int, here: list[Mention], ends: dict[int, Mention]) -> Mention | None:
    """The subject of a speech verb: "Ukraine's president, who ..., said"; steps over adverbs and asides."""
    j = verb
    while j > 0 and verb - j < _REACH:
        if (mention := ends.get(j)) is not None:
            return None if line.tokens[j - 1].possessive or _governed(line, mention) else mention
        low = line.low(j - 1)
        if (begin := line.ends_at(j, "source.between")) is not None:
            j = begin
        elif line.is_a(j - 1, "words.auxiliary", "words.adverb", "source.account") or low == "-" or low.endswith("ly"):
            j -= 1
        elif any(cls.startswith("dates.") for cls in line.tags[j - 1]) and not line.is_a(j - 1, "source.office"):
            j -= 1  # "the ministry on Wednesday lifted the number"
        elif line.is_a(j - 1, "words.who", "source.which"):
            return ends.get(j - 1) or (ends.get(j - 2) if line.low(j - 2) == "," else None)
        elif low in (",", ")"):
            opened = next((k for k in range(j - 2, max(-1, j - 2 - _REACH), -1) if line.low(k) in (",", "(")), None)
            mention = ends.get(opened) if opened is not None else None
            if mention is not None and not _governed(line, mention):
                return mention
            if (mention := ends.get(j - 1)) is not None:
                return mention
            break
        else:
            break
    first = next((m for m in here if m.start <= 2 and m.kind != "pronoun"), None) or _plain_first(line)
    if first is not None and first.end < verb and _modified(line, first.end):
        if not line.is_a(verb, "source.reckons") or line.kind(verb + 1) == "number" or line.low(verb + 1) == "death":
            return first  # "Journalists who counted fresh graves reached 10,300"
    return None


def _governed(line: Line, mention: Mention) -> bool:
    """ "said in a report released on Tuesday": the object of a preposition is no subject."""
    k = mention.start - 1
    while line.is_a(k, "words.article") and line.kind(k) == "word" and line.low(k) != "that":
        k -= 1
    return line.is_a(k, "source.governs")


def _modified(line: Line, k: int) -> bool:
    """Whether a relative clause, participle or preposition follows a subject: its verb comes later."""
    return line.is_a(k, "words.who", "source.which", "words.preposition") or line.low(k).endswith("ing") or line.low(k) == "close"


def _plain_first(line: Line) -> Mention | None:
    """ "A volunteer from Oleshky, reached by phone, is sure": a person noun that opens the sentence."""
    if not line.is_a(0, "words.article"):
        return None
    for end in (2, 3):
        if line.is_a(end - 1, "source.person") and line.is_a(end, "words.preposition", "words.who"):
            phrase = " ".join(line.low(j) for j in range(1, end))
            return Mention(tuple(dict.fromkeys((phrase, line.low(end - 1)))), 1, end, "office", True, True)
    return None


def _plain_subject(line: Line, verb: int) -> Mention | None:
    """ "a broker said", "two brothers said": nobody on a list, but a person noun right before the verb."""
    j = verb
    while j > 0 and line.is_a(j - 1, "words.auxiliary", "words.adverb") and not line.is_a(j - 1, "words.article"):
        j -= 1
    end = j
    while j > 0 and end - j < 4 and line.kind(j - 1) == "word" and not line.is_a(
        j - 1, "words.article", "words.preposition", "words.conjunction", "words.who", "words.pronoun", "words.auxiliary"
    ):  # fmt: skip
        j -= 1
    opened = line.is_a(j - 1, "words.article") or (j < end and line.is_a(j, "numbers.units"))
    if j == end or not opened or not line.is_a(end - 1, "people.people", "people.military", "source.person"):
        return None
    names = (" ".join(line.low(k) for k in range(j, end)), line.low(end - 1))
    return Mention(tuple(dict.fromkeys(names)), j, end, "office", True)


def _plain(line: Line, first: int) -> Mention | None:
    """ "in the estimate of a senior Ukrainian officer", "according to the sheet": whatever noun follows."""
    j, definite = first, False
    while line.is_a(j, "words.article", "words.own") and line.kind(j) == "word":
        definite = line.low(j) not in ("a", "an")
        j += 1
    end = j
    while line.kind(end) == "word" and end - j < 5 and not line.is_a(
        end, "words.preposition", "words.auxiliary", "words.conjunction", "words.who", "words.but"
    ):  # fmt: skip
        end += 1
    if end == j or line.low(j) in ("which", "that", "this") or line.is_a(j, "dates.months", "dates.weekdays"):
        return None
    phrase = " ".join(line.low(k) for k in range(j, end))
    return Mention(
        tuple(dict.fromkeys((phrase, line.low(end - 1)))), j, end, "office", head=line.low(end - 1), definite=definite, anaphor=definite
    )


def _denies(line: Line, mention: Mention, verb: int) -> bool:
    """ "The Kremlin has never confirmed", "neither Moscow nor Pyongyang has acknowledged": says nothing."""
    if line.is_a(mention.start - 1, "words.negation"):
        return True
    for j in range(verb - 1, mention.end - 1, -1):
        if line.low(j) == ",":
            return False  # an aside: "sources, who asked not to be named, gave"
        if line.is_a(j, "words.negation"):
            return True
    return False


def _inverted(line: Line, lex: Lexicon, verb: int, after: int, here: list[Mention]) -> Mention | None:
    """ "..., said Firass Abiad": only after a comma or a quotation mark, or first in free word order."""
    if line.is_a(verb, "source.tells") or line.low(verb - 1) not in (",", '"', "–", "-", ":", ";", "", ")") and not (lex.order != "svo" and verb > 0):
        return None
    mention = next((m for m in here if after <= m.start <= after + 3), None)
    if mention is None or any(line.is_a(j, "words.preposition") for j in range(after, mention.start)):
        return None  # "he wrote on Telegram"
    return mention if _only_words(line, after, mention.start) else None


def _keeper(line: Line, i: int, ends: dict[int, Mention]) -> Mention | None:
    """ "Ukraine's claim", "the health ministry's toll", "by his tally": whoever keeps the count at token i."""
    his = next((j for j in (i - 1, i - 2, i - 3) if line.is_a(j, "source.his")), None)
    if his is not None and all(line.kind(j) == "word" and not line.is_a(j, "source.office") for j in range(his + 1, i)):
        i = his + 1
        return Mention((), i - 1, i, "pronoun", head={"its": "body", "his": "person", "her": "person"}.get(line.low(i - 1), ""))
    for k in (i, i - 1, i - 2):
        mention = ends.get(k)
        if mention is None or not all(line.kind(j) == "word" for j in range(k, i)):
            continue
        led = line.is_a(mention.start - 1, "source.by")
        if not line.tokens[k - 1].possessive:  # "in an Associated Press reconstruction"
            return mention if k == i and line.is_a(mention.start - 1, "words.article") and line.is_a(mention.start - 2, "source.by") else None
        own = mention.start <= 1 and line.is_a(i, "source.own_account")  # "Beirut's tally passed two thousand"
        if mention.kind == "country" and not led and not own and not line.is_a(i, "words.claim"):
            return None
        return mention if mention.kind != "name" or len(mention.names) > 1 or line.tokens[mention.start].text[:2].isupper() else None
    return None


def _is_noun(line: Line, i: int, ends: dict[int, Mention]) -> bool:
    """Whether a word that may be a speech verb is a noun here: "the claim", "Ukraine's count", "an earlier report"."""
    if i == 0 or line.is_a(i - 1, "words.article", "words.own"):
        return True
    if not line.is_a(i, "source.account"):
        return False
    if line.tokens[i - 1].possessive or line.is_a(i - 1, "words.preposition"):
        return True
    return i not in ends and not line.is_a(i - 1, "words.auxiliary", "words.adverb", "words.who", "words.conjunction") and (
        line.low(i - 1) not in (",", '"', ")")
    )


def _is_passive(line: Line, i: int) -> bool:
    """ "The group was credited with", "Russia is estimated to have": not who speaks but who is spoken of."""
    if line.low(i).endswith("ing"):
        return False
    j = i - 1
    while j > 0 and line.is_a(j, "words.adverb") and not line.is_a(j, "words.auxiliary"):
        j -= 1
    return line.is_a(j, "source.passive")


def _ends_a_relative(line: Line, mention: Mention, end: int) -> bool:
    """ "deaths that a committee confirms.": nothing is said after the verb, and no comma stands before the name."""
    if line.low(end) not in ("", ".") or mention.kind == "pronoun":
        return False
    if any(line.low(j) == "," for j in range(mention.start, mention.end)):
        return False
    first = mention.start - line.is_a(mention.start - 1, "words.article")
    return line.kind(first - 1) == "word"


def _agent(line: Line, end: int, here: list[Mention]) -> Mention | None:
    """ "verified as killed or injured by the mission", "was posted on Monday by the project"."""
    for j in range(end, min(end + 6, len(line.tokens))):
        if line.kind(j) != "word" or line.is_a(j, "words.but", "words.who"):
            return None
        if line.is_a(j, "source.agent"):
            return next((m for m in here if j < m.start <= j + 3 and m.kind in ("source", "office", "name")), None)
    return None


def _of_lives(line: Line, i: int) -> bool:
    """ "the fire claimed eighty-five lives": no claim."""
    return line.is_a(i, "words.lives_verb") and any(line.is_a(j, "words.lives") for j in range(i + 1, i + 9))


def _counts(line: Line, i: int, end: int, mention: Mention) -> bool:
    """Whether a weak verb states a number: it follows at once, or the verb is no mere helper ("has killed")."""
    helper = line.is_a(i, "words.auxiliary")
    if mention.kind == "country" and (helper or line.is_a(i, "source.takes")):
        return False
    if not helper:
        return True
    if line.kind(end) == "number":
        return True
    return end < len(line.tags) and any(cls.startswith(("numbers.", "qualifier.")) for cls in line.tags[end])


def _goes_on(line: Line, i: int) -> bool:
    """ "He gave none, and said ...", "..., adding that": the verb takes the sentence's subject."""
    return line.is_a(i - 1, "words.conjunction") or (line.low(i - 1) == "," and line.low(i).endswith("ing"))


def _only_words(line: Line, first: int, last: int) -> bool:
    return all(
        line.kind(j) == "word" and not line.is_a(j, "words.who", "words.auxiliary", "source.says") for j in range(first, last)
    )


def _without_verb(line: Line, lex: Lexicon, here: list[Mention], speakers: Speakers) -> list[Attribution]:
    """ "Zelensky: 60-100 soldiers die", "... a day - General Staff", "604 dead (disaster agency, Monday)"."""
    count = len(line.tokens)
    for mention in here:
        if mention.kind == "pronoun":
            continue
        left, right = line.low(mention.start - 1), line.low(mention.end)
        firm = mention.kind in ("source", "office")
        known = firm or mention.party in lex.groups or (mention.kind == "name" and mention.end - mention.start == 1) or line.is_a(mention.start, "capital")
        if right == ":" and mention.start <= 1 and mention.end <= 7 and line.sentence.title and known:
            got = _by(mention, mention.end, "before", [], here, speakers, line)
        elif left in ("–", "-", ":", ",") and mention.end >= count - 1 and mention.start > 1 and firm and line.sentence.title:
            got = _by(mention, mention.start - 1, "after", [], here, speakers, line)
        elif left == "(" and firm and right in (",", ")") and mention.start > 3:
            got = _by(mention, mention.start - 1, "after", [], here, speakers, line)
            if got is not None and any(token.kind == "number" for token in line.tokens[: mention.start]):
                got = replace(got, local=True)
        elif right in ("-", "–") and mention.start == 0 and firm and not line.tokens[mention.end].glued:
            got = _by(mention, mention.end, "before", [], here, speakers, line)  # the heading of a bulletin
        elif right == "," and mention.start == 0 and line.kind(mention.end + 1) == "number" and mention.end + 5 >= count:
            got = _by(mention, mention.end, "before", [], here, speakers, line)  # "British officials, 1.2m."
        else:
            continue
        if got is None:
            return []
        unbelieved = any("status.disputed" in tags for tags in line.tags) and any("words.claim" in tags for tags in line.tags)
        return [replace(got, denies=True) if unbelieved and line.sentence.title else got]
    return []
