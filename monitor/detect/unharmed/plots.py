"""Who dies in a novel, a play, a film or an exercise: "In the first act the villain kills three men"."""

from monitor.detect.nouns.links import Link
from monitor.detect.reading.line import Line


def in_a_plot(line: Line, link: Link) -> bool:
    """Whether the sentence tells a plot; "a film crew was killed", "a fire in the theatre" tell of the world."""
    if "words.drill" in line.has and "words.simulates" in line.has:
        return True  # "The exercise simulated a crash with 40 dead"
    return "words.plot" in line.has and link.start < link.end
