"""What a watch was like and what its poll brought comes in; what it is like now, and what ops must hear of, goes out.

A collector that fails loudly is mended in an hour. The common failure is the soft one: the page loads, and nothing is
on it any more. So a watch is measured by its own habit. Pure: the moment is passed in.
"""

import datetime as dt
from dataclasses import dataclass, replace

from monitor.history.watching import WatchState

IN_A_ROW = 3  # failed or barren polls until ops hear of it
PATIENCE = 3  # times the habit
SHORTEST = dt.timedelta(days=1)  # a silence below it is no sign of anything
REMIND = dt.timedelta(days=1)

FAILS, BLIND = "fails", "went blind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An ops event about a watch."""

    watch: str
    kind: str  # "fails", "went blind", "still fails", "is still blind", "recovered"
    reason: str  # a clause for people, with the watch as its subject or cause

    def __str__(self) -> str:
        return f"{self.watch} {self.kind}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What one poll of a watch brought, after all its pages were read."""

    answered: bool
    unchanged: bool = False  # 304: nothing was to be read
    problem: str | None = None  # why the list could not be read
    soft: bool = False
    announced: int = 0
    pages: int = 0  # articles that were fetched
    texts: int = 0  # of them, those with text
    dates: int = 0  # of them, those with a date
    suspicion: str | None = None  # the likely reason where there is nothing


def judged(state: WatchState, harvest: Harvest, now: dt.datetime) -> tuple[WatchState, tuple[Trouble, ...]]:
    """The watch's state after a poll, and what is to be told: a trouble that begins, lasts another day or is over."""
    after = replace(_counted(state, harvest, now), trouble=state.trouble, reason=state.reason)
    kind, reason = _trouble(after, harvest, now)
    if kind is None:
        if state.trouble is None:
            return after, ()
        since = f" after {_span(now - state.since)}" if state.since is not None else ""
        well = replace(after, trouble=None, reason=None, since=None, told_at=None)
        return well, (Trouble(watch=state.name, kind="recovered", reason=f"it {_past(state.trouble)}{since}"),)
    if state.trouble is None:
        begun = replace(after, trouble=kind, reason=reason, since=now, told_at=now)
        return begun, (Trouble(watch=state.name, kind=kind, reason=reason),)
    after = replace(after, trouble=kind, reason=reason)
    if kind != state.trouble:
        return replace(after, told_at=now), (Trouble(watch=state.name, kind=kind, reason=reason),)
    if state.told_at is None or now - state.told_at >= REMIND:
        since = f", since {state.since:%Y-%m-%d %H:%M} UTC" if state.since is not None else ""
        still = "still fails" if kind == FAILS else "is still blind"
        return replace(after, told_at=now), (Trouble(watch=state.name, kind=still, reason=f"{reason}{since}"),)
    return after, ()


def _counted(state: WatchState, harvest: Harvest, now: dt.datetime) -> WatchState:
    """The state with this poll counted in."""
    state = replace(state, polls=state.polls + 1, polled_at=now)
    if harvest.problem is not None:
        step = 0.5 if harvest.soft else 1.0
        barren = state.barren + (harvest.answered and harvest.suspicion is not None)
        return replace(state, failures=state.failures + step, in_a_row=state.in_a_row + 1, barren=barren)
    state = replace(state, failures=0.0, in_a_row=0, answered_at=now)
    if harvest.texts:
        gap = now - state.yielded_at if state.yielded_at is not None else dt.timedelta()
        habit = max(gap, (state.habit or dt.timedelta()) * 0.9)  # a long gap is remembered, and fades
        state = replace(state, yielded_at=now, habit=habit, barren=0)
        return replace(state, dated_at=now) if harvest.dates else state
    if harvest.pages or (not harvest.unchanged and not harvest.announced):
        return replace(state, barren=state.barren + 1)
    return replace(state, barren=0) if harvest.announced and state.yielded_at is not None else state


def _trouble(state: WatchState, harvest: Harvest, now: dt.datetime) -> tuple[str | None, str]:
    if harvest.problem is not None:
        if harvest.suspicion is not None and state.barren >= IN_A_ROW:
            return BLIND, f"{harvest.problem}, the likely reason is {harvest.suspicion}"
        if state.in_a_row >= IN_A_ROW:
            return FAILS, f"{harvest.problem}, {state.in_a_row} times in a row"
        return (state.trouble, state.reason or "") if state.trouble else (None, "")
    if state.barren >= IN_A_ROW:
        what = "its articles hold no text" if harvest.pages else "it announces no article"
        likely = f", the likely reason is {harvest.suspicion}" if harvest.suspicion else ""
        return BLIND, f"{what}{likely}" if harvest.pages or not harvest.unchanged else state.reason or what
    limit = max((state.habit or dt.timedelta()) * PATIENCE, SHORTEST)
    if state.yielded_at is not None and now - state.yielded_at > limit:
        usual = f", its longest pause was {_span(state.habit)}" if state.habit else ""
        return BLIND, f"it has brought no article for {_span(now - state.yielded_at)}{usual}"
    if (
        state.dated_at is not None
        and state.yielded_at is not None
        and state.yielded_at > state.dated_at
        and now - state.dated_at > limit
    ):
        return BLIND, f"its articles have had no date for {_span(now - state.dated_at)}: a changed layout"
    return None, ""


def _past(trouble: str) -> str:
    return "failed" if trouble == FAILS else "was blind"


def _span(span: dt.timedelta | None) -> str:
    seconds = int(span.total_seconds()) if span is not None else 0
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return f"{seconds} seconds"
