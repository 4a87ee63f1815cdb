"""A message's lines in, the text that one kind of service sets well out: plain, Markdown, Telegram's HTML, a mail.

Every service acts on other signs: Teams shows a ">" as it is, Telegram knows no paragraphs, ntfy shows plain text.
What is too long for a service loses quotes first, then links, then whole events, never a number's title and never the
ids; a line says where the rest is.
"""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.alerts import neutral
from monitor.model import Line

LEAST = 60  # characters that a title keeps, however little room a service has


class Part(StrEnum):
    """How a line of a message is set."""

    HEAD = "head"  # an event's own title, in a message of several
    LEAD = "lead"
    TEXT = "text"
    QUOTE = "quote"
    ARTICLE = "article"
    IDS = "ids"  # the last line


class Style(StrEnum):
    """How a kind of service is written to."""

    TEXT = "text"  # a program of one's own, a phone's notification, anything unknown
    MARKDOWN = "markdown"  # Slack, and whatever sets Markdown with its own title
    CHAT = "chat"  # Discord: Markdown whose single line breaks count, the title in the text
    CARD = "card"  # Teams: Markdown without quotes, the title in the text, for its own would be cut off
    TELEGRAM = "telegram"
    MAIL = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What is handed to a service."""

    title: str  # empty: it stands in the body
    body: str


def lay_out(
    style: Style,
    title: str,
    lines: Sequence[Line],
    *,
    room: int | None = None,
    size: Callable[[str], int] = len,
    rest: str = "",
    picture: bool = False,
) -> Laid:
    """A message for a kind of service, in at most `room` of what `size` counts; None: as long as it is.

    `rest` is the words for where the whole is, set where something had to go. `picture`: a mail has one to show.
    """
    body = ""
    for kept in _shorter(lines, rest):
        body = _SETTERS[style](title, kept, picture)
        if room is None or size(body) <= room:
            return Laid(title=title if style in _OWN_TITLE else "", body=body)
    for most in range(len(title), LEAST - 1, -10):  # a text message of 160 characters
        body = _SETTERS[style](neutral.cut(title, most), [line for line in lines if line.role == Part.IDS], picture)
        if size(body) <= (room or 0):
            break
    return Laid(title=title if style in _OWN_TITLE else "", body=body)


def plain(lines: Sequence[Line]) -> str:
    """Plain text: a line each, an address on a line of its own, a gap before each event and before the ids."""
    return "\n".join(_as_plain(line) for line in lines).strip()


def markdown(lines: Sequence[Line]) -> str:
    """CommonMark: a paragraph each."""
    return "\n\n".join(_as_markdown(line) for line in lines)


def mail(title: str, lines: Sequence[Line], picture: bool = False) -> str:
    """A mail's HTML: one column, its own colours, nothing that is loaded from anywhere."""
    return _MAIL.format(
        title=html.escape(title),
        kind=html.escape(_kind(title)),
        colour=_COLOURS.get(_kind(title).split(" ")[0], "#1b1b1b"),
        heading=html.escape(title.removeprefix(f"{_kind(title)} · ")),
        lines="\n".join(_as_mail(line) for line in lines if line.role != Part.IDS),
        picture=_PICTURE if picture else "",
        ids="\n".join(html.escape(line.text) for line in lines if line.role == Part.IDS),
    )


def _text(title: str, lines: Sequence[Line], picture: bool) -> str:
    return plain(lines)


def _markdown(title: str, lines: Sequence[Line], picture: bool) -> str:
    return markdown(lines)


def _chat(title: str, lines: Sequence[Line], picture: bool) -> str:
    """Discord draws a line break where one stands; a gap before each event and before the ids."""
    head = Line(role=Part.LEAD, text=title)
    gap = {Part.HEAD, Part.IDS}
    return "\n".join(f"\n{_as_markdown(line)}" if line.role in gap else _as_markdown(line) for line in (head, *lines))


def _card(title: str, lines: Sequence[Line], picture: bool) -> str:
    unquoted = [Line(role=Part.TEXT, text=line.text) if line.role == Part.QUOTE else line for line in lines]
    return markdown((Line(role=Part.LEAD, text=title), *unquoted))


def _telegram(title: str, lines: Sequence[Line], picture: bool) -> str:
    return "\n".join([f"<b>{html.escape(title, quote=False)}</b>", *(_as_telegram(line) for line in lines)])


_SETTERS: dict[Style, Callable[[str, Sequence[Line], bool], str]] = {
    Style.TEXT: _text,
    Style.MARKDOWN: _markdown,
    Style.CHAT: _chat,
    Style.CARD: _card,
    Style.TELEGRAM: _telegram,
    Style.MAIL: mail,
}
_OWN_TITLE = frozenset({Style.TEXT, Style.MARKDOWN, Style.MAIL})


def _shorter(lines: Sequence[Line], rest: str) -> list[list[Line]]:
    """The lines in ever fewer: all, without quotes, without articles, titles alone, ever fewer titles."""
    body, last = [line for line in lines if line.role != Part.IDS], [line for line in lines if line.role == Part.IDS]
    note = [Line(role=Part.TEXT, text=rest)] if rest else []
    found = [[*body, *last]]
    for gone in (
        {Part.QUOTE},
        {Part.QUOTE, Part.TEXT},
        {Part.QUOTE, Part.TEXT, Part.ARTICLE},
        {Part.QUOTE, Part.TEXT, Part.ARTICLE, Part.LEAD},
    ):
        left = [line for line in body if line.role not in gone]
        if len(left) < len(body):
            found.append([*left, *note, *last])
    heads = [line for line in body if line.role == Part.HEAD]
    for count in range(len(heads) - 1, 0, -1):
        told = Line(role=Part.TEXT, text=f"and {len(heads) - count} more")
        found.append([*heads[:count], told, *note, *last])
    return [*found, [*note, *last], last]


def _as_plain(line: Line) -> str:
    text = f"{line.text}\n{line.address}" if line.address else line.text
    return f"\n{text}" if line.role in (Part.HEAD, Part.IDS) else text


def _as_markdown(line: Line) -> str:
    text = neutral.markdown(line.text)
    if line.role in (Part.HEAD, Part.LEAD):
        return f"**{text}**"
    if line.role == Part.QUOTE:
        return f"> {text}"
    return f"[{text}]({line.address})" if line.address else text


def _as_telegram(line: Line) -> str:
    text = html.escape(line.text, quote=False)
    if line.address:
        text = f'<a href="{html.escape(line.address)}">{text}</a>'
    if line.role == Part.HEAD:
        return f"\n<b>{text}</b>"
    if line.role == Part.QUOTE:
        return f"<blockquote>{text}</blockquote>"
    return f"\n{text}" if line.role == Part.IDS else text


def _kind(title: str) -> str:
    """ "UPDATE + CONFLICT", of a title that begins so; a message without one is an alert."""
    kind, mark, _ = title.partition(" · ")
    return kind if mark else "ALERT"


def _as_mail(line: Line) -> str:
    text = html.escape(line.text)
    if line.address:
        address = html.escape(line.address)
        text = f'<a href="{address}" style="color:#0b5394">{text}</a><br>{_ADDRESS.format(address)}'
    return _MAIL_LINES[line.role].format(text)


# Colours stand in every element: a mail's own style sheet is thrown away by half of the programs that show it
_COLOURS = {
    "CONFLICT": "#c1121f",
    "CORRECTION": "#b35c00",
    "UPDATE": "#0b5394",
    "NEW": "#0b5394",
    "FAULT": "#c1121f",
    "RECOVERED": "#00795c",
}
_MAIL_LINES: dict[str, str] = {
    Part.HEAD: '<h2 style="font-size:16px;line-height:1.35;margin:22px 0 6px;padding-top:14px;'
    'border-top:1px solid #d9d9d9">{}</h2>',
    Part.LEAD: '<p style="margin:6px 0;font-weight:bold">{}</p>',
    Part.TEXT: '<p style="margin:6px 0">{}</p>',
    Part.QUOTE: '<blockquote style="margin:12px 0;padding:2px 0 2px 12px;border-left:3px solid #b8b8b8;color:#404040">'
    "{}</blockquote>",
    Part.ARTICLE: '<p style="margin:6px 0">{}</p>',
}
# Also in words: a program that shows a mail as plain text drops what stands behind a link
_ADDRESS = '<span style="font-size:12px;color:#595959;word-break:break-all">{}</span>'
_PICTURE = '<p style="margin:16px 0 0"><img src="cid:chart.png" alt="The history as a chart" style="width:100%"></p>'
_MAIL = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body style="margin:0;padding:0;background:#f2f2f2">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f2f2"><tr>\
<td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:640px;background:#ffffff;\
font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5;color:#1b1b1b"><tr>\
<td style="padding:20px 24px;border-top:4px solid {colour}">
<p style="margin:0;font-size:13px;font-weight:bold;color:{colour}">{kind}</p>
<h1 style="font-size:20px;line-height:1.3;margin:4px 0 14px">{heading}</h1>
{lines}
{picture}
<p style="margin:20px 0 0;padding-top:10px;border-top:1px solid #d9d9d9;font-size:12px;color:#595959">{ids}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
"""
