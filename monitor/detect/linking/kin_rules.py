"""Numbers without a harm word to the measure of a neighbour: parts, coordinations, lists, changes of a total."""

from dataclasses import replace
from itertools import pairwise

from monitor.detect.linking.dead_captives import DeadCaptives
from monitor.detect.linking.exceeding import exceeds
from monitor.detect.linking.halves import halves
from monitor.detect.linking.list_rules import GAP
from monitor.detect.linking.loose_order import beside
from monitor.detect.linking.losses import unless_things_lost
from monitor.detect.linking.nobody import unless_nobody
from monitor.detect.linking.not_theirs import unless_others
from monitor.detect.linking.of_people import without_strays
from monitor.detect.linking.respectively import respective
from monitor.detect.linking.shared_people import share_people
from monitor.detect.linking.verb_first import subjects_first
from monitor.detect.linking.wholes import opens_clause, part_told
from monitor.detect.linking.with_wounded import with_wounded
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.ages import is_age
from monitor.detect.of_what.groups import Group
from monitor.detect.of_what.time_numbers import is_year
from monitor.detect.reading.line import population_at
from monitor.model import Measure, Population, Qualifier

_AMONG = 14  # tokens from people on to the harmed that they are told to be among
_LISTED = ("counted noun", "postposed participle", "coordinated subject", "subject of a harm verb")
_SERIES = (
    "list of names and numbers", "coordinated number", "total carried from before", "earlier value of the total",
    "later value of the total", "number denied",
)  # fmt: skip
_TO = ("to", "auf", "до", "à", "a")
_ONE_SERIES = 5  # times: the widest gap between members of a list that share a scale
_HARMED = (Measure.KILLED, Measure.WOUNDED)
_LASTING = (Measure.CAPTURED, Measure.MISSING, Measure.DEPORTED)
_EXPLAINED = 9  # tokens from a colon to a part that it opens
_CLOSES = 24  # tokens of a breakdown in brackets


class Linker(DeadCaptives):
    """The links of one line's groups: each number's own first, then what neighbours give."""

    def run(self) -> list[Link | None]:
        """One link or None per group."""
        self._wholes_in_front()
        for left, right in pairwise(self.groups):
            share_people(self.line, self.harm_at, left, right)
        deeds = subjects_first(self)
        for k, group in enumerate(self.groups):
            if k in deeds:
                self.links[k] = deeds[k]
            elif not group.thing and not group.whole:
                link = self._own(group)
                link = unless_things_lost(self.line, group, unless_others(self, group, link), peace=self.peace)
                link = unless_nobody(self.line, group, link)
                self.links[k] = None if link and self._died_there(group, link) else self._deported(group, link)
        if not self.harms and not any(self.links):
            return self.links  # nothing that a neighbour could give
        for k, group in enumerate(self.groups):
            link = self.links[k]
            if link is None and not group.thing and not group.whole:
                self.links[k] = self._kin(k, group)
            elif (
                link is not None
                and link.kin is None
                and k
                and self.links[k - 1] is not None
                and self._subset_mark(range(self.groups[k - 1].end, group.start), group)
            ):
                # "more than 100,000 casualties, including over 20,000 deaths": a part with a harm word of its own
                whole = self.links[k - 1]
                taken = whole is not None and whole.measure in _HARMED and link.rule == "counted noun"
                taken = taken and link.measure is Measure.CAPTURED
                measure = whole.measure if taken and whole is not None else link.measure  # "killed six, two hostages"
                self.links[k] = replace(link, measure=measure, kin=k - 1, part=True)
            elif link is not None and link.measure is Measure.CAPTURED and link.rule == "counted noun":
                self.links[k] = self._captives_dead(k, group, link) or link
        for k in range(len(self.groups) - 1, -1, -1):
            group = self.groups[k]
            if self.links[k] is None and not group.thing and not group.whole:
                self.links[k] = self._forward(k, group)
        if self.free:
            for k, group in enumerate(self.groups):
                if self.links[k] is None:
                    self.links[k] = beside(self, k, group)
        for k, group in enumerate(self.groups):
            self._share_scale(k, group, self.links[k])
        self.links = respective(self.line, self.groups, self.harms, self.links)
        self.links = without_strays(self.line, self.groups, self.links, peace=self.peace)
        self.links = with_wounded(self.line, self.groups, self.harms, self.links)
        return self.links

    def _share_scale(self, k: int, group: Group, link: Link | None) -> None:
        """ "У листопаді було 30 тисяч, а в жовтні – 26", "from 30 to 35 thousand": the scale is told once, of all."""
        if link is None or not group.bare or not group.number.digits:
            return
        at = link.kin if link.rule in _SERIES else None
        if at is None and self.line.low(group.end) in _TO and k + 1 < len(self.groups):
            at = k + 1 if self.groups[k + 1].start == group.end + 1 else None
        other = self.groups[at].number if at is not None else None
        scale = self.line.at(other.end - 1, "numbers.scales") if other is not None else None
        if other is not None and scale is not None and group.number.high < scale.value <= other.low:
            low, high = group.number.low * scale.value, group.number.high * scale.value
            if max(high, other.high) < _ONE_SERIES * min(low, other.low):
                group.number = replace(group.number, low=low, high=high)

    def _deported(self, group: Group, link: Link | None) -> Link | None:
        """ "Russia has abducted 19,000 children": a state deports whom it carries off, a gang captures."""
        if link is None or link.measure is not Measure.CAPTURED:
            return link
        behind = link.side == "noun" and group.head is None and self.line.is_a(link.end, "people.children")
        if group.head is not Population.CHILDREN and not behind:  # "19.480 verschleppte Kinder"
            return link
        found = [here.get(cls) for here in self.line.tags for cls in ("party", "capital")]
        taker = any(tag is not None and tag.value in ("russia", "ukraine") for tag in found)
        return replace(link, measure=Measure.DEPORTED) if taker else link

    def again(self, links: list[Link | None]) -> list[Link | None]:
        """Once more from neighbours, after other rooms have linked some numbers."""
        self.links = links
        for k, group in enumerate(self.groups):
            if self.links[k] is None and not group.thing and not group.whole:
                self.links[k] = self._kin(k, group)
        self.links = without_strays(self.line, self.groups, self.links, peace=self.peace)
        return self.links

    def _wholes_in_front(self) -> None:
        """ "Of the 242 aboard, 241 perished", "Из 120 пассажиров погибли 98": the first number is the whole."""
        if len(self.groups) < 2:
            return
        first = self.groups[0]
        opener = self.line.at(0, "words.whole_opens")
        opened = opener is not None and first.start <= opener.end + 1 and first.number.qualifier is not Qualifier.VAGUE
        last = max([first.end, *(at + 1 for _, at in first.parties)])  # "Of the million Russian casualties, 250,000"
        fell = part_told(self, first, self.groups[1])
        opened = opened or (fell is not None and opens_clause(self.line, first))
        harmed = first.of_harm or any(first.number.end <= h.start <= last for h in self.harms if h is not fell)
        told = range(first.end, self.groups[1].start) if self.line.is_a(first.end, "words.who") else range(0)
        harmed = harmed or self._then_harmed(first)
        harmed = harmed or any(h.start in told for h in self.harms)  # "Of the 251 whom gunmen abducted, 47 remain"
        harmed = harmed or any(h.end <= first.start for h in self.harms)  # "Серед загиблих двоє дітей, серед ..."
        subset = self.line.at(0, "words.subset")
        them = subset is not None and subset.end == first.start and not self.line.is_a(subset.end - 1, "words.article")
        parts = subset is not None and (them or self.line.is_a(first.end, "words.auxiliary"))  # "Среди них 38 детей"
        if opened and not harmed and not parts and self.line.low(first.start - 1) != ",":  # "Of these 31 were boys"
            first.whole = True

    def _kin(self, k: int, group: Group) -> Link | None:
        """From the figure before in the same sentence: parts, coordinations and lists."""
        left = next((m for m in range(k - 1, -1, -1) if self.links[m] is not None), None)
        if left is None or group.number.ordinal:
            return None
        link = self.links[left]
        assert link is not None
        other = self.groups[left]
        if group.number.signed:
            if left != k - 1:
                return None  # "танків – 11 204 (+3)": tanks, too, are counted on
            return Link(link.measure, "increment in brackets", link.start, link.start, "", left)
        gap = range(max(other.end, link.end if link.end <= group.start else other.end), group.start)
        gap = self._without_aside(gap)
        if len(gap) > GAP + 10:
            return None
        if exceeds(self.line, group, self.dated):
            return Link(link.measure, "increase of the total", link.start, link.start, "", left)
        fronted = self._both_fronted(group, other)
        subset = not fronted and (self._subset_mark(gap, group) or self._subset_after(k, group))
        if subset and left < k - 1 and group.number.low > other.number.high:
            return None  # "killed 30 people and affected 80,000, 40,000 of them children"
        if subset and (fatal := self._fatal(group)) is not None:
            return Link(Measure.KILLED, "part of the number before", fatal, fatal + 1, "", left, True)
        if group.of_them and self._is_one_a(group):  # "Seven were killed, one of them a girl of 14"
            return Link(link.measure, "part of the number before", link.start, link.start, "", left, True)
        if subset and (not group.unknown or k == left + 1) and not (group.of_them and group.number.high == 1):
            return Link(link.measure, "part of the number before", link.start, link.start, "", left, True)
        if link.measure in _LASTING and group.bare and self._still(group):
            return Link(link.measure, "part of the number before", link.start, link.start, "", left, True)
        if self._one_a(group) and link.part and len(gap) <= 4:
            return Link(link.measure, "part of the number before", link.start, link.start, "", link.kin, True)
        if group.number.ordinal or self._apart(group, gap) or (group.of_them and group.number.high == 1):
            return None
        if self._fares_otherwise(group) or (self.lex.order == "last" and self.line.is_a(group.end, "words.acts_on")):
            return None  # "ihr Boot, das 150 Menschen beförderte"
        if self._explained(range(other.end, group.start), group, other):
            return Link(link.measure, "breakdown after a colon", link.start, link.start, "", left, True)
        if link.part and self._predicates(gap, group):
            return Link(link.measure, "part of the number before", link.start, link.start, "", link.kin, True)
        if (link.part or other.of_them) and (elder := self._elder(left)) is not None:
            left, link = elder
            other = self.groups[left]
        if group.bare and gap and self.line.is_a(gap[-1], "words.not") and len(gap) <= 3:
            return Link(link.measure, "number denied", link.start, link.start, "", left)
        if group.head is None and not group.thing and len(gap) <= GAP and self._moved(group, gap):
            return Link(link.measure, "coordinated number", link.start, link.start, link.side, left)
        more = group.bare and self.line.is_a(group.number.end, "words.more") and bool(gap)
        if more and self.line.is_a(gap[-1], "words.conjunction") and not any(j in self.harm_at for j in gap):
            return Link(link.measure, "coordinated number", link.start, link.start, link.side, left)
        told = group.head is not None or group.demonym or group.of_harm
        if told and self.line.ends_at(group.start, "words.likewise") is not None and len(gap) <= GAP:
            return Link(link.measure, "coordinated number", link.start, link.start, link.side, left)
        aged = group.bare and not fronted and is_age(self.line, group.number, group.end)
        if aged or (group.bare and group.number.digits and is_year(self.line, group.number)):
            return None  # "that massacre (111 inmates, 1992)", "a third more than 2023"
        if self._bracketed(gap, group, other):
            return Link(link.measure, "breakdown after a colon", link.start, link.start, "", left, True)
        if self._counted_on(gap, group):
            return Link(self._deadly(link, left), "total carried from before", link.start, link.start, "", left)
        if self._parallel(gap, group, other):
            return Link(link.measure, "coordinated number", link.start, link.start, link.side, left, link.part)
        if group.bare and (
            self.line.ends_at(group.start, "words.namely") is not None
            or any(self.line.is_a(j, "words.interval") for j in gap)
        ):
            return Link(link.measure, "coordinated number", link.start, link.start, link.side, left, link.part)
        if gap and group.bare and self.line.ends_at(group.start, "source.says") is not None and len(gap) <= GAP:
            return Link(self._deadly(link, left), "number said of what came before", link.start, link.start, "", left)
        if self.free and group.bare and self._people_in_front(group):
            whole = link.kin if link.part and link.kin is not None else left
            return Link(link.measure, "part of the number before", link.start, link.start, "", whole, True)
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
        if (
            group.bare
            and moved
            and (len(gap) <= 5 or retold)
            and self.line.ends_at(group.start, "words.landing") is not None
        ):
            return Link(link.measure, "later value of the total", link.start, link.start, "total", left)
        to = k + 1 < len(self.groups) and self.links[k + 1] is not None and self.groups[k + 1].start - group.end <= 2
        if not to and self._change(group, gap, link):  # "погибших до 19, а раненых с 108 до 185"
            return Link(link.measure, "earlier value of the total", link.start, link.start, "total", left)
        return None

    def _deadly(self, link: Link, left: int) -> Measure:
        """ "2,900 dead and 4,100 hurt; the opposition counts 3,300", "...; an hour later it was 3,300": the dead."""
        dead = any(a is not None and a.measure is Measure.KILLED for a in self.links[:left])
        return Measure.KILLED if dead and link.measure is Measure.WOUNDED else link.measure

    def _bracketed(self, gap: range, group: Group, other: Group) -> bool:
        """ "164 were reported dead (65 in the south, 99 in the north)": the first part, at the bracket."""
        opens = bool(gap) and self.line.low(gap[-1]) == "(" and len(gap) <= GAP
        placed = self.line.is_a(group.end, "words.place_preposition") and self.line.low(group.end) != "of"
        if not opens or group.number.high >= other.number.high:
            return False
        if group.head is not None and self.line.low(group.start - 2) != ",":  # "180 civilians (80 men, 60 women)"
            ends = next((j for j in range(group.end, group.end + _CLOSES) if self.line.low(j) == ")"), group.end)
            return not any(j in self.harm_at or self.line.is_a(j, "words.auxiliary") for j in range(group.end, ends))
        return placed and group.bare

    def _counted_on(self, gap: range, group: Group) -> bool:
        """ "Killed 148, although the official count was 33", "шістьох, хоча ще в четвер їх було 22"."""
        if not group.bare or any(j in self.harm_at for j in gap):
            return False
        verb = self.line.is_a(group.start - 1, "words.auxiliary", "words.stays")
        if verb and self.line.is_a(group.start - 2, "words.it", "words.them"):
            return True
        counts = any(self.line.is_a(j, "words.count") and not self.line.is_a(j + 1, "words.of") for j in gap)
        return counts and verb and any(self.line.is_a(j, "words.but") for j in gap)

    def _people_in_front(self, group: Group) -> bool:
        """ "Убиты 67 граждан, женщин из них 30, детей – 17, стариков 20": a part's people before their number."""
        j = group.start - (self.line.low(group.start - 1) in ("–", "-", ":"))
        while self.line.is_a(j - 1, "words.adverb", "words.landing") and self.line.kind(j - 1) == "word":
            j -= 1
        if (mark := self.line.ends_at(j, "words.subset")) is not None:
            j = mark
        who = next(
            (k for k in (j - 1, j - 2) if (got := population_at(self.line, k)) is not None and got[1] == j), None
        )
        if who is None or who in self.harm_at or not self._ends_clause(group.end):
            return False
        if self.line.kind(group.end + 1) == "number" or self.line.is_a(group.end + 1, "numbers.units"):
            return False  # "чоловіки 29, 47 та 61 року": ages
        return self.line.low(who - 1) in (",", ";", ":", "(") or self.line.is_a(who - 1, "words.conjunction")

    def _predicates(self, gap: range, group: Group) -> bool:
        """ "20.179 son niños y 10.427 mujeres", "15 were Nepalis and four Indians": one verb for several parts."""
        if not gap or not (group.head is not None or group.demonym):
            return False
        told = any(population_at(self.line, j) is not None or self.line.is_a(j, "party") for j in gap)
        last = self.line.is_a(gap[-1], "words.conjunction") or self.line.low(gap[-1]) == ","
        return told and last and self.line.is_a(gap[0], "words.auxiliary")

    def _still(self, group: Group) -> bool:
        """ "251 were taken captive, 47 remain in Gaza", "47 siguen en Gaza": those of whom it holds to this day."""
        j = group.number.end
        if self.line.is_a(group.start - 1, "words.stays") and self.line.is_a(0, "words.of", "words.whole_opens"):
            return True  # "De los 251 rehenes quedan 54 en Gaza"
        while self.line.is_a(j, "words.auxiliary", "words.adverb") and not self.line.is_a(j, "words.still_held"):
            j += 1
        return self.line.is_a(j, "words.still_held") and j <= group.number.end + 2

    def _explained(self, gap: range, group: Group, other: Group) -> bool:
        """ "Nine bodies: five from one house", "killed hundreds who had fled: 133 by its own account"."""
        marks = (":", "–") if halves(self.groups, group, other) else (":",)
        colon = next((j for j in reversed(gap) if self.line.low(j) in marks), None)
        if colon is None or group.number.high >= other.number.high:
            return False
        said = range(colon + 1, group.start)
        quiet = not any(
            j in self.harm_at or self.line.is_a(j, "words.auxiliary", "source.says") or self.line.low(j) in (";", ".")
            for j in said
        )
        opens = group.head is not None or (not said and (group.bare or self._verbish(group.number.end)))
        return quiet and opens and len(said) <= _EXPLAINED and colon - gap[0] <= GAP

    def _elder(self, k: int) -> tuple[int, Link] | None:
        """The nearest figure before a part that is no part itself: lists go on from it, not from the part."""
        for m in range(k - 1, -1, -1):
            link = self.links[m]
            if link is not None and not link.part and not self.groups[m].of_them:
                return m, link
        return None

    def _subset_mark(self, gap: range, group: Group) -> bool:
        if group.of_them:  # but "families were wiped out in two of them"
            return not self.line.is_a(group.start - 1, "words.inside") or self.line.is_a(group.end, "words.auxiliary")
        for j in gap:
            if self.line.is_a(j, "words.subset") and all(
                self._quiet(m) for m in range(self.line.tags[j]["words.subset"].end, group.start)
            ):
                counts = group.head is not None or group.of_them or bool(group.parties) or group.bare
                return counts or (group.unknown and self.line.tags[j]["words.subset"].end == group.start)
        return False

    def _subset_after(self, k: int, group: Group) -> bool:
        """ "Over 164,000 civilians among them", "twelve generals among them", "cuatro niños entre ellos"."""
        tag = self.line.at(group.end, "words.subset_after")
        later = self.groups[k + 1] if k + 1 < len(self.groups) else None
        return tag is not None and (later is None or later.start > tag.end)

    def _quiet(self, j: int) -> bool:
        return self.line.kind(j) == "word" or self.line.low(j) in ("-", "–", '"')

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
        people = group.head is not None or group.demonym  # "Two Germans are among the 14 dead"
        if len(words) > 7 and (len(words) > _AMONG or not people or not self._told_among(gap)):
            return None
        if words and words[0] == "," and self.line.ends_at(group.start, "words.not") is not None and len(words) <= 3:
            return Link(link.measure, "number denied", link.start, link.start, "", right)  # "не 31, а 43 тисячі"
        if (link.side in ("left", "noun") or link.part) and link.rule not in ("list of names and numbers",):
            joint = [w for j, w in zip(gap, words, strict=True) if self.line.is_a(j, "words.conjunction") or w == ","]
            quiet = all(
                w == ","
                or (w == "-" and self.lex.order == "last")  # "29 wurden leicht- und sechs schwer verletzt"
                or (w != "with" and self._between(j))  # "up to 200, with at least 140 wounded"
                for j, w in zip(gap, words, strict=True)
            )
            placed = self._of_place(group, gap, link)
            if (
                joint
                and (quiet or placed)
                and not (link.side == "left" and (self._object_of_another(group) or self._personal(group)))
                and self._one_list(group, other, joint)
                and (people or (group.bare and link.rule in _LISTED and len(words) <= 2))
            ):
                return Link(link.measure, "coordinated subject", link.start, link.start, link.side, right)
        if (
            group.of_harm and group.number.high > 1 and len(words) <= 3 and link.end > link.start
        ):  # "ten of the 19 people killed"
            died = self._death_of_them(link.end)  # "deux des 14 blessés ont succombé"
            if died is not None:
                return Link(died.measure, "part of the harmed", died.start, died.end, "noun", part=True)
            return Link(link.measure, "part of the number after", link.start, link.start, "", right, True)
        if len(words) == 1 and group.bare and self.line.is_a(group.end, "words.conjunction") and link.side == "right":
            return Link(link.measure, "coordinated number", link.start, link.start, link.side, right)
        if words and people and self._told_among(gap):
            return Link(link.measure, "part of the number after", link.start, link.start, "", right, True)
        froms = ("with", *self.lex.tables["words"].get("from", ["from"]))
        opened = (
            self.line.ends_at(group.start, "numbers.between") is not None or self.line.low(group.start - 1) in froms
        )
        after = [self.line.low(j) for j in range(group.end, other.number.core)]  # "з 18 до 20": no "up to 20"
        if opened and group.bare and 1 <= len(after) <= 3 and after[-1] in self.lex.tables["words"].get("to", ["to"]):
            return Link(link.measure, "earlier value of the total", link.start, link.start, "total", right)
        return None
