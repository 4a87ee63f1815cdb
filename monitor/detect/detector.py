"""An article to its casualty figures: the cascade, sentence by sentence, with what the article has said so far.

normalise -> sentences -> tokens -> numbers, dates, harm words -> noun groups -> links -> victims, scope, status ->
speaker and date -> one figure per distinct statement. Each step is a room of its own; this one only walks through them.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from monitor.detect.article.registers import roll_of
from monitor.detect.article.story import Story
from monitor.detect.article.trades import settle_trades
from monitor.detect.as_of.anniversaries import remembered
from monitor.detect.as_of.calendar import Calendar
from monitor.detect.as_of.cutoffs import hold_until
from monitor.detect.as_of.dating import as_of
from monitor.detect.as_of.departures import without_departures
from monitor.detect.as_of.sayings import without_their_today
from monitor.detect.as_of.stretches import stretched
from monitor.detect.belligerents.sides import sides_of
from monitor.detect.carrying.adding_up import adding_up
from monitor.detect.carrying.bracketed import in_brackets
from monitor.detect.carrying.breakdowns import breakdown
from monitor.detect.carrying.carry import bracket_list, carried, label_list
from monitor.detect.carrying.compared import compared
from monitor.detect.carrying.latter import latter
from monitor.detect.carrying.own_state import as_told_here
from monitor.detect.carrying.parts import parts
from monitor.detect.carrying.tally import astray, continued
from monitor.detect.carrying.unclaimed import both_move, unclaimed
from monitor.detect.claim.claims import Claims
from monitor.detect.date_phrases.dates import DatePhrase, dates
from monitor.detect.harm.glossed import glossed
from monitor.detect.harm.harms import Harm, harms
from monitor.detect.how_many.number_pages import paired
from monitor.detect.how_many.numbers import Number, numbers
from monitor.detect.left_alone import LeftAlone
from monitor.detect.linking.attending import tends_them
from monitor.detect.linking.died_of_it import died_of_it
from monitor.detect.linking.in_its_brackets import share_out
from monitor.detect.linking.kin_rules import Linker
from monitor.detect.linking.mourners import spoken_of
from monitor.detect.linking.of_people import at_peace, counts_people, told_of_people
from monitor.detect.linking.one_person import named_one, of_one, who_is_one
from monitor.detect.linking.rows import listed
from monitor.detect.linking.tables import header, is_row, row, row_dates, year_header
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.event import Event, of_blows, of_disease
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.bracketed_things import set_things_apart
from monitor.detect.of_what.broken_down import break_down
from monitor.detect.of_what.groups import Group, groups
from monitor.detect.of_what.reached import in_reach, worth_reading
from monitor.detect.of_what.time_numbers import clock_tokens
from monitor.detect.people.civil_parts import of_unknown_sex
from monitor.detect.people.enlisted import no_captives
from monitor.detect.reading.base_forms import INFLECTED, may_speak
from monitor.detect.reading.blocks import in_blocks
from monitor.detect.reading.guess import guess
from monitor.detect.reading.lexicon import LANGUAGES, Lexicon, lexicon
from monitor.detect.reading.line import Line, read_line
from monitor.detect.reading.namesakes import leave_namesakes
from monitor.detect.reading.text import Normal, Sentence, normalise, sentences, visible
from monitor.detect.reading.wrapped import unwrapped
from monitor.detect.sources.attribution import attributions
from monitor.detect.sources.by_account import carries_on
from monitor.detect.sources.names import is_author, is_credit
from monitor.detect.sources.speakers import Speakers
from monitor.detect.statements import Reader
from monitor.detect.unharmed.doers import did_it
from monitor.detect.unharmed.plots import in_a_plot
from monitor.detect.unharmed.quitters import left_in_peace
from monitor.detect.unharmed.returned import handed_too, returned
from monitor.detect.unharmed.shot_down import shot_from_before
from monitor.detect.unharmed.spared import spared
from monitor.detect.victim_sums import told_as_sum
from monitor.model import Article, Detection, Figure, Mark, Measure, Rejection, Topic

VERSION = "19"  # of the rules; stored with every figure, raised when they change what is found

_WORD = re.compile(r"[^\W\d_]+|\d+")
_TEXT_CAP = 200_000  # characters: a book, not an article; what follows is told as a rejection
_TELLERS = 20  # people who may tell of others: "12 soldiers said"
_FIGURES_CAP = 1_000  # numbers of one article: mentions are compared with each other, and no bulletin has as many


def detect(article: Article, topics: Sequence[Topic]) -> Detection:
    """The figures of an article, for these topics' parties and sources; without topics any conflict or disaster.

    Pure and linear in the length of the text. Offsets in the figures count characters of `article.full_text`.
    """
    full = article.full_text
    rejections: list[Rejection] = []
    if len(full) > _TEXT_CAP:
        rejections.append(
            Rejection(
                stage="detect",
                subject=article.name or article.id,
                reason=f"only the first {_TEXT_CAP} characters were read",
            )
        )
        full = full[:_TEXT_CAP]
    lang = article.lang if article.lang in LANGUAGES else guess(full)
    lex = lexicon(lang, tuple(topics))
    if not lex.may_harm(set(_WORD.findall(visible(full).casefold()))):
        return Detection(rejections=tuple(rejections))
    normal = normalise(full)
    title_end = len(normalise(article.title).text) if article.title else 0
    published = _day(article.published)
    normal = replace(normal, text=unwrapped(paired(normal.text, title_end, lex), title_end))
    told = sentences(normal.text, title_end)
    if not worth_reading(normal.text, told, lex, published):
        return Detection(rejections=tuple(rejections))
    known = frozenset(p.id for t in topics for p in t.parties)
    begun = _begun(topics, published)
    event = Event(
        first_day=_since(topics),
        since=_since(begun),
        since_harmed=_since_harmed(begun),
        since_counts=_since_counts(begun),
        topical=bool(topics),
        parties=known,
    )
    claims = Claims(lex=lex, calendar=Calendar(published, since=event.since), event=event)
    story = Story(lex=lex, topics=tuple(topics))
    reader = Reader(story, claims, Speakers())
    alone = LeftAlone()
    lines = [read_line(normal.text, sentence, lex) for sentence in in_blocks(told, normal.text)]
    first = 1 if title_end else 0
    if len(lines) > first + 1 and is_author(lines[first]):
        del lines[first]
    leave_namesakes(lines, normal.text)
    hurts = [glossed(line, harms(line, lex)) for line in lines]
    near = in_reach(lines, hurts)
    counts = [numbers(line, lex) if close else [] for line, close in zip(lines, near, strict=True)]
    story.sides = sides_of(lines, topics, lex.homes, lex.groups, lex.peoples)
    settle_trades(lines, story.sides)
    if len(lines) > first:
        story.theatre.file(normal.text, title_end, lines[first], story.sides, lex)
    tallies = [
        sum(1 for line in lines for here in line.tags if cls in here) for cls in ("people.civilian", "people.military")
    ]
    story.peaceful = tallies[0] > tallies[1]
    for at, line in enumerate(lines):
        if len(story.made) >= _FIGURES_CAP:
            reason = f"only the first {_FIGURES_CAP} figures were read"
            rejections.append(Rejection(stage="detect", subject=article.name or article.id, reason=reason))
            break
        _read(reader, line, counts[at], hurts[at], lines[at + 1] if at + 1 < len(lines) else None, alone)
    figures = tuple(
        _figure(statement, full, normal) for statement in reader.finish(list(zip(lines, counts, strict=True)))
    )
    stated = {(figure.low, figure.high) for figure in figures}
    left = alone.told(stated, lambda line, first, last: full[slice(*_place(line, first, last, normal))])
    return Detection(figures=figures, rejections=(*rejections, *left))


def _speaks(line: Line, group: Group, said: Sequence[Attribution], hurt: Sequence[Harm], lang: str) -> bool:
    """ "The attack killed 12 people, two officials said": the two tell it; not "40 men declared missing"."""
    after = group.number.end
    if group.of_harm or group.number.high > _TELLERS:
        return False
    last = max(group.end, after + 1)
    told = [a for a in said if after <= a.start < last or a.start <= group.number.core < a.end]  # "one resident said"
    told = [a for a in told if not line.is_a(a.cue, "source.reckons")]
    told = [a for a in told if not any(line.is_a(j, "words.who") for j in range(a.cue, a.start))]
    if lang in INFLECTED:
        told = [a for a in told if not may_speak(line.low(a.start), lang, "office")]  # "стан двох лікарі оцінюють"
    return any(not any(_of_them(line, a, h) for h in hurt) for a in told)


def _of_them(line: Line, found: Attribution, harm: Harm) -> bool:
    """ "40 men declared missing", but not "dos vecinos dijeron que murieron doce"."""
    near = found.cue <= harm.start <= found.cue + 3 or harm.start <= found.cue < harm.end
    return near and not any(line.is_a(j, "source.subordinate") for j in range(found.cue + 1, harm.start))


def _read(
    reader: Reader,
    line: Line,
    counted: list[Number],
    hurt: list[Harm],
    following: Line | None,
    alone: LeftAlone,
) -> None:
    """One sentence: its speakers and dates always, its figures where it holds numbers."""
    story = reader.story
    lex = story.lex
    said = [] if is_credit(line) else attributions(line, lex, reader.speakers)
    calendar = reader.claims.calendar
    named = remembered(line, stretched(line, dates(line, lex, calendar.published)), calendar.published)
    phrases = without_their_today(line, without_departures(line, calendar.resolve(line, named)), said)
    if counted and len(phrases) < len(named):  # "BEIRUT, Feb 27 (UNI) An official was killed": the day of a dateline
        counted = [n for n in counted if not any(p.start <= n.core < p.end for p in named if p.value)]
    reader.begin(line, said, phrases)
    hurt = no_captives(story, line, hurt)
    peace = not (story.sides.war or story.sides.topical)
    story.of_people = story.of_people or told_of_people(line, hurt, peace=at_peace(line, story.sides))
    story.roll = roll_of(line, hurt, story.count, len(story.made), numbered=bool(counted)) or story.roll
    if is_row(line) and (not counted or story.columns or story.heard or not hurt):
        _read_row(reader, line, counted, hurt, said, phrases)
    elif not counted:
        story.strayed = story.strayed and not hurt  # a harm told without a number is what the next one is of
        told_as_sum(line, hurt, story.made)
    else:
        found = groups(line, lex, counted, hurt, phrases)
        harm_at = {h.start: h for h in hurt}
        for group in found:
            group.thing = group.thing or _speaks(line, group, said, hurt, lex.lang)
            group.thing = group.thing or did_it(line, group, harm_at, lex.lang)
            group.thing = group.thing or tends_them(line, lex, group, hurt)
        set_things_apart(line, found)
        break_down(line, found, hurt)
        links = _linked(story, line, found, hurt, phrases, following, peace=peace)
        links = reader.recalls.without(line, found, links)
        links = share_out(found, shot_from_before(line, found, links, things=story.of_things))
        story.muster(line, found, links)
        if found:
            story.strayed = links[-1] is None and not found[-1].bare and astray(line, found[-1])
            story.of_things = found[-1].thing
        sick = of_disease(line)
        # an epidemic's dead are a disaster's, not those of a topic's war
        topical = reader.claims.event.topical and not (sick and of_blows(line))
        gone: set[int] = set()  # tokens of what came home or was found alive
        home: set[int] = set()  # its numbers, whose parts came home with it
        for k in _elders_first(links):
            link = links[k]
            if link is None or (topical and (sick or story.sick)) or (sick and link.measure is not Measure.KILLED):
                continue
            came = link.kin in home or returned(line, found[k], link, story.exchange)
            came = came or (k - 1 in home and handed_too(line, found[k - 1], found[k], link))
            if came or not gone.isdisjoint(range(link.start, link.end)):
                home.add(k)
                first = link.start if link.start < link.end else found[k].start
                gone.update(range(first, max(link.end, found[k].end) + 1))
                continue  # "повернули 900 тіл, а від січня – 12 тисяч": neither is a toll
            if not (
                spared(line, found[k], link, peace=peace)
                or spoken_of(line, lex, found[k], link)
                or of_one(line, found[k].number, link, lex.lang)
                or who_is_one(line, found[k], link, lex.lang)
                or (link.side == "left" and named_one(line, found[k]))
                or left_in_peace(line, found[k], link, peace=peace and not story.made)
                or in_a_plot(line, link)
            ):
                reader.state(line, k, found[k], link, said, phrases, found)
        last = story.made[-1].measure if story.made else None
        alone.read(line, found, links, hurt, last, story.count - story.last_line)
    if not story.stated_here:
        story.hear(line, hurt)
        hold_until(line, phrases, story.made)
    story.listing.read(line, hurt, story.count)
    whole = story.whole_before(line) if story.whole() is not None else None
    story.parts.read(line, whole, story.count, stated=story.stated_here, numbered=bool(counted))
    for attribution in () if carries_on(line, said, reader.speakers, numbered=bool(counted)) else said:
        reader.speakers.heard(attribution, line.sentence.paragraph)
    reader.end(line, said, phrases)


def _linked(
    story: Story,
    line: Line,
    found: list[Group],
    hurt: list[Harm],
    phrases: list[DatePhrase],
    following: Line | None,
    *,
    peace: bool,
) -> list[Link | None]:
    """What harmed each number of a line: by its own words, its neighbours', then what the lines before told."""
    lex = story.lex
    if found:
        story.parts.allow(line, found[0], story.count)
    if all(group.thing for group in found):
        return [None] * len(found)  # "the town buys 75 buses for 374 million"
    dated = {j for phrase in phrases for j in range(phrase.start, phrase.end)} | clock_tokens(line)
    linker = Linker(line, lex, found, hurt, dated, peace=peace)
    links = label_list(line, lex, found, linker.run())
    story.of_people = story.of_people or counts_people(line, found, links, peace=at_peace(line, story.sides))
    links = story.listing.rows(line, found, listed(line, found, hurt, links, dated), dated, story.count)
    links = compared(line, found, links, hurt)
    links = died_of_it(line, found, links, hurt, free=lex.lang in INFLECTED)
    links = story.parts.rows(line, found, links, dated, story.count)
    links = latter(line, found, links, story, dated)
    links = in_brackets(line, found, bracket_list(line, found, links, story), hurt, dated, story)
    links = both_move(line, found, links, story, dated)
    links = linker.again(carried(line, lex, found, links, story, following))
    split = breakdown(line, found, parts(line, lex, found, links, story, dated), story, dated)
    links = of_unknown_sex(line, found, linker.again(split) if split != links else links, story, dated)
    links = adding_up(line, found, links, story)
    if story.of_people:
        grown = continued(line, lex, found, links, story, dated)
        links = continued(line, lex, found, linker.again(grown), story, dated) if grown != links else links
        more = unclaimed(line, lex, found, links, story, dated)
        links = linker.again(more) if more != links else links
    return as_told_here(line, found, links, hurt, story, dated)


def _elders_first(links: list[Link | None]) -> list[int]:
    """The order in which to state numbers: one that takes its measure from a later number comes after it."""
    later = [k for k, link in enumerate(links) if link is not None and link.kin is not None and link.kin > k]
    return [k for k in range(len(links)) if k not in later] + later[::-1]


def _read_row(
    reader: Reader,
    line: Line,
    counted: list[Number],
    hurt: list[Harm],
    said: list[Attribution],
    phrases: list[DatePhrase],
) -> None:
    """A row of a table: its header sets the columns, its numbers take them."""
    story = reader.story
    if (columns := header(line, hurt, story.told_of) or year_header(line, story.heard)) is not None:
        story.columns = columns
        return
    found = groups(line, story.lex, counted, hurt, phrases)
    for k, (group, link) in enumerate(zip(found, row(line, found, story.columns, story.heard), strict=True)):
        if link is not None:
            reader.state(line, k, group, link, said, row_dates(line, phrases, group, story.columns), found)


def _begun(topics: Sequence[Topic], published: dt.date | None) -> Sequence[Topic]:
    """The topics whose war had begun by then: an older article's "last year" lies not before its war."""
    return [t for t in topics if not (t.since and published and published < t.since)]


def _since(topics: Sequence[Topic]) -> str | None:
    """The first day of the first topic that has one."""
    return next((t.since.isoformat() for t in topics if t.since), None)


def _since_counts(topics: Sequence[Topic]) -> tuple[tuple[Measure, int, int], ...]:
    """How many the first day of the first topic's war harmed."""
    return next((t.since_counts for t in topics if t.since), ())


def _since_harmed(topics: Sequence[Topic]) -> str | None:
    """Whose people the first day of the first topic's war harmed."""
    return next((t.since_harmed for t in topics if t.since), None)


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _place(line: Line, first: int, last: int, normal: Normal) -> tuple[int, int]:
    """Where tokens of a line stand in the original text."""
    return normal.original(line.tokens[first].start), normal.original(line.tokens[last - 1].end - 1) + 1


def _figure(statement: Statement, full: str, normal: Normal) -> Figure:
    """A statement with its places in the original text."""
    line = statement.line
    start, end = _place(line, statement.first, statement.last, normal)
    places = [(role, _place(line, a, b, normal)) for role, a, b in statement.marks if a < b <= len(line.tokens)]
    marks = tuple(Mark(role=role, start=first, end=last) for role, (first, last) in places)
    sentence = full[normal.original(line.sentence.start) : normal.original(line.sentence.end - 1) + 1]
    number = statement.group.number
    return Figure(
        party=statement.party,
        population=statement.population,
        measure=statement.measure,
        low=number.low,
        high=number.high,
        qualifier=statement.qualifier,
        sources=statement.sources,
        as_of=statement.as_of,
        scope=statement.scope,
        status=statement.status,
        quote=full[start:end],
        start=start,
        end=end,
        sentence=sentence,
        rule=statement.rule,
        place=statement.place,
        span=statement.span,
        per=statement.per,
        elsewhere=statement.elsewhere,
        corrects=statement.corrects,
        marks=marks,
    )


__all__ = ["VERSION", "Attribution", "DatePhrase", "Group", "Lexicon", "Sentence", "as_of", "detect"]
