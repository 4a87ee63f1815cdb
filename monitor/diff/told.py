"""A quantity's claims and what was told of it today in; its numbers out, as if all of that had come at once.

A sighting is stored with the claim that it repeated when it came: "45,000" for which nobody is named with Zelensky's
45,100, or with the ministry's 45,000 where that was read before. Whoever settles a day looks at what was told instead,
so that the order of arrival decides nothing: each number of each source is one, with all texts that state it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.diff.interval import counts, is_running, tightest
from monitor.diff.past import Sighting
from monitor.diff.repeats import repeated
from monitor.diff.when import earliest
from monitor.model import Claim, Qualifier, SourceKind

_Key = tuple[str | None, int, int]  # source and bounds: what two sightings of one claim have in common


@dataclass(frozen=True, slots=True)
class Number:
    """One number of one source, with what was told of it."""

    claim: Claim  # with the date and the word that its sightings settle on; of a number without a claim a made-up id
    texts: tuple[str, ...]  # the fingerprints of those that state it
    read: tuple[str | None, ...]  # the dates that were told of it today; empty: it was not read today
    heir: str | None = None  # of a number for which nobody is named: the claim of a source that says it; None: none


def numbers(
    alike: Sequence[Claim],
    seen: Iterable[Sighting],
    words: Mapping[str, Qualifier],
    texts: Mapping[str, Sequence[str]],
    today: frozenset[str] | set[str],
) -> tuple[Number, ...]:
    """The numbers of a quantity: its claims that count, and those that were told today and are kept as repeats.

    `seen` are today's sightings, `today` the ids of the claims that were first read on that day.
    """
    standing = {claim.id: claim for claim in alike if counts(claim)}
    said: dict[_Key, list[Sighting]] = {}
    strange: dict[str, set[str]] = {}  # per claim the texts that state another number, or name nobody for it
    own: dict[str, set[str]] = {}
    for one in seen:
        if one.claim in standing:
            said.setdefault((one.source, one.low, one.high), []).append(one)
            mine = _key(standing[one.claim]) == (one.source, one.low, one.high)
            (own if mine else strange).setdefault(one.claim, set()).add(one.text)
    found: list[Number] = []
    for claim in standing.values():
        told = said.get(_key(claim), [])
        if is_running(claim):
            said.pop(_key(claim), None)
        else:
            told = [one for one in told if one.claim == claim.id]  # a period's number may be told for two spans
        if not told and claim.id not in strange:  # nearly all: nothing was told of it today
            known = _as(claim, claim.as_of, words.get(claim.id, claim.qualifier))
            found.append(Number(known, tuple(texts.get(claim.id, ())), ()))
            continue
        if told and claim.id in today:
            found.append(_number(claim, told))
            continue
        word = tightest((words.get(claim.id, claim.qualifier), *(s.qualifier for s in told)))
        left = strange.get(claim.id, set()) - own.get(claim.id, set())
        kept = (*(text for text in texts.get(claim.id, ()) if text not in left), *(s.text for s in told))
        found.append(Number(_as(claim, claim.as_of, word), tuple(dict.fromkeys(kept)), tuple(s.as_of for s in told)))
    for key, told in said.items():
        if is_running(standing[told[0].claim]):
            found.append(_number(_made(standing[told[0].claim], key), told))
    return tuple(_inherited(found, today))


def _inherited(found: Sequence[Number], today: frozenset[str] | set[str]) -> list[Number]:
    """A number for which nobody is named goes to a source that says it, which has its word and the earlier date."""
    if not any(one.read and one.claim.source is None for one in found):
        return list(found)
    named = [replace(one.claim, accepted=True) for one in found if one.claim.source is not None]
    whole = {one.claim.id: one for one in found}
    for one in found:
        heir = repeated(one.claim, named) if one.read and one.claim.source is None else None
        if heir is None:
            continue
        whole[one.claim.id] = replace(one, heir=heir.id)
        its = whole[heir.id]
        if _key(its.claim)[1:] == _key(one.claim)[1:]:
            fresh = bool(its.read) and (heir.id in today or heir.id.startswith("~"))
            date = earliest((its.claim.as_of, one.claim.as_of)) if fresh else its.claim.as_of
            word = tightest((its.claim.qualifier, one.claim.qualifier))
            whole[heir.id] = replace(its, claim=_as(its.claim, date, word))
    return list(whole.values())


def _number(claim: Claim, told: Sequence[Sighting]) -> Number:
    dates, word = tuple(dict.fromkeys(s.as_of for s in told)), tightest(s.qualifier for s in told)
    return Number(_as(claim, earliest(dates), word), tuple(dict.fromkeys(s.text for s in told)), dates)


def _made(like: Claim, key: _Key) -> Claim:
    source, low, high = key
    kind = like.kind if source is not None else SourceKind.CLAIM
    return replace(like, id=f"~{source}/{low}/{high}", source=source, kind=kind, low=low, high=high, accepted=False)


def _as(claim: Claim, as_of: str | None, word: Qualifier) -> Claim:
    same = claim.as_of == as_of and claim.qualifier is word
    return claim if same else replace(claim, as_of=as_of, qualifier=word)


def _key(claim: Claim) -> _Key:
    return claim.source, claim.low, claim.high
