"""People harmed in a land that is no side of the article's war, in a page that tells of that land too.

A page of several stories has a bus that fell in Peru under a missile that fell on Odesa, and a report of one war names
another's dead: neither are the people of the article's sides. An accident's or a disaster's are of no party, those of
an attack or a war are of the land where it took place.
"""

from dataclasses import dataclass

from monitor.detect.belligerents.naming import is_attacker, is_located, is_said, name_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.event import MOST
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_LABEL = 6  # tokens of a story's label: "South Korea:", "• India."
_WAR = ("scope.war", "words.warfare", "words.irregular", "words.soldier")
_VIOLENT = ("words.attack", *_WAR)
_LEAD = 2  # tokens to the land that a sentence opens with
_AIM = 4  # tokens from an attack to the land that it was on
_ENDS = (":", "–", ".", ",", "-", "")
_HARMED = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING)

Where = tuple[str | None, int | None]


@dataclass(slots=True)
class Stage:
    """The land that the present story of a page is set in, by the label that it opens with or its first sentence."""

    land: str | None = None
    party: str | None = None  # whose the story's harmed are
    told: bool = False  # a figure of this story has been found to be a third land's
    paragraph: int = -9  # the last that the story holds
    alone: bool = False  # the label is a line of its own

    def read(self, line: Line) -> str | None:
        """A sentence: the land that it names and nothing else ("GAZA", "India."), if it is such a label."""
        paragraph = line.sentence.block
        if line.sentence.title:
            return None
        if paragraph > self.paragraph:
            goes_on = self.alone and paragraph == self.paragraph + 1
            self.paragraph, self.alone = paragraph, False
            if not goes_on:
                self.land, self.told = None, False
        if (land := _whole_label(line)) is not None:
            self.land, self.told, self.paragraph = land, False, paragraph
            self.alone = line.low(len(line.tokens) - 1) != "."
        return land

    def abroad(self, sides: Sides, line: Line, group: Group, link: Link, speaker: Attribution | None) -> Where | None:
        """The party of people harmed in a third land (None: nobody's) and the token that names it, or None."""
        plain = group.head is not Population.MILITARY and link.measure in _HARMED and not line.sentence.title
        if not plain or group.number.high >= MOST:
            return None
        violent = not line.has.isdisjoint(_VIOLENT)
        calm = "words.mishap" in line.has and line.has.isdisjoint(_WAR)
        if not sides.topical and not (calm and (sides.war or self.land is not None)):
            return None  # the article knows who fights there
        where: Where | None = None
        for j in range(len(line.tokens)):
            tag = name_at(line, j)
            if tag is None or tag.value is None or is_said(line, tag.end):
                continue
            if sides.topical and sides.takes(tag.value):
                if is_attacker(line, j, tag.end) and not is_located(line, j):
                    continue  # "A Russian drone that fell in Romania killed two"
                return None
            told = _is_label(line, j, tag.end) or (is_located(line, j) and _tells(line, j, calm=calm))
            if where is None and (told or (not violent and speaker is None and _opens(line, j))):
                where = (str(tag.value), j)
        if where is None and self.land is not None and not (sides.topical and sides.takes(self.land)):
            where = (self.land, None)
        if where is None:
            return (self.party, None) if self.told else None
        self.told = True
        struck = not calm and (violent or "scope.incident" in line.has)
        self.party = where[0] if struck else None
        return self.party, where[1] if struck else None


def _tells(line: Line, j: int, *, calm: bool) -> bool:
    """ "In India, a stampede left seven dead", "Israeli strikes on Gaza": an accident's place, or an attack's aim."""
    return calm or any(line.is_a(k, "words.attack", "scope.incident") for k in range(max(0, j - _AIM), j))


def _opens(line: Line, j: int) -> bool:
    """ "In Peru, 18 people died when a bus fell", and nobody says so: a sentence that is set there."""
    return j <= _LEAD and is_located(line, j)


def _is_label(line: Line, j: int, end: int) -> bool:
    """ "PERU: a bus fell", "India – seven dead": the land that a story opens with."""
    return j <= _LABEL and all(line.kind(k) != "word" for k in range(j)) and line.low(end) in _ENDS


def _whole_label(line: Line) -> str | None:
    """ "GAZA", "• India.", "2. Peru": a sentence that is a land's name."""
    count = len(line.tokens)
    if count > _LABEL:
        return None
    first = next((j for j in range(count) if line.kind(j) == "word"), count)
    tag = name_at(line, first)
    return (
        str(tag.value)
        if tag is not None and tag.value and all(line.kind(k) == "mark" for k in range(tag.end, count))
        else None
    )
