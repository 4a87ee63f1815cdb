"""The parts that a number is broken down into share its fate: "310 injured (302 Palestinian and eight Israeli)"."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group


def share_out(groups: Sequence[Group], links: list[Link | None]) -> list[Link | None]:
    """The links of a line with those of such parts; what took its measure from one of them goes to their whole."""
    if all(group.share_of is None for group in groups):
        return links
    out = list(links)
    for k, group in enumerate(groups):
        link = out[k]
        if group.share_of is not None and link is not None and out[group.share_of] is None and link.start < link.end:
            behind = link.start >= max(g.number.end for g in groups if g.share_of == group.share_of)
            out[group.share_of] = replace(link, kin=None) if behind else None  # "16 – nine Indian, seven – died"
    for k, group in enumerate(groups):
        link = out[k]
        if group.share_of is not None:
            whole = out[group.share_of]
            start = group.start
            rule = "part of the number before"
            out[k] = Link(whole.measure, rule, start, start, "", group.share_of, True) if whole else None
        elif link is not None and link.kin is not None and (whole_at := groups[link.kin].share_of) is not None:
            out[k] = replace(link, kin=whole_at)
    return out
