"""Prisoners, hostages and guards of whom a sentence says that they are the dead, not that somebody holds them."""

from dataclasses import replace

from monitor.detect.linking.list_rules import ListRules
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import population_at
from monitor.model import Measure

_DASHES = ("–", "—", ":")  # "Серед загиблих – 14 заручників"
_HARMED = (Measure.KILLED, Measure.WOUNDED)
_FATE = 5  # tokens from the harm word to the people


class DeadCaptives(ListRules):
    """A counted captive's link, where the words before it tell of the dead."""

    def _then_harmed(self, whole: Group) -> bool:
        """ "Sur les 251 personnes alors enlevées, 54 ...", "Von den 251 damals verschleppten Menschen sind 54 ..."."""
        harm = self.harm_at.get(whole.end + 1)
        if harm is None or not harm.has("part") or self.line.kind(whole.end) != "word":
            return False
        if self.line.is_a(whole.end, "words.auxiliary", "words.conjunction", "words.preposition"):
            return False
        return self.line.low(harm.end) == "," or population_at(self.line, harm.end) is not None

    def _captives_dead(self, k: int, group: Group, own: Link) -> Link | None:
        """ "Nine people died: four prisoners and five guards", "Among the dead are three hostages": who they were."""
        left = next((m for m in range(k - 1, -1, -1) if self.links[m] is not None and not self.groups[m].whole), None)
        link = self.links[left] if left is not None else None
        if link is not None and left is not None and link.measure in _HARMED:
            gap = range(max(self.groups[left].end, link.end), group.start)
            if any(self.line.low(j) == ":" for j in gap) and group.number.high < self.groups[left].number.high:
                return Link(link.measure, "breakdown after a colon", link.start, link.start, "", left, True)
            before = (other for other in self.links[:left] if other is not None)
            part = link.part or any(other.part and other.kin == link.kin for other in before)
            if part and all(self.line.low(j) == "," or self.line.is_a(j, "words.conjunction") for j in gap):
                # "70 Poles and 15 captives"
                return replace(own, measure=link.measure, rule=link.rule, kin=left, part=True)
        if not self.line.is_a(0, "words.among", "words.subset"):
            return None
        dead = next((h for h in self.harms if h.end <= group.start <= h.end + _FATE and h.has("noun")), None)
        at = group.start - 1
        told = self.line.is_a(at, "words.auxiliary", "words.stays", "words.landing") or self.line.low(at) in _DASHES
        told = told and dead is not None and dead.measure in _HARMED
        return (
            Link(dead.measure, "part of the harmed", dead.start, dead.end, "noun", part=True) if told and dead else None
        )
