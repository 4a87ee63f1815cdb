"""Who has spoken so far in an article, and whom a mention, a pronoun or "the ministry" stands for."""

from dataclasses import dataclass, field, replace

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.base_forms import base_name
from monitor.detect.reading.line import Line
from monitor.detect.sources.doing_bodies import acted, stands_for
from monitor.detect.sources.german_offices import compound_heads
from monitor.detect.sources.held_posts import ANYONE, PERSONS, kind_called, kind_held, takes_up
from monitor.detect.sources.heralds import speaks_of_it
from monitor.detect.sources.many_of_them import are_many, is_one, many_of_them
from monitor.detect.sources.mention import Mention

_DATELINE = 4  # tokens from a dateline on: further than the aside of who speaks
_ITEM = 16  # tokens of a list's item that no bullet begins
_HERALD = 3  # sentences of the text among which "This was announced by" speaks of the headline
_PAPER = 2  # sentences from who issued a document to "the document"
_ADDRESS = ("http", "https", "www")
_AUTHORS = ("authors", "author", "editors", "researchers", "study", "report")  # of whatever body spoke
_ANY_BODY = ("ведомство", "відомство", "institution", "organisme", "agency", "body")  # police or ministry, as it comes
_OTHER = frozenset(
    {"a", "an", "another", "one", "un", "une", "autre", "una", "otro", "otra", "ein", "eine", "anderer", "weiterer"}
    | {"einem", "einer", "eines", "один", "одна", "другой", "другая", "інший", "інша", "другого", "іншого", "одного"}
)
_NOMINATIVE = ("the", "der", "die", "le", "la", "el")  # articles of a subject
_FRONT = 11  # tokens of what is set before a subject
_LEAD = 5  # "На брифінгу у понеділок мер Іван Котенко"
_MINISTRIES = ("мин", "мін", "моз", "мзс", "мвс", "мид", "мвд")


@dataclass(slots=True)
class Speakers:
    """Who has spoken so far in the article, for pronouns and for figures without a speaker of their own."""

    last: Attribution | None = None
    person: Mention | Attribution | None = None
    body: Mention | Attribution | None = None  # the last that is no person: "it"
    paragraph: int = -2
    stating: Attribution | None = None  # the last who stated a figure: "the same source"
    denier: Attribution | None = None  # who disputed a number in the sentence before: "It has claimed ..." may be his
    beside: bool = False  # the last speaker's sentence told other numbers than of casualties: he goes no further
    idle: bool = False  # the last speaker's sentence told of no harm, no attack and no number: a voice, perhaps
    since: int = 0  # sentences begun since the last speaker spoke
    item: bool = False  # he spoke in an item of a list, or in a chronicle's entry
    listing: bool = False  # his sentence ended in a colon, and the items of its list are still told
    heralds: bool = False  # "Про це повідомила поліція" opened the text: she tells what follows
    sentences: int = 0  # begun so far
    named: list[Mention] = field(default_factory=list)  # who is mentioned in the present sentence
    fresh: Mention | None = None  # a subject named after the last speaker: what "he" and "it" stand for first
    acting: tuple[Mention, frozenset[str]] | None = None  # the body that only acted in the sentence before
    by_noun: dict[str, tuple[str, ...]] = field(default_factory=dict)  # "ministry" -> the ministry's names in full
    by_surname: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lang: str = ""
    holders: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the kind of a post -> who has it
    offices: set[str] = field(default_factory=set)  # the offices of persons named so far: "governor"

    def heard(self, found: Attribution, paragraph: int) -> None:
        """Remember a speaker; the headline's goes on into the first paragraph."""
        paragraph = max(paragraph, 0)
        if found.denies and found.names:
            self.denier = found
        if found.local or found.denies or not found.names:
            return
        self.last, self.paragraph, self.beside, self.fresh, self.since = found, paragraph, False, None, 0
        self.acting = None
        self.idle = False
        if found.person:
            self.person = found
        elif not found.many or self.body is None:
            self.body = found

    def ends(self, line: Line, found: list[Attribution]) -> None:
        """A sentence is read: whether it introduced a list, or was an item of one."""
        if found:
            self.item = line.is_item() or line.sentence.entry
            opens = not line.sentence.title and self.sentences <= _HERALD
            self.heralds = opens and speaks_of_it(line)
        opened = bool(found) and line.low(len(line.tokens) - 1) == ":"
        self.listing = opened or (self.listing and is_listed(line))

    def met(self, mention: Mention, *, opens: bool) -> None:
        """Remember a mention: what "the ministry" or a bare surname later stands for, and "it" where it opens."""
        if not mention.names:
            return
        body = mention.kind == "source" or (mention.kind == "office" and not mention.anaphor)
        if body and mention.head and any(" " in name for name in mention.names):
            for word in mention.names[-1].split():
                self.by_noun[word] = mention.names
            for word in mention.names[0].split():
                self.by_noun.setdefault(word, mention.names)  # "the Fars news agency" is "Fars", too
        if body or mention.person_office:
            for word in compound_heads(mention.names):
                self.by_noun[word] = mention.names  # "des Gesundheitsministeriums", then "das Ministerium"
        if any(name.startswith(_MINISTRIES) for name in mention.names):
            for word in ("министерство", "міністерство"):
                self.by_noun[word] = mention.names  # "минздрав", then "по данным министерства"
        if opens and (mention.kind == "source" or (" " in mention.names[0] and not mention.definite)):
            if mention.person:
                self.person = self.fresh = mention
            elif mention.kind != "country":
                self.body = self.fresh = mention
        if opens and mention.kind == "office" and mention.person_office and not mention.oblique:
            self.fresh = replace(mention, person=True)  # "The prime minister came to Geneva. She spoke of ..."
        if mention.start <= 1 and mention.kind == "country" and mention.party and not mention.oblique:
            self.fresh = mention  # "Israel struck the port. It says ...": a land is "it", and no "he"
        if mention.head:
            kind = kind_held(mention.names, self.lang) or ANYONE  # "the chief of the county": of no kind of its own
            if mention.person == (kind in PERSONS) if kind != ANYONE else (mention.person and mention.kind == "name"):
                base = (base_name(n, self.lang) if mention.oblique and n in mention.own else n for n in mention.names)
                self.holders[kind] = names = tuple(dict.fromkeys(base))
                if mention.person:
                    self.holders[ANYONE] = names
        if mention.person and mention.head and mention.kind != "source":
            self.offices.add(mention.head)
        if mention.person:
            for name in mention.names:
                if " " in name:
                    self.by_surname.setdefault(name.split()[-1], mention.names)


def meet(line: Line, here: list[Mention], found: list[Attribution], speakers: Speakers) -> None:
    """Remember whom a sentence mentions; who is its subject is the next one's "he"."""
    speakers.acting = acted(line, here, speakers.lang) if here and not found else None
    if not here:
        return
    lone = lone_person(line, here, found)
    posts = any(m.person and m.head for m in here)
    comma = next((j for j in range(1, _FRONT) if line.low(j) == ","), 0) if posts else 0
    set_before = comma and not any(m.start < comma and m.kind not in ("country", "pronoun") for m in here)
    set_before = set_before and not line.sentence.quoted and line.low(0) != '"'
    begins = (0, comma + 1) if set_before else (0,)  # "In the morning, the mayor, Ann Cole, came"
    first = next((m for m in here if m.kind not in ("country", "pronoun") and not m.oblique), None)
    for k, mention in enumerate(here):
        aside = k > 0 and line.is_a(here[k - 1].end, "words.who")  # "Officials who brief reporters"
        leads = any(
            begin <= mention.start <= begin + 3 for begin in begins[: 1 + (mention.person and bool(mention.head))]
        )
        leads = leads or (mention is first and mention.person and mention.start <= _LEAD)
        counted = mention.oblique and line.kind(mention.start - 1) == "number"  # "100 военных Ливана пропали"
        speakers.met(mention, opens=(leads and not aside and not counted) or mention is lone)


def is_listed(line: Line) -> bool:
    """Whether a line may be an item under "The prosecutors' count:": "- 12 killed", "вбито 661 дитину;"."""
    return line.is_item() or (len(line.tokens) <= _ITEM and not line.capital(0) and not line.sentence.quoted)


def lone_person(line: Line, here: list[Mention], found: list[Attribution]) -> Mention | None:
    """ "In seiner Rede verurteilte Selenskyj den Angriff. Er sprach von ...": the one person there."""
    pronoun = any(m.kind == "pronoun" and m.start <= 1 for m in here)  # "He met Rubio": it is still about him
    persons = (
        []
        if found or line.sentence.quoted or pronoun
        else [m for m in here if m.person and m.kind in ("source", "name")]
    )
    if len(persons) != 1 or persons[0].oblique:
        return None
    k = persons[0].start - 1
    led = line.is_a(k, "words.preposition", "words.article") and line.low(k) not in _NOMINATIVE
    return None if led or line.is_a(k - 1, "words.preposition") else persons[0]


def attributed(
    mention: Mention, cue: int, side: str, found: list[Attribution], here: list[Mention], speakers: Speakers,
    line: Line, cased: str = "",
) -> Attribution | None:  # fmt: skip
    """The attribution to a mention; pronouns and short names are looked up among those who spoke before.

    `cased` is the language in whose oblique case a name stands: "за словами Олега Синєгубова".
    """
    names, person, party = mention.names, mention.person, mention.party
    if line.low(mention.start) in _ADDRESS:
        return None  # "Джерело: https://..."
    if cased and mention.own:
        names = tuple(dict.fromkeys(base_name(n, cased) if n in mention.own else n for n in names))
    if mention.kind == "pronoun":
        return spoken_by_pronoun(mention, cue, side, found, here, speakers, line)
    if mention.kind == "name" and len(names) == 1:
        whole = speakers.by_surname.get(names[0]) or speakers.by_noun.get(names[0], ())  # "Fars": the news agency
        names = tuple(dict.fromkeys([*names, *whole]))
    full: tuple[str, ...] = ()
    if mention.kind == "office" and mention.definite:
        his = mention.anaphor and line.is_a(mention.start - 1, "source.his_own") and not mention.person_office
        known = speakers.person if his else None  # "Her team has verified 14,383"
        full = known.names if known is not None else _stands_for(mention, found, here, speakers, line)
    if mention.kind == "office" and not mention.person and not full and names:
        said = (names[0], " ".join(line.low(j) for j in range(mention.start, mention.end)))
        kind = None if _another(line, mention) else kind_called(said, speakers.lang)
        full = speakers.holders.get(kind or "", ())
    names = tuple(dict.fromkeys([*full, *names]))
    denying = (line.is_a(cue, "source.denies") and line.low(cue + 1) != ":") or _calls_wrong(line, cue)
    return Attribution(
        names,
        mention.start,
        mention.end,
        cue,
        side,
        person,
        party,
        sure=mention.sure or (mention.person and line.low(mention.end) == "," and line.low(mention.end + 1) == "who"),
        denies=denying,
        local=mention.aside,
        head=mention.head if mention.kind == "office" and not _is_named(line, mention) else "",
        many=are_many(line, mention, cue, speakers.lang),
    )


def _another(line: Line, mention: Mention) -> bool:
    """ "An official", "один чиновник", "un autre responsable": none of whom the text has named."""
    near = (line.low(k) for k in (mention.start, mention.start - 1))
    return line.is_a(mention.start - 1, "numbers.one") or not _OTHER.isdisjoint(near)


def _is_named(line: Line, mention: Mention) -> bool:
    return mention.person_office or any(line.capital(j) and j > 0 for j in range(mention.start, mention.end))


def _calls_wrong(line: Line, cue: int) -> bool:
    """ "a count that an officer said was wrong", "Kyiv called the number absurd": speaks of another's number."""
    for j in range(cue + 1, min(cue + 7, len(line.tokens))):
        if line.kind(j) == "number" or line.low(j) in (",", ";"):
            return False
        if line.is_a(j, "status.wrong"):
            return True
    return False


def spoken_by_pronoun(
    mention: Mention, cue: int, side: str, found: list[Attribution], here: list[Mention], speakers: Speakers,
    line: Line,
) -> Attribution | None:  # fmt: skip
    """ "he" is the last person, "it" the last body, of this sentence before those of earlier ones."""
    known: Attribution | Mention | None
    if mention.head == "own":  # "nach eigenen Angaben": the sentence's subject's
        known = next((m for m in here if m.end <= mention.start and m.names and not m.oblique), None)
        known = known or next((m for m in here if m.start >= mention.end and m.names and not m.oblique), None)
        if known is not None:
            return Attribution(known.names, known.start, known.end, cue, side, known.person, known.party)
    if mention.head == "same" and speakers.stating is not None and not found:
        known = speakers.stating
        return Attribution(known.names, mention.start, mention.end, cue, side, known.person, known.party)
    if mention.head == "latter":  # "celui-ci": whom the sentence named last
        known = next((m for m in reversed(here) if m.end <= mention.start and m.names), None)
        if known is not None:
            return Attribution(known.names, mention.start, mention.end, cue, side, known.person, known.party)
    subject = next((m for m in here if m.start <= 2 and m.end < mention.start and m.kind != "pronoun"), None)
    if subject is not None and line.low(subject.end) in ("–", "(") and mention.start - subject.end > _DATELINE:
        subject = None  # "JERUSALEM – Troops raided a camp that they said": a dateline
    if subject is not None and not subject.oblique and _governed(line, subject):
        subject = None  # "Devant le Conseil de sécurité, elle a évoqué 40 morts"
    if subject is not None and subject.definite and subject.kind == "office":
        full = _stands_for(subject, found, here, speakers, line)
        subject = replace(subject, names=tuple(dict.fromkeys([*full, *subject.names]))) if full else None
    if subject is not None and (subject.kind == "country") != (mention.head == "body" and subject.kind == "country"):
        subject = None  # "Ukraine, 43,000 killed, he said": a country is no "he"
    if subject is not None and line.low(subject.end) == "," == line.low(cue + 1) and subject.end == mention.start - 1:
        subject = None  # "Russia, it says, has lost 900": what is told of does not tell it
    if subject is not None and subject.kind == "country" and line.is_a(cue, "source.stands"):
        subject = None  # "Росіяни поранили ще шістьох, – йдеться в повідомленні": of no land that it tells of
    if subject is not None and _counted(line, subject):
        subject = None  # "Five residents were unaccounted for, he added"
    if subject is not None and many_of_them(line, subject, mention, cue):
        subject = None  # "Security forces killed six of the gunmen, he said"
    one = is_one(line, mention.start, cue)
    if subject is not None and one and are_many(line, subject, subject.end, speakers.lang):
        subject = None
    earlier = [
        a
        for a in found
        if a.end <= mention.start
        and not (one and a.many)
        and not a.local
        and (mention.head != "person" or a.party is None)
        and not _by_others(line, a, here, mention, cue)
    ]
    known = earlier[-1] if earlier else subject
    closes = line.sentence.quoted and side == "after" and line.low(mention.start - 1) != '"'
    if not earlier and mention.head in ("person", ""):
        persons = (m for m in reversed(here) if m.person and m.end <= mention.start and not m.aside)
        known = next((m for m in persons if not _led(line, m)), known)
        told = (m for m in reversed(here) if m.end + 1 < mention.start and m.kind in ("office", "source"))
        told = (m for m in told if line.is_a(m.end, "source.says") and not many_of_them(line, m, mention, cue))
        known = next(told, known)  # "police reported raids that they"
    if closes and isinstance(known, Mention) and known.kind == "name" and len(known.names) == 1:
        known = None  # "«Загинули двоє біля села Піски», – сказав він": no place that the quotation names
    if known is None and line.low(mention.start) == "they":
        offices = (m for m in reversed(here) if m.kind in ("office", "source") and m.end <= mention.start)
        known = next((m for m in offices if not _governed(line, m) and not _counted(line, m)), None)
    if known is None and speakers.denier is not None and speakers.denier.person == (mention.head == "person"):
        known = speakers.denier
    acting = speakers.acting
    if known is None and acting is not None and stands_for(line, mention, cue, acting[1], speakers.lang):
        known = acting[0]
    fresh = speakers.fresh
    of_text = line.is_a(cue, "source.stands")
    if fresh is not None and fresh.kind == "country" and (mention.head != "body" or of_text):
        fresh = None  # "«Росія вбиває! Поранено двох», – йдеться у повідомленні": of whoever spoke before
    if known is None and fresh is not None and (not mention.head or fresh.person == (mention.head == "person")):
        known = fresh
    if known is None:
        known = speakers.last
        if one and known is not None and known.many:
            known = speakers.body if mention.head == "body" else speakers.person or speakers.body
            known = known or speakers.last
        unfit = known is None or (known.person and (known.sure or mention.start == 0))
        if mention.head == "body" and unfit:
            known = speakers.body or known
        elif mention.head == "person" and (known is None or not known.person):
            known = speakers.person or known
    if known is None:
        return None
    return Attribution(known.names, mention.start, mention.end, cue, side, known.person, known.party)


def _by_others(line: Line, said: Attribution, here: list[Mention], pronoun: Mention, cue: int) -> bool:
    """ "Rescuers found six more bodies, he said": who found them is no "he"."""
    return any(m.start == said.start and many_of_them(line, m, pronoun, cue) for m in here)


def _led(line: Line, mention: Mention) -> bool:
    """ "Twenty bodies were recovered from Edikwu, he said": what a preposition leads in is a place, or no subject."""
    return mention.kind == "name" and line.is_a(mention.start - 1, "words.preposition", "words.place_preposition")


def _governed(line: Line, mention: Mention) -> bool:
    """Whether a preposition that opens the sentence governs a mention, articles aside."""
    k = mention.start - 1
    while line.is_a(k, "words.article") and line.kind(k) == "word":
        k -= 1
    return k == 0 and line.is_a(k, "words.preposition") and not line.is_a(k, "source.according", "source.subordinate")


def _counted(line: Line, mention: Mention) -> bool:
    """Whether a number counts those mentioned: they are no speakers."""
    k = mention.start - 1
    while k > mention.start - 4 and line.kind(k) == "word" and not line.tags[k]:
        k -= 1  # "двое мирных жителей"
    return line.kind(k) == "number" or line.is_a(k, "numbers.units", "numbers.vague", "numbers.collective")


def _stands_for(
    mention: Mention, found: list[Attribution], here: list[Mention], speakers: Speakers, line: Line
) -> tuple[str, ...]:
    """The full names behind "the ministry", "the mission", "the general", "the authors"."""
    full = speakers.by_noun.get(mention.head, ())
    short = mention.head.startswith(_MINISTRIES) and mention.names[0] == mention.head
    words = {word for name in full for word in name.split()}
    if full and (short or set(mention.names[0].split()) <= words or mention.head in compound_heads(full)):
        return full
    if mention.person_office and mention.anaphor:
        return ()  # "its commander"
    if mention.person_office:
        known = speakers.person
        if known is not None and mention.head in known.names:
            return known.names  # "The mayor, Ihor Hrabar, ... The mayor later said"
        titled = known is not None and any(name in speakers.offices for name in known.names)
        return known.names if known is not None and not titled else ()
    if mention.anaphor:
        named = [m for m in here if m.kind == "source" and not m.person and m.end <= mention.start]
        if named:
            return named[-1].names
        bodies = (a for a in reversed(found) if not (a.person or line.is_a(a.end - 1, "source.person", "source.title")))
        known = next(bodies, None) or speakers.body  # not "the president": he is no agency
        own = line.is_a(mention.start - 1, "source.his")  # "Its hospitals"
        other = isinstance(known, Attribution) and known.head not in ("", mention.head) and not own
        if isinstance(known, Attribution) and takes_up(mention.head, known.head, speakers.lang):
            other = False
        if speakers.since <= _PAPER and line.is_a(mention.end - 1, "source.document", "source.written"):
            other = False  # "The police issued a statement. According to the document, ..."
        if known is None or (other and mention.head not in (*_AUTHORS, *_ANY_BODY)):
            return ()  # "police", then "the ministry": another body
        return known.names
    return ()
