"""Numbers to harm words: small named rules that say which number belongs to which word, strongest construction first.

One big pattern does not get there: a match that starts at the wrong number eats the right one. So each number is judged
by what stands to its left and right, in a sentence whose asides are stepped over.
"""

from dataclasses import dataclass, replace

from monitor.detect.groups import Group
from monitor.detect.harms import Harm
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line, population_at
from monitor.model import Measure, Population

_ASIDE = 16  # tokens: the longest aside that is stepped over
_TOTAL = 22  # tokens between a counting noun and its number ("the number of soldiers killed since ... is 55,000")
_PREDICATE = 14  # tokens between a subject and its verb, asides not counted
_LISTED = ("counted noun", "postposed participle", "coordinated subject", "subject of a harm verb")
_GAP = 12  # tokens between two members of a list


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


class Linker:
    """The links of one line's groups; holds the line so that the rules read short."""

    def __init__(self, line: Line, lex: Lexicon, groups: list[Group], harms: list[Harm], dated: set[int]) -> None:
        """`dated` are the tokens inside dates: their numbers stop no rule."""
        self.line, self.lex, self.groups, self.harms, self.dated = line, lex, groups, harms, dated
        self.harm_at = {h.start: h for h in harms}
        self.harm_end = {h.end: h for h in harms}
        self.group_at = {g.number.core: k for k, g in enumerate(groups)}
        self.free = lex.order in ("free", "last")
        self.links: list[Link | None] = [None] * len(groups)

    def run(self) -> list[Link | None]:
        """One link or None per group."""
        self._wholes_in_front()
        for k, group in enumerate(self.groups):
            if not group.thing and not group.whole:
                self.links[k] = self._own(group)
        for k, group in enumerate(self.groups):
            link = self.links[k]
            if link is None and not group.thing and not group.whole:
                self.links[k] = self._kin(k, group)
            elif link is not None and link.kin is None and k and self.links[k - 1] is not None:
                if self._subset_mark(range(self.groups[k - 1].end, group.start), group):
                    # "more than 100,000 casualties, including over 20,000 deaths": a part with a harm word of its own
                    self.links[k] = replace(link, kin=k - 1, part=True)
        for k in range(len(self.groups) - 1, -1, -1):
            group = self.groups[k]
            if self.links[k] is None and not group.thing and not group.whole:
                self.links[k] = self._forward(k, group)
        return self.links

    def again(self, links: list[Link | None]) -> list[Link | None]:
        """Once more from neighbours, after other rooms have linked some numbers."""
        self.links = links
        for k, group in enumerate(self.groups):
            if self.links[k] is None and not group.thing and not group.whole:
                self.links[k] = self._kin(k, group)
        return self.links

    def _wholes_in_front(self) -> None:
        """ "Of the 242 aboard, 241 perished", "Из 120 пассажиров погибли 98": the first number is the whole."""
        if len(self.groups) < 2:
            return
        first = self.groups[0]
        opened = self.line.is_a(0, "words.of", "words.whole_opens") and first.start <= 3
        harmed = first.of_harm or any(first.number.end <= h.start <= first.end for h in self.harms)
        if opened and not harmed and self.line.low(first.start - 1) not in (",",):
            first.whole = True

    # -- a number's own harm word ---------------------------------------------------------------------------------

    def _own(self, group: Group) -> Link | None:
        if group.number.ordinal:
            return self._ordinal(group)
        noun = self._counted_noun(group)
        obj = self._object(group)
        if obj is not None and (noun is None or (noun.rule == "postposed participle" and group.head is not None)):
            return obj
        if obj is not None and noun is not None and noun.measure is Measure.CAPTURED and obj.measure is not noun.measure:
            return obj  # "shot dead three hostages"
        if noun is not None:
            return noun
        subject = self._subject(group)
        if subject is not None:
            return subject
        return self._partitive(group) or self._total(group) or self._total_behind(group) or self._lost(group)

    def _partitive(self, group: Group) -> Link | None:
        """ "Of those killed, 25 were pupils", "of the dead more than 22,000 were militants": the whole comes first."""
        fronted = self.harms[0] if self.harms else None
        if fronted is not None and fronted.end <= group.start <= fronted.end + 4 and group.head is not None:
            opener = any(self.line.is_a(j, "words.among") for j in range(fronted.start))
            if opener and fronted.has("noun") and self.line.is_a(0, "words.among"):
                return Link(fronted.measure, "part of the harmed", fronted.start, fronted.end, "", part=True)
        beside = self.harm_end.get(group.start)
        if beside is not None and beside.has("noun") and self.line.is_a(beside.start - 2, "words.of"):
            return Link(beside.measure, "part of the harmed", beside.start, beside.end, "", part=True)
        if not self.line.is_a(0, "words.of") or group.start > 12 or not self.harms or self.harms[0].end > group.start:
            return None
        harm = self.harms[0]
        if harm.start > 4 or any(self._number_here(j) is not None for j in range(group.start)):
            return None
        return Link(harm.measure, "part of the harmed", harm.start, harm.end, "", part=True)

    def _total_behind(self, group: Group) -> Link | None:
        """ "takes to 13 the number of peacekeepers killed": the counting noun follows its number."""
        if not group.bare or self.line.ends_at(group.start, "words.landing") is None:
            return None
        j = group.end
        while self.line.is_a(j, "words.article"):
            j += 1
        if not self.line.is_a(j, "words.count", "killed.toll"):
            return None
        harm = next((h for h in self.harms if j <= h.start <= j + 9), None)
        if harm is None:
            return None
        return Link(harm.measure, "total before its noun", harm.start, harm.end, "total")

    def _ordinal(self, group: Group) -> Link | None:
        """ "the 21st victim", "a seventh baby died": counts up to its number."""
        harm = self.harm_at.get(group.end)
        if harm is not None and harm.has("noun", "fell"):
            return Link(harm.measure, "ordinal that counts", harm.start, harm.end, "noun")
        if group.head is not None:
            for h in self.harms:
                if group.end <= h.start <= group.end + 4 and h.has("fell", "part"):
                    return Link(h.measure, "ordinal that counts", h.start, h.end, "left")
        return None

    def _counted_noun(self, group: Group) -> Link | None:
        """ "12 deaths", "30 wounded", "9 soldiers killed", "1.24m Russian killed and wounded", "14 of the dead"."""
        if group.of_harm and group.number.high == 1:
            return None  # "one of the dead was a lieutenant" is a person told of, not a count
        if group.of_harm:
            for harm in self.harms:
                if harm.end == group.end or harm.start < group.end <= harm.end:
                    return Link(harm.measure, "part of the harmed", harm.start, harm.end, "noun", part=True)
        j = group.end
        if group.unknown:
            harm = next((h for h in self.harms if group.number.end <= h.start <= group.number.end + 4), None)
            j = harm.start if harm is not None and self._only_words(group.number.end, harm.start) else group.end
        if (rate := self.line.at(j, "scope.rate")) is not None:
            j = rate.end  # "twenty to 25,000 a month killed"
        while (
            self.line.is_a(j, "words.adverb", "party", "words.more")
            and j not in self.harm_at
            and j < group.end + 4
            and not group.of_them
        ):
            j += 1
        harm = self.harm_at.get(j)
        if harm is None and self.free and self.line.low(j) == "," and group.head is not None:
            after = self.harm_at.get(j + 1)  # "153 977 российских военных, погибших в Украине"
            harm = after if after is not None and after.has("part", "noun") and not after.has("verb") else None
        if harm is None:
            return self._told_as(group)
        if harm.has("noun") and not (harm.has("part") and group.head is not None):
            if harm.has("verb") and self._takes_object(harm):
                return None
            return Link(harm.measure, "counted noun", harm.start, harm.end, "noun")
        if harm.has("part") and not self._takes_object(harm):
            return Link(harm.measure, "postposed participle", harm.start, harm.end, "left")
        if harm.has("fell") and (group.head is not None or group.demonym or j == group.number.end or group.unknown):
            return Link(harm.measure, "subject of a harm verb", harm.start, harm.end, "left")
        return None

    def _told_as(self, group: Group) -> Link | None:
        """ "listed 79,240 soldiers as killed", "15 among the injured", "160 are on the list of the missing"."""
        for j in range(group.end, min(group.end + 7, len(self.line.tokens))):
            tag = self.line.at(j, "words.told_as")
            if tag is None:
                if self.line.kind(j) != "word" or self._number_here(j) is not None or j in self.harm_at:
                    return None
                continue
            for k in range(tag.end, tag.end + 4):
                harm = self.harm_at.get(k)
                if harm is not None and harm.has("noun", "part"):
                    return Link(harm.measure, "told to be among the harmed", harm.start, harm.end, "left")
                if not self.line.is_a(
                    k, "words.adverb", "words.article", "people.military", "people.people", "people.children"
                ):
                    return None
        return None

    def _only_words(self, start: int, end: int) -> bool:
        return all(self.line.kind(j) == "word" and not self.line.is_a(j, "words.preposition", "words.conjunction")
                   for j in range(start, end))  # fmt: skip

    def _takes_object(self, harm: Harm) -> bool:
        """Whether the participle is an active verb here: "12 soldiers killed 30 civilians"."""
        j = harm.end
        while self.line.is_a(j, "words.article", "words.adverb"):
            j += 1
        group = next((g for g in self.groups if g.start <= j <= g.number.core), None)
        people = group is not None and (group.head is not None or group.demonym or (self.free and harm.has("verb")))
        return group is not None and not group.thing and harm.end == j and people

    def _object(self, group: Group) -> Link | None:
        """ "killed 27 Palestinians", "injuring more than 450", "the killing of six", "погибли 350 тысяч солдат"."""
        j = self._back(group.start, "words.article", "qualifier.filler", "words.more", "words.object_filler", "words.also")
        if group.start - j > 5:
            return None
        harm = self.harm_end.get(j) or self._verb_before(group, j)
        if harm is None and self.line.ends_at(j, "words.of") is not None:
            harm = self.harm_end.get(j - 1)
            if harm is not None and not harm.has("verb"):
                harm = None
        if harm is None:
            return None
        if not (harm.has("verb", "part") or (self.free and harm.has("fell", "noun"))):
            return None
        if harm.has("noun") and not harm.has("part", "verb") and not self.free:
            return None
        if harm.has("noun") and not harm.has("part", "verb", "fell"):
            return None
        if not harm.has("verb") and not self.free and self._passive(harm):
            return None
        if group.unknown and not self._strong(harm):
            return None
        if harm.has("noun") and self.line.is_a(harm.start - 1, "words.the"):
            return None  # "of the dead more than 22,000 were militants"
        return Link(harm.measure, "object of a harm verb", harm.start, harm.end, "right")

    def _back(self, j: int, *classes: str) -> int:
        """The token from which only entries of these classes stand before j."""
        for _ in range(6):
            begins = [begin for cls in classes if (begin := self.line.ends_at(j, cls)) is not None]
            if not begins:
                break
            j = min(begins)
        return j

    def _verb_before(self, group: Group, j: int) -> Harm | None:
        """ "starben nach Angaben von Gouverneur Fedorow zwei Männer": the verb opens the clause, its subject ends it."""
        if not self.free or group.head is None:
            return None
        for k in range(j - 1, max(-1, j - 14), -1):
            if self.line.low(k) in (";", ":", ".") or (self._number_here(k) is not None):
                return None
            harm = self.harm_end.get(k)
            if harm is not None:
                return harm if harm.has("fell") and not self.line.is_a(harm.end, "words.conjunction") else None
        return None

    def _passive(self, harm: Harm) -> bool:
        """Whether "killed" has its own subject before it: "were killed"; then what follows is not its object."""
        j = harm.start - 1
        while j >= 0 and self.line.is_a(j, "words.adverb") and not self.line.is_a(j, "words.auxiliary"):
            j -= 1
        return self.line.low(j) in ("was", "were", "been", "be", "being", "are", "is")

    def _strong(self, harm: Harm) -> bool:
        return harm.has("verb", "part") and harm.measure in (Measure.KILLED, Measure.WOUNDED)

    def _subject(self, group: Group) -> Link | None:
        """ "Nine civilians, including a child, were killed": asides are stepped over, another verb ends the search."""
        j = group.end
        taken = 0
        aux = False
        while j < len(self.line.tokens) and taken <= _PREDICATE + (8 if self.lex.order == "last" else 0):
            low = self.line.low(j)
            harm = self.harm_at.get(j)
            if harm is not None:
                return self._predicate(group, harm, aux, taken)
            if low in (",", "(", "–"):
                after = self._after_aside(j)
                if after is None:
                    sum_harm = self.harm_at.get(j + 1)
                    if sum_harm is not None and sum_harm.parts and sum_harm.has("part"):
                        return Link(sum_harm.measure, "postposed participle", sum_harm.start, sum_harm.end, "left")
                    return None
                j = after
                continue
            if self.line.kind(j) == "mark" and low not in ('"', "-", "'"):
                return None
            k = self._number_here(j)
            if k is not None:
                if not self.groups[k].whole:
                    return None  # the verb is the other number's; see "coordinated subject"
                j = self.groups[k].end
                continue
            if self.line.is_a(j, "words.who") and j > group.end and population_at(self.line, j - 1) is not None:
                return None  # "40,000 cast in the name of people who had died": the verb is the other noun's
            if self.line.is_a(j, "words.auxiliary"):
                aux = True
                j = self.line.tags[j]["words.auxiliary"].end
                taken += 1
                continue
            if aux and not self.line.is_a(j, "words.adverb", "words.article") and self.lex.order == "svo":
                return None  # the predicate is another: "100 people were rescued"
            if self.line.is_a(j, "words.but"):
                return None
            if self.line.is_a(j, "words.subset") and taken and not self.line.is_a(j, "words.preposition"):
                return None
            j += 1
            taken += 1
        return None

    def _predicate(self, group: Group, harm: Harm, aux: bool, taken: int) -> Link | None:
        if self.line.is_a(harm.start, "words.fell") and group.head is not Population.MILITARY:
            return None  # "Two ministers fell", "three governments fell"
        if self.free and harm.has("verb") and self._takes_object(harm):
            return None  # "Двое военнослужащих убили пятерых": the subject is the killer
        if harm.has("fell") or (harm.has("part") and (aux or self.free or taken == 0)):
            if harm.has("noun") and not aux and taken and not harm.has("fell"):
                return None
            if harm.has("part") and taken and not aux and not self.free:
                return None
            if group.unknown and not self._strong(harm) and not harm.has("fell"):
                return None
            return Link(harm.measure, "subject of a harm verb", harm.start, harm.end, "left")
        if harm.has("part") and not aux and group.head is not None and taken <= 8 and self._clause_ends(harm.end):
            return Link(harm.measure, "headline participle", harm.start, harm.end, "left")
        if aux and harm.has("noun") and taken <= 4 and (group.head is not None or group.bare):
            return Link(harm.measure, "told to be among the harmed", harm.start, harm.end, "left")
        return None

    def _clause_ends(self, j: int) -> bool:
        """ "12 people on a bus killed, 30 injured": headlines and lists drop the auxiliary."""
        return self.line.low(j) in ("", ".", ",") or self.line.is_a(j, "words.conjunction")

    def _after_aside(self, j: int) -> int | None:
        """The token after the aside that opens at j, where the sentence goes on with a verb or a harm word."""
        mark = self.line.low(j)
        close = ")" if mark == "(" else mark
        for k in range(j + 1, min(j + 1 + _ASIDE, len(self.line.tokens))):
            if self.line.low(k) == close and (mark == "(" or self._goes_on(k + 1)):
                return k + 1
        return None

    def _goes_on(self, j: int) -> bool:
        harm = self.harm_at.get(j)
        if harm is not None:
            return harm.has("part", "fell")
        return self.line.is_a(j, "words.auxiliary") or (self.line.is_a(j, "words.adverb") and self._goes_on(j + 1))

    def _number_here(self, j: int) -> int | None:
        """The index of the group whose number stands at j, dates left aside."""
        if j in self.dated:
            return None
        return self.group_at.get(j)

    def _total(self, group: Group) -> Link | None:
        """ "the toll has risen to nine", "the number of soldiers killed ... is 55,000", "losses of 240", "dead: 12"."""
        j = group.start
        landing = self.line.ends_at(j, "words.landing")
        mark = self.line.low(j - 1)
        if landing is None and mark not in (":", "–", "=", "(", "|", "-", "~", ",", "\t"):
            if (
                self.line.ends_at(j, "qualifier.filler") is None
                and group.number.start == group.number.core
                and not self.harm_end.get(j)
            ):
                return None
        if mark == "(" and group.number.signed:
            return None
        best = None
        for harm in reversed(self.harms):
            if harm.end > j:
                continue
            if j - harm.end > _TOTAL or self._blocked(harm.end, j, mark):
                break
            labelled = mark == ":" and harm.has("part", "fell")  # "Service members killed: 2,461"
            if harm.has("noun", "toll") or labelled or self._counted_before(harm):
                best = harm
                break
            if harm.has("part", "verb", "fell") and j - harm.end > 3 and self.line.low(harm.start - 1) != "(":
                break
        if best is None:
            return None
        if landing is None and mark in (",", "(", "-") and not (mark == "(" and best.end == j - 1):
            if not (mark == "," and best.has("noun", "toll") and self.line.is_a(j, "words.landing")):
                return None
        if best.has("noun") and not best.has("toll") and best.end == j and not group.number.start < group.number.core:
            return None
        if group.unknown and not best.has("toll") and self.line.low(j - 1) not in ("at", "to", "of"):
            return None
        return Link(best.measure, "total after its noun", best.start, best.end, "total")

    def _blocked(self, start: int, end: int, mark: str) -> bool:
        """Whether something between a noun and a number belongs elsewhere: another number, a new clause."""
        for k in range(start, end):
            if self.line.low(k) in (";",) or (self.line.low(k) == ":" and k != end - 1):
                return True
            other = self._number_here(k)
            if (
                other is not None
                and not self.line.is_a(self.groups[other].start - 1, "numbers.between")
                and not self.groups[other].thing
            ):
                if not (self.line.low(end - 1) in ("to", "до", "à", "auf", "a") and self.groups[other].bare):
                    return True
        return False

    def _in_aside(self, k: int, start: int, end: int) -> bool:
        """Whether token k stands in brackets between the two places."""
        opened = any(self.line.low(j) == "(" for j in range(start, k))
        return opened and any(self.line.low(j) == ")" for j in range(k, end))

    def _counted_before(self, harm: Harm) -> bool:
        """Whether a counting noun stands before the harm word: "the number of soldiers killed"."""
        if not harm.has("part", "noun"):
            return False
        for j in range(max(0, harm.start - 9), harm.start):
            if self.line.is_a(j, "words.count") and all(
                self._number_here(m) is None and self.line.low(m) not in (",", ";", ":") for m in range(j, harm.start)
            ):
                return True
        return False

    def _lost(self, group: Group) -> Link | None:
        """ "lost 25 troops, one artillery gun": people alone count; "took 1,833 lives" are deaths."""
        j = self._back(group.start, "qualifier.filler", "words.adverb", "words.article", "words.object_filler")
        harm = self.harm_end.get(j) or self._loss_around(group, j)
        last = self.line.tokens[group.end - 1].low if group.end else ""
        lives = self.line.is_a(group.end - 1, "words.lives") or self.line.is_a(group.end, "words.lives")
        verb = self.line.ends_at(j, "words.lives_verb")
        if lives and verb is not None and last != "":
            return Link(Measure.KILLED, "lives taken", verb, j, "right")
        if harm is None and group.head is not None and (after := self.harm_at.get(group.end)) is not None and after.has("lost"):
            harm = after  # "around 1,243,070 Russian troops lost"
        if harm is None or not harm.has("lost"):
            return None
        if group.head is not None or group.demonym:
            loose = self.line.is_a(group.head_at or 0, "words.anyone", "words.men")
            soldiers = group.head is Population.MILITARY or group.demonym or loose
            measure = Measure.CASUALTIES if soldiers else Measure.KILLED  # "a camp lost 27 girls"
            return Link(measure, "people lost", harm.start, harm.end, "right")
        if group.bare and group.number.high >= 100 and self._ends_clause(group.end):
            return Link(Measure.CASUALTIES, "people lost", harm.start, harm.end, "right")
        return None

    def _loss_around(self, group: Group, j: int) -> Harm | None:
        """German brackets: "haben rund 1.163.680 Soldaten verloren", "verlor allein in Stalingrad mehr als 150.000 Mann"."""
        if self.lex.order != "last" or (group.head is None and not group.demonym):
            return None
        for harm in self.harms:
            if not harm.has("lost"):
                continue
            low, high = (group.end, harm.start) if harm.start >= group.end else (harm.end, j)
            between = range(low, high)
            if len(between) <= 10 and not any(self._number_here(k) is not None or self.line.low(k) == ";" for k in between):
                return harm
        return None

    def _ends_clause(self, j: int) -> bool:
        low = self.line.low(j)
        return low in ("", ".", ",", ";", ")", '"') or self.line.is_a(
            j, "words.preposition", "dates.last", "dates.this"
        )

    # -- measures taken from a neighbour ---------------------------------------------------------------------------

    def _kin(self, k: int, group: Group) -> Link | None:
        """From the figure before in the same sentence: parts, coordinations and lists."""
        left = next((m for m in range(k - 1, -1, -1) if self.links[m] is not None), None)
        if left is None or group.number.ordinal:
            return None
        link = self.links[left]
        assert link is not None
        other = self.groups[left]
        if group.number.signed:
            return Link(link.measure, "increment in brackets", link.start, link.start, "", left)
        gap = range(max(other.end, link.end if link.end <= group.start else other.end), group.start)
        if len(gap) > _GAP + 10:
            return None
        subset = self._subset_mark(gap, group)
        if subset and not group.unknown and not (group.of_them and group.number.high == 1):
            return Link(link.measure, "part of the number before", link.start, link.start, "", left, True)
        if group.number.ordinal or self._own_predicate(group) or (group.of_them and group.number.high == 1):
            return None
        if [self.line.low(j) for j in gap] == [":"] and (group.head is not None or self._list_follows(group)):
            return Link(link.measure, "breakdown after a colon", link.start, link.start, "", left, True)
        if (link.part or other.of_them) and (elder := self._elder(left)) is not None:
            left, link = elder
            other = self.groups[left]
        if group.bare and gap and self.line.is_a(gap[-1], "words.not") and len(gap) <= 3:
            return Link(link.measure, "number denied", link.start, link.start, "", left)
        if gap and group.bare and self.line.low(gap[-1]) == "for" == self.line.low(other.start - 1) and len(gap) <= 6:
            return Link(link.measure, "coordinated number", link.start, link.start, link.side, left, link.part)
        if gap and group.bare and self.line.ends_at(group.start, "source.says") is not None and len(gap) <= _GAP:
            return Link(link.measure, "number said of what came before", link.start, link.start, "", left)
        if self._named_member(gap, group):
            return Link(link.measure, "list of names and numbers", link.start, link.start, link.side, left)
        if self._joined(gap, group, other):
            if group.head is None and not group.demonym and not self._list_follows(group) and not group.parties:
                return None
            if group.unknown and not self._list_follows(group):
                return None
            return Link(link.measure, "coordinated number", link.start, link.start, link.side, left)
        moved = any(self.line.is_a(j, "words.total_move") for j in gap)
        retold = len(gap) <= 12 and any(self.line.is_a(j, "words.count") for j in gap)  # "a number that had grown to"
        if group.bare and moved and (len(gap) <= 5 or retold) and self.line.ends_at(group.start, "words.landing") is not None:
            return Link(link.measure, "later value of the total", link.start, link.start, "total", left)
        if self._change(group, gap, link):
            return Link(link.measure, "earlier value of the total", link.start, link.start, "total", left)
        return None

    def _elder(self, k: int) -> tuple[int, Link] | None:
        """The nearest figure before a part that is no part itself: lists go on from it, not from the part."""
        for m in range(k - 1, -1, -1):
            link = self.links[m]
            if link is not None and not link.part and not self.groups[m].of_them:
                return m, link
        return None

    def _own_predicate(self, group: Group) -> bool:
        """Whether another verb follows at once: "over 11,700 people were arrested" is no member of a list."""
        j = group.end
        return self.line.is_a(j, "words.auxiliary") and not self.line.is_a(j, "words.more") and j not in self.harm_at

    def _subset_mark(self, gap: range, group: Group) -> bool:
        if group.of_them:
            return True
        for j in gap:
            if self.line.is_a(j, "words.subset") and all(
                self._quiet(m) for m in range(self.line.tags[j]["words.subset"].end, group.start)
            ):
                return group.head is not None or group.of_them or bool(group.parties) or group.bare
        return False

    def _quiet(self, j: int) -> bool:
        return self.line.kind(j) == "word" or self.line.low(j) in ("-", '"')

    def _joined(self, gap: range, group: Group, other: Group) -> bool:
        """Whether only a comma or a conjunction (and a place or a time) stands between two members."""
        if not gap:
            return False
        words = list(gap)
        joint = None
        for j in reversed(words):
            low = self.line.low(j)
            if self.line.is_a(j, "words.conjunction") or low in (",", "/") or (low == ";" and set(words) - {j} <= self.dated):
                joint = j
                break
            if not self.line.is_a(
                j,
                "words.article",
                "words.more",
                "words.adverb",
                "qualifier.filler",
                "words.preposition",
                "party",
                "place",
            ) and j not in self.dated:
                return False
        if joint is None:
            return False
        rest = [j for j in words if j < joint]
        if any(j in self.harm_at for j in rest) and not self.line.is_a(joint, "words.conjunction"):
            pass
        if len(rest) > _GAP:
            return False
        return not any(
            self.line.is_a(j, "words.auxiliary", "source.says", "words.but")
            or self.line.low(j) in (";", ":")
            or self._verbish(j)
            for j in rest
        )

    def _verbish(self, j: int) -> bool:
        """Whether an unknown word looks like a verb that takes the next number: "killed five and damaged 30"."""
        if j in self.harm_at or self.lex.lang != "en":
            return False
        low = self.line.low(j)
        return (
            len(low) > 4
            and low.endswith("ed")
            and not self.line.is_a(j, "people.people", "words.adverb")
            and not self.line.capital(j)
        )

    def _list_follows(self, group: Group) -> bool:
        """Whether a bare number goes on as a list member: "five in Odesa and seven in Sumy"."""
        low = self.line.low(group.number.end)
        return self.line.is_a(group.number.end, "words.preposition", "words.who") or low in ("", ".", ",", ";", ")")

    def _named_member(self, gap: range, group: Group) -> bool:
        """ "Britain 179", "Tatarstan with 5,605", "the East with up to 240", "India of 12", "Contractors: 3,846"."""
        if group.unknown or len(gap) > _GAP:
            return False
        words = list(gap)
        if not words or not any(
            self.line.low(j) in (",", ";", ":") or self.line.is_a(j, "words.conjunction", "words.subset", "words.but")
            for j in words
        ):
            return False
        named = [
            j
            for j in words
            if self.line.is_a(j, "party", "place") or (self.line.capital(j) and self.line.kind(j) == "word")
        ]
        if not named:
            return False
        if any(self.line.is_a(j, "words.auxiliary") or self._verbish(j) for j in words):
            return False
        last = self.line.low(words[-1])
        tight = (
            words[-1] == named[-1]
            or last in (":", "–", "-", "(", "with", "of", "at", "to", "by", "about")
            or self.line.is_a(words[-1], "words.landing", "words.list_landing")
        )
        return tight and (group.bare or group.head is not None)

    def _change(self, group: Group, gap: range, link: Link) -> bool:
        """ "rises to 55,000 from 46,000", "killed 3,145, up from 2,719": an earlier point of the same total."""
        words = [self.line.low(j) for j in gap]
        if not group.bare and group.head is None:
            return False
        if words and words[-1] in self.lex.tables["words"].get("from", ["from"]):
            return link.side == "total" or "up" in words or "down" in words or len(words) <= 3
        return False

    def _forward(self, k: int, group: Group) -> Link | None:
        """From the figure after: "Two men and three women were killed", "from 18 to 24 dead"."""
        right = k + 1
        if right >= len(self.groups):
            return None
        link, other = self.links[right], self.groups[right]
        if group.number.ordinal or link is None or (link.part and link.rule != "part of the number after"):
            return None
        gap = range(group.end, other.start)
        words = [self.line.low(j) for j in gap]
        if len(words) > 7:
            return None
        if (link.side in ("left", "noun") or link.part) and link.rule not in ("list of names and numbers",):
            joint = [w for j, w in zip(gap, words, strict=True) if self.line.is_a(j, "words.conjunction") or w == ","]
            quiet = all(
                self.line.is_a(
                    j,
                    "words.conjunction",
                    "words.adverb",
                    "words.article",
                    "words.more",
                    "words.preposition",
                    "party",
                    "place",
                )
                or w in (",",)
                for j, w in zip(gap, words, strict=True)
            )
            if (
                joint
                and quiet
                and (
                    group.head is not None or group.demonym or (group.bare and link.rule in _LISTED and len(words) <= 2)
                )
            ):
                return Link(link.measure, "coordinated subject", link.start, link.start, link.side, right)
        if words and group.head is not None and self.line.is_a(group.end, "words.told_as") and len(words) <= 2:
            return Link(link.measure, "part of the number after", link.start, link.start, "", right, True)
        opened = self.line.ends_at(group.start, "numbers.between") is not None or self.line.low(group.start - 1) in (
            "from",
            "with",
        )
        if (
            opened
            and words
            and words[-1] in self.lex.tables["words"].get("to", ["to"])
            and len(words) <= 3
            and group.bare
        ):
            return Link(link.measure, "earlier value of the total", link.start, link.start, "total", right)
        return None
