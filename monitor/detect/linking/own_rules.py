"""Numbers to harm words of their own: small named rules, the strongest construction first."""

from dataclasses import replace

from monitor.detect.harm.harms import Harm
from monitor.detect.linking.as_for import topic_of
from monitor.detect.linking.attending import names_others, while_attending
from monitor.detect.linking.given_counts import given_as
from monitor.detect.linking.governed import governed
from monitor.detect.linking.mourners import told_of
from monitor.detect.linking.nominal import killing_of
from monitor.detect.linking.nth import nth_of
from monitor.detect.linking.numbering import numbering
from monitor.detect.linking.posts import added_on, written_off
from monitor.detect.linking.takings import taken
from monitor.detect.linking.to_hospital import taken_to_hospital
from monitor.detect.linking.verb_last_rules import VerbLastRules
from monitor.detect.linking.weighed_at import weighed_at
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group, ends_verbless
from monitor.detect.reading.line import population_at
from monitor.model import Measure, Population

_KIND = 6  # tokens from a dash on to the wounds, over of what kind they are
_PREDICATE = 14  # tokens between a subject and its verb, asides not counted
_TOLD_AS = 9  # tokens from people to the list on which they are
_BETWEEN = ("words.adverb", "words.article", "words.who", "people.military", "people.people", "people.children")
_WITHOUT = frozenset({"sans", "without"})


class OwnRules(VerbLastRules):
    """The links of numbers that have a harm word of their own."""

    def _own(self, group: Group) -> Link | None:
        if group.number.ordinal:
            return self._ordinal(group) if group.number.high > 1 else None  # "until the first dead": no count
        if (nth := nth_of(self, group)) is not None:
            return nth
        if not self.harms:
            return self._without_harm(group)
        if self.free and (fronted := self._harmed_in_front(group)) is not None:
            return fronted
        if (counted := numbering(self, group)) is not None:
            return counted
        noun = self._counted_noun(group)
        obj = self._unless_dead(self._object(group), noun)
        if obj is None and noun is not None and (ward := taken_to_hospital(self, group, noun)) is not None:
            return ward  # "took 27 victims to a burns unit"
        if obj is not None and noun is None and self._amounts(group, obj):
            return replace(obj, rule="total after its noun", side="total")
        if obj is not None and (noun is None or (noun.rule == "postposed participle" and group.head is not None)):
            return obj
        if (
            obj is not None
            and noun is not None
            and (noun.measure is Measure.CAPTURED or obj.measure is Measure.KILLED)
            and obj.measure is not noun.measure
            and not self.line.is_a(obj.end, "words.conjunction")
            and not any(g.end == obj.start for g in self.groups)  # "16 dead over 70 missing", with no comma
        ):
            return obj  # "shot dead three hostages", "умерли двое пострадавших"
        if noun is not None:
            shot = noun.measure is Measure.CAPTURED and self.line.is_a(group.start - 1, "words.shot")
            return replace(noun, measure=Measure.KILLED) if shot else noun  # "shot three hostages"
        return (
            self._subject(group)
            or while_attending(self, group)
            or taken_to_hospital(self, group, None)
            or self._whom(group)
            or self._fronted(group)
            or self._second_object(group)
            or self._with_others(group)
            or self._others_there(group)
            or self._all_of_them(group)
            or self._none_survived(group)
            or self._partitive(group)
            or topic_of(self, group)
            or self._total_behind(group)
            or given_as(self, group)
            or weighed_at(self, group)
            or added_on(self, group)
            or written_off(self, group)
            or self._total(group)
            or self._elliptic(group)
            or self._names(group)
            or self._lost(group)
            or taken(self, group)
            or killing_of(self, group)
        )

    def _amounts(self, group: Group, obj: Link) -> bool:
        """ "Los rusos muertos superan los 180.000", "the Russian dead exceed 180,000": the dead, and nobody's deed."""
        verb = group.number.start
        harm = self.harm_end.get(verb)
        if harm is None or harm.start != obj.start or not harm.has("noun", "part"):
            return False
        moves = verb < group.number.core and any(cls.startswith("qualifier.") for cls in self.line.tags[verb])
        return moves and self.line.is_a(harm.start - 1, "party") and self.line.is_a(harm.start - 2, "words.article")

    def _without_harm(self, group: Group) -> Link | None:
        """What a number is of in a sentence with no word of harm: all or none came out alive, lives, people lost."""
        return (
            self._all_of_them(group)
            or self._none_survived(group)
            or taken_to_hospital(self, group, None)
            or added_on(self, group)
            or written_off(self, group)
            or self._lost(group)
            or taken(self, group)
            or killing_of(self, group)
        )

    def _counted_noun(self, group: Group) -> Link | None:
        """ "12 deaths", "30 wounded", "9 soldiers killed", "1.24m Russian killed and wounded", "14 of the dead"."""
        if group.of_harm and group.number.high == 1:
            return None  # "one of the dead was a lieutenant" is a person told of, not a count
        if group.of_harm:
            died = self._death_of_them(group.end)
            for dead in self.harms:
                if dead.end == group.end or dead.start < group.end <= dead.end:
                    dead = died or self._fate_of_them(dead) or dead
                    return Link(dead.measure, "part of the harmed", dead.start, dead.end, "noun", part=True)
        j = group.end
        if group.start <= 1 and group.bare and self.line.low(j) in ("–", ":"):
            j += 1  # "14 – dead": a list of numbers and labels
        if group.unknown:
            after = next((h for h in self.harms if group.number.end <= h.start <= group.number.end + 4), None)
            if after is not None and after.start > group.number.end + 1 and told_of(self.line, self.lex, after):
                return None  # "22 художника нарисовали портреты погибших"
            own = after is not None and not self._counted_between(group.number.end, after.start)
            j = after.start if after is not None and own and self._only_words(group.number.end, after.start) else j
        if (rate := self.line.at(j, "scope.rate")) is not None:
            j = rate.end  # "twenty to 25,000 a month killed"
        while (
            self.line.is_a(j, "words.adverb", "party", "words.more")
            and j not in self.harm_at
            and j < group.end + 4
            and not group.of_them
        ):
            j = self.line.tags[j]["party"].end if self.line.is_a(j, "party") else j + 1  # "4,700 North Korean dead"
        harm = self.harm_at.get(j)
        if harm is None and group.head is not None and (theirs := self._whose(group.end)) is not None:
            return Link(theirs.measure, "subject of a harm verb", theirs.start, theirs.end, "left")
        if harm is None and self.free and self.line.low(j) == "," and group.head is not None:
            after = self.harm_at.get(j + 1)  # "153 977 российских военных, погибших в Украине"
            fits = after is not None and after.has("noun") and not after.has("verb")
            fits = fits and after is not None and not self._number_next(after.end)  # "двое детей, ранены 117"
            fits = fits and not self.line.is_a(j + 2, "words.subset_after", "words.negation")  # "compris", "нет"
            harm = after if fits and self.line.low(j + 2) not in ("–", ":") else None
        if harm is None or (harm.forms == {"verb"} and self.lex.order == "last"):
            return self._verb_final(group) or (
                self._prenominal(group) or self._told_as(group) if harm is None else None
            )
        if group.bare and self.line.is_a(harm.end, "not_people.words") and population_at(self.line, harm.end) is None:
            return None  # "12 burnt motorcycles"
        if harm.has("noun") and not (harm.has("part") and group.head is not None):
            if harm.has("verb") and self._takes_object(harm):
                return None
            fate = self._fate_of_them(harm)
            if fate is not None and not self._is_of(group.start):
                return Link(fate.measure, "subject of a harm verb", fate.start, fate.end, "left")  # "Two wounded died"
            return Link(harm.measure, "counted noun", harm.start, harm.end, "noun")
        if harm.has("part") and not self._takes_object(harm):
            if harm.measure in (Measure.WOUNDED, Measure.MISSING, Measure.CAPTURED):
                harm = self._death_of_them(harm.end) or harm  # "20 people taken to hospital have since died"
            return Link(harm.measure, "postposed participle", harm.start, harm.end, "left")
        if (self._only_falls(harm) and self._fall_from_office(group, harm)) or self._aboard(group.start):
            return None
        fits = group.head is not None or group.demonym or j == group.number.end or group.unknown
        if harm.has("fell") and fits and not governed(self.line, self.lex, group):
            return Link(harm.measure, "subject of a harm verb", harm.start, harm.end, "left")
        return None

    def _counted_between(self, start: int, end: int) -> bool:
        """ "Clashes between the two tribes left six dead": the dead are another number's."""
        return any(self._number_here(j) is not None for j in range(start, end))

    def _number_next(self, j: int) -> bool:
        while self.line.is_a(j, "words.more", "words.adverb"):
            j += 1
        return any(g.start <= j <= g.number.core for g in self.groups)

    def _is_of(self, j: int) -> bool:
        """Whether "of" stands before a number: of "two of the 14 wounded died" the 14 are the whole."""
        j -= self.line.is_a(j - 1, "words.article") and not self.line.is_a(j - 1, "words.of")
        return self.line.is_a(j - 1, "words.of")

    def _fall_from_office(self, group: Group, harm: Harm) -> bool:
        """ "Two ministers fell", "three governments fell", but "48 people fell to snipers' bullets"."""
        people = group.head is not None and self.line.is_a(
            group.head_at or 0, "words.anyone", "words.men", "words.member"
        )
        return not self.free and group.head is not Population.MILITARY and not group.demonym and not people

    def _told_as(self, group: Group) -> Link | None:
        """ "counts 62,000 men as killed", "nine among the hurt", "40 stand on the list of missing people"."""
        first = group.end
        if self.line.low(first) == "," and (after := self._after_aside(first)) is not None:
            first = after  # "60,000 people, mostly troops, are on the register of the missing"
        for j in range(first, min(first + _TOLD_AS, len(self.line.tokens))):
            if j < first:
                continue
            tag = self.line.at(j, "words.told_as")
            if tag is None and (aged := self._ages(j)) is not None:
                first = aged
                continue
            if tag is None:
                if self.line.kind(j) != "word" or self._number_here(j) is not None or j in self.harm_at:
                    return None
                continue
            for k in range(tag.end, tag.end + 4):
                harm = self.harm_at.get(k)
                if harm is not None and (harm.has("noun", "part") or self.line.is_a(k - 1, "words.who")):
                    return Link(harm.measure, "told to be among the harmed", harm.start, harm.end, "left")
                if not self.line.is_a(k, *_BETWEEN):
                    return None
        return None

    def _behind_dash(self, group: Group) -> Harm | None:
        """ "Ще 13 – дістали поранення", "у двоих – осколочные ранения": what befell them, right behind the dash."""
        j = group.end + (self.line.low(group.end) == "–")
        if self.line.is_a(group.start - 1, "words.with_whom"):
            while j < group.end + _KIND and j not in self.harm_at and self.line.kind(j) == "word":
                j += 1 + (self.line.low(j + 1) == "-")
        return self.harm_at.get(j)

    def _subject(self, group: Group) -> Link | None:
        """ "Nine civilians, including a child, were killed": asides are stepped over, another verb ends the search."""
        j = group.end
        taken = 0
        aux = False  # an auxiliary opened the predicate
        other = False  # the predicate is another: "were rescued"; one that is added to it may be of harm
        parts = False  # their parts are told on the way: "Five civilians including three children were killed"
        within = None  # the relative clause that is open: of these people ("own") or of another noun ("other")
        had = self._behind_dash(group) if self.line.is_a(group.start - 1, "words.with_whom") else None
        if had is not None and had.measure is Measure.WOUNDED and had.has("part"):  # "ещё у двоих осколочные ранения"
            return Link(had.measure, "subject of a harm verb", had.start, had.end, "left")
        if governed(self.line, self.lex, group) or (
            self._object_of_another(group) and not self.line.is_a(j, "words.who")
        ):
            return None
        while j < len(self.line.tokens) and taken <= _PREDICATE + (8 if self.lex.order == "last" else 0):
            low = self.line.low(j)
            harm = self.harm_at.get(j)
            if harm is not None:
                if other or within == "other" or (harm.has("noun") and self._without(j)):
                    return None
                return self._predicate(group, self._death_after(harm, within == "own") or harm, aux, taken)
            ahead = self._behind_dash(group) if low == "–" and j == group.end and self.free else None
            if ahead is not None and (ahead.has("part", "fell") or self._ends_clause(ahead.end)):
                return self._predicate(group, ahead, True, taken)  # "ще 13 – дістали поранення"
            if low in (",", "(", "–"):
                after = None if self._parted(group) or self._in_a_part(group) else self._after_aside(j)
                if after is None and (own := self._own_relative(j)) is not None and not aux:
                    return Link(own.measure, "subject of a harm verb", own.start, own.end, "left")
                if after is None and low == "," and self._part_opens(j + 1) and not aux:
                    j += 1  # "Nine people, including two children were killed"
                    continue
                if after is None:
                    begin = j + 2 if self.line.is_a(j + 1, "words.preposition") else j + 1
                    sum_harm = self.harm_at.get(begin)  # "180 soldiers, killed and wounded", "entre muertos y heridos"
                    if sum_harm is not None and sum_harm.parts and sum_harm.has("part", "noun"):
                        return Link(sum_harm.measure, "postposed participle", sum_harm.start, sum_harm.end, "left")
                    return None
                j = after
                continue
            if self.line.kind(j) == "mark" and low not in ('"', "-", "'") and j not in self.dated:
                return None  # but "wurden am 7. Oktober getötet"
            if (aged := self._ages(j)) is not None:
                j = aged  # "Three sisters aged 6, 9 and 14 were among"
                continue
            k = self._number_here(j)
            if k is not None:
                mark = self.line.ends_at(self.groups[k].start, "words.subset")
                parts = parts or (mark is not None and mark >= group.end and not aux)
                if not self.groups[k].whole and not self.groups[k].thing and not parts:
                    return None  # the verb is the other number's; see "coordinated subject"
                j = self.groups[k].end
                continue
            if self.line.is_a(j, "words.who") and self.free is False:
                within = self._relative(j, group)
                if within == "closed":
                    return None
                j += 1
                continue
            if self.line.is_a(j, "words.who") and j == group.end:
                within = "own"
            elif self.line.is_a(j, "words.who") and population_at(self.line, j - 1) is not None:
                return None
            if self.line.is_a(j, "words.auxiliary"):
                aux = True
                end = self.line.tags[j]["words.auxiliary"].end  # "are thought to", but not of "thought to be dead"
                j = next((k for k in range(j + 1, end) if k in self.harm_at), end)
                taken += 1
                continue
            if aux and not self._adverbial(j) and not self.line.is_a(j, "words.article") and self.lex.order == "svo":
                if self.line.is_a(j, "words.conjunction") and (self._goes_on(j + 1)):
                    other = False  # "were buried under the mud and are presumed dead"
                elif within is None:
                    other = True
                else:
                    within, aux = None, False  # "who had been trapped": the verb of the whole is still to come
            if self.line.is_a(j, "words.but", "words.opens_clause") and taken:
                return None
            if self.line.is_a(j, "words.conjunction") and self._one_alone(j + 1):
                return None
            j += 1
            taken += 1
        return None

    def _without(self, j: int) -> bool:
        """ "S'est échoué sans faire de blessé", "ran aground without causing injuries": a verb's object, of nobody."""
        return any(self.line.low(k) in _WITHOUT and self.line.kind(k + 1) == "word" for k in range(j - 3, j - 1))

    def _predicate(self, group: Group, harm: Harm, aux: bool, taken: int) -> Link | None:
        if self._only_falls(harm) and group.head is not Population.MILITARY:
            comrades = group.head is not None and self.line.is_a(group.head_at or 0, "words.comrades")
            had = aux or self.line.is_a(harm.start, "words.auxiliary")
            alone = had and group.bare and group.number.high > 1 and self._ends_clause(harm.end)
            if not comrades and not alone:
                return None  # "38 men from our town have fallen", "466 had fallen", but "two ministers have fallen"
        if names_others(self.line, self.lex, group, harm) or (taken and told_of(self.line, self.lex, harm, aux)):
            return None
        aside = any(self.line.low(j) == "," for j in range(group.end, harm.start - 2))
        theirs = any(g.start <= harm.end <= g.number.core and not g.thing for g in self.groups)
        if self.free and aside and theirs and self.line.low(harm.start - 1) == ",":
            return None  # "Жертвами стали пять человек, среди них ребёнок, ранены 32"
        share = group.share and taken <= 4 and ends_verbless(self.line, harm.end)  # "38 of 67 aboard dead in jet crash"
        active = harm.has("verb") or (harm.has("part") and not self.free)
        if (self.free or (not aux and taken == 0)) and active and self._takes_object(harm):
            return None  # "Двое военнослужащих убили пятерых": the subject is the killer
        if harm.has("fell") or (harm.has("part") and (aux or self.free or taken == 0)):
            phrase = self.lex.lang in ("uk", "ru") and self._only_phrase(group.end, harm.start)
            apart = aux or not taken or phrase or share  # "Ще 10 людей за добу поранені"
            if harm.has("noun") and not apart and not harm.has("fell"):
                return None
            if harm.has("part") and not harm.has("fell") and taken and not aux and not self.free:
                return None
            vague = group.unknown and not self._strong(harm) and not harm.has("fell")
            return None if vague else Link(harm.measure, "subject of a harm verb", harm.start, harm.end, "left")
        ends = self._clause_ends(harm.end) or (self._placed(group.end, harm) and self._ends_clause(harm.end))
        if harm.has("part") and not aux and taken <= 8 and (share or (group.head is not None and ends)):
            return Link(harm.measure, "headline participle", harm.start, harm.end, "left")
        if aux and harm.has("noun") and taken <= 4 and (group.head is not None or group.bare):
            return Link(harm.measure, "told to be among the harmed", harm.start, harm.end, "left")
        return None
