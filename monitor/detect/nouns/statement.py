"""A number of an article with all its roles: who was harmed, how, whose they are, who says so, as of when."""

from dataclasses import dataclass, field

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population, Qualifier, Scope, Status


@dataclass(slots=True)
class Statement:
    """One number with all its roles, still in tokens of its line."""

    line: Line
    group: Group
    link: Link
    measure: Measure
    party: str | None
    population: Population
    qualifier: Qualifier
    sources: tuple[str, ...]
    as_of: str | None
    scope: Scope
    status: Status
    rule: str
    first: int
    last: int
    title: bool
    span: str | None = None
    per: str | None = None
    place: str | None = None
    elsewhere: str | None = None
    corrects: tuple[int, int] | None = None
    marks: list[tuple[str, int, int]] = field(default_factory=list)
    own_source: bool = False
    own_party: bool = False
    own_scope: bool = False
    own_date: bool = False
    date_of_saying: bool = False  # its date is that on which somebody spoke
