"""The link of a number to its harm word, and a line as the linking rules read it.

One big pattern does not get there: a match that starts at the wrong number eats the right one. So each number is judged
by what stands to its left and right, in a sentence whose asides are stepped over (`own_rules`), then by its neighbours
(`kin_rules`). Each rule's name says the construction that it stands for; docs/detection.md tells of each.
"""

from dataclasses import dataclass

from monitor.detect.harm.harms import Harm
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure

_PART = 12  # tokens from a part's opening to the verb of the whole
_OF_PART = 3  # tokens from a part to its whole
_PART_MARK = 4  # tokens from "including" to the number of its part
_ASIDE = 16  # tokens: the longest aside that is stepped over
_CLAUSE = 20  # tokens from "who" to what befell those whom a noun counts
_COUNTED = 5  # tokens from "the number of" to the comma after whom it counts


@dataclass(frozen=True, slots=True)
class Link:
    """That a group counts people with a measure, by which rule and words; `side` tells a subject from an object."""

    measure: Measure
    rule: str
    start: int  # the harm words' tokens; equal to `end` where the measure is carried
    end: int
    side: str = ""  # "left": the number is subject; "right": object; "total": of a counting noun; "noun"
    kin: int | None = None  # index of the group that it takes its measure from
    part: bool = False  # a part of the kin's number


class Reading:
    """One line's groups and harm words, and the questions that the rules ask of them."""

    def __init__(
        self, line: Line, lex: Lexicon, groups: list[Group], harms: list[Harm], dated: set[int], *, peace: bool = False
    ) -> None:
        """`dated` are the tokens inside dates: their numbers stop no rule. `peace`: the article tells of no war."""
        self.peace = peace
        self.line, self.lex, self.groups, self.harms, self.dated = line, lex, groups, harms, dated
        self.harm_at = {h.start: h for h in harms}
        self.harm_end = {h.end: h for h in harms}
        self.group_at = {g.number.core: k for k, g in enumerate(groups)}
        self.free = lex.order in ("free", "last")
        self.links: list[Link | None] = [None] * len(groups)

    def _only_words(self, start: int, end: int) -> bool:
        stops = ("words.preposition", "words.conjunction", "words.opens_clause")
        return all(self.line.kind(j) == "word" and not self.line.is_a(j, *stops) for j in range(start, end))

    def _takes_object(self, harm: Harm) -> bool:
        """Whether the participle is an active verb here: "12 soldiers killed 30 civilians"."""
        j = harm.end
        while self.line.is_a(j, "words.article", "words.adverb"):
            j += 1
        if self.line.low(j - 1) in ("a", "an") and self.line.kind(j) == "word" and not self.free:
            return not self.line.is_a(j, "dates.units")  # "two gunmen shot dead a guard", but "12 killed a day"
        group = next((g for g in self.groups if g.start <= j <= g.number.core), None)
        people = group is not None and (group.head is not None or group.demonym or (self.free and harm.has("verb")))
        return group is not None and not group.thing and harm.end == j and people

    def _adverbial(self, j: int) -> bool:
        """Whether a word is an adverb, on a list or by its ending: "were brutally murdered"."""
        return self.line.is_a(j, "words.adverb") or (self.lex.lang == "en" and self.line.low(j).endswith("ly"))

    def _back(self, j: int, *classes: str) -> int:
        """The token from which only entries of these classes stand before j."""
        for _ in range(6):
            ends = self.line.endings(j)
            begins = [ends[cls] for cls in classes if cls in ends] if ends else ()
            if not begins:
                break
            j = min(begins)
        return j

    def _passive(self, harm: Harm) -> bool:
        """Whether "killed" has its own subject before it: "were killed"; then what follows is not its object."""
        j = harm.start - 1
        while j >= 0 and self._adverbial(j) and not self.line.is_a(j, "words.auxiliary"):
            j -= 1
        return self.line.low(j) in ("was", "were", "been", "be", "being", "are", "is")

    def _strong(self, harm: Harm) -> bool:
        return harm.has("verb", "part") and not harm.has("weak") and harm.measure in (Measure.KILLED, Measure.WOUNDED)

    def _clause_ends(self, j: int) -> bool:
        """ "12 people on a bus killed, 30 injured": headlines and lists drop the auxiliary."""
        return self.line.low(j) in ("", ".", ",") or self.line.is_a(j, "words.conjunction")

    def _after_aside(self, j: int) -> int | None:
        """The token after the aside that opens at j, where the sentence goes on with a verb or a harm word."""
        if self.line.low(j) == "," and self.line.low(j + 1) == "–":
            j += 1  # "Десятки людей, – додав він, – ми вважаємо зниклими"
            ends = next((k for k in range(j + 1, j + 1 + _ASIDE) if self.line.low(k) == "–"), None)
            return ends + 1 if ends is not None and self.line.low(ends - 1) == "," else None
        mark = self.line.low(j)
        if mark == "," and self._verb_opens(j + 1):
            return None
        close = ")" if mark == "(" else mark
        for k in range(j + 1, min(j + 1 + _ASIDE, len(self.line.tokens))):
            if self.line.low(k) == close and (mark == "(" or self._goes_on(k + 1)):
                return k + 1
        return None

    def _in_a_part(self, group: Group) -> bool:
        """ "..., darunter drei Kinder, getötet und 30 verletzt": the next comma closes it."""
        for j in range(group.start - 1, max(0, group.start - _PART_MARK), -1):
            if self.line.is_a(j, "words.subset"):
                return self.line.low(j - 1) in (",", "(")
        return False

    def _verb_opens(self, j: int) -> bool:
        """ "..., including three children, were killed and 30 others, ...": it opens no aside."""
        harm = self.harm_at.get(j)
        return self.line.is_a(j, "words.auxiliary") or (harm is not None and harm.forms == {"fell"})

    def _part_opens(self, j: int) -> bool:
        """ ", including two children were killed": an aside that no comma closes, the verb of the whole behind."""
        near = range(j + 1, j + _PART) if self.line.is_a(j, "words.subset") else range(0)
        comma = next((k for k in near if self.line.low(k) in (",", ";", ".", "")), None)
        if self.lex.lang != "en" and any(self._own_verb(g, j) for g in self.groups if g.bare and g.start in near):
            return False  # "neuf suspects, dont six étaient blessés": a verb of the part's own
        return any(self.line.is_a(k, "words.auxiliary") for k in range(j, comma or j))

    def _own_verb(self, part: Group, j: int) -> bool:
        """ "Dont six étaient", "von denen sechs verletzt waren": only words before it, its verb at once behind."""
        after = part.end
        if self.lex.order == "last" and (harm := self.harm_at.get(after)) is not None:
            after = harm.end
        quiet = all(self.line.kind(k) == "word" for k in range(j, part.start))
        return quiet and self.line.is_a(after, "words.auxiliary")

    def _goes_on(self, j: int) -> bool:
        harm = self.harm_at.get(j)
        if harm is not None:
            return harm.has("part", "fell")
        return self.line.is_a(j, "words.auxiliary") or (self._adverbial(j) and self._goes_on(j + 1))

    def _number_here(self, j: int) -> int | None:
        """The index of the group whose number stands at j, dates left aside."""
        if j in self.dated:
            return None
        return self.group_at.get(j)

    def _blocked(self, start: int, end: int, mark: str) -> bool:
        """Whether something between a noun and a number belongs elsewhere: another number, a new clause."""
        for k in range(start, end):
            if self.line.low(k) == ";" or (
                self.line.low(k) == ":" and k != end - 1 and k not in self.dated and not self._labels(k + 1, end)
            ):
                return True
            if self.line.is_a(k, "words.interval") or (
                self.line.is_a(k, "words.other_fate") and self._anew(start, k, end)
            ):
                return True
            other = self._number_here(k)
            if (
                other is not None
                and not self.line.is_a(self.groups[other].start - 1, "numbers.between")
                and not (self.groups[other].thing or self.groups[other].number.ordinal)  # "of the first three days"
            ) and not (self.line.low(end - 1) in ("to", "до", "à", "auf", "a") and self.groups[other].bare):
                return True
        return False

    def _anew(self, start: int, verb: int, end: int) -> bool:
        """ "The toll stayed low, but the flood has affected 28,000 people": a verb of its own, behind a comma."""
        return any(self.line.low(j) == "," for j in range(start, verb)) and all(
            self.line.low(j) != "," for j in range(verb, end)
        )

    def _labels(self, start: int, end: int) -> bool:
        """ "Число убитых: к концу 2022 года — 20 тысяч": nothing but a date or a place before the number's dash."""
        return self.line.low(end - 1) == "–" and all(
            j in self.dated or self.line.is_a(j, "words.preposition", "place", "party") for j in range(start, end - 1)
        )

    def _verb_before(self, group: Group, j: int) -> Harm | None:
        """The verb that opens the clause whose object or subject the group is; see `own_rules`."""
        raise NotImplementedError

    def _in_aside(self, k: int, start: int, end: int) -> bool:
        """Whether token k stands in brackets between the two places."""
        opened = any(self.line.low(j) == "(" for j in range(start, k))
        return opened and any(self.line.low(j) == ")" for j in range(k, end))

    def _counted_before(self, harm: Harm) -> bool:
        """Whether a counting noun stands before the harm word: "the number of soldiers killed"."""
        if not harm.has("part", "noun", "fell"):
            return False
        for j in range(max(0, harm.start - 9), harm.start):
            if self.line.is_a(j, "words.count") and all(
                self._number_here(m) is None and self.line.low(m) not in (",", ";", ":") for m in range(j, harm.start)
            ):
                return not self._only_falls(harm) or any(
                    population_at(self.line, m) is not None or self.line.is_a(m, "words.those")
                    for m in range(j, harm.start)
                )  # "the number of soldiers who fell", but "the share fell to 2,880"
        return self._counted_in_a_clause(harm)

    def _counted_in_a_clause(self, harm: Harm) -> bool:
        """ "Die Zahl der Menschen, die an dem Virus gestorben sind, stieg auf 120": a clause says what befell them."""
        if not harm.has("part", "fell"):
            return False
        for k in range(harm.start - 1, max(1, harm.start - _CLAUSE), -1):
            counted = self._number_here(k) is not None and self.line.low(k - 1) != "-"  # "Sars-CoV-2"
            if counted or self.line.low(k) in (";", ":"):
                return False
            if self.line.low(k) == ",":
                whom = population_at(self.line, k - 1) is not None or self.line.is_a(k - 1, "words.those")
                counted = any(self.line.is_a(m, "words.count") for m in range(max(0, k - _COUNTED), k - 1))
                whose = self.line.low(k + 1) in ("deren", "dessen")  # "die Zahl der Menschen, deren Haus ..."
                return whom and counted and self.line.is_a(k + 1, "words.who") and not whose
        return False

    def _only_falls(self, harm: Harm) -> bool:
        """Whether the harm is told by a verb of falling alone: "fell", but "fell to their deaths"."""
        tag = self.line.at(harm.start, "words.fell")
        return tag is not None and tag.end == harm.end

    def _ends_clause(self, j: int) -> bool:
        low = self.line.low(j)
        return low in ("", ".", ",", ";", ")", '"') or self.line.is_a(
            j, "words.preposition", "dates.last", "dates.this"
        )

    def _verbish(self, j: int) -> bool:
        """Whether an unknown word looks like a verb that takes the next number: "killed five and damaged 30"."""
        if j in self.harm_at or self.lex.lang != "en":
            return False
        low = self.line.low(j)
        return (
            len(low) > 4
            and low.endswith("ed")
            and not self.line.is_a(j, "people.people", "words.adverb", "words.landing", "source.says", "source.reckons")
            and not self.line.capital(j)
        )

    def _own_predicate(self, group: Group) -> bool:
        """Whether another verb follows at once: "over 11,700 people were arrested" is no member of a list."""
        j = group.end
        return self.line.is_a(j, "words.auxiliary") and not self.line.is_a(j, "words.more") and j not in self.harm_at

    def _counters(self, group: Group) -> bool:
        """ "660 dead by the count of two officials": those who counted."""
        told = self.line.is_a(group.head_at if group.head_at is not None else -1, "source.office")
        return told and self.line.is_a(group.start - 1, "words.of") and self.line.is_a(group.start - 2, "words.count")

    def _parted(self, group: Group) -> bool:
        """ "Двоє з чотирьох людей, які загинули, були дітьми": the verb at the end is of the part before it."""
        return any(g.of_harm and 0 < group.start - g.end <= _OF_PART for g in self.groups)
