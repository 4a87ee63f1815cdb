"""From what the history holds to what is drawn."""

from monitor.alerts.picture import draw, points_of
from monitor.model import Qualifier, SourceKind, Status
from tests.alerts.stories import WAR, claim


def test_claims_become_points_under_the_packs_names() -> None:
    claims = (
        claim(46_000, qualifier=Qualifier.MORE_THAN),
        claim(40_000, as_of="2025-03-01", accepted=False),
        claim(700_000, source="trump", as_of="2025-01", contested=True),
        claim(30_000, source="count", as_of="2025", kind=SourceKind.COUNT),
        claim(10_000, high=99_999, qualifier=Qualifier.VAGUE),
        claim(800_000, status=Status.HYPOTHETICAL),
        claim(5, as_of=None),
    )
    points = points_of(claims, (WAR,), conflicts={"c700000"})
    assert [(p.source, p.low, p.conflict, p.contested, p.floor) for p in points] == [
        ("Volodymyr Zelensky", 46_000, False, False, True),
        ("Volodymyr Zelensky", 40_000, True, False, False),
        ("Donald Trump", 700_000, True, True, False),
        ("Count", 30_000, False, False, True),
    ]


def test_a_picture_is_titled_by_its_quantity_and_none_is_made_of_nothing() -> None:
    svg = draw((claim(46_000),), (WAR,), fmt="svg")
    assert svg is not None
    assert b">Ukraine, military killed<" in svg
    assert draw((claim(46_000, as_of=None),), (WAR,)) is None
