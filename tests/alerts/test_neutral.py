"""Other people's text cannot act: a table of hostile strings, and the laws that hold for every string."""

import re
import unicodedata

import markdown as python_markdown
import pytest
from apprise.conversion import markdown_to_html
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts import neutral
from monitor.alerts.message import compose
from monitor.model import ArticleRef
from tests.alerts.stories import WAR, event

HOSTILE = [
    ("<!channel> look", "‹!channel› look"),
    ("<!here|here> <@U024BE7LH> <#C024BE7LR|general>", "‹!here|here› ‹＠U024BE7LH› ‹#C024BE7LR|general›"),
    ("<!subteam^SAZ94GDB8> <https://evil.example|the desk>", "‹!subteam^SAZ94GDB8› ‹https://evil.example|the desk›"),
    ("@everyone and @here", "＠everyone and ＠here"),
    ("mail@everyone.example", "mail＠everyone.example"),
    ("@\u200beveryone", "＠everyone"),
    ("@EVERYONE @Room @channel @all", "＠EVERYONE ＠Room ＠channel ＠all"),
    ("as @ZelenskyyUa wrote", "as ＠ZelenskyyUa wrote"),
    ("write to desk@news.example", "write to desk@news.example"),
    ("<script>alert(1)</script>", "‹script›alert(1)‹/script›"),
    ('"><img src=x onerror=alert(1)>', '"›‹img src=x onerror=alert(1)›'),
    ("Subject: x\r\nBcc: all@evil.example", "Subject: x Bcc: all@evil.example"),
    ("a\x00b\x07c\x1b[31mred\x7f", "abc[31mred"),
    ("\u202edaed 000,55\u202c", "daed 000,55"),
    ("5\u200b5,\u200c0\u200d0\ufeff0\u2060", "55,000"),
    ("line\u2028break\u2029here\x85now", "line break here now"),
    ("fill\u3164\u115f\uffa0\u2800er", "filler"),
    ("tag\U000e0041\U000e0042 var\ufe0f\U000e0101", "tag var"),
    ("Z" + "\u0351" * 50 + "algo", "Z" + "\u0351" * 3 + "algo"),
    ("5 < 6 > 4 & AT&T", "5 ‹ 6 › 4 & AT&T"),
    ("  many   spaces\t\there ", "many spaces here"),
    ("", ""),
]


@pytest.mark.parametrize(("given_text", "expected"), HOSTILE)
def test_plain(given_text: str, expected: str) -> None:
    assert neutral.plain(given_text) == expected


@pytest.mark.parametrize("hostile", [text for text, _ in HOSTILE])
def test_a_message_full_of_hostile_text_stays_one_harmless_message(hostile: str) -> None:
    article = ArticleRef(id="a", url=f"https://e.example/{hostile}", outlet=hostile, title=hostile, published=hostile)
    message = compose((event(quote=hostile, source=hostile, place=hostile, article=article, why=hostile),), (WAR,))
    for part in (message.title, message.text, message.markdown):
        assert not re.search(r"[<>]|@everyone|@here|@channel", part.replace("\n> ", "\n"), re.IGNORECASE)
        assert {unicodedata.category(c) for c in part.replace("\n", "")}.isdisjoint(
            {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
        )
    assert "\n" not in message.title
    assert len(message.text.splitlines()) <= 7
    assert message.text.endswith("ids: 01e55")
    html = markdown_to_html(message.markdown)
    assert not re.search(r"<(?!/?(p|strong|blockquote|a|br)\b)", html)
    assert html.count("<a ") <= 1


VISIBLE = {"L", "N", "P", "S"}


@given(st.text())
def test_nothing_invisible_and_no_markup_of_chats_remains(text: str) -> None:
    line = neutral.plain(text)
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for c in line)
    assert "<" not in line
    assert ">" not in line
    assert not re.search(r"@(everyone|here|channel|all|room)\b", line, re.IGNORECASE)
    assert neutral.plain(line) == line


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=60))
def test_every_ordinary_visible_character_is_kept(text: str) -> None:
    fillers = "\u115f\u1160\u2800\u3164\uffa0"
    expected = "".join(c for c in text if c not in fillers).replace("<", "‹").replace(">", "›")
    assert neutral.plain(text).replace("＠", "@") == expected.replace("＠", "@")


@given(st.text(st.sampled_from("ab*_`[]()~#|\\<>&;! lt55,000.-+"), max_size=40))
def test_escaped_markdown_reads_as_the_plain_text(text: str) -> None:
    """A reader of Markdown sees the very characters, and nothing becomes a tag beyond the quote's paragraph."""
    line = neutral.plain(text)
    html = python_markdown.markdown(f"x {neutral.markdown(line)} x", extensions=["nl2br"])
    assert not re.search(r"<(?!/?p>)", html)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c&d=%20e#f", "https://example.org/a?b=c&d=%20e#f"),
        ("HTTP://Example.ORG", "http://example.org"),
        ("https://user:secret@example.org/x", "https://example.org/x"),
        ("https://bbc.com@evil.example/", "https://evil.example/"),
        ("https://bbc.com\\@evil.example/", None),
        ("https://example.org/a b(c)<d>\"'|`[x]*", "https://example.org/a%20b%28c%29%3Cd%3E%22%27%7C%60%5Bx%5D%2A"),
        ("https://example.org/@everyone", "https://example.org/%40everyone"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/\r\nX: y", "https://example.org/X:%20y"),
        ("https://example.org/\u202egnp.exe", "https://example.org/gnp.exe"),
        ("https://пример.example/статья", "https://xn--e1afmkfd.example/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F"),
        ("https://[::1]:8000/x", "https://[::1]:8000/x"),
        ("https://example.org:99999/", None),
        ("https://exa mple.org/", None),
        ("https:///path", None),
        ("https://" + "a" * 70 + ".example/", None),
        ("https://example.org/" + "a" * 3000, None),
        ("javascript:alert(1)", None),
        ("data:text/html,<script>", None),
        ("file:///etc/passwd", None),
        ("slack://token", None),
        ("//example.org/x", None),
        ("", None),
        (None, None),
    ],
)
def test_link(url: str | None, expected: str | None) -> None:
    assert neutral.link(url) == expected


@given(st.text())
def test_a_link_is_ascii_and_fits_any_markup(text: str) -> None:
    for url in (text, f"https://{text}", f"https://example.org/{text}"):
        address = neutral.link(url)
        assert address is None or re.fullmatch(r"https?://[A-Za-z0-9._\-\[\]:]+([/?#][!-~]*)?", address)
        assert address is None or not re.search(r"[\s<>\"'`|()\\*@^{}]", address)


def test_cut_and_excerpt() -> None:
    assert neutral.cut("short", 5) == "short"
    assert neutral.cut("x" * 10, 5) == "xxxx…"
    assert neutral.excerpt("no number " * 40, 30) == "no number no number no number…"
    assert len(neutral.excerpt("y" * 200 + "55,000" + "z" * 200, 50)) <= 50
    assert "55,000" in neutral.excerpt("y" * 200 + "55,000" + "z" * 200, 50)
