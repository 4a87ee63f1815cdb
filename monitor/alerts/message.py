"""Events in, a `Message` out: what a desk editor wants to read in five seconds, as plain text and as Markdown.

The title says what is new, who says so and as of when. The first line of the body holds it against what was known,
then comes what it contradicts, then the evidence: the quote, the outlet, the link. The last line holds the ids of the
events, by which a message that arrives twice is recognised and `casualty-monitor explain` answers.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.alerts import neutral
from monitor.alerts.words import date, difference, number, source_name, what
from monitor.model import ArticleRef, Claim, Event, EventKind, Message, Status, Topic

TITLE_LIMIT = 200  # characters; a phone's lock screen shows about 150
QUOTE_LIMIT = 300
HEADLINE_LIMIT = 200
OUTLET_LIMIT = 80
WHY_LIMIT = 400
MOST_CONTRADICTED = 5  # figures listed; more are counted


class Role(StrEnum):
    """How a line of the body is set."""

    HEAD = "head"  # an event's own title, in a message of several
    LEAD = "lead"
    TEXT = "text"
    QUOTE = "quote"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the body before it is set as plain text or Markdown; `text` is neutral plain text."""

    role: Role
    text: str
    address: str | None = None  # an article's link; None: it has none that is safe


def compose(events: Sequence[Event], topics: Sequence[Topic] = ()) -> Message:
    """One message about `events` (at least one, in the order to be told); `topics` give the names of packs."""
    ids = tuple(event.id for event in events)
    lines = tuple(line for event in events for line in _lines(event, topics, alone=len(events) == 1))
    last = f"ids: {' '.join(neutral.plain(event) for event in ids)}"
    return Message(
        id=message_id(ids),
        title=_heading(events, topics),
        text="\n".join([*(_as_plain(line) for line in lines), "", last]).strip(),
        markdown="\n\n".join([*(_as_markdown(line) for line in lines), neutral.markdown(last)]),
        events=ids,
    )


def message_id(events: Sequence[str]) -> str:
    """A short stable id from the ids of the events; "01" is the version of this recipe."""
    return "01" + hashlib.blake2b("\n".join(["message", *events]).encode(), digest_size=8).hexdigest()


def title(event: Event, topics: Sequence[Topic] = ()) -> str:
    """One event in one line: "UPDATE · Ukraine, military killed: 55,000 (Zelensky, as of 4 Feb 2026)"."""
    doubts = "".join(
        f", {word}"
        for word, holds in (("disputed", event.status is Status.DISPUTED), ("contested", event.contested))
        if holds
    )
    when = f"as of {date(event.as_of)}" if event.as_of else "undated"
    says = source_name(event.source, event.topic, topics)
    words = f"{_kind(event)} · {what(event, topics)}: {number(event.low, event.high, event.qualifier)}"
    return neutral.cut(f"{words}{doubts} ({says}, {when})", TITLE_LIMIT)


def _heading(events: Sequence[Event], topics: Sequence[Topic]) -> str:
    first = title(events[0], topics)
    if len(events) == 1:
        return first
    more = f" and {len(events) - 1} more"
    return neutral.cut(first, TITLE_LIMIT - len(more)) + more


def _kind(event: Event) -> str:
    """The kind in capitals; an update that newly contradicts another series is news twice, and says so."""
    word = event.event.upper()
    return f"{word} + CONFLICT" if event.against and event.event is EventKind.UPDATE else word


def _quote(event: Event) -> str:
    """The sentence that the number stands in; of a long one the part around the number."""
    return neutral.excerpt(event.sentence or event.quote, QUOTE_LIMIT, around=event.quote)


def _lines(event: Event, topics: Sequence[Topic], *, alone: bool) -> list[Line]:
    lines = [] if alone else [Line(role=Role.HEAD, text=title(event, topics))]
    lines += _comparison(event, topics)
    if event.event is EventKind.CORRECTION and event.why:
        lines.append(Line(role=Role.TEXT, text=neutral.plain(event.why, WHY_LIMIT)))
    if event.status is Status.DISPUTED:
        lines.append(Line(role=Role.TEXT, text="disputed: the article itself does not stand by this number"))
    if event.contested:
        lines.append(Line(role=Role.TEXT, text="contested: no total that only rises fits this and the other figures"))
    lines.append(Line(role=Role.QUOTE, text=f"“{_quote(event)}”"))
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
            Line(role=Role.LEAD, text=f"{verb} {known} ({date(previous.as_of)}): {difference(previous, event)}")
        )
    elif event.event is EventKind.NEW:
        lines.append(Line(role=Role.LEAD, text="the first figure of its kind from this source"))
    others = [claim for claim in against if previous is None or claim.id != previous.id]
    lines += [_contradicted(claim, event, topics) for claim in others[:MOST_CONTRADICTED]]
    if len(others) > MOST_CONTRADICTED:
        lines.append(Line(role=Role.TEXT, text=f"and contradicts {len(others) - MOST_CONTRADICTED} more"))
    return lines


def _contradicted(claim: Claim, event: Event, topics: Sequence[Topic]) -> Line:
    says = source_name(claim.source, claim.topic, topics)
    known = number(claim.low, claim.high, claim.qualifier)
    doubt = ", itself contested" if claim.contested else ""
    text = f"contradicts {known} ({says}, {date(claim.as_of)}{doubt}): {difference(claim, event)}"
    return Line(role=Role.LEAD, text=text)


def _article(article: ArticleRef) -> Line:
    """Outlet, day and headline; the day alone, as an editor asks how old it is and not for the minute."""
    address = neutral.link(article.url)
    outlet = neutral.plain(article.outlet or "", OUTLET_LIMIT) or (neutral.host_of(address) if address else "")
    day = date(article.published[:10] if article.published else None)
    headline = neutral.plain(article.title or "", HEADLINE_LIMIT)
    parts = [f"{outlet or 'outlet not named'}, {day}", headline]
    return Line(role=Role.ARTICLE, text=": ".join(part for part in parts if part), address=address)


def _as_plain(line: Line) -> str:
    if line.role is Role.HEAD:
        return f"\n{line.text}"
    return f"{line.text}\n{line.address}" if line.address else line.text


def _as_markdown(line: Line) -> str:
    text = neutral.markdown(line.text)
    if line.role in (Role.HEAD, Role.LEAD):
        return f"**{text}**"
    if line.role is Role.QUOTE:
        return f"> {text}"
    return f"[{text}]({line.address})" if line.address else text
