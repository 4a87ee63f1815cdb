"""What is told for comparison alone is nobody's: "For comparison, the Soviet Union lost 15,000 men in Afghanistan".

Who spoke last goes on with an earlier figure of his own ("For comparison, in May it was 96"), and not with another
war's dead, or with those of a people who are no party to the article's.
"""

from monitor.detect.claim.places import elsewhere_of
from monitor.detect.nouns.event import Event
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line


def for_comparison(line: Line, group: Group, link: Link, party: str | None, event: Event) -> bool:
    """Whether another war's number is set beside the article's, after words that say so."""
    if "source.comparing" not in line.has or not event.topical:
        return False
    if not any(line.is_a(j, "source.comparing") for j in range(group.start)):
        return False
    guest = party is not None and party not in event.parties
    return guest or elsewhere_of(line, group, link, event.parties) is not None
