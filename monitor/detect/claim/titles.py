"""What only the whole article tells of its headline's figures: who speaks, of which day they are, what they cover."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.detect.as_of.calendar import Calendar
from monitor.detect.as_of.event_day import late_day
from monitor.detect.claim.backing import rounds
from monitor.detect.claim.rounded import rounded_of, stands_for
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.scopes.wholes import one_number
from monitor.model import Scope

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement


def settle_titles(
    made: Sequence["Statement"],
    kept: Sequence["Statement"],
    *,
    disaster: bool,
    lead: Attribution | None,
    calendar: Calendar,
) -> None:
    """Give a headline's figure what the body says of the same number, and each figure a day that was named later."""
    spoken = any(s.title and s.own_source for s in made)  # the headline names its own speaker
    for statement in kept:
        if statement.title and not statement.own_scope and disaster:
            statement.scope = Scope.CUMULATIVE
        if (
            statement.title
            and not spoken
            and not statement.sources
            and lead is not None
            and not rounds(statement, kept)
        ):
            if lead.party is not None and statement.party is None:
                continue  # a country does not count for all sides
            statement.sources = lead.names
        twin = next((k for k in kept if statement.title and not k.title and one_number(k, statement)), None)
        if twin is not None and not statement.own_date:
            statement.as_of, statement.scope, statement.span = twin.as_of, twin.scope, twin.span
            statement.status = twin.status
            continue
        exact = rounded_of(statement, kept) if not statement.own_date else None
        if exact is not None and (statement.scope is exact.scope or not statement.own_scope):
            statement.scope, statement.span = exact.scope, exact.span
            if stands_for(exact, statement):
                statement.as_of = exact.as_of
                continue
        late_day(statement, calendar)
