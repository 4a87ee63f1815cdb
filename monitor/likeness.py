"""An article's text in, its fingerprint out; and of two fingerprints, whether one text is a copy of the other.

Copies of a wire text differ by a dateline, a cut last paragraph, a word: they are one witness. The measure is
trafilatura's simhash, fed with runs of three words: on single words two reports of one event are as alike as a report
and its own copy. Of 190 articles that are no copies the two most alike agree in 47 of 64 bits; of copies with a
dateline, a fifth cut off, or one word in thirty changed 97 of 100 agree in 49 or more.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

ALIKE = 49  # bits of 64 that copies of one text have in common
VERSION = "w2"  # of this recipe; a fingerprint of another one is like nothing but itself
_RUN = 3  # words
_MOST = 5_000  # words that are looked at: beyond that a text is a book
_WORD = re.compile(r"[^\W_]+")
_BITS = 64


@lru_cache(maxsize=32)
def fingerprint(text: str) -> str:
    """What copies of a text have nearly in common: its words without case and signs."""
    from trafilatura.deduplication import sample_tokens  # a fifth of a second, and `history` compares only

    words = [match[0] for match, _ in zip(_WORD.finditer(text.casefold()), range(_MOST), strict=False)]
    runs = ("".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))
    return f"{VERSION}{_simhash(sample_tokens(' '.join(runs), _BITS)):016x}"


def _simhash(tokens: Sequence[str]) -> int:
    """trafilatura's `Simhash` of these tokens, bit for bit: each bit as at least half of their digests have it.

    It adds 64 numbers for each token; here all digests are one number, in which each bit is counted at once.
    """
    digests = b"".join(blake2b(token.encode(), digest_size=_BITS // 8).digest() for token in tokens)
    whole = int.from_bytes(digests, "big")
    ones = int.from_bytes((1).to_bytes(_BITS // 8, "big") * len(tokens), "big")
    return sum(1 << bit for bit in range(_BITS) if 2 * (whole >> bit & ones).bit_count() >= len(tokens))


def is_copy(one: str, other: str) -> bool:
    """Whether two fingerprints are of one text, with small changes.

    >>> text = "The ministry said on Monday that 45,100 soldiers had been killed since the invasion began."
    >>> is_copy(fingerprint(text), fingerprint(f"KYIV, Feb 5. {text}"))
    True
    >>> is_copy(fingerprint(text), fingerprint("Meeting the press, a general put the dead at 45,100 soldiers."))
    False
    """
    if one == other:
        return True
    if not (one.startswith(VERSION) and other.startswith(VERSION)):
        return False
    return _BITS - (_bits(one) ^ _bits(other)).bit_count() >= ALIKE


def gain(text: str, known: Sequence[str]) -> int:
    """How many independent texts there are more with this one: 1, none where it is a copy, fewer where it joins some.

    A text that is a copy of two that are no copies of each other shows that all three are one: so the count does not
    depend on the order in which they came.
    """
    near = [other for other in known if is_copy(text, other)]
    if len(near) < 2 or text in near:
        return 0 if near else 1
    groups = _groups(known)
    return 1 - len({groups[other] for other in near})


def independent(texts: Iterable[str]) -> int:
    """How many of the texts are no copies of others, nor copies of their copies.

    >>> text = "The ministry said on Monday that 45,100 soldiers had been killed since the invasion began."
    >>> independent(fingerprint(one) for one in (text, f"KYIV, Feb 5. {text}", "A general put the dead at 45,100."))
    2
    """
    return len(set(_groups(texts).values()))


def _groups(texts: Iterable[str]) -> dict[str, str]:
    """Each text with the first of those that it is joined to by copies of copies."""
    found: dict[str, str] = {}
    rest = list(dict.fromkeys(texts))
    while rest:
        first, rest = rest[0], rest[1:]
        found[first], at = first, [first]
        while at:
            here = at.pop()
            near = [other for other in rest if is_copy(here, other)]
            found |= dict.fromkeys(near, first)
            at += near
            rest = [other for other in rest if other not in found]
    return found


@lru_cache(maxsize=4_096)
def _bits(print_: str) -> int:
    return int(print_[len(VERSION) :], 16)
