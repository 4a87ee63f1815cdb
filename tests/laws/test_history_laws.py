"""HISTORY's laws that need no database, each quoted and tried on made-up histories."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts.rules import alerts_for
from monitor.diff.acceptance import latest
from monitor.diff.interval import contested, digits, envelope, holds, interval, of
from monitor.diff.repeats import is_rounding
from monitor.diff.when import bounds
from monitor.model import AlertRule, Claim, EventKind, Figure, Qualifier
from tests import builders
from tests.diff.memory import Memory

FIRST = date(2026, 1, 1)
QUALIFIERS = tuple(word for word in Qualifier if word not in (Qualifier.RANGE, Qualifier.VAGUE))
SOURCES = st.sampled_from(("zelensky", "us", "names"))
EVERYTHING = AlertRule(name="all", url="json://localhost", events=tuple(EventKind))

numbers = st.integers(1, 2_000) | st.integers(1, 200).map(lambda n: n * 100)
days = st.integers(0, 400).map(lambda n: (FIRST + timedelta(days=n)).isoformat())


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """A figure of any source, date and word."""
    low = draw(numbers)
    qualifier = draw(st.sampled_from((*Qualifier,)))
    high = low + draw(st.integers(1, 500)) if qualifier in (Qualifier.RANGE, Qualifier.VAGUE) else low
    precision = draw(st.sampled_from((4, 7, 10)))
    return builders.figure(low, high, qualifier=qualifier, sources=(draw(SOURCES),), as_of=draw(days)[:precision])


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A dated claim of one of three sources."""
    figure = draw(figures())
    (source,) = figure.sources
    return builders.claim(
        figure.low,
        figure.high,
        id=f"c{draw(st.integers(0, 10**9))}",
        source=source,
        qualifier=figure.qualifier,
        as_of=figure.as_of,
    )


def tell(order: list[int], figures: list[Figure], before: list[Figure]) -> Memory:
    """A history of `before`, then the figures in that order, each in an article of its own."""
    memory = Memory((builders.topic(),))
    for at, figure in enumerate(before):
        memory.hear(builders.article(f"before {at}", id=f"b{at}", topic="war"), [figure], f"2026-01-0{at + 1}")
    for at in order:
        memory.hear(builders.article(f"text {at}", id=f"a{at}", topic="war"), [figures[at]], "2026-02-04")
    return memory


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_order_of_arrival_within_a_day(data: st.DataObject) -> None:
    """The order in which articles of one day arrive does not decide which figures are stored, nor the accepted value
    of the day."""
    true = data.draw(st.integers(1_001, 99_999))
    cut = true // 100 * 100 if true > 9_999 else true // 10 * 10
    values = [true, cut, true * 10, true // 10 + 3]  # with its rounding, and two slips
    drawn = data.draw(st.lists(st.tuples(st.sampled_from(values), st.sampled_from(QUALIFIERS)), min_size=2, max_size=6))
    day = [builders.figure(low, qualifier=qualifier, as_of="2026-02-04") for low, qualifier in drawn]
    rising = sorted(data.draw(st.lists(st.integers(1, true + 50), max_size=3, unique=True)))
    before = [builders.figure(low, as_of=f"2026-01-0{at + 1}") for at, low in enumerate(rising)]
    order = data.draw(st.permutations(range(len(day))))
    first, second = tell(list(range(len(day))), day, before), tell(order, day, before)
    assert sorted(map(str, first.sightings)) == sorted(map(str, second.sightings))
    values_of_day = []
    for memory in (first, second):
        last = latest(list(memory.claims.values()))
        values_of_day.append((last.low, last.high, last.as_of) if last else None)
    assert values_of_day[0] == values_of_day[1]


@settings(max_examples=200, deadline=None)
@given(drawn=st.lists(claims(), max_size=12, unique_by=lambda c: c.id))
def test_monotone_consistency(drawn: list[Claim]) -> None:
    """A history is consistent when some non-decreasing curve passes through all its intervals: no earlier lower bound
    above a later upper bound. That sentence decides what is contested and draws the envelope."""
    out = contested(drawn)
    told = [c for c in drawn if c.qualifier is not Qualifier.VAGUE]
    kept = [c for c in told if c.id not in out]
    assert all(not _fall_between(a, b) for a in kept for b in kept)
    assert all(
        any(_fall_between(a, b) or _fall_between(b, a) or _apart(a, b) for b in kept) for a in told if a.id in out
    )
    if not any(_fall_between(a, b) or _apart(a, b) for a in told for b in told):
        assert not out
    band = envelope(drawn)
    assert all(one.high is None or one.low <= one.high for one in band)
    assert all(
        a.low <= b.low and (b.high is None or (a.high is not None and a.high <= b.high)) for a, b in pairwise(band)
    )
    assert contested(list(reversed(drawn))) == out


def _fall_between(earlier: Claim, later: Claim) -> bool:
    assert earlier.as_of
    assert later.as_of
    most = of(later).high
    return bounds(earlier.as_of)[1] <= bounds(later.as_of)[0] and most is not None and of(earlier).low > most


def _apart(a: Claim, b: Claim) -> bool:
    one, other = of(a), of(b)
    apart = (one.high is not None and one.high < other.low) or (other.high is not None and other.high < one.low)
    return a.as_of == b.as_of and apart


@settings(max_examples=150, deadline=None)
@given(drawn=st.lists(figures(), min_size=1, max_size=8), again=st.integers(0, 7), word=st.sampled_from((*QUALIFIERS,)))
def test_a_repeat_never_alerts(drawn: list[Figure], again: int, word: Qualifier) -> None:
    """A repeat never alerts."""
    memory = tell(list(range(len(drawn))), drawn, [])
    figure = drawn[again % len(drawn)]
    before = set(memory.claims)
    page = builders.article("once more", id="z", topic="war")
    (verdict,) = memory.hear(page, [figure])
    if figure.qualifier is Qualifier.VAGUE:
        assert verdict.event is None
    else:
        assert verdict.event is not None
        assert verdict.event.event is EventKind.REPEAT
        assert alerts_for((verdict.event,), (EVERYTHING,)) == ()
    assert set(memory.claims) == before


@settings(max_examples=300, deadline=None)
@given(
    low=st.integers(1, 10_000),
    wider=st.tuples(st.integers(0, 3_000), st.integers(0, 3_000)).filter(any),
    word=st.sampled_from((Qualifier.RANGE, Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.UP_TO, Qualifier.AT_LEAST)),
    known=st.sampled_from((Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.NEARLY)),
    same_day=st.booleans(),
    same_source=st.booleans(),
)
def test_a_wider_range_is_never_a_conflict(
    low: int, wider: tuple[int, int], word: Qualifier, known: Qualifier, same_day: bool, same_source: bool
) -> None:
    """A wider range that contains the known one is never a conflict."""
    down, up = wider
    bottom, top = max(1, low - down), low + up
    if word is not Qualifier.RANGE:
        bottom = top = top if word in (Qualifier.NEARLY, Qualifier.UP_TO) else bottom
    if not holds(interval(bottom, top, word), interval(low, low, known)):
        return
    first = builders.figure(low, qualifier=known)
    second = builders.figure(
        bottom,
        top,
        qualifier=word,
        as_of="2026-02-04" if same_day else "2026-02-20",
        sources=("zelensky" if same_source else "us",),
    )
    memory = tell([0, 1], [first, second], [])
    event = memory.verdicts[1].event
    assert event is not None
    assert event.event is not EventKind.CONFLICT
    assert event.against == ()


@settings(max_examples=200, deadline=None)
@given(fine=st.integers(10, 10_000_000), kept=st.integers(1, 7))
def test_a_rounding_is_never_the_finer_number(fine: int, kept: int) -> None:
    """Never the other way round: of two numbers at most one is a rounding of the other, and it is not above it."""
    size = len(str(fine))
    rough = int(str(fine)[:kept]) * 10 ** max(0, size - kept)
    if is_rounding(rough, rough, Qualifier.MORE_THAN, fine, fine):
        assert rough < fine
        assert digits(rough) < digits(fine)
        assert 100 * (fine - rough) <= 4 * fine
    assert not is_rounding(fine, fine, Qualifier.MORE_THAN, rough, rough)
