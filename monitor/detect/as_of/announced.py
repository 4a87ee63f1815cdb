"""The month in which somebody gave a toll that only the next sentence tells.

"In February Zelensky gave figures for the losses. He said 46,000 had been killed": a count of February.
"""

from dataclasses import dataclass

from monitor.detect.as_of.sayings import of_saying
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.line import Line

_NEXT = 1  # sentences on
_TOLD = (
    "killed.noun", "killed.toll", "wounded.noun", "wounded.toll", "casualties.noun", "casualties.toll", "missing.noun",
    "source.occasion",
)  # fmt: skip


@dataclass(slots=True)
class Announced:
    """Who last spoke of a toll at a time that his sentence gives, without a number: his names, the time, when."""

    names: tuple[str, ...] = ()
    value: str = ""
    at: int = -2  # the sentence, counted from the first of the body
    paragraph: int = -2

    def hear(self, line: Line, found: list[DatePhrase], said: list[Attribution], at: int) -> None:
        """A sentence is read that stated no figure."""
        if len(said) != 1 or not said[0].names or said[0].denies or line.has.isdisjoint(_TOLD):
            return
        if any(line.is_a(j, "dates.had") for j in range(said[0].start, said[0].cue + 1)):
            return  # "On 4 February he had given 45,100": another count than the article's
        told = [p for p in found if p.value]
        if len(told) != 1 or len(told[0].value) < 7 or not of_saying(line, told[0], said):
            return
        self.names, self.value = said[0].names, told[0].value
        self.at, self.paragraph = at, line.sentence.block

    def day(self, line: Line, names: tuple[str, ...], at: int) -> str | None:
        """When a speaker of the sentence that follows gave its number."""
        near = 0 < at - self.at <= _NEXT and line.sentence.block == self.paragraph
        return self.value if near and not set(names).isdisjoint(self.names) else None
