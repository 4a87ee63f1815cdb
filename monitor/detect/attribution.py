"""Tagged sentences to attributions: who states the numbers, in the words of the text and by the pack's id."""

from dataclasses import dataclass, field, replace

from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line
from monitor.detect.names import Mention, mentions
from monitor.detect.subjects import (
    agent_of,
    counts,
    denies,
    ends_a_relative,
    goes_on,
    inverted,
    is_noun,
    is_passive,
    keeper,
    of_lives,
    only_words,
    plain_noun,
    plain_subject,
    subject_of,
)


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
        body = mention.kind == "source" or (mention.kind == "office" and not mention.anaphor)
        if body and mention.head and any(" " in name for name in mention.names):
            for word in mention.names[-1].split():
                self.by_noun[word] = mention.names
        if mention.start <= 3 and (mention.kind == "source" or (" " in mention.names[0] and not mention.definite)):
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
    if (asked := _asked(line)) is not None:
        found = [a for a in found if a.cue < asked]
    speakers.named = here
    speakers.subject = next((m for m in here if m.start <= 1 and m.kind == "source"), None)
    for mention in here:
        speakers.met(mention)
    if asked is not None:
        person = next((m for m in reversed(here) if m.person and m.names and m.end < asked), None)
        if person is not None:
            speakers.person = speakers.fresh = person
    return sorted(found, key=lambda a: a.start)


def _asked(line: Line) -> int | None:
    """Where the question begins in "Zelensky was asked whether Trump's estimates were accurate, and responded".

    What stands in it is said by nobody yet, and "he" is whoever was asked.
    """
    for j in range(1, len(line.tokens) - 2):
        if line.is_a(j, "source.asked") and line.is_a(j - 1, "words.auxiliary"):
            return next((k for k in range(j + 1, min(j + 4, len(line.tokens))) if line.is_a(k, "source.whether")), None)
    return None


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
    if (tag := line.at(i, "source.according")) is not None and line.low(tag.end) != "name":
        mention = next((m for m in here if tag.end <= m.start <= tag.end + 6), None)
        if mention is None or not only_words(line, tag.end, mention.start):
            mention = plain_noun(line, tag.end) if tag.end > i + 1 or line.low(i) != "per" else None
        if mention is None:
            return None, tag.end
        got = _by(mention, i, "after", found, here, speakers, line)
        if got is not None and found and line.is_a(i, "source.citing"):
            found.pop()  # "the paper wrote, citing a Ukrainian estimate": the estimate is the source
        return got, max(mention.end, tag.end)
    noun = i > 0 and (not line.is_a(i, "source.says", "source.reckons") or line.tokens[i - 1].possessive)
    tag = line.at(i, "source.account")
    if noun and tag is not None and (owner := keeper(line, i, ends)) is not None:
        return _by(owner, i, "before", found, here, speakers, line), tag.end
    tag = line.at(i, "source.says") or line.at(i, "source.reckons")
    if tag is None or is_noun(line, i, ends) or line.is_a(tag.end, "source.no_number"):
        return None, i
    if of_lives(line, i):
        return None, i
    agent = agent_of(line, tag.end, here) if is_passive(line, i) or line.low(i).endswith("ed") else None
    if agent is not None:
        return _by(agent, i, "after", found, here, speakers, line), agent.end
    if is_passive(line, i):
        return None, i
    if line.ends_at(i, "source.nobody") is not None:
        return Attribution((), i, tag.end, i, "before"), tag.end
    weak = not line.is_a(i, "source.says")
    after = inverted(line, lex, i, tag.end, here) if not weak and line.low(i - 1) == "," else None
    if after is not None and line.low(after.end) in ("", ".", ",", "who", ";", ":"):
        return _by(after, i, "after", found, here, speakers, line), max(after.end, tag.end)
    mention = subject_of(line, i, here, ends)
    if mention is not None and (denies(line, mention, i) or ends_a_relative(line, mention, tag.end)):
        return None, tag.end
    if mention is not None and found and line.is_a(found[-1].cue, "source.citing") and mention.end <= found[-1].cue:
        return None, tag.end  # "an agency, citing the coroner, gave a toll": the coroner's
    if mention is not None and (not weak or counts(line, i, tag.end, mention)):
        return _by(mention, i, "before", found, here, speakers, line), tag.end
    if weak and not (line.is_a(i - 1, "words.conjunction") and line.kind(tag.end) == "number"):
        return None, i
    if mention is None and (mention := inverted(line, lex, i, tag.end, here)) is not None:
        return _by(mention, i, "after", found, here, speakers, line), max(mention.end, tag.end)
    if mention is None and goes_on(line, i):
        first = next((m for m in here if m.end <= i and m.kind != "country"), None)
        if found:
            last = found[-1]
            return Attribution(last.names, i, tag.end, i, "before", last.person, last.party), tag.end
        if first is not None:
            return _by(first, i, "before", found, here, speakers, line), tag.end
    if mention is None and (mention := plain_subject(line, i)) is not None:
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
        names = tuple(dict.fromkeys([*_stands_for(mention, found, here, speakers), *names]))
    denying = line.is_a(cue, "source.denies") or _calls_wrong(line, cue)
    return Attribution(
        names,
        mention.start,
        mention.end,
        cue,
        side,
        person,
        party,
        sure=mention.sure,
        denies=denying,
        local=mention.aside,
    )


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
        full = _stands_for(subject, found, here, speakers)
        subject = replace(subject, names=tuple(dict.fromkeys([*full, *subject.names]))) if full else None
    if subject is not None and (subject.kind == "country") != (mention.head == "body" and subject.kind == "country"):
        subject = None  # "Ukraine, 43,000 killed, he said": a country is no "he"
    earlier = [
        a for a in found if a.end <= mention.start and not a.local and (mention.head != "person" or a.party is None)
    ]
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


def _stands_for(mention: Mention, found: list[Attribution], here: list[Mention], speakers: Speakers) -> tuple[str, ...]:
    """The full names behind "the ministry", "the mission", "the general", "the authors"."""
    full = speakers.by_noun.get(mention.head, ())
    if full and set(mention.names[0].split()) <= {word for name in full for word in name.split()}:
        return full
    if mention.person_office and mention.anaphor:
        return ()  # "its commander"
    if mention.person_office:
        known = speakers.person
        titled = known is not None and any(name in speakers.offices for name in known.names)
        return known.names if known is not None and not titled else ()
    if mention.anaphor:
        named = [m for m in here if m.kind == "source" and not m.person and m.end <= mention.start]
        if named:
            return named[-1].names
        known = next((a for a in reversed(found) if not a.person), None) or speakers.body
        return known.names if known is not None else ()
    return ()


def _without_verb(line: Line, lex: Lexicon, here: list[Mention], speakers: Speakers) -> list[Attribution]:
    """ "Zelensky: 60-100 soldiers die", "... a day - General Staff", "604 dead (disaster agency, Monday)"."""
    count = len(line.tokens)
    for mention in here:
        if mention.kind == "pronoun":
            continue
        left, right = line.low(mention.start - 1), line.low(mention.end)
        firm = mention.kind in ("source", "office")
        known = (
            firm
            or mention.party in lex.groups
            or (mention.kind == "name" and mention.end - mention.start == 1)
            or line.is_a(mention.start, "capital")
        )
        if right == ":" and mention.start <= 1 and mention.end <= 7 and line.sentence.title and known:
            got = _by(mention, mention.end, "before", [], here, speakers, line)
        elif (
            left in ("–", "-", ":", ",")
            and mention.end >= count - 1
            and mention.start > 1
            and firm
            and line.sentence.title
        ):
            got = _by(mention, mention.start - 1, "after", [], here, speakers, line)
        elif left == "(" and firm and right in (",", ")") and mention.start > 3:
            got = _by(mention, mention.start - 1, "after", [], here, speakers, line)
            if got is not None and any(token.kind == "number" for token in line.tokens[: mention.start]):
                got = replace(got, local=True)
        elif right in ("-", "–") and mention.start == 0 and firm and not line.tokens[mention.end].glued:
            got = _by(mention, mention.end, "before", [], here, speakers, line)  # the heading of a bulletin
        elif (
            right == "," and mention.start == 0 and line.kind(mention.end + 1) == "number" and mention.end + 5 >= count
        ):
            got = _by(mention, mention.end, "before", [], here, speakers, line)  # "British officials, 1.2m."
        else:
            continue
        if got is None:
            return []
        unbelieved = any("status.disputed" in tags for tags in line.tags) and any(
            "words.claim" in tags for tags in line.tags
        )
        return [replace(got, denies=True) if unbelieved and line.sentence.title else got]
    return []
