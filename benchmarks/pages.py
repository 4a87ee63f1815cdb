"""A seed in, unique synthetic news pages of 60 to 130 KB in ten layouts out, for the benchmarks.

All sentences are made up here from lists of words. One page in ten tells of casualties, unless asked otherwise; the
others use the words of loss now and then ("the side lost", "a body of experts"), as real pages do.
"""

import html
import random
from collections.abc import Callable, Iterator

PLACES = ["Kharkiv", "Odesa", "Sumy", "Dnipro", "Kherson", "Nikopol", "Izium", "Poltava", "Kupiansk", "Zaporizhzhia"]
NAMES = ["Olena Hrytsenko", "Petro Marchuk", "Anna Keller", "Louis Perrin", "Maria Soto", "Ivan Bilyk", "Ruth Osei"]
TRADES = ["council", "ministry", "board", "committee", "company", "union", "hospital", "school", "orchestra", "club"]
DOINGS = ["approved", "discussed", "delayed", "presented", "rejected", "praised", "reviewed", "financed", "opened"]
THINGS = ["a plan for buses", "the new library", "its accounts", "a bridge", "the harvest", "a park", "the timetable"]
REASONS = [
    "after months of talks", "despite the rain", "to the surprise of many", "at its meeting on Tuesday",
    "with money from the region", "following a survey of residents", "as it had promised in spring",
]  # fmt: skip
ASIDES = [
    "Nobody expected the side to have lost so early.", "A body of experts will look at the figures in June.",
    "He took his life into his own hands, he joked.", "The bill was dead on arrival, one member said.",
    "Two pages of the report are still missing.", "The heat took its toll on the runners.",
]  # fmt: skip
HARM = [
    "At least {n} people were killed and {m} others wounded when missiles hit {place}, {name} said on Monday.",
    "The number of Ukrainian soldiers killed since February 2022 has reached {big}, according to {name}.",
    "Russian forces have lost {big} troops, {m} tanks and {n} guns, the General Staff said.",
    "{n} civilians, including {few} children, were injured in {place}, the regional governor reported.",
    "Officials raised the death toll in {place} from {few} to {n}.",
    "Some {big} soldiers are missing, and {m} have been captured, the ministry estimates.",
    "Of the {m} wounded, {few} remain in hospital, {name} wrote.",
    "Ukraine puts Russia's losses at {big}, including about {m},000 dead; Moscow denied the figure.",
]


def pages(count: int, *, seed: int = 1, harmed: float = 0.1) -> Iterator[str]:
    """HTML pages; of each ten, `harmed` × 10 hold figures, spread evenly."""
    chance = random.Random(seed)
    due = 0.0
    for number in range(count):
        due += harmed
        dense = due >= 1
        due -= dense
        layout = LAYOUTS[number % len(LAYOUTS)]
        yield layout(chance, headline(chance, dense), list(paragraphs(chance, dense)), chance.randint(60_000, 130_000))


def paragraphs(chance: random.Random, dense: bool) -> Iterator[str]:
    """An article's paragraphs: 2 to 6 KB in all."""
    for at in range(chance.randint(9, 22)):
        told = [sentence(chance) for _ in range(chance.randint(2, 4))]
        if dense and at < 12:
            told.insert(0, harm(chance))
        elif chance.random() < 0.06:
            told.append(chance.choice(ASIDES))
        yield " ".join(told)


def sentence(chance: random.Random) -> str:
    """A sentence that no other page is likely to have."""
    body, doing, thing, reason = (chance.choice(words) for words in (TRADES, DOINGS, THINGS, REASONS))
    number = chance.choice(
        ["", f", at a cost of {chance.randint(2, 900)},000 euros", f" by {chance.randint(2, 60)} votes"]
    )
    speaker = chance.choice(NAMES)
    return f"The {body} of {chance.choice(PLACES)} {doing} {thing}{number} {reason}, {speaker} told reporters."


def harm(chance: random.Random) -> str:
    """A sentence with figures."""
    return chance.choice(HARM).format(
        n=chance.randint(11, 99),
        m=chance.randint(100, 900),
        few=chance.randint(3, 10),
        big=f"{chance.randint(20, 999)},{chance.randint(100, 999)}",
        place=chance.choice(PLACES),
        name=chance.choice(NAMES),
    )


def headline(chance: random.Random, dense: bool) -> str:
    """A headline of its own."""
    place = chance.choice(PLACES)
    if dense:
        return f"{chance.randint(11, 99)} killed in strike on {place}"
    return f"{place} {chance.choice(TRADES)} {chance.choice(DOINGS)} {chance.choice(THINGS)}"


# -- layouts ----------------------------------------------------------------------------------------------------------


def _menu(chance: random.Random, items: int) -> str:
    links = (f'<li><a href="/s/{chance.randint(1, 10**6)}">{chance.choice(PLACES)} news</a></li>' for _ in range(items))
    return f"<nav><ul>{''.join(links)}</ul></nav>"


def _related(chance: random.Random, items: int) -> str:
    cards = (
        f'<div class="card"><a href="/a/{chance.randint(1, 10**7)}">'
        f'<img src="/i/{chance.randint(1, 10**7)}.jpg" alt="">'
        f"<h3>{html.escape(headline(chance, False))}</h3></a></div>"
        for _ in range(items)
    )
    return f'<aside class="related">{"".join(cards)}</aside>'


def _filled(chance: random.Random, head: str, body: str, size: int) -> str:
    """The page with teasers, styles and scripts up to the size; elements are about half of what a news page adds."""
    short = max(0, size - len(head) - len(body))
    style = _rows(short // 4, lambda: f".c{chance.randint(1, 10**9)}{{margin:{chance.randint(0, 40)}px;padding:2px}}")
    state = _rows(short // 4, lambda: f'"k{chance.randint(1, 10**9)}":{chance.randint(1, 10**9)},')
    teasers = _rows(short // 2, lambda: _teaser(chance))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}<style>{style}</style></head><body>{body}'
        f'<div class="more-stories">{teasers}</div><script>window.state={{{state}}}</script></body></html>'
    )


def _rows(length: int, row: Callable[[], str]) -> str:
    """Rows up to a length."""
    rows: list[str] = []
    while length > 0:
        rows.append(row())
        length -= len(rows[-1])
    return "".join(rows)


def _teaser(chance: random.Random) -> str:
    """Another story's card, as pages carry dozens of."""
    link = f"/a/{chance.randint(1, 10**7)}"
    return (
        f'<div class="teaser c{chance.randint(1, 99)}"><div class="pic"><a href="{link}">'
        f'<img src="/i/{chance.randint(1, 10**7)}.jpg" alt=""></a></div><div class="words"><span class="tag">'
        f'{chance.choice(PLACES)}</span><h4><a href="{link}">{html.escape(headline(chance, False))}</a></h4>'
        "</div></div>"
    )


def _head(chance: random.Random, title: str) -> str:
    day = f"2025-06-{chance.randint(1, 28):02}"
    return (
        f"<title>{html.escape(title)} | The Example</title>"
        f'<meta property="og:title" content="{html.escape(title)}"><meta property="og:site_name" content="The Example">'
        f'<meta property="article:published_time" content="{day}T08:00:00Z">'
    )


def _classic(chance: random.Random, title: str, told: list[str], size: int) -> str:
    text = "".join(f"<p>{html.escape(p)}</p>" for p in told)
    body = (
        f"{_menu(chance, 40)}<main><article><h1>{html.escape(title)}</h1>{text}</article></main>{_related(chance, 30)}"
    )
    return _filled(chance, _head(chance, title), body, size)


def _divs(chance: random.Random, title: str, told: list[str], size: int) -> str:
    text = "".join(f'<div class="text-block"><p>{html.escape(p)}</p></div><div class="ad"></div>' for p in told)
    body = (
        f'<div class="top">{_menu(chance, 80)}</div><div class="wrap"><div class="story"><h1>{html.escape(title)}</h1>'
        f'<div class="byline">By {chance.choice(NAMES)}</div><div class="story-body">{text}</div></div></div>'
        f"{_related(chance, 60)}"
    )
    return _filled(chance, _head(chance, title), body, size)


def _sections(chance: random.Random, title: str, told: list[str], size: int) -> str:
    parts = []
    for at, paragraph in enumerate(told):
        if at % 5 == 3:
            parts.append(f"<h2>{html.escape(headline(chance, False))}</h2>")
        parts.append(f"<p>{html.escape(paragraph)}</p>")
    body = (
        f"<header>{_menu(chance, 60)}</header><article><header><h1>{html.escape(title)}</h1></header>"
        f"<section>{''.join(parts)}</section></article>{_related(chance, 45)}<footer>{_menu(chance, 60)}</footer>"
    )
    return _filled(chance, _head(chance, title), body, size)


def _linked(chance: random.Random, title: str, told: list[str], size: int) -> str:
    text = "".join(
        f'<p>{html.escape(p)} <a href="/t/{chance.randint(1, 10**6)}">{chance.choice(PLACES)}</a></p>' for p in told
    )
    tags = "".join(f'<a class="tag" href="/t/{n}">{place}</a>' for n, place in enumerate(PLACES))
    story = f"<article><h1>{html.escape(title)}</h1>{text}<div>{tags}</div></article>"
    body = f"{_menu(chance, 30)}{story}{_related(chance, 90)}"
    return _filled(chance, _head(chance, title), body, size)


def _table(chance: random.Random, title: str, told: list[str], size: int) -> str:
    text = "".join(f"<p>{html.escape(p)}</p>" for p in told)
    rows = "".join(f"<tr><td>{p}</td><td>{chance.randint(1, 900)}</td></tr>" for p in PLACES)
    body = (
        f"{_menu(chance, 50)}<main><article><h1>{html.escape(title)}</h1>{text}<table>{rows}</table></article></main>"
        f"{_related(chance, 40)}"
    )
    return _filled(chance, _head(chance, title), body, size)


def _live(chance: random.Random, title: str, told: list[str], size: int) -> str:
    """A live blog: every paragraph an entry of its own, with its time."""
    entries = "".join(
        f'<article class="entry"><time>{9 + at // 6:02}:{at % 6}5</time><p>{html.escape(p)}</p></article>'
        for at, p in enumerate(told)
    )
    body = f"{_menu(chance, 30)}<main><h1>{html.escape(title)}</h1>{entries}</main>{_related(chance, 30)}"
    return _filled(chance, _head(chance, title), body, size)


def _listed(chance: random.Random, title: str, told: list[str], size: int) -> str:
    """Key points as a list before the text."""
    points = "".join(f"<li>{html.escape(p.split('. ')[0])}</li>" for p in told[:3])
    text = "".join(f"<p>{html.escape(p)}</p>" for p in told)
    story = f"<article><h1>{html.escape(title)}</h1><ul class='key'>{points}</ul>{text}</article>"
    return _filled(chance, _head(chance, title), f"{_menu(chance, 70)}{story}{_related(chance, 50)}", size)


def _captioned(chance: random.Random, title: str, told: list[str], size: int) -> str:
    """Pictures with captions between the paragraphs."""
    parts = []
    for at, paragraph in enumerate(told):
        if at % 4 == 1:
            caption = f"{chance.choice(PLACES)} in June. Photo: {chance.choice(NAMES)}"
            parts.append(f'<figure><img src="/i/{at}.jpg" alt=""><figcaption>{caption}</figcaption></figure>')
        parts.append(f"<p>{html.escape(paragraph)}</p>")
    story = f"<article><h1>{html.escape(title)}</h1>{''.join(parts)}</article>"
    return _filled(chance, _head(chance, title), f"{_menu(chance, 45)}{story}{_related(chance, 35)}", size)


def _broken(chance: random.Random, title: str, told: list[str], size: int) -> str:
    """Lines broken by hand in one block, as old systems write them; no end tags."""
    text = "<br><br>\n".join(html.escape(p) for p in told)
    body = f"{_menu(chance, 25)}<div id=main><h1>{html.escape(title)}</h1><div class=text>{text}</div>"
    return _filled(chance, _head(chance, title), f"{body}{_related(chance, 25)}", size)


def _framed(chance: random.Random, title: str, told: list[str], size: int) -> str:
    """Deep inside layout tables, with a quotation and a box beside."""
    text = "".join(f"<p>{html.escape(p)}</p>" for p in told[1:])
    box = f"<aside><h4>In short</h4><p>{html.escape(sentence(chance))}</p></aside>"
    story = f"<h1>{html.escape(title)}</h1><blockquote>{html.escape(told[0])}</blockquote>{text}{box}"
    inner = f"<table><tr><td>{_menu(chance, 30)}</td><td><article>{story}</article></td></tr></table>"
    return _filled(
        chance, _head(chance, title), f"<div><div><div>{inner}</div></div></div>{_related(chance, 20)}", size
    )


LAYOUTS: tuple[Callable[[random.Random, str, list[str], int], str], ...] = (
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
