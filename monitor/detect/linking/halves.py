"""Two numbers that add up to the one before them: "75 died – 63 passengers and 12 crew"."""

from collections.abc import Sequence

from monitor.detect.of_what.groups import Group


def halves(groups: Sequence[Group], group: Group, whole: Group) -> bool:
    """Whether a number and the one behind it are all of the number before."""
    k = next((m for m, g in enumerate(groups) if g is group), 0) + 1
    rest = groups[k].number.high if k < len(groups) else 0
    return group.number.high + rest == whole.number.high
