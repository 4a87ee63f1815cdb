"""Numbers of a language whose verb comes last: the harm stands behind all that is told of their people.

"Als der Schütze zwei Kinder tötete", "42 bei dem Angriff Verletzte", "19.546 nach Russland verschleppte Kinder".
"""

from monitor.detect.linking.clause_rules import ClauseRules
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import population_at

_PRENOMINAL = 8  # tokens between a number and the participle before its noun
_CLAUSE = 16  # tokens from the word that opens a clause to the people whom its last word harms


class VerbLastRules(ClauseRules):
    """The links of numbers whose participle or verb closes the noun group or the clause."""

    def _prenominal(self, group: Group) -> Link | None:
        """ "19.546 nach Russland verschleppte Kinder", "42 bei dem Angriff Verletzte": all stands before the noun."""
        if self.lex.order != "last" or not group.bare or not self.line.is_a(group.end, "words.preposition"):
            return None
        for j in range(group.end + 1, group.end + _PRENOMINAL):
            harm = self.harm_at.get(j)
            if harm is not None:
                people = population_at(self.line, harm.end)
                told = self.line.low(harm.end - 1).endswith(("e", "en"))
                if not told or not harm.has("part", "noun") or harm.has("lost"):
                    return None
                if people is not None:
                    group.head, group.head_at, group.end = people[0], harm.end, people[1]
                elif not self.line.capital(j):
                    return None
                return Link(harm.measure, "postposed participle", harm.start, harm.end, "left")
            mark = self.line.kind(j) == "mark" and j not in self.dated
            if mark or self._number_here(j) is not None or self.line.is_a(j, "words.auxiliary"):
                return None
        return None

    def _verb_final(self, group: Group) -> Link | None:
        """ "Als der Schütze zwei Kinder tötete", "der fünf Menschen mit dem Auto überfuhr"."""
        if self.lex.order != "last" or group.head is None:
            return None
        first = group.start
        while first > 0 and group.start - first < _CLAUSE and self.line.low(first - 1) not in (",", ";", ":", "–"):
            first -= 1
        opened = self.line.is_a(first, "words.opens_clause", "words.who")
        if not (opened or self._goes_on_with(first)) or self._number_between(first, group):
            return None
        for j in range(group.end, group.end + _PRENOMINAL):
            harm = self.harm_at.get(j)
            if harm is not None:
                last = self.line.low(harm.end) in (",", ".", ";", "", '"') or self.line.is_a(
                    harm.end, "words.conjunction"
                )
                if not harm.has("verb") or not last:
                    return None
                return Link(harm.measure, "object of a harm verb", harm.start, harm.end, "right")
            if (self.line.kind(j) == "mark" and j not in self.dated) or self._number_here(j) is not None:
                return None
        return None

    def _goes_on_with(self, first: int) -> bool:
        """ "..., nachdem sie Israel überfiel, 1200 Menschen tötete": the next verb of a clause opened before."""
        last = first - 2
        if self.line.low(first - 1) != "," or self.line.kind(last) != "word" or self.line.capital(last):
            return False
        begin = last
        while begin > 0 and last - begin < _CLAUSE and self.line.low(begin - 1) not in (",", ";", ":", "–"):
            begin -= 1
        begin += self.line.is_a(begin, "words.preposition") and self.line.is_a(begin + 1, "words.who")
        return begin < last and self.line.is_a(begin, "words.opens_clause", "words.who")

    def _number_between(self, first: int, group: Group) -> bool:
        return any(self._number_here(k) is not None for k in range(first, group.start) if k not in self.dated)
