"""Whether two numbers are members of one list: joined, named by places or labels, or after the same preposition."""

from monitor.detect.belligerents.fronted import part_in_front
from monitor.detect.linking.own_rules import OwnRules
from monitor.detect.linking.shared_out import shared_out
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import population_at
from monitor.model import Population

GAP = 12  # tokens between two members of a list
_PARALLEL = 10  # tokens between two numbers after the same preposition
_STRETCHES = ("dates.units", "scope.cumulative", "scope.total")  # "за весь місяць", "всего с начала войны"
_AGES = 110
_FATAL = 4  # tokens from a part of the losses to "fatal"

_BETWEEN = (
    "words.conjunction", "words.adverb", "words.article", "words.more", "words.preposition", "party", "place",
)  # fmt: skip
_A = frozenset({"a", "an", "un", "una", "une", "ein", "eine"})


class ListRules(OwnRules):
    """What is asked of the words between two numbers of a line."""

    def _one_list(self, group: Group, other: Group, joint: list[str]) -> bool:
        """Whether two numbers are one subject: not in "48 people were aboard, 19 died", "rescued 30, three perished".

        A bare comma joins only what opens its clause: headlines drop the "and" ("Six soldiers, two civilians killed").
        """
        if other.of_them:
            return False
        later = self.links[self.group_at[other.number.core]]
        spared = group.head_at is not None and self.line.is_a(group.head_at, "words.driven_out")
        if spared and later is not None and later.side == "noun":
            return False  # "dejó 85.000 damnificados, además de 310 muertos"; but "three evacuees and a nurse died"
        listed = later is not None and later.kin is not None
        return joint != [","] or listed or self._opens(group.start)

    def _between(self, j: int) -> bool:
        """Whether a word may stand between two numbers that one noun of harm takes together.

        "Dejaron tres soldados, un policía y tres civiles heridos": a person of the list, whom no number counts.
        """
        if self.line.is_a(j, *_BETWEEN):
            return True
        if self.line.low(j) in _A:
            return population_at(self.line, j + 1) is not None
        return self.line.low(j - 1) in _A and population_at(self.line, j) is not None

    def _joined(self, gap: range, group: Group, other: Group) -> bool:
        """Whether only a comma or a conjunction (and a place or a time) stands between two members."""
        if not gap:
            return False
        words = list(gap)
        joint = None
        for j in reversed(words):
            low = self.line.low(j)
            if (
                self.line.is_a(j, "words.conjunction")
                or low in (",", "/")
                or (low == ";" and set(words) - {j} <= self.dated)
            ):
                joint = j
                break
            if (
                not self.line.is_a(
                    j,
                    "words.article",
                    "words.more",
                    "words.adverb",
                    "qualifier.filler",
                    "words.preposition",
                    "party",
                    "place",
                )
                and j not in self.dated
            ):
                return False
        if joint is None:
            return False
        rest = [j for j in words if j < joint]
        if len(rest) > GAP:
            return False
        return not any(
            self.line.is_a(j, "words.auxiliary", "source.says", "words.but")
            or self.line.low(j) in (";", ":")
            or self._verbish(j)
            for j in rest
        )

    def _list_follows(self, group: Group) -> bool:
        """Whether a bare number goes on as a list member: "five in Odesa and seven in Sumy"."""
        j = group.number.end
        while self.line.is_a(j, "words.more"):
            j += 1  # "and two more in Kherson"
        led = self.line.is_a(j, "words.preposition", "words.who", "words.on_the_way", "dates.since")
        return led or self.line.low(j) in ("", ".", ",", ";", ")", "–")

    def _named_member(self, gap: range, group: Group) -> bool:
        """ "Spain 97", "Perm with 4,900", "the South with up to 180", "Ghana of 14", "Volunteers: 2,940"."""
        if group.unknown or len(gap) > GAP:
            return False
        words = list(gap)
        if not words or not any(
            self.line.low(j) in (",", ";", ":") or self.line.is_a(j, "words.conjunction", "words.subset", "words.but")
            for j in words
        ):
            return False
        dashed = self.line.low(words[-1]) in (":", "–")  # "мобилизованных – 16 480", "с начала войны – 66 005"
        named = [
            j
            for j in words
            if self.line.is_a(j, "party", "place")
            or (self.line.capital(j) and self.line.kind(j) == "word")
            or (dashed and (j in self.dated or self.line.is_a(j, *_STRETCHES)))
            or (dashed and population_at(self.line, j) is not None)
        ]
        if not named:
            return False
        begin = words[0]
        if self.lex.order == "last":  # "46 Tote gezählt worden, in Hessen zwei": the verb closes the clause before
            begin = next((j for j in reversed(words) if self.line.low(j) in (",", ";") and j < named[0]), begin)
        begin = next((tag.end for j in words if (tag := self.line.at(j, "words.followed_by")) is not None), begin)
        if any(self.line.is_a(j, "words.auxiliary") or self._verbish(j) for j in range(begin, words[-1] + 1)):
            return False
        last = self.line.low(words[-1])
        tight = (
            words[-1] == named[-1]
            or last in (":", "–", "-", "(", "with", "of", "at", "to", "by", "about")
            or self.line.is_a(words[-1], "words.landing", "words.list_landing")
            or (last == "," and words[-2:-1] == named[-1:] and self._in_list(words[:-2], named, group))
        )
        return tight and (group.bare or group.head is not None)

    def _in_list(self, before: list[int], named: list[int], group: Group) -> bool:
        """ "360 muertos: Ciudad de México, 219; Morelos, 74", but "two victims: Anna, 35; Jan, 41" are ages."""
        opened = any(self.line.low(j) in (",", ";", ":") or self.line.is_a(j, "words.conjunction") for j in before)
        large = any(g.number.high >= _AGES for g, a in zip(self.groups, self.links, strict=True) if a is not None)
        placed = any(self.line.is_a(j, "place", "party") for j in named)
        return opened and group.bare and (large or placed)

    def _parallel(self, gap: range, group: Group, other: Group) -> bool:
        """ "Accounts for 18,507 and mobilised men for 16,241", "de 43 000 morts ; en février, de 31 000"."""
        if self._both_fronted(group, other) or shared_out(self.line, group, gap):
            return True
        if not gap or not group.bare or len(gap) > _PARALLEL:
            return False
        same = self.line.low(gap[-1]) == self.line.low(other.start - 1)
        joined = any(self.line.low(j) in (",", ";") or self.line.is_a(j, "words.conjunction") for j in gap)
        words = self.line.is_a(gap[-1], "words.preposition", "words.of") and self.line.kind(gap[-1]) == "word"
        quiet = not any(j in self.harm_at or self.line.is_a(j, "words.auxiliary", "words.not") for j in gap)
        return same and joined and words and quiet

    def _apart(self, group: Group, gap: range) -> bool:
        """ "Over 11,700 people were arrested", but not "and the remaining five are from Mele"."""
        return self._own_predicate(group) and not shared_out(self.line, group, gap)

    def _both_fronted(self, group: Group, other: Group) -> bool:
        """ "Of the civilians, 210 were killed; of the soldiers, 43", "среди мирных – 210, среди военных – 43"."""
        part = part_in_front(self.line, group) if group.bare else None
        if part is None or part.start < other.end or any(j in self.harm_at for j in range(part.start, group.start)):
            return False
        return part_in_front(self.line, other) is not None

    def _told_among(self, gap: range) -> bool:
        """ "Two children were among the 12 dead", "113 mineurs figurent parmi les 450 tués"."""
        j = gap.start
        if self.line.is_a(j, "words.subset") or (self.line.low(j) == "," and self.line.is_a(j + 1, "words.subset")):
            j = next((k for k in gap if self.line.is_a(k, "words.auxiliary")), j)  # "Six men including a guard were"
        while j < gap.stop and not self.line.is_a(j, "words.told_as"):  # "five reporters of the network were among"
            other = j in self.harm_at or self.line.is_a(j, "source.says", "words.opens_clause", "words.but")
            if self.line.kind(j) != "word" or other:
                return False
            j += 1
        if (tag := self.line.at(j, "words.told_as")) is None:
            return False
        return all(self.line.is_a(k, "words.article", "words.adverb", "words.the") for k in range(tag.end, gap.stop))

    def _of_place(self, group: Group, gap: range, link: Link) -> bool:
        """ "All 64 people aboard the jet and three soldiers in the helicopter died": where the first were, in words."""
        told = (
            group.head is not None
            and link.side == "left"
            and self.line.is_a(group.end, "words.place_preposition", "words.aboard")
        )
        opens = self._opens(group.start) or self.line.ends_at(group.start, "words.all") is not None
        if gap and self.line.low(gap[-1] - 1) == ",":
            gap = range(gap.start, gap[-1] - 1)  # "seven soldiers of the army, and 15 members of the movement died"
        return told and opens and not any(
            self.line.kind(j) != "word" or j in self.harm_at or self._verbish(j)
            or self.line.is_a(j, "words.auxiliary", "words.who", "source.says", "words.opens_clause")
            for j in gap
        )  # fmt: skip

    def _moved(self, group: Group, gap: range) -> bool:
        """ "1 243 840, на 770 больше, чем накануне", "409,000 men – over 1,000 a day": its rise, and its pace."""
        if self.line.ends_at(group.start, "words.by_much") is not None:
            return self.line.is_a(group.number.end, "words.greater")
        beside = all(self.line.low(j) in ("–", "—", "-", ",") or j in self.dated for j in gap)
        greater = self.line.at(group.number.end, "words.greater")
        past = greater is not None and not self.dated.isdisjoint(range(greater.end, greater.end + 2))
        return beside and (past or self.line.is_a(group.number.end, "scope.rate"))  # "1700 mehr als im Mai"

    def _change(self, group: Group, gap: range, link: Link) -> bool:
        """ "goes up to 62,000 from 51,000", "killed 3,145, up from 2,719": an earlier point of the same total."""
        words = [self.line.low(j) for j in gap]
        if not group.bare and group.head is None:
            return False
        if words and self.line.is_a(gap[-1], "words.article"):
            words.pop()  # "a rise from the 4,381 of the year before"
        if words and words[-1] in self.lex.tables["words"].get("from", ["from"]):
            moved = any(self.line.is_a(j, "words.increase", "words.change") for j in gap)
            return link.side == "total" or "up" in words or "down" in words or len(words) <= 3 or moved
        return False

    def _one_a(self, group: Group) -> bool:
        """ "25 of them Indians and one a Nepali": one, and who that was."""
        j = group.number.end
        article = group.number.high == 1 and self.line.is_a(j, "words.article")
        return article and (self.line.is_a(j + 1, "party") or population_at(self.line, j + 1) is not None)

    def _is_one_a(self, group: Group) -> bool:
        """ "Seven were killed, one of them a girl of 14": one child is counted, one gunman is not."""
        j = group.end + self.line.is_a(group.end, "words.article")
        someone = group.number.high == 1 and j > group.end and self.line.low(group.end) in ("a", "an")
        if self.free and group.number.high == 1:  # "один из них несовершеннолетний", "один з них – дитина"
            j, someone = group.end + (self.line.low(group.end) == "–"), True
        who = population_at(self.line, j) if someone else None
        return who is not None and who[0] is Population.CHILDREN

    def _fatal(self, group: Group) -> int | None:
        """ "1.2 million casualties, 325,000 of them fatal", "dont 325 000 mortelles": the word that says so."""
        for j in range(group.number.end, group.number.end + _FATAL):
            if self.line.is_a(j, "words.fatal"):
                return j if self._ends_clause(j + 1) else None
            if self._number_here(j) is not None or self.line.low(j) in (",", ";", "."):
                return None
        return None
