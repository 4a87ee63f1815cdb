"""Numbers to harm words of their own: small named rules, the strongest construction first."""

from monitor.detect.groups import Group
from monitor.detect.harms import Harm
from monitor.detect.line import population_at
from monitor.detect.links import Link, Reading
from monitor.model import Measure, Population

_TOTAL = 22  # tokens between a counting noun and its number ("the number of soldiers killed since ... is 55,000")
_RELATIVE = 8  # tokens between the harm word of a relative clause and the verb of its noun
_PREDICATE = 14  # tokens between a subject and its verb, asides not counted


class OwnRules(Reading):
    """The links of numbers that have a harm word of their own."""

    def _own(self, group: Group) -> Link | None:
        if group.number.ordinal:
            return self._ordinal(group)
        noun = self._counted_noun(group)
        obj = self._object(group)
        if obj is not None and (noun is None or (noun.rule == "postposed participle" and group.head is not None)):
            return obj
        if (
            obj is not None
            and noun is not None
            and noun.measure is Measure.CAPTURED
            and obj.measure is not noun.measure
        ):
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
            for dead in self.harms:
                if dead.end == group.end or dead.start < group.end <= dead.end:
                    return Link(dead.measure, "part of the harmed", dead.start, dead.end, "noun", part=True)
        j = group.end
        if group.start <= 1 and group.bare and self.line.low(j) in ("–", ":"):
            j += 1  # "14 – dead": a list of numbers and labels
        if group.unknown:
            after = next((h for h in self.harms if group.number.end <= h.start <= group.number.end + 4), None)
            j = after.start if after is not None and self._only_words(group.number.end, after.start) else group.end
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

    def _object(self, group: Group) -> Link | None:
        """ "killed 27 Palestinians", "injuring more than 450", "the killing of six", "погибли 350 тысяч солдат"."""
        j = self._back(
            group.start, "words.article", "qualifier.filler", "words.more", "words.object_filler", "words.also"
        )
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

    def _verb_before(self, group: Group, j: int) -> Harm | None:
        """ "starben nach Angaben von Fedorow zwei Männer": the verb opens the clause, its subject ends it."""
        if not self.free or group.head is None:
            return None
        for k in range(j - 1, max(-1, j - 14), -1):
            if self.line.low(k) in (";", ":", ".") or (self._number_here(k) is not None):
                return None
            harm = self.harm_end.get(k)
            if harm is not None:
                return harm if harm.has("fell") and not self.line.is_a(harm.end, "words.conjunction") else None
        return None

    def _subject(self, group: Group) -> Link | None:
        """ "Nine civilians, including a child, were killed": asides are stepped over, another verb ends the search."""
        j = group.end
        taken = 0
        aux = False  # an auxiliary opened the predicate
        other = False  # the predicate is another: "were rescued"; one that is added to it may be of harm
        within = None  # the relative clause that is open: of these people ("own") or of another noun ("other")
        if self._object_of_another(group) and not self.line.is_a(j, "words.who"):
            return None
        while j < len(self.line.tokens) and taken <= _PREDICATE + (8 if self.lex.order == "last" else 0):
            low = self.line.low(j)
            harm = self.harm_at.get(j)
            if harm is not None:
                if other or within == "other":
                    return None
                return self._predicate(group, self._death_after(harm, within == "own") or harm, aux, taken)
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
                if not self.groups[k].whole and not self.groups[k].thing:
                    return None  # the verb is the other number's; see "coordinated subject"
                j = self.groups[k].end
                continue
            if self.line.is_a(j, "words.who") and self.free is False:
                within = self._relative(j, group)
                if within == "closed":
                    return None
                j += 1
                continue
            if self.line.is_a(j, "words.who") and j > group.end and population_at(self.line, j - 1) is not None:
                return None
            if self.line.is_a(j, "words.auxiliary"):
                aux = True
                j = self.line.tags[j]["words.auxiliary"].end
                taken += 1
                continue
            if aux and not self.line.is_a(j, "words.adverb", "words.article") and self.lex.order == "svo":
                if self.line.is_a(j, "words.conjunction") and (self._goes_on(j + 1)):
                    other = False  # "were buried under the mud and are presumed dead"
                elif within is None:
                    other = True
                else:
                    within, aux = None, False  # "who had been trapped": the verb of the whole is still to come
            if self.line.is_a(j, "words.but", "words.opens_clause") and taken:
                return None
            if self.line.is_a(j, "words.subset") and taken and not self.line.is_a(j, "words.preposition"):
                return None
            j += 1
            taken += 1
        return None

    def _relative(self, j: int, group: Group) -> str | None:
        """Whose relative clause opens at j, its verb still to come: "miners who had been trapped were found"."""
        if j > group.end and self.line.is_a(j - 1, "words.preposition"):
            return "closed"  # "84 people after the riot in which a man was killed"
        k = j + 1
        while self.line.is_a(k, "words.adverb"):
            k += 1
        if j > group.end and k in self.harm_at:
            return "closed"  # "40,000 cast in the name of people who died"
        if not self.line.is_a(k, "words.auxiliary"):
            return None  # its verb is the next word: "people in a car that hit a mine were killed"
        return "own" if j == group.end else "other"

    def _death_after(self, harm: Harm, relative: bool) -> Harm | None:
        """Hurt or missing first, then dead: "were buried and are presumed dead", "who had been hurt have died"."""
        if harm.measure is Measure.KILLED or not harm.has("part", "fell"):
            return None
        j = harm.end
        if relative:
            while j < harm.end + _RELATIVE and not self.line.is_a(j, "words.auxiliary") and j not in self.harm_at:
                if self.line.kind(j) != "word" or self._number_here(j) is not None:
                    return None
                j += 1
        elif self.line.is_a(j, "words.conjunction"):
            j += 1
        else:
            return None
        while self.line.is_a(j, "words.auxiliary", "words.adverb") and j not in self.harm_at:
            j += 1
        later = self.harm_at.get(j)
        dead = later is not None and later.measure is Measure.KILLED and later.has("part", "fell")
        return later if dead else None

    def _object_of_another(self, group: Group) -> bool:
        """Whether another verb has these people as its object: "arrested 84 people after a man was killed"."""
        return self._verbish(group.start - 1)

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

    def _total(self, group: Group) -> Link | None:
        """ "the toll has risen to nine", "the number of soldiers killed ... is 55,000", "losses of 240", "dead: 12"."""
        j = group.start
        landing = self.line.ends_at(j, "words.landing")
        mark = self.line.low(j - 1)
        if (
            landing is None
            and mark not in (":", "–", "=", "(", "|", "-", "~", ",", "\t")
            and (
                self.line.ends_at(j, "qualifier.filler") is None
                and group.number.start == group.number.core
                and not self.harm_end.get(j)
            )
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
        if (
            landing is None
            and mark in (",", "(", "-")
            and not (mark == "(" and best.end == j - 1)
            and not (mark == "," and best.has("noun", "toll") and self.line.is_a(j, "words.landing"))
        ):
            return None
        if best.has("noun") and not best.has("toll") and best.end == j and not group.number.start < group.number.core:
            return None
        if group.unknown and not best.has("toll") and self.line.low(j - 1) not in ("at", "to", "of"):
            return None
        return Link(best.measure, "total after its noun", best.start, best.end, "total")

    def _lost(self, group: Group) -> Link | None:
        """ "lost 25 troops, one artillery gun": people alone count; "took 1,833 lives" are deaths."""
        j = self._back(group.start, "qualifier.filler", "words.adverb", "words.article", "words.object_filler")
        twin = next((g for g in self.groups if g.end == j - 1 and g.bare), None)
        if twin is not None and self.line.is_a(j - 1, "words.conjunction"):
            j = twin.start  # "lost 250,000 and 100,000 soldiers respectively"
        harm = self.harm_end.get(j) or self._loss_around(group, j)
        last = self.line.tokens[group.end - 1].low if group.end else ""
        lives = self.line.is_a(group.end - 1, "words.lives") or self.line.is_a(group.end, "words.lives")
        verb = self.line.ends_at(j, "words.lives_verb")
        if lives and verb is not None and last != "":
            return Link(Measure.KILLED, "lives taken", verb, j, "right")
        if (
            harm is None
            and group.head is not None
            and (after := self.harm_at.get(group.end)) is not None
            and after.has("lost")
        ):
            ends = self._ends_clause(after.end) or self.line.is_a(after.end, "words.adverb")
            harm = after if ends else None  # "around 1,243,070 Russian troops lost"
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
        """German brackets: "haben 1.163.680 Soldaten verloren", "verlor in Stalingrad mehr als 150.000 Mann"."""
        if self.lex.order != "last" or (group.head is None and not group.demonym):
            return None
        for harm in self.harms:
            if not harm.has("lost"):
                continue
            low, high = (group.end, harm.start) if harm.start >= group.end else (harm.end, j)
            between = range(low, high)
            if len(between) <= 10 and not any(
                self._number_here(k) is not None or self.line.low(k) == ";" for k in between
            ):
                return harm
        return None
