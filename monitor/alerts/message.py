"""Events in, a `Message` out: what a desk editor wants to read in five seconds, as plain text and as Markdown.

The title says what is new, who says so and as of when. The first line of the body holds it against what was known,
then comes what it contradicts, then the evidence: the quote, the outlet, the link. The last line holds the ids of the
events, by which a message that arrives twice is recognised and `casualty-monitor explain` answers.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.alerts import layout, neutral
from monitor.alerts.layout import Part
from monitor.alerts.words import date, difference, number, source_name, what
from monitor.model import ArticleRef, Claim, Event, EventKind, Line, Message, Status, Topic

TITLE_LIMIT = 200  # characters; a phone's lock screen shows about 150
QUOTE_LIMIT = 300
HEADLINE_LIMIT = 200
OUTLET_LIMIT = 80
WHY_LIMIT = 400
MOST_CONTRADICTED = 5  # figures listed; more are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An alert that a channel had before: what a later one refers to."""

    event: str
    title: str
    at: str  # when it was queued, ISO


def compose(
    events: Sequence[Event], topics: Sequence[Topic] = (), *, lone: bool = False, follows: Told | None = None
) -> Message:
    """One message about `events` (at least one, in the order to be told); `topics` give the names of packs.

    `lone`: its number is a jump that one text alone tells of. `follows`: the channel was told of what it changes.
    """
    several = len(events) > 1
    lines: list[Line] = []
    for event in events:
        if several:
            lines.append(Line(role=Part.HEAD, text=title(event, topics, lone=lone)))
        lines += _lines(event, topics, lone=lone)
    if follows is not None:
        lines.insert(len(_comparison(events[0], topics)) + lone, follow_up(follows))
    ids = tuple(event.id for event in events)
    return message(_counted(title(events[0], topics, lone=lone), len(ids)), ids, lines)


def together(messages: Sequence[Message]) -> Message:
    """Messages of one channel as one, in their order; one alone stays what it is. The title stands for the first's."""
    if len(messages) == 1:
        return messages[0]
    heading = _counted(messages[0].title, len(messages))
    lines: list[Line] = []
    for i, one in enumerate(messages):
        if i or not heading.startswith(one.title):
            lines.append(Line(role=Part.HEAD, text=one.title))
        lines += [line for line in lines_of(one) if line.role != Part.IDS]
    return message(heading, tuple(dict.fromkeys(event for one in messages for event in one.events)), lines)


def message(heading: str, ids: Sequence[str], lines: Sequence[Line], *, of: Sequence[str] = ()) -> Message:
    """A message of a title and lines; the ids make its last line. `of`: what else tells it from others with its ids."""
    whole = (*lines, Line(role=Part.IDS, text=f"ids: {' '.join(neutral.plain(one) for one in ids)}"))
    return Message(
        id=message_id((*of, *ids)),
        title=neutral.cut(heading, TITLE_LIMIT),
        text=layout.plain(whole),
        markdown=layout.markdown(whole),
        events=tuple(ids),
        lines=whole,
    )


def lines_of(given: Message) -> tuple[Line, ...]:
    """The lines of a message; of one that came without, those of its text."""
    if given.lines:
        return given.lines
    lines: list[Line] = []
    for text in filter(None, map(str.strip, given.text.splitlines())):
        if lines and text == neutral.link(text):
            lines[-1] = Line(role=lines[-1].role, text=lines[-1].text, address=text)
        else:
            role = Part.IDS if text.startswith("ids: ") else Part.QUOTE if text.startswith("“") else Part.TEXT
            lines.append(Line(role=role, text=text))
    return tuple(lines)


def message_id(events: Sequence[str]) -> str:
    """A short stable id from the ids of the events; "01" is the version of this recipe."""
    return "01" + hashlib.blake2b("\n".join(["message", *events]).encode(), digest_size=8).hexdigest()


def title(event: Event, topics: Sequence[Topic] = (), *, lone: bool = False) -> str:
    """One event in one line: "UPDATE · Ukraine, military killed: 55,000 (Zelensky, as of 4 Feb 2026)"."""
    doubts = "".join(
        f", {word}"
        for word, holds in (
            ("unconfirmed", lone),
            ("disputed", event.status is Status.DISPUTED),
            ("contested", event.contested),
        )
        if holds
    )
    when = f"as of {date(event.as_of)}" if event.as_of else "undated"
    says = source_name(event.source, event.topic, topics)
    words = f"{_kind(event)} · {what(event, topics)}: {number(event.low, event.high, event.qualifier)}"
    return neutral.cut(f"{words}{doubts} ({says}, {when})", TITLE_LIMIT)


def follow_up(told: Told) -> Line:
    """What a message says of the alert that it corrects or contradicts."""
    known = neutral.cut(told.title, TITLE_LIMIT)
    return Line(role=Part.TEXT, text=f"follows the alert of {date(told.at[:10])}, {neutral.plain(told.event)}: {known}")


def _counted(heading: str, count: int) -> str:
    more = f" and {count - 1} more" if count > 1 else ""
    return neutral.cut(heading, TITLE_LIMIT - len(more)) + more


def _kind(event: Event) -> str:
    """The kind in capitals; an update that newly contradicts another series is news twice, and says so."""
    word = event.event.upper()
    return f"{word} + CONFLICT" if event.against and event.event is EventKind.UPDATE else word


def _quote(event: Event) -> str:
    """The sentence that the number stands in; of a long one the part around the number."""
    return neutral.excerpt(event.sentence or event.quote, QUOTE_LIMIT, around=event.quote)


def _lines(event: Event, topics: Sequence[Topic], *, lone: bool) -> list[Line]:
    lines = _comparison(event, topics)
    if lone:
        lines.append(
            Line(role=Part.TEXT, text="unconfirmed: a jump that no other text and no other source tells of yet")
        )
    if event.event is EventKind.CORRECTION and event.why:
        lines.append(Line(role=Part.TEXT, text=neutral.plain(event.why, WHY_LIMIT)))
    if event.status is Status.DISPUTED:
        lines.append(Line(role=Part.TEXT, text="disputed: the article itself does not stand by this number"))
    if event.contested:
        lines.append(Line(role=Part.TEXT, text="contested: no total that only rises fits this and the other figures"))
    lines.append(Line(role=Part.QUOTE, text=f"“{_quote(event)}”"))
    lines.append(_article(event.article))
    return lines


def _comparison(event: Event, topics: Sequence[Topic]) -> list[Line]:
    """What was known: the series' value until then, and the figures that the new one contradicts."""
    lines = []
    previous, against = event.previous, event.against
    own = previous is not None and any(claim.id == previous.id for claim in against)
    if previous is not None:
        verb = "contradicts the same source's" if own else "corrects" if event.event is EventKind.CORRECTION else "was"
        known = number(previous.low, previous.high, previous.qualifier)
        lines.append(
            Line(role=Part.LEAD, text=f"{verb} {known} ({date(previous.as_of)}): {difference(previous, event)}")
        )
    elif event.event is EventKind.NEW:
        lines.append(Line(role=Part.LEAD, text="the first figure of its kind from this source"))
    others = [claim for claim in against if previous is None or claim.id != previous.id]
    lines += [_contradicted(claim, event, topics) for claim in others[:MOST_CONTRADICTED]]
    if len(others) > MOST_CONTRADICTED:
        lines.append(Line(role=Part.TEXT, text=f"and contradicts {len(others) - MOST_CONTRADICTED} more"))
    return lines


def _contradicted(claim: Claim, event: Event, topics: Sequence[Topic]) -> Line:
    says = source_name(claim.source, claim.topic, topics)
    known = number(claim.low, claim.high, claim.qualifier)
    doubt = ", itself contested" if claim.contested else ""
    text = f"contradicts {known} ({says}, {date(claim.as_of)}{doubt}): {difference(claim, event)}"
    return Line(role=Part.LEAD, text=text)


def _article(article: ArticleRef) -> Line:
    """Outlet, day and headline; the day alone, as an editor asks how old it is and not for the minute."""
    address = neutral.link(article.url)
    outlet = neutral.plain(article.outlet or "", OUTLET_LIMIT) or (neutral.host_of(address) if address else "")
    day = date(article.published[:10] if article.published else None)
    headline = neutral.plain(article.title or "", HEADLINE_LIMIT)
    parts = [f"{outlet or 'outlet not named'}, {day}", headline]
    return Line(role=Part.ARTICLE, text=": ".join(part for part in parts if part), address=address)
