"""Who dies in a novel, a play or a film: "In the first act the villain kills three men"."""

from monitor.detect.line import Line
from monitor.detect.links import Link


def in_a_plot(line: Line, link: Link) -> bool:
    """Whether the sentence tells a plot; "a film crew was killed", "a fire in the theatre" tell of the world."""
    return "words.plot" in line.has and link.start < link.end
