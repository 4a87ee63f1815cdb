"""The day as of which somebody's numbers stand until he names another: "By late March, it says. It also claims ..."."""

from dataclasses import dataclass

from monitor.detect.reading.line import Line
from monitor.model import Scope

_DAY = 10  # letters of a date that names a day


@dataclass(frozen=True, slots=True)
class Stand:
    """Who named a day last, where, and of what and whose number he said it."""

    sources: tuple[str, ...] = ()
    paragraph: int = -1
    value: str = ""
    scope: Scope | None = None
    party: str | None = None

    def day(
        self, line: Line, sources: tuple[str, ...], scope: Scope, party: str | None, *, undated: bool
    ) -> str | None:
        """The day of another number of his: in that paragraph, or further on if it is of the same and has no date."""
        if not set(sources) & set(self.sources):
            return None
        here = self.sources == sources and self.paragraph == line.sentence.paragraph
        on = (scope, party) == (self.scope, self.party) and scope is not Scope.INCIDENT and len(self.value) == _DAY
        return self.value if here or (on and undated) else None  # "Of the 9,972 hurt, it says, ..."
