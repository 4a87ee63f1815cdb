"""What stands between people and the harm told of them: a relative clause, a place, their ages, another's verb."""

from monitor.detect.harm.harms import Harm
from monitor.detect.linking.object_rules import ObjectRules
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import population_at
from monitor.model import Measure

_FRONTED = 12  # tokens of a clause between "who" and what befell them
_COUNTS = ("numbers.units", "numbers.one", "numbers.vague")
_PLACE = 6  # tokens of a place between a number and the clause about it


class ClauseRules(ObjectRules):
    """The questions that a subject's rules ask of what parts it from its verb."""

    def _placed(self, j: int, harm: Harm) -> bool:
        """ "Counted 1,500 people in the city killed in three days": nothing but a place before the participle."""
        told = harm.measure is Measure.KILLED or self.line.is_a(harm.start, "words.attacks")
        return told and self._strong(harm) and self.line.is_a(j, "words.place_preposition", "words.aboard") and not any(
            self.line.kind(k) != "word" or self._verbish(k) or population_at(self.line, k) is not None
            or self.line.is_a(k, "words.conjunction", "words.pronoun", "words.who", "source.says")
            for k in range(j, harm.start)
        )  # fmt: skip

    def _own_relative(self, j: int) -> Harm | None:
        """ "253 Zivilisten, die durch Beschuss getötet worden seien", "12 людей, які загинули": harmed in a clause."""
        if self.line.low(j) == "," and self.line.is_a(j + 1, "words.subset", "words.most", *_COUNTS):
            ends = (k for k in range(j + 2, j + 2 + _FRONTED) if self.line.low(k) == ",")
            j = next(ends, j)  # "88 civilians, eleven of them minors, who lost their lives"
        if self.line.low(j) != "," or not self.line.is_a(j + 1, "words.who") or self.line.is_a(j + 2, "words.of"):
            return None  # "rose to 34, that of the hurt to 117"
        for k in range(j + 2, j + 2 + _FRONTED + 4):
            harm = self.harm_at.get(k)
            if harm is not None and self.lex.lang == "de" and harm.has("noun") and self.line.capital(harm.start):
                return None  # "die Zahl der Getöteten mit 64.656 an, die der Verletzten mit 163.503"
            if harm is not None:
                return harm if harm.has("part", "fell") and not self._takes_object(harm) else None
            if self._number_here(k) is not None or (self.line.low(k) in (",", ";", ":", ".") and k not in self.dated):
                return None
        return None

    def _relative(self, j: int, group: Group) -> str | None:
        """Whose relative clause opens at j, its verb still to come: "miners who had been trapped were found"."""
        if j > group.end and self.line.is_a(j - 1, "words.preposition"):
            return "closed"  # "84 people after the riot in which a man was killed"
        k = j + 1
        while self._adverbial(k):
            k += 1
        if j > group.end and k in self.harm_at:
            return "closed"  # "300 cheques drawn in the names of people who died"
        if not self.line.is_a(k, "words.auxiliary") and self.line.low(j) != "whose":
            return None  # its verb is the next word: "people in a car that hit a mine were killed"
        return "own" if all(self.line.is_a(m, "words.more") for m in range(group.end, j)) else "other"

    def _ages(self, j: int) -> int | None:
        """The token after "aged 6, 9 and 14", where such a list of ages begins at j."""
        tag = self.line.at(j, "words.aged")
        k = self._number_here(tag.end) if tag is not None else None
        while k is not None and self.groups[k].thing:
            end = self.groups[k].end
            j = end + (self.line.low(end) == ",")
            j += self.line.is_a(j, "words.conjunction")
            k = self._number_here(j)
            if k is None or j == end or not self.groups[k].thing:
                return end + (self.line.low(end) == ",")
        return None

    def _object_of_another(self, group: Group) -> bool:
        """Whether another verb has these people as its object: "arrested 84 people after a man was killed"."""
        j = group.start
        while self.line.is_a(j - 1, "words.article", "words.adverb") and self.line.low(j - 1) != "that":
            j -= 1  # but "It emerged that 46 others were injured"
        return self._aboard(j) or self._verbish(j - 1) or self.line.ends_at(j, "words.acts_on") is not None

    def _personal(self, group: Group) -> bool:
        """ "Evacuaron a 300 vecinos y tres bomberos resultaron heridos": Spanish marks whom a verb takes."""
        return self.lex.lang == "es" and "a" in (self.line.low(group.start - 1), self.line.low(group.start))

    def _without_aside(self, gap: range) -> range:
        """ "30 in Barvar, where 2,300 houses fell, ten in Telka": what lies behind a clause about a place."""
        clause = next((j for j in gap if self.line.is_a(j, "words.where")), None)
        if clause is None:
            return gap
        last = gap[-1]
        while last > clause and self.line.is_a(last, "words.conjunction", "words.preposition"):
            last -= 1
        between = any(self.line.low(j) in (",", ";") for j in range(gap.start, clause - 1))
        if self.line.low(last) != "," or last < clause or between or clause - gap.start > _PLACE:
            return gap
        return gap if any(j in self.harm_at for j in gap) else range(last, gap.stop)
