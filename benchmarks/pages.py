"""A seed in, unique synthetic news pages of 60 to 130 KB in ten layouts and six languages out, for the benchmarks.

All sentences are made up (`benchmarks.stream`). One page in ten tells of casualties, unless asked otherwise; the others
are what a day's news is, and one in twelve of them is a near miss. What fills a page up (styles, scripts, other
stories' cards) is taken from a store of blocks, for making it costs more than reading it.
"""

import datetime as dt
import html
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from benchmarks.stream import LANGUAGES, NEAR, SHARES, Words, fill

BLOCKS, BLOCK = 150, 1_500  # of each kind, and characters of each
WAR_CARD = 0.05  # share of the pages without figures on which another story's card tells of casualties
START = dt.datetime(2025, 6, 1, 8, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Paper:
    """The outlet of one page: its chance, its language, and when it publishes."""

    chance: random.Random
    lang: str
    words: Words
    published: dt.datetime

    def town(self) -> str:
        return self.chance.choice(self.words.towns)

    def name(self) -> str:
        return self.chance.choice(self.words.names)

    def say(self, templates: tuple[str, ...]) -> str:
        """One of the sentences, with numbers of its own."""
        return fill(self.chance.choice(templates), self.words, self.chance)


def pages(
    count: int, *, seed: int = 1, harmed: float = 0.1, published: Callable[[int], dt.datetime] = lambda _: START
) -> Iterator[str]:
    """HTML pages; of each ten, `harmed` × 10 hold figures, spread evenly. `published` tells a page's time."""
    chance = random.Random(seed)
    languages = chance.choices([lang for lang, _ in SHARES], [share for _, share in SHARES], k=count)
    for number, lang in enumerate(languages):
        dense = int((number + 1) * harmed + 1e-9) > int(number * harmed + 1e-9)
        paper = Paper(chance, lang, LANGUAGES[lang], published(number))
        title = paper.say(paper.words.harm_heads) if dense else headline(paper)
        told = list(paragraphs(paper, dense=dense, near=chance.random() < NEAR))
        layout = LAYOUTS[(number + number // len(LAYOUTS)) % len(LAYOUTS)]  # those with figures come in all of them
        yield layout(paper, title, told, chance.randint(60_000, 130_000))


def paragraphs(paper: Paper, *, dense: bool, near: bool) -> Iterator[str]:
    """An article's paragraphs: 2 to 6 KB in all."""
    chance = paper.chance
    harmed = chance.choice((1, 2, 3, 5, 8, 12)) if dense else 0  # paragraphs with a figure
    for at in range(chance.randint(9, 22)):
        told = [sentence(paper) for _ in range(chance.randint(2, 4))]
        if at < harmed:
            told.insert(0, paper.say(paper.words.harm))
        elif near and chance.random() < 0.2:
            told.append(paper.say(paper.words.near))
        yield " ".join(told)


def sentence(paper: Paper) -> str:
    """A sentence of an ordinary day."""
    return paper.say(paper.words.plain)


def headline(paper: Paper) -> str:
    """A headline of an ordinary day."""
    return paper.say(paper.words.heads)


# -- layouts ----------------------------------------------------------------------------------------------------------


def _menu(paper: Paper, items: int) -> str:
    chance, sections = paper.chance, paper.words.sections
    links = (
        f'<li><a href="/s/{chance.randint(1, 10**6)}">{sections[at % len(sections)]}</a></li>' for at in range(items)
    )
    return f"<nav><ul>{''.join(links)}</ul></nav>"


def _related(paper: Paper, items: int) -> str:
    chance = paper.chance
    cards = [
        f'<div class="card"><a href="/a/{chance.randint(1, 10**7)}">'
        f'<img src="/i/{chance.randint(1, 10**7)}.jpg" alt=""><h3>{chance.choice(_heads(paper.lang))}</h3></a></div>'
        for _ in range(items)
    ]
    if chance.random() < WAR_CARD:
        cards.append(f'<div class="card"><h3>{html.escape(paper.say(paper.words.harm_heads))}</h3></div>')
    return f'<aside class="related">{"".join(cards)}</aside>'


def _filled(paper: Paper, head: str, body: str, size: int) -> str:
    """The page with teasers, styles and scripts up to the size; elements are about half of what a news page adds."""
    short = max(0, size - len(head) - len(body))
    styles, states, teasers = _blocks(paper.lang)
    style, state = _some(paper, styles, short // 4), _some(paper, states, short // 4)
    return (
        f'<!DOCTYPE html><html lang="{paper.lang}"><head><meta charset="utf-8">{head}<style>{style}</style></head>'
        f'<body>{body}<div class="more-stories">{_some(paper, teasers, short // 2)}</div>'
        f"<script>window.state={{{state}}}</script></body></html>"
    )


def _some(paper: Paper, blocks: tuple[str, ...], length: int) -> str:
    """Blocks up to a length."""
    return "".join(paper.chance.choices(blocks, k=-(-length // BLOCK)))


@cache
def _blocks(lang: str) -> tuple[tuple[str, ...], ...]:
    """The store of one language: styles, states of scripts, other stories' cards."""
    chance = random.Random(lang)
    kinds: tuple[Callable[[], str], ...] = (
        lambda: f".c{chance.randint(1, 10**9)}{{margin:{chance.randint(0, 40)}px;padding:2px}}",
        lambda: f'"k{chance.randint(1, 10**9)}":{chance.randint(1, 10**9)},',
        lambda: _teaser(chance, lang),
    )
    return tuple(tuple(_rows(BLOCK, kind) for _ in range(BLOCKS)) for kind in kinds)


@cache
def _heads(lang: str) -> tuple[str, ...]:
    """Other stories' headlines, ready for a page."""
    words, chance = LANGUAGES[lang], random.Random(lang)
    return tuple(html.escape(fill(chance.choice(words.heads), words, chance)) for _ in range(500))


def _rows(length: int, row: Callable[[], str]) -> str:
    """Rows up to a length."""
    rows: list[str] = []
    while length > 0:
        rows.append(row())
        length -= len(rows[-1])
    return "".join(rows)


def _teaser(chance: random.Random, lang: str) -> str:
    """Another story's card, as pages carry dozens of."""
    link = f"/a/{chance.randint(1, 10**7)}"
    return (
        f'<div class="teaser c{chance.randint(1, 99)}"><div class="pic"><a href="{link}">'
        f'<img src="/i/{chance.randint(1, 10**7)}.jpg" alt=""></a></div><div class="words"><span class="tag">'
        f'{chance.choice(LANGUAGES[lang].sections)}</span><h4><a href="{link}">{chance.choice(_heads(lang))}</a></h4>'
        "</div></div>"
    )


def _head(paper: Paper, title: str) -> str:
    return (
        f"<title>{html.escape(title)} | The Example</title>"
        f'<meta property="og:title" content="{html.escape(title)}"><meta property="og:site_name" content="The Example">'
        f'<meta property="article:published_time" content="{paper.published:%Y-%m-%dT%H:%M:%SZ}">'
    )


def _classic(paper: Paper, title: str, told: list[str], size: int) -> str:
    text = "".join(f"<p>{html.escape(p)}</p>" for p in told)
    body = f"{_menu(paper, 40)}<main><article><h1>{html.escape(title)}</h1>{text}</article></main>{_related(paper, 30)}"
    return _filled(paper, _head(paper, title), body, size)


def _divs(paper: Paper, title: str, told: list[str], size: int) -> str:
    text = "".join(f'<div class="text-block"><p>{html.escape(p)}</p></div><div class="ad"></div>' for p in told)
    body = (
        f'<div class="top">{_menu(paper, 80)}</div><div class="wrap"><div class="story"><h1>{html.escape(title)}</h1>'
        f'<div class="byline">By {paper.name()}</div><div class="story-body">{text}</div></div></div>'
        f"{_related(paper, 60)}"
    )
    return _filled(paper, _head(paper, title), body, size)


def _sections(paper: Paper, title: str, told: list[str], size: int) -> str:
    parts = []
    for at, paragraph in enumerate(told):
        if at % 5 == 3:
            parts.append(f"<h2>{html.escape(headline(paper))}</h2>")
        parts.append(f"<p>{html.escape(paragraph)}</p>")
    body = (
        f"<header>{_menu(paper, 60)}</header><article><header><h1>{html.escape(title)}</h1></header>"
        f"<section>{''.join(parts)}</section></article>{_related(paper, 45)}<footer>{_menu(paper, 60)}</footer>"
    )
    return _filled(paper, _head(paper, title), body, size)


def _linked(paper: Paper, title: str, told: list[str], size: int) -> str:
    text = "".join(
        f'<p>{html.escape(p)} <a href="/t/{paper.chance.randint(1, 10**6)}">{paper.town()}</a></p>' for p in told
    )
    tags = "".join(f'<a class="tag" href="/t/{n}">{place}</a>' for n, place in enumerate(paper.words.towns))
    story = f"<article><h1>{html.escape(title)}</h1>{text}<div>{tags}</div></article>"
    body = f"{_menu(paper, 30)}{story}{_related(paper, 90)}"
    return _filled(paper, _head(paper, title), body, size)


def _table(paper: Paper, title: str, told: list[str], size: int) -> str:
    text = "".join(f"<p>{html.escape(p)}</p>" for p in told)
    rows = "".join(f"<tr><td>{p}</td><td>{paper.chance.randint(1, 900)}</td></tr>" for p in paper.words.towns)
    body = (
        f"{_menu(paper, 50)}<main><article><h1>{html.escape(title)}</h1>{text}<table>{rows}</table></article></main>"
        f"{_related(paper, 40)}"
    )
    return _filled(paper, _head(paper, title), body, size)


def _live(paper: Paper, title: str, told: list[str], size: int) -> str:
    """A live blog: every paragraph an entry of its own, with its time."""
    entries = "".join(
        f'<article class="entry"><time>{9 + at // 6:02}:{at % 6}5</time><p>{html.escape(p)}</p></article>'
        for at, p in enumerate(told)
    )
    body = f"{_menu(paper, 30)}<main><h1>{html.escape(title)}</h1>{entries}</main>{_related(paper, 30)}"
    return _filled(paper, _head(paper, title), body, size)


def _listed(paper: Paper, title: str, told: list[str], size: int) -> str:
    """Key points as a list before the text."""
    points = "".join(f"<li>{html.escape(p.split('. ')[0])}</li>" for p in told[:3])
    text = "".join(f"<p>{html.escape(p)}</p>" for p in told)
    story = f"<article><h1>{html.escape(title)}</h1><ul class='key'>{points}</ul>{text}</article>"
    return _filled(paper, _head(paper, title), f"{_menu(paper, 70)}{story}{_related(paper, 50)}", size)


def _captioned(paper: Paper, title: str, told: list[str], size: int) -> str:
    """Pictures with captions between the paragraphs."""
    parts = []
    for at, paragraph in enumerate(told):
        if at % 4 == 1:
            caption = f"{paper.town()}. Photo: {paper.name()}"
            parts.append(f'<figure><img src="/i/{at}.jpg" alt=""><figcaption>{caption}</figcaption></figure>')
        parts.append(f"<p>{html.escape(paragraph)}</p>")
    story = f"<article><h1>{html.escape(title)}</h1>{''.join(parts)}</article>"
    return _filled(paper, _head(paper, title), f"{_menu(paper, 45)}{story}{_related(paper, 35)}", size)


def _broken(paper: Paper, title: str, told: list[str], size: int) -> str:
    """Lines broken by hand in one block, as old systems write them; no end tags."""
    text = "<br><br>\n".join(html.escape(p) for p in told)
    body = f"{_menu(paper, 25)}<div id=main><h1>{html.escape(title)}</h1><div class=text>{text}</div>"
    return _filled(paper, _head(paper, title), f"{body}{_related(paper, 25)}", size)


def _framed(paper: Paper, title: str, told: list[str], size: int) -> str:
    """Deep inside layout tables, with a quotation and a box beside."""
    text = "".join(f"<p>{html.escape(p)}</p>" for p in told[1:])
    box = f"<aside><h4>In short</h4><p>{html.escape(sentence(paper))}</p></aside>"
    story = f"<h1>{html.escape(title)}</h1><blockquote>{html.escape(told[0])}</blockquote>{text}{box}"
    inner = f"<table><tr><td>{_menu(paper, 30)}</td><td><article>{story}</article></td></tr></table>"
    return _filled(paper, _head(paper, title), f"<div><div><div>{inner}</div></div></div>{_related(paper, 20)}", size)


LAYOUTS: tuple[Callable[[Paper, str, list[str], int], str], ...] = (
    _classic,
    _divs,
    _sections,
    _linked,
    _table,
    _live,
    _listed,
    _captioned,
    _broken,
    _framed,
)
