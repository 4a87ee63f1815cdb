"""A page comes in; whether it can hold a figure goes out, for a fraction of what reading the page costs.

Of a news crawl nearly every page tells of no harm at all, and reading it well (trafilatura: some 20 ms) is what a
backfill pays for. So the page's plain words are looked at first: its language, the topics' own words, and a number near
a word of harm. Whatever is in doubt passes; docs/scale.md has what the gate lets through and what it has ever lost.
"""

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache

from monitor.clean import decoded, tidy
from monitor.detect.reading.lexicon import LANGUAGES, lexicon
from monitor.model import Page, Topic

NEAR = 120  # words between a number and a word of harm: a table's head stands that far from its last rows

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})\b([^<>]{0,2000})>?|<!--")
_UNREAD = frozenset(("script", "style", "nav", "footer", "noscript", "svg", "template"))
_LANG = re.compile(r"""<html[^<>]{0,2000}?\blang\s{0,3}=\s{0,3}["']?([A-Za-z]{2})\b""", re.IGNORECASE)
# the classes of words that are numbers by themselves: an article ("a", "une") is none
_COUNTING = frozenset(
    f"numbers.{name}" for name in ("units", "hundred", "scales", "dozen", "ordinals", "vague", "collective", "round")
)
_WORD = re.compile(r"[^\W\d_]+|\d+")


def may_hold(page: Page, topics: Sequence[Topic]) -> bool:
    """Whether the page can hold a figure of these topics (without topics: of any).

    A page in a language without rules, one that names no topic's `about` words, and one without a number near a word of
    harm do not pass. A page whose bytes cannot be read as text passes: reading it says what is wrong.
    """
    text = decoded(page.body, page.content_type)
    if text is None:
        return True
    lang = (page.lang or "").lower()[:2] or ((found := _LANG.search(text[:20_000])) and found[1].lower())
    if lang and lang not in LANGUAGES:
        return False
    told = html.unescape(" ".join((page.title or "", *_told(text))))
    told = tidy(told).replace("’", "'").casefold()
    given = page.topic is not None  # to a topic: it belongs there, whatever it names
    if topics and not given and not any(_is_about(told, topic) for topic in topics):
        return False
    return any(_counts_harm(told, one) for one in ([lang] if lang else LANGUAGES))


def _told(text: str) -> Iterator[str]:
    """What stands between the tags, without scripts, styles and menus; JSON-LD stays, for some hold the article."""
    closing, at = "", 0
    for tag in _TAG.finditer(text):
        if not closing and tag.start() > at:
            yield text[at : tag.start()]
        at = tag.end()
        name = (tag[2] or "").lower()
        if closing:
            closing = "" if tag[1] and name == closing else closing
        elif name in _UNREAD and not tag[1] and "ld+json" not in tag[3]:
            closing = name
    if not closing:
        yield text[at:]


def _is_about(told: str, topic: Topic) -> bool:
    """Whether a topic's words stand in the text, as letters: looser than the rule for words, which decides later."""
    return not topic.about or any(word.rstrip("*").casefold().replace("’", "'") in told for word in topic.about)


def _counts_harm(told: str, lang: str) -> bool:
    """Whether a number stands within `NEAR` words of a word of harm."""
    harm, harm_stems, numbers, number_stems = _words(lang)
    lex = lexicon(lang, ())
    last_number = last_harm = -2 * NEAR
    words: frozenset[str] | None = None  # all of the page's, once an entry of several words asks for them
    hurting: dict[str, bool] = {}  # asked once of each word, however often a page repeats it
    for at, match in enumerate(_WORD.finditer(told)):
        word = match[0]
        if word.isdigit() or word in numbers or word.startswith(number_stems):
            last_number = at
        if (hurts := hurting.get(word)) is None:
            hurts = word.startswith(harm_stems)
            if not hurts and word in harm:
                if words is None:
                    words = frozenset(_WORD.findall(told))
                hurts = lex.tells(word, words)  # "Ukraine" is a word of harm only where it "holds" somebody
            hurting[word] = hurts
        if hurts:
            last_harm = at
        if abs(last_number - last_harm) <= NEAR and min(last_number, last_harm) >= 0:
            return True
    return False


@cache
def _words(lang: str) -> tuple[frozenset[str], tuple[str, ...], frozenset[str], tuple[str, ...]]:
    """A language's words of harm and their stems; the first words of its numbers and their stems."""
    lex = lexicon(lang, ())
    counting = {entry.first for entry in lex.entries() if entry.cls in _COUNTING}
    stems = tuple(sorted(word[:-1] for word in counting if word.endswith("*")))
    return lex.harm, lex.harm_stems, frozenset(counting), stems
