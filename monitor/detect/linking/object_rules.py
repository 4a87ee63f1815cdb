"""Numbers to a verb or participle of harm that stands before them: objects, and subjects that follow their verb."""

from monitor.detect.belligerents.killers import is_have
from monitor.detect.harm.harms import Harm
from monitor.detect.linking.total_rules import TotalRules
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import population_at
from monitor.model import Measure

_VICTIM = 14  # tokens from those beside one victim back to the verb of their harm
_ONE_PERSON = ("words.article", "words.own", "words.object_filler", "people.people")
_FRONTED = 12  # tokens between a fronted predicate's verb and the people
_SUBJECT = 3  # tokens from people to their verb
_KIN = 4  # tokens from "with" to the number in "with his wife and three children"
_WHOM = 7  # tokens from "whom" to the verb of its clause
_MORE = ("words.others", "words.more")
_BEFELL = ("killed.part", "wounded.part", "missing.part", "captured.part", "killed.fell", "wounded.fell")
_OTHERS = ("andere", "anderer", "weitere", "weiterer")
_OWN_VERB = 5  # tokens between people and a verb of harm of their own


class ObjectRules(TotalRules):
    """The links of numbers to a harm word on their left that governs them."""

    def _object(self, group: Group) -> Link | None:
        """ "killed 27 Palestinians", "injuring more than 450", "the killing of six", "погибли 350 тысяч солдат"."""
        j = self._back(
            group.start,
            "words.article",
            "words.all",
            "qualifier.filler",
            "words.more",
            "words.object_filler",
            "words.also",
        )
        if group.start - j > 5:
            return None
        harm = next((h for k in range(j, group.start + 1) if (h := self.harm_end.get(k)) is not None), None)
        body = harm if harm is not None or self.line.ends_at(j, "words.of") is None else self.harm_end.get(j - 1)
        if body is not None and self._remains_of(group, body):
            return Link(body.measure, "object of a harm verb", body.start, body.end, "right")
        if harm is not None and self.free and self._remains_of(group, harm):
            return Link(harm.measure, "object of a harm verb", harm.start, harm.end, "right")
        inside = (self.harm_end.get(k) for k in range(group.start + 1, group.number.core + 1))
        harm = harm or next((h for h in inside if h is not None), None)  # "la vida de" before "de entre 600 y 1.000"
        harm = harm or self._verb_before(group, j)
        if harm is None and self.line.ends_at(j, "words.of") is not None:
            harm = self.harm_end.get(j - 1)
            if harm is not None and not harm.has("verb"):
                harm = None
        if harm is None or self.line.low(harm.end - 1) == ",":
            return None  # "135 kamen im Ahrtal um, zwei werden vermisst"
        if harm.has("lost"):
            return None  # see "people lost"
        if harm.has("fell") and self._harmed_apart(harm, group):
            return None  # "183 человека погибли и 836 были ранены"
        if not (harm.has("verb", "part") or (self.free and harm.has("fell", "noun"))):
            return None
        if harm.has("noun") and not harm.has("part", "verb") and not self.free:
            return None
        own = self.harm_at.get(group.end)  # "leaves 16 dead over 70 missing"
        if harm.has("weak") and own is not None and self.line.is_a(own.start, "words.outright"):
            return Link(own.measure, "object of a harm verb", harm.start, own.end, "right")  # "shot two guards dead"
        held = own is not None and own.measure is Measure.CAPTURED and own.has("noun")  # "killed 26 hostages"
        if own is not None and own.measure is not harm.measure and not (held or self.free or harm.has("verb")):
            return None
        if harm.has("noun") and not harm.has("part", "verb", "fell"):
            lost = harm.measure is Measure.CASUALTIES and harm.end == j and (group.head is not None or group.demonym)
            if lost:  # "втрати 1120 росіян"
                return Link(harm.measure, "counted noun", harm.start, harm.end, "noun")
            return None
        if not harm.has("verb") and not self.free and self._passive(harm):
            return None
        dying = self.free and harm.has("fell") and harm.measure is Measure.KILLED and harm.end == j
        if group.unknown and not self._strong(harm) and not dying:
            return None  # "murieron dos estibadores": only people die
        them = group.of_them and not self.line.is_a(harm.start, "words.wrecked")  # "destroyed 60 of them": of drones
        if harm.has("weak") and group.head is None and not group.demonym and not them:
            return None  # "shot 67 in the final round", but "shot 17 people"
        if harm.has("noun") and self.line.is_a(harm.start - 1, "words.the"):
            return None  # "of the killed over 900 had borne arms"
        return Link(harm.measure, "object of a harm verb", harm.start, harm.end, "right")

    def _unless_dead(self, obj: Link | None, noun: Link | None) -> Link | None:
        """None for "gunmen shot 26 tourists dead", "beat three men to death": what came of it stands behind them."""
        if obj is None or noun is None or noun.measure is not Measure.KILLED or noun.start < obj.end:
            return obj
        deed = self.line.is_a(obj.start, "words.weak", "wounded.verb", "wounded.part")
        return None if deed and obj.measure is Measure.WOUNDED else obj

    def _whom(self, group: Group) -> Link | None:
        """ "251 people whom gunmen seized", "251 человек, которых захватили боевики": the object of its own clause."""
        first = group.end + (self.line.low(group.end) == ",")
        if group.head is None or not self.line.is_a(first, "words.whom"):
            return None
        for k in range(first + 1, first + 1 + _WHOM):
            harm = self.harm_at.get(k)
            if harm is not None:
                took = harm.has("verb", "part") and (self.free or not self._passive(harm)) and not harm.has("lost")
                return Link(harm.measure, "object of a harm verb", harm.start, harm.end, "right") if took else None
            if self.line.kind(k) != "word" or self._number_here(k) is not None:
                return None
        return None

    def _second_object(self, group: Group) -> Link | None:
        """ "Killed the commander and 90 others", "lost her husband and three sons": named people first."""
        first = self._back(group.start, "words.own", "words.article", "words.more")
        first -= self.line.low(first - 1) == "a"  # "a un matrimonio y a sus cuatro hijos"
        again = self.line.is_a(first - 1, "words.of") and self.line.is_a(first - 2, "words.conjunction")
        first -= again  # "la muerte de un policía y de ocho personas"
        if group.head is None or not self.line.is_a(first - 1, "words.conjunction"):
            return None
        ends = self._ends_clause(group.end) or self.line.is_a(group.end, "words.conjunction", "dates.units")
        if not (ends or again) or self._own_predicate(group):
            return None
        for k in range(first - 1, max(-1, first - _FRONTED), -1):
            harm = self.harm_end.get(k)
            if harm is not None:
                k += self.line.is_a(k, "words.object_filler")  # "mató a un matrimonio y a sus cuatro hijos"
                took = harm.has("verb") or (harm.has("part") and not self._passive(harm) and not self.free)
                named = self.line.is_a(k, "words.article", "words.own", "words.reflexive") or self.line.capital(k)
                named = named or population_at(self.line, k) is not None
                if harm.has("lost") and named:
                    return Link(Measure.KILLED, "people lost", harm.start, harm.end, "right")
                return (
                    Link(harm.measure, "object of a harm verb", harm.start, harm.end, "right")
                    if took and named
                    else None
                )
            number = self._number_here(k)
            if (number is not None and not self.groups[number].thing) or self.line.low(k) in (";", ":", ".", "("):
                return None
            if self.line.is_a(k, "words.auxiliary", "source.says", "words.who", "words.but", "words.opens_clause"):
                return None
        return None

    def _with_others(self, group: Group) -> Link | None:
        """ "The editor was killed along with four colleagues", "погиб вместе с тремя детьми": others beside one."""
        first = self._back(group.start, "words.own", "words.article")
        if group.head is None or group.of_them or group.thing:
            return None
        begin = self.line.ends_at(first, "words.along_with")
        if begin is None and self.line.is_a(first - 1, "words.conjunction"):  # "with his wife and three children"
            told = (self.line.ends_at(k, "words.along_with") for k in range(first - 2, max(-1, first - 2 - _KIN), -1))
            begin = next((k for k in told if k is not None), None)
        if begin is None:
            return None
        for k in range(begin, max(-1, begin - _FRONTED), -1):
            harm = self.harm_end.get(k)
            if harm is not None:
                befell = harm.has("fell") or (harm.has("part") and (self.free or self._passive(harm)))
                counted = any(
                    g is not group and self.line.low(g.end) != "," and 0 <= harm.start - g.end <= _FRONTED
                    for g in self.groups
                )
                near = k == begin or self._only_phrase(k, begin)
                alone = befell and near and not counted
                beside = Link(harm.measure, "others beside one", harm.start, harm.end, "right")
                return beside if alone else self._beside_a_victim(begin)
            if self.line.kind(k - 1) != "word" or self._number_here(k - 1) is not None:
                return self._beside_a_victim(begin)
        return None

    def _beside_a_victim(self, begin: int) -> Link | None:
        """ "Killed Ahmed Ali, the deputy director, along with four of his children": a verb with its one victim."""
        line = self.line
        for k in range(begin, max(0, begin - _VICTIM), -1):
            harm = self.harm_end.get(k)
            if harm is not None:
                deed = is_have(line, harm.start - 1) or (self.lex.lang == "en" and not self._passive(harm))
                active = not harm.has("fell") and (harm.has("verb") or (harm.has("part") and deed))
                one = line.capital(k) or line.is_a(k, *_ONE_PERSON) or population_at(line, k) is not None
                one = one and k < begin and harm.measure in (Measure.KILLED, Measure.WOUNDED)
                return (
                    Link(harm.measure, "others beside one", harm.start, harm.end, "right") if active and one else None
                )
            if line.low(k - 1) in (";", ":", ".") or self._number_here(k - 1) is not None:
                return None
        return None

    def _others_there(self, group: Group) -> Link | None:
        """ "A soldier was wounded in Bapho and four others in Niono": whom the same befell elsewhere."""
        line, first, after = self.line, group.start, group.end
        first -= line.is_a(first - 1, *_MORE)
        told = first < group.start or any(line.is_a(j, *_MORE) for j in range(group.number.end, after + 1))
        after += line.is_a(after, *_MORE)
        elsewhere = line.is_a(after, "words.place_preposition") and line.capital(after + 1)
        if not (told and elsewhere) or not (line.is_a(first - 1, "words.conjunction") or line.low(first - 1) == ","):
            return None
        if any(line.is_a(j, *_BEFELL) for j in range(after, min(after + _FRONTED, len(line.tokens)))):
            return None  # "and four others in Niono were hurt"
        for k in range(first - 1, max(0, first - _FRONTED), -1):
            harm = self.harm_end.get(k)
            if harm is not None:
                befell = harm.has("fell") or (harm.has("part") and (self.free or self._passive(harm)))
                return Link(harm.measure, "others beside one", harm.start, harm.end, "right") if befell else None
            if line.kind(k - 1) != "word" or self._number_here(k - 1) is not None:
                return None
        return None

    def _remains_of(self, group: Group, harm: Harm) -> bool:
        """ "Знайшли тіла п'ятьох людей", "the bodies of all eleven climbers"."""
        named = self.harm_at.get(group.number.end)  # "the bodies of six hostages"
        counted = group.head is not None or group.number.collective or (named is not None and named.has("noun"))
        return counted and any(self.line.is_a(k, "words.remains") for k in range(harm.start, harm.end))

    def _fronted(self, group: Group) -> Link | None:
        """ "Also killed were 12 men", "Verletzt wurden 18 Menschen", "В плену остаются 50 человек": predicate first."""
        alone = group.bare and (self._ends_clause(group.end) or self.line.low(group.end) in (":", "("))
        alone = alone and (self.free or self.line.is_a(group.start - 1, "words.stays"))  # "Verletzt wurden demnach 362"
        if group.head is None and not group.demonym and not alone:
            return None
        verb = None
        for k in range(group.start - 1, max(-1, group.start - _FRONTED), -1):
            if self.line.is_a(k, "words.auxiliary", "words.stays"):
                verb = k
                break
            if self._number_here(k) is not None or k in self.harm_at or self.line.low(k) in (";", ":", "."):
                return None
        if verb is None or (not self.free and verb < group.start - 2):
            return None
        while self.line.is_a(verb - 1, "words.auxiliary", "words.adverb"):
            verb -= 1
        j = verb
        if self.line.low(j - 1) == ",":
            j = next((k for k in range(j - 2, max(0, j - 2 - _FRONTED), -1) if self.line.low(k) == ","), j)
        for k in range(j, max(0, j - _FRONTED), -1):
            harm = self.harm_end.get(k)
            if harm is not None:
                near = k == j or self._only_phrase(k, j) or harm.measure is Measure.CAPTURED
                fronted = Link(harm.measure, "fronted predicate", harm.start, harm.end, "right")
                return fronted if near and self._opens_clause(harm) else None
            if self.line.kind(k - 1) != "word" or self._number_here(k - 1) is not None:
                return None
        return None

    def _opens_clause(self, harm: Harm) -> bool:
        """Whether a participle or a place of captivity stands first, with no subject of its own before it."""
        j = harm.start
        while self.line.is_a(j - 1, "words.adverb", "words.also", "words.preposition") and j > 0:
            j -= 1
        form = harm.has("part") or harm.measure is Measure.CAPTURED or self.line.is_a(harm.start, "words.preposition")
        first = j == 0 or self.line.low(j - 1) in (",", ";", ":", "–") or self.line.is_a(j - 1, "words.conjunction")
        return form and first and not harm.has("lost") and not self._counted_before(harm)

    def _verb_before(self, group: Group, j: int) -> Harm | None:
        """ "starben nach Angaben von Fedorow zwei Männer": the verb opens the clause, its subject ends it."""
        told = self.harm_at.get(group.end) if group.bare else None  # "погибли, по данным властей, 130 заложников"
        lone = group.bare and (self._ends_clause(group.end) or self.line.is_a(group.end, "words.conjunction"))
        bare = self.lex.order == "last"  # "am Montag starben dort drei"
        lone = lone and (bare or group.number.collective or self._animate(group))  # "застрелил в Вене четверых"
        known = group.head is not None or group.demonym or lone
        aside_only = group.bare and not known and self._ends_clause(group.end) and self.line.low(j - 1) == ","
        if not self.free or not (known or aside_only or (told is not None and told.has("noun"))):
            return None
        if self.line.ends_at(j, "words.acts_on") is not None:
            return None  # "leur bateau, qui transportait 150 personnes, a coulé"
        commas = 0
        for k in range(j - 1, max(-1, j - 14), -1):
            other = self._number_here(k)
            counted = other is not None and not self.groups[other].number.ordinal  # "in der zweiten Woche"
            if (self.line.low(k) in (";", ":", ".") and k not in self.dated) or counted:
                return None
            commas += self.line.low(k) == ","
            harm = self.harm_end.get(k)
            if harm is None:
                continue
            if self.line.is_a(harm.end, "words.conjunction"):
                return None
            if self._has_subject(harm) and any(self.line.is_a(m, "words.opens_clause") for m in range(harm.end, j)):
                return None  # "90 personnes se sont noyées quand leur bateau avec 150 personnes a chaviré"
            if harm.has("part") and self._inverted_passive(harm) and self._only_phrase(harm.end, j):
                return harm
            aside = commas == 2 and self.line.low(harm.end) == "," == self.line.low(j - 1)
            if harm.has("part") and aside and self._opens_clause(harm):
                return harm  # "Ранены, по его словам, 79 человек", "Ранены, по предварительным данным, 14"
            if aside_only:
                return harm if aside and harm.has("fell") and harm.start == 0 else None
            own = harm.has("fell") and self.line.low(harm.end) == "," and commas == 1
            if own and (self._own_predicate(group) or self._has_subject(harm)):
                return None  # "Zwei Frauen starben, drei Männer wurden verletzt", "31 Menschen retteten sich"
            if harm.has("fell") and self._harmed_apart(harm, group):
                return None
            if (
                lone
                and bare
                and not group.demonym
                and (commas or not harm.has("fell") or harm.measure is not Measure.KILLED)
            ):
                return None
            if harm.has("fell"):
                return harm if told is None or commas == 2 else None
            apart = self._only_phrase(harm.end, j) or self._subject_between(harm, j)
            return harm if harm.has("verb", "lost") and commas != 1 and apart else None
        return None

    def _animate(self, group: Group) -> bool:
        """ "Застрелив чотирьох": a Ukrainian number word in the accusative of people."""
        return self.lex.lang == "uk" and not group.number.digits and self.line.low(group.number.core).endswith("ох")

    def _subject_between(self, harm: Harm, j: int) -> bool:
        """ "Am Montag töteten Kämpfer der Miliz zwölf Menschen": a German verb, its subject, then whom it befell."""
        if self.lex.order != "last" or not harm.has("verb") or self.line.is_a(j - 1, "words.preposition", "words.of"):
            return False
        between = range(harm.end, j)
        joints = [k for k in between if self.line.is_a(k, "words.conjunction")]
        joined = all(self.line.low(k + 1) in _OTHERS for k in joints)  # "Kämpfer der Hamas und anderer Gruppen"
        return joined and all(
            self.line.kind(k) == "word" or self.line.low(k) == "-" for k in between
        )  # "IS-Terroristen"

    def _has_subject(self, harm: Harm) -> bool:
        """Whether people are counted right before the verb: it is theirs."""
        return any(
            0 <= harm.start - g.end <= (_SUBJECT if g.head is not None else 0) for g in self.groups if not g.thing
        )  # "Ще 35 дістали поранення, 3000 мешканців утекли"

    def _harmed_apart(self, harm: Harm, group: Group) -> bool:
        """ "Погибла женщина, ещё семь человек ранены": a verb of its own ends the clause of the people."""
        between = range(harm.end, group.start)
        parted = any(self.line.low(k) == "," or self.line.is_a(k, "words.conjunction") for k in between)
        first = self._after_aside(group.end) or group.end if self.line.low(group.end) == "," else group.end
        for k in range(first, first + _OWN_VERB):
            own = self.harm_at.get(k)
            if own is not None:
                return parted and own.has("fell", "part") and not self._takes_object(own)
            if self.line.kind(k) != "word" or self.line.is_a(k, "words.conjunction", "words.who", "words.but"):
                return False
        return False

    def _inverted_passive(self, harm: Harm) -> bool:
        """ "Ont été tués dans l'attaque trois infirmiers": the auxiliary opens the sentence."""
        j = harm.start
        while j > 0 and self.line.is_a(j - 1, "words.auxiliary", "words.adverb"):
            j -= 1
        return j < harm.start and (j == 0 or self.line.low(j - 1) in (",", ";"))

    def _only_phrase(self, start: int, end: int) -> bool:
        """Whether a verb is apart from its object by where or when: "han matado en Israel a 24 personas"."""
        personal = self.line.low(start) == "a"  # "mató a un hombre": an object of its own
        opens = self.line.is_a(start, "words.preposition", "words.adverb") or self.line.low(start) == ","
        clear = not any(self.line.is_a(k, "words.conjunction", "words.who") for k in range(start, end))
        return (opens or start in self.dated) and not personal and clear
