"""Texts that try to be more than text, and a history that is full of them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from monitor.history import outbox
from monitor.history.desk import open_desk
from monitor.history.ledger import commit
from monitor.history.schema import open_history
from monitor.model import Mark, Source, Topic
from tests.history.plans import NOW, WAR, alert, claim, event, plan

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>"
TEMPLATE = "{{ 7*7 }}{% raw %}{{ config }}<!--#exec cmd=id-->]]>&lt;b&gt;"
BIDI = "safe\u202egpj.exe\u202c\u2066x\u2069\u200b\u0002\u0003\u0007\u001b[31m\u0085"
FORMULA = '=HYPERLINK("http://evil.example","55")'
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1")
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://evil.example/"><script>alert(1)</script>',
    "https://user:secret@evil.example/",
    "//evil.example/x",
    "vbscript:x",
    "file:///etc/passwd",
)
TEXTS = (MARKUP, TEMPLATE, BIDI, FORMULA, *FORMULAS)
TOPIC = Topic(
    id=WAR.id, title=f"War {MARKUP}", parties=WAR.parties, sources=(Source(id="zelensky", name=f"Zelensky {MARKUP}"),)
)


def fill(path: Path) -> list[str]:
    """A history in which every text that comes from outside is hostile; the ids of its events."""
    db = open_desk(path) if path.exists() else _fresh(path)
    events = []
    for i, words in enumerate(TEXTS):
        low = 41_000 + i
        made = claim(low, source=words.lower()[:50] or "x", as_of=f"2026-01-{i + 1:02}", id=f"c{i}")
        url = ADDRESSES[i % len(ADDRESSES)]
        text = f"{words} told us that {low} soldiers were killed. {MARKUP}\n\n{BIDI} {TEMPLATE}"
        one: dict[str, Any] = {"title": words, "outlet": words, "url": url, "id": f"a{i}", "name": f"{words}.html"}
        planned = plan(made, text=text, **one)
        verdict = planned.verdicts[0]
        assert verdict.event is not None
        assert verdict.figure is not None
        # event ids are ours, everything else is theirs
        told = event(planned.article, made)
        whole = planned.article.full_text
        figure = replace(
            verdict.figure,
            start=0,
            end=len(whole),
            quote=whole,
            sentence=whole,
            rule=words,
            place=words,
            marks=(
                Mark(role="source", start=0, end=len(words)),
                Mark(role=MARKUP, start=len(words), end=len(words) + 4),
            ),
        )
        told = replace(told, id=f"e{i:018}", why=f"because {words}", quote=whole)
        commit(db, replace(planned, verdicts=(replace(verdict, figure=figure, event=told),)))
        outbox.put(db, [alert(told, channel=words or "x")], NOW)
        db.execute(
            "INSERT INTO reviews (act, person, at, reason, claim) VALUES ('confirm', ?, '2026-02-01T00:00:00Z', ?, ?)",
            (words, words, made.id),
        )
        db.execute(
            "INSERT INTO rejections (id, stage, subject, reason, readings, quiet) VALUES (?, 'clean', ?, ?, '[]', 0)",
            (f"r{i}", words, words),
        )
        events.append(told.id)
    # the same article again, with another text: its page shows the difference
    again = plan(claim(99, id="c99"), id="a0", title=MARKUP, text=f"99 {BIDI} {MARKUP} {TEMPLATE}")
    commit(db, again)
    db.close()
    return events


def _fresh(path: Path) -> Any:
    open_history(path).close()
    return open_desk(path)
