"""One holder's several titles: "Губернатор Роман Старков ... По словам главы региона", "the premier", "el mandatario".

An article names a person with one post and goes on with another word for it. Posts of one kind (of a region, a town,
a state, a government, a ministry) are the same person's; an "official" or a "politician" is whoever was named last with
a post. "The military department" is the defence ministry; "ведомство" or "the body" any body that spoke.
"""

from functools import cache, lru_cache

from monitor.detect.reading.lexicon import language_table

ANYONE = "anyone"
PERSONS = ("region", "city", "state", "government", "ministry", "office")
_KEPT = 4096  # names of a page that are remembered: a daemon reads pages for months
_AGAIN = "as_"  # the table of words that only take up a body that was named


@cache
def _posts(lang: str, *, said: bool) -> tuple[tuple[str, str], ...]:
    """Every post with its kind, the longest first: a prime minister is no minister. `said` are those without a name."""
    table = language_table(lang)["posts"]
    if said:  # "Минобороны" alone may be another land's
        left_out = {kind.removeprefix(_AGAIN) for kind in table if kind.startswith(_AGAIN)} | {"as_body"}
    else:
        left_out = {kind for kind in table if kind.startswith(_AGAIN)}
    rows = (
        (post, kind.removeprefix(_AGAIN)) for kind, posts in table.items() if kind not in left_out for post in posts
    )
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@lru_cache(maxsize=_KEPT)
def takes_up(head: str, known: str, lang: str) -> bool:
    """ "Следственный комитет ... ведомство": whether a body's noun takes up one that goes by another; not "реестр"."""
    if known.endswith(head):
        return True  # "Gesundheitsministerium", then "das Ministerium"
    table = language_table(lang) if lang else {}
    if head not in table.get("posts", {}).get("as_body", ()):
        return False
    return not any(
        known == word or (word[-1] == "*" and known.startswith(word[:-1])) for word in table["source"]["document"]
    )


def kind_called(said: tuple[str, ...], lang: str) -> str | None:
    """The kind of the post that a mention without a name is: "the head of the region", and no head of another one."""
    for post, kind in _posts(lang, said=True):
        if post in said or (lang == "de" and f"{post}s" in said):  # "des Regionalchefs"
            return kind
    return None


@lru_cache(maxsize=_KEPT)
def kind_held(names: tuple[str, ...], lang: str) -> str | None:
    """The kind of the post that a named person has: "начальник харківської ова" is one of a region."""
    words = [name.split() for name in names]
    for post, kind in _posts(lang, said=False):
        if kind != ANYONE and any(_holds(name, post.split(), lang) for name in words):
            return kind
    return None


def _holds(name: list[str], post: list[str], lang: str) -> bool:
    """Whether a post's words are among a name's, in their order: "голова миколаївської ова"."""
    if lang == "de" and len(post) == 1:
        return any(word.endswith(post[0]) for word in name)  # "Innenminister"
    if post[0] not in name:
        return False
    at = name.index(post[0])
    return len(post) == 1 or post[-1] in name[at + 1 : at + len(post) + 2]
