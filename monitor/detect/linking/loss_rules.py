"""Numbers to what was lost: people lost, lives taken, what a war cost somebody."""

from monitor.detect.belligerents.soldiery import lost_by_an_army, lost_in_an_attack
from monitor.detect.harm.harms import Harm
from monitor.detect.linking.fate_rules import FateRules
from monitor.detect.linking.takings import their_lives
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.base_forms import INFLECTED
from monitor.model import Measure, Population

_ARMS = 30  # tokens of a list of men and arms to the verb that ends it
_GLOSS = 8  # tokens from the lost on to the word that calls them dead
_LOSER = 4  # tokens of who lost, before the verb: "подразделения украинской армии"
_AGREEING = ("ом", "ому", "ем", "ій", "ой", "ых", "их")  # "на купянском направлении", "на східному фронті"
_WHOM = 5  # tokens from a verb of cost to what it cost
_AMONG = 12  # tokens from a verb of taking lives, past where and when, to their number


class LossRules(FateRules):
    """The links of numbers to "lost", "cost" and "claimed lives"."""

    def _lost(self, group: Group) -> Link | None:
        """ "lost 25 troops, one artillery gun": people alone count; "took 1,833 lives" are deaths."""
        j = self._back(group.start, "qualifier.filler", "words.adverb", "words.article", "words.object_filler")
        twin = next((g for g in self.groups if g.end == j - 1 and g.bare), None)
        if twin is not None and self.line.is_a(j - 1, "words.conjunction"):
            j = twin.start  # "lost 250,000 and 100,000 soldiers respectively"
        harm = self.harm_end.get(j) or self._past_its_subject(j) or self._loss_around(group, j)
        how = self.harm_end.get(j)
        if how is not None and how.has("part", "noun") and self._says_lost(how):
            return Link(how.measure, "people lost", how.start, how.end, "right")  # "втратила вбитими 46 тисяч"
        last = self.line.tokens[group.end - 1].low if group.end else ""
        lives = self.line.is_a(group.end - 1, "words.lives") or self.line.is_a(group.end, "words.lives")
        lives = lives or their_lives(self, group)
        verb = self.line.ends_at(j, "words.lives_verb")
        if lives and verb is None:
            verb = self._lives_verb(j)
        paid = self._cost_somebody(j)
        men = group.head is Population.MILITARY or self.line.is_a(group.head_at or 0, "words.men")
        if paid is not None and men and group.head is not None:
            return Link(Measure.KILLED, "lives taken", paid, j, "right")  # "has cost Israel more than 460 soldiers"
        verb = verb if verb is not None else paid
        if lives and verb is not None and last != "":
            return Link(Measure.KILLED, "lives taken", verb, j, "right")
        taken = next((k for k in range(group.end, group.end + 3) if self.line.is_a(k, "words.lives_verb")), None)
        if lives and taken is not None and self.line.kind(taken - 1) == "word" and self._are_taken(group, taken):
            return Link(Measure.KILLED, "lives taken", taken, taken + 1, "left")  # "Понад 140 життів забрала повінь"
        if (
            harm is None
            and group.head is not None
            and (after := self.harm_at.get(group.end)) is not None
            and after.has("lost")
        ):
            ends = (
                self._ends_clause(after.end)
                or self.line.is_a(after.end, "words.adverb")
                or self._by_its_own(group, after)
            )
            harm = after if ends else None  # "around 1,243,070 Russian troops lost"
        if harm is None or not harm.has("lost") or self._leave(group):
            return None
        if group.head is not None or group.demonym:
            if any(self.line.is_a(k, "words.lives") for k in range(harm.end, harm.end + _AMONG)):
                return Link(Measure.KILLED, "subject of a harm verb", harm.start, harm.end, "left")  # "... das Leben"
            anyone = group.demonym or self.line.is_a(group.head_at or 0, "words.anyone")
            peace = self.peace and not lost_by_an_army(self.line, group.start)
            soldiers = (men or anyone) and not (peace and anyone)  # in a flood "the village lost 27 people"
            soldiers = soldiers and not self._glossed_dead(group)
            measure = Measure.CASUALTIES if soldiers else Measure.KILLED  # "a camp lost 27 girls"
            return Link(measure, "people lost", harm.start, harm.end, "right")
        ends = self._ends_clause(group.end) or self.line.low(group.end) == ":"
        if group.bare and ((ends and group.number.high >= 100) or lost_in_an_attack(self.line, group, ends=ends)):
            return Link(Measure.CASUALTIES, "people lost", harm.start, harm.end, "right")
        return None

    def _glossed_dead(self, group: Group) -> bool:
        """ "Loses 60 to 100 soldiers a day, killed in action", "Soldaten, die im Kampf fallen": a loss of the dead."""
        comma = False
        for k in range(group.end, group.end + _GLOSS):
            harm = self.harm_at.get(k)
            if harm is not None:
                return comma and harm.measure is Measure.KILLED and harm.has("part", "fell")
            if self._number_here(k) is not None or self.line.low(k) in (";", ".", ":", ""):
                return False
            if comma and not self.line.is_a(k, "words.who", "words.preposition", "words.article", "scope.incident"):
                return False
            comma = comma or self.line.low(k) == ","
        return False

    def _cost_somebody(self, j: int) -> int | None:
        """ "Has cost Russia some 250,000 lives", "kostete die Brigade 300 Mann": to whom, between verb and number."""
        for k in range(j - 1, max(0, j - 1 - _WHOM), -1):
            if (begin := self.line.ends_at(k, "words.lives_verb")) is not None:
                return begin if any(self.line.is_a(m, "words.costs") for m in range(begin, k)) else None
            if self.line.kind(k) != "word" or self.line.is_a(k, "words.preposition", "words.auxiliary", "words.who"):
                return None
        return None

    def _are_taken(self, group: Group, taken: int) -> bool:
        """ "Понад 140 життів забрала повінь"; where the order is fixed, a passive: "140 lives have been lost"."""
        return self.free or self.line.is_a(group.end, "words.auxiliary") or taken == group.end

    def _lives_verb(self, j: int) -> int | None:
        """ "Se cobró en el sur del país 98 vidas", "claimed in one night 40 lives": where and when come between."""
        for k in range(j, max(0, j - _AMONG), -1):
            if (begin := self.line.ends_at(k, "words.lives_verb")) is not None:
                return begin if self.line.is_a(k, "words.preposition") or k in self.dated else None
            if self._number_here(k - 1) is not None or self.line.low(k - 1) in (",", ";", ":", "."):
                return None
        return None

    def _people_at(self, k: int, *, listed: bool) -> bool:
        """Whether people are counted there, or anything; a list of what was lost goes on with tanks and guns."""
        other = self._number_here(k)
        arms = listed and other is not None and (self.groups[other].thing or self.groups[other].head is None)
        return other is not None and not arms

    def _says_lost(self, how: Harm) -> bool:
        """ "втратила вбитими", "потеряла убитыми и ранеными": a loss that says of what kind."""
        return self.line.is_a(how.start, "words.lost") or self.line.ends_at(how.start, "words.lost") is not None

    def _past_its_subject(self, j: int) -> Harm | None:
        """ "En Kursk perdió Ucrania 70.000 hombres", "під Авдіївкою втратили росіяни 16 тисяч": who lost, between."""
        begin = next((at for cls in ("party", "capital") if (at := self.line.ends_at(j, cls)) is not None), None)
        harm = self.harm_end.get(self._back(begin, "words.article")) if begin is not None else None
        return harm if harm is not None and harm.has("lost") else None

    def _object_first(self, group: Group) -> Harm | None:
        """ "До 95 военнослужащих противник потерял под Херсоном": the lost, who lost them, and the verb."""
        if self.lex.lang not in INFLECTED or (group.head is None and not group.demonym):
            return None
        line, k = self.line, group.end
        while line.kind(k) == "word" and k - group.end < _LOSER and k not in self.harm_at:
            if line.is_a(k, "words.preposition", "words.conjunction", "words.who", "words.auxiliary", "source.says"):
                return None
            k += 1
        harm = self.harm_at.get(k)
        if harm is None or not harm.has("lost") or k == group.end or not self._no_object(harm):
            return None
        loser = any(line.is_a(j, "party", "capital", "words.army", "words.enemy") for j in range(group.end, k))
        return harm if loser else None

    def _by_its_own(self, group: Group, harm: Harm) -> bool:
        """ "До 215 военнослужащих ВСУ потеряли на купянском направлении", "До 330 военных потеряли ВСУ"."""
        within = any(self.line.is_a(j, "party", "words.army") for j in range((group.head_at or 0) + 1, group.end))
        behind = self.line.is_a(harm.end, "party", "words.army", "words.enemy")
        return (within or behind) and self._no_object(harm)

    def _no_object(self, harm: Harm) -> bool:
        """Whether no object follows a verb of losing: "потерял под Херсоном", "втратили за добу", "потеряли ВСУ"."""
        k, line = harm.end, self.line
        if self.lex.lang not in INFLECTED or harm.has("part", "noun"):
            return False
        if line.is_a(k, "words.preposition", "words.place_preposition") and k not in self.dated:
            plain = line.kind(k + 2) == "word" and not line.capital(k + 1) and not line.low(k + 1).endswith(_AGREEING)
            over = line.is_a(k + 2, "words.preposition", "words.conjunction", "words.adverb", "dates.units")
            return not plain or over or k + 1 in self.dated  # "потеряли в боях конечности"
        return line.is_a(k, "party", "words.army", "words.enemy") or k in self.dated or self._ends_clause(k)

    def _loss_around(self, group: Group, j: int) -> Harm | None:
        """Away from its object: "haben 1.163.680 Soldaten verloren", "втратила у війні близько 40 тисяч бійців"."""
        if self.lex.order == "free":
            before = self._verb_before(group, j)
            return before if before is not None and before.has("lost") else self._object_first(group)
        if self.lex.order != "last" or (group.head is None and not group.demonym):
            return None
        for harm in self.harms:
            if not harm.has("lost"):
                continue
            low, high = (group.end, harm.start) if harm.start >= group.end else (harm.end, j)
            between = range(low, high)
            listed = self.line.low(group.end) == "," or self.line.is_a(group.end, "words.conjunction")
            told = any(self._people_at(k, listed=listed) or self.line.low(k) == ";" for k in between)
            if len(between) <= (_ARMS if harm.start >= group.end and listed else 10) and not told:
                return harm  # "mehr als 60 Soldaten, einen Panzer und zwei Haubitzen verloren"
        return None
