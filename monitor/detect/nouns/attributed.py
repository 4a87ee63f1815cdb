"""An attribution: who states the numbers around it, and by which words of the line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source in a line: the names it goes by (a pack's id first), its tokens and those of its verb."""

    names: tuple[str, ...]
    start: int
    end: int
    cue: int  # the speech verb's or preposition's token
    side: str  # "before": the verb follows the name; "after": the name follows ("according to X", "said X")
    person: bool = False
    party: str | None = None  # a country that speaks for itself ("Moscow says")
    local: bool = False  # of its own sentence alone: "604 dead (disaster agency)"
    sure: bool = False  # certainly a person
    perhaps: bool = False  # a name before a headline's colon: a speaker only if the body lets him speak
    denies: bool = False  # speaks of another's number: "the Kremlin dismissed the figure"
    head: str = ""  # the noun of a body that goes by nothing else: "police"
    many: bool = False  # people of whom no "it" speaks: "rescuers"
