"""Numbers to the counting nouns and wholes that they stand beside: totals, ordinals, parts."""

from dataclasses import replace

from monitor.detect.harm.harms import Harm
from monitor.detect.linking.attending import for_the_harmed
from monitor.detect.linking.loss_rules import LossRules
from monitor.detect.linking.one_person import beside_lives
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import population_at
from monitor.model import Measure

_GENITIVE = ("ей", "ів", "їв", "ов", "ев", "их", "ых", "ок", "ин", "іб", "век", "ан", "ян", "ат", "ят")
_HARMED = 12  # tokens between a fronted genitive and its number ("Раненых, говорит их представитель, более 15 тысяч")
_TOLD_OF = 7  # tokens from people that open a sentence to their verb
_AMONG = 12  # tokens between "among the dead" and those who were
_AFTER_THAT = 4  # tokens from "among" to the dead, in a clause that "that" opens
_INCLUDED = 6  # tokens from "including" to how those died
_CAUSE = 5  # tokens from deaths to the injuries that they are due to
_TOTAL = 22  # tokens between a counting noun and its number ("the number of soldiers killed since ... is 55,000")


class TotalRules(LossRules):
    """The links of numbers to a counting noun and to the harmed that they are a part of."""

    def _partitive(self, group: Group) -> Link | None:
        """ "Of those killed, 25 were pupils", "of the killed over 900 had borne arms": the whole comes first."""
        fronted = self.harms[0] if self.harms else None
        if fronted is not None and fronted.end <= group.start <= fronted.end + 4 and group.head is not None:
            opener = any(self.line.is_a(j, "words.among") for j in range(fronted.start))
            if opener and fronted.has("noun") and self.line.is_a(0, "words.among"):
                return Link(fronted.measure, "part of the harmed", fronted.start, fronted.end, "", part=True)
        if fronted is not None and self._among_opens(group, fronted):
            return Link(fronted.measure, "part of the harmed", fronted.start, fronted.end, "", part=True)
        if (among := self._among_those(group) or self._those_include(group)) is not None:
            return Link(among.measure, "part of the harmed", among.start, among.end, "", part=True)
        beside = self.harm_end.get(group.start)
        if beside is not None and beside.has("noun") and self.line.is_a(beside.start - 2, "words.of"):
            return Link(beside.measure, "part of the harmed", beside.start, beside.end, "", part=True)
        if not self._opens_with_all(group) or group.start > 12 or not self.harms or self.harms[0].end > group.start:
            return None
        harm = self.harms[0]
        before = any(self._number_here(j) is not None for j in range(group.start))
        if harm.start > 4 or before or harm.has("lost"):  # "Der Verein verlor an einem Tag 1120 Mitglieder"
            return None
        return Link(harm.measure, "part of the harmed", harm.start, harm.end, "", part=True)

    def _among_those(self, group: Group) -> Harm | None:
        """ "Серед загиблих двоє дітей, серед поранених четверо": each clause names its whole, and then the part."""
        first = self._back(group.start, "words.adverb", "words.more")
        if self.line.low(first - 1) == "–":
            first -= 1
        harm = self.harm_end.get(first)
        if harm is None or not harm.has("noun"):
            return None
        among = self.line.ends_at(harm.start, "words.among")
        return harm if among is not None and self._opens(among) else None

    def _those_include(self, group: Group) -> Harm | None:
        """ "Those killed include a nurse and five Romanians", "Those who died included six children"."""
        line = self.line
        harm = self.harms[0] if self.harms and line.is_a(0, "words.those", "words.article") else None
        if harm is None:
            return None
        if line.is_a(0, "words.those"):
            if harm.start != 1 + line.is_a(1, "words.who") or not harm.has("part", "fell"):
                return None
        elif harm.start > 2 or (harm.start == 2 and population_at(line, 1) is None):
            return None  # "The dead include two teachers", "The adults killed included the driver, two teachers"
        verb = next((j for j in range(harm.end, harm.end + _AMONG) if line.is_a(j, "words.enumerates")), None)
        if verb is None or not verb < group.start <= verb + _TOLD_OF:
            return None
        return None if any(self._number_here(j) is not None for j in range(harm.end, group.start)) else harm

    def _among_opens(self, group: Group, harm: Harm) -> bool:
        """ "Among those killed in these operations were 53 residents", "Среди погибших – 49 женщин"."""
        tag = self.line.at(0, "words.among")
        if tag is None:  # "informaron que entre los fallecidos hay tres niños"
            opens = range(max(1, harm.start - _AFTER_THAT), harm.start)
            tag = next(
                (self.line.at(j, "words.among") for j in opens if self.line.is_a(j - 1, "source.subordinate")), None
            )
        if (
            tag is None
            or not harm.has("noun", "part")
            or not tag.end <= harm.start <= tag.end + 2
            or group.head is None
        ):
            return False
        if not harm.end < group.start <= harm.end + _AMONG:
            return False
        verb = (
            self.line.is_a(group.start - 1, "words.auxiliary", "words.stays") or self.line.low(group.start - 1) in "–:"
        )
        return verb and all(
            self._number_here(j) is None and j not in self.harm_at for j in range(harm.end, group.start)
        )

    def _harmed_in_front(self, group: Group) -> Link | None:
        """ "Загиблих шестеро", "Раненых, говорят врачи, 15", "Тел нашли 22": a genitive, then its number."""
        counts = group.bare or self.line.is_a(group.head_at or 0, "words.anyone")
        if not counts or group.number.ordinal or not self._number_ends(group):
            return None
        harm = next((h for h in reversed(self.harms) if h.end <= group.start), None)
        if harm is not None and self._told_in_a_clause(harm, group):
            return Link(harm.measure, "subject of a harm verb", harm.start, harm.end, "left")
        if harm is None or not (self._names_harmed(harm) or self._people_told(harm)):
            return None
        if not self._quiet_between(harm.end, group.start):
            return None
        first = harm.start
        if (among := self.line.ends_at(first, "words.among")) is not None:
            first = among
            while population_at(self.line, first - 1) is not None:
                first -= 1
        if first < harm.start - 1 and population_at(self.line, first) is not None and self._opens(first):
            return Link(
                harm.measure, "part of the harmed", harm.start, harm.end, "", part=True
            )  # "Дітей серед убитих 9"
        if self._people_told(harm):
            return Link(harm.measure, "subject of a harm verb", harm.start, harm.end, "left") if group.bare else None
        if not self._opens(harm.start):
            return None
        return Link(harm.measure, "total after its noun", harm.start, harm.end, "total")

    def _people_told(self, harm: Harm) -> bool:
        """ "Людей загинуло 12", "Пациентов тогда погибло, по его словам, больше 70": people, verb, number."""
        if not harm.has("fell", "part") or self.lex.lang not in ("uk", "ru"):
            return False
        for who in range(harm.start - 1, max(-1, harm.start - _TOLD_OF), -1):
            if self.line.kind(who) != "word" or self.line.is_a(who, "words.who", "words.opens_clause", "source.says"):
                return False
            if (got := population_at(self.line, who)) is not None and self._opens(who):
                return self.line.low(got[1] - 1).endswith(_GENITIVE)  # "Цивільних за цей час загинуло, ..., 14 534"
        return False

    def _told_in_a_clause(self, harm: Harm, group: Group) -> bool:
        """ "Військових, які зникли безвісти, майже 60 тисяч", "Тех, кто погиб, уже 24": a genitive with a clause."""
        line = self.line
        who = next((k for k in range(harm.start - 1, harm.start - 5, -1) if line.is_a(k, "words.who")), None)
        ends = next((k for k in range(harm.end, harm.end + 6) if line.kind(k) != "word"), None)
        if who is None or ends is None or line.low(ends) != "," or line.low(who - 1) != "," or not group.bare:
            return False
        told = population_at(line, who - 2) is not None and line.low(who - 2).endswith(_GENITIVE)
        told = told or line.is_a(who - 2, "words.those")
        quiet = all(line.kind(k) == "word" or line.low(k) == "–" for k in range(ends + 1, group.start))
        return told and quiet and harm.has("part", "fell") and self._opens(who - 2)

    def _number_ends(self, group: Group) -> bool:
        """Whether nothing that the number could count follows it: "поранених 15, з них двоє дітей"."""
        return self._ends_clause(group.end) or self.line.is_a(
            group.end, "words.conjunction", "words.subset", "words.but"
        )

    def _opens(self, j: int) -> bool:
        """Whether a noun opens its clause, adverbs and days before it left aside: "всього загиблих п'ятеро"."""
        while j > 0 and (
            j - 1 in self.dated or self.line.is_a(j - 1, "words.adverb", "words.more", "words.conjunction", "words.but")
        ):
            if self.line.is_a(j - 1, "words.conjunction", "words.but"):
                return True
            j -= 1
        at = self.line.ends_at(j, "dates.as_of")  # "станом на 10:00 поранених 40"
        j = at if at is not None else j
        return j == 0 or self.line.low(j - 1) in (",", ";", ":", "–", '"', "(", "-", ".")

    def _quiet_between(self, start: int, end: int) -> bool:
        """Whether only words, dates, a dash and whole asides stand between a fronted noun and its number."""
        if end - start > _HARMED:
            return False
        commas = 0
        for k in range(start, end):
            low = self.line.low(k)
            commas += low == ","
            inside = commas % 2 == 1
            if k in self.dated or low == "," or (low in ("–", "-", '"') and k == end - 1):
                continue
            if self.line.kind(k) != "word" or self._number_here(k) is not None or k in self.harm_at:
                return False
            if not inside and self.line.is_a(k, "words.conjunction", "words.but", "words.who", "words.opens_clause"):
                return False
        return commas % 2 == 0

    def _total_behind(self, group: Group) -> Link | None:
        """ "takes to 13 the number of peacekeepers killed": the counting noun follows its number."""
        if (standing := self._at_so_many(group)) is not None:
            return Link(standing.measure, "total before its noun", standing.start, standing.end, "total")
        landed = self.line.ends_at(group.start, "words.landing") is not None
        if not group.bare or not (landed or self.line.is_a(group.start, "words.landing")):
            return None  # "estime à près de 1,2 million le nombre de pertes": its own "à" is in the words on the number
        j = group.end
        if self.free and self.line.is_a(j, "words.total_move"):
            j += 1  # "До 11 зросла, за даними поліції, кількість загиблих"
            if self.line.low(j) == ",":
                j = next((k + 1 for k in range(j + 1, j + _HARMED) if self.line.low(k) == ","), j)
        while self.line.is_a(j, "words.article", "words.own"):
            j += 1
        if not self.line.is_a(j, "words.count", "killed.toll", "casualties.noun"):  # "porte à 418 ses pertes"
            return None
        harm = next((h for h in self.harms if j <= h.start <= j + 9), None)
        if harm is None:
            return None
        return Link(harm.measure, "total before its noun", harm.start, harm.end, "total")

    def _at_so_many(self, group: Group) -> Harm | None:
        """ "At 1,411, the death toll is the highest since 1998": it opens the clause, and a comma parts them."""
        opens = self.line.is_a(group.start - 1, "words.stands_at") and self._opens(group.start - 1)
        if not group.bare or not opens or self.line.low(group.end) != "," or group.number.high < 2:
            return None
        j = group.end + 1
        while self.line.is_a(j, "words.article", "party", "place", "words.adverb") or self.line.capital(j):
            j += 1
        harm = self.harm_at.get(j) or self.harm_at.get(j + 1)
        return harm if harm is not None and harm.has("toll") else None

    def _total(self, group: Group) -> Link | None:
        """ "the toll has risen to nine", "the number of soldiers killed ... is 55,000", "losses of 240", "dead: 12"."""
        j = group.start
        landing = self.line.ends_at(j, "words.landing")
        if landing is None and self._lands_last(group):
            landing = group.end  # "die Zahl der Toten hat 214 erreicht", "könnte 10.000 übersteigen"
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
        other = landing is None and j not in self.harm_end and self._verbish(j - 1)
        if (mark == "(" and group.number.signed) or other or (mark == "–" and landing is None and group.of_them):
            return None  # "The deaths came as police arrested more than 24 men"
        best = None
        for harm in reversed(self.harms):
            if harm.end > j or self._included(harm, j):
                continue
            if j - harm.end > _TOTAL or self._blocked(harm.end, j, mark):
                break
            if harm.has("lost") and not harm.has("noun") and j - harm.end <= 1:
                break  # "after studying notices of missing soldiers, it found that the units lost 21,000 men"
            if group.head is not None and self._there(harm.end, j):
                break
            close = mark == "–" and self.line.low(harm.end) == ":" and self._labels(harm.end + 1, j)
            close = close or (
                mark == "–" and harm.end == j - 1 and self.free and group.bare
            )  # "зникли – 208, депортовано – 61"
            labelled = (mark == ":" or close) and harm.has("part", "fell")  # "Service members killed: 2,461"
            amount = self.line.ends_at(j, "words.amount_to")
            told = amount is not None and harm.has("part") and self._harmed_people(harm, amount)
            if self._counted_already(harm, group, j):
                break
            named = harm.has("noun", "toll") and not (self._own_predicate(group) and self._perfect(harm))
            if named or labelled or told or self._counted_before(harm):
                best = self._died_of(harm) or harm
                break
            if harm.has("part", "verb", "fell") and j - harm.end > 3 and self.line.low(harm.start - 1) != "(":
                break
        if (
            best is None
            or beside_lives(self.line, best.start, group)
            or self._counters(group)
            or self._lives(group)
            or self._anothers(best, j)
            or self._told_of_others(best, landing)
            or for_the_harmed(self.line, self.lex, group, best)
        ):
            return None
        if (
            landing is None
            and mark in (",", "(", "-")
            and not (mark == "(" and best.end == j - 1)
            and (group.of_them or not (mark == "," and best.has("noun", "toll") and self.line.is_a(j, "words.landing")))
            and not (mark == "," and best.end == j - 1 and best.has("noun") and self._alone(group, best.start))
        ):
            return None
        beside = best.has("noun") and not best.has("toll") and best.end == j and landing != group.end
        if beside and not group.number.start < group.number.core:
            return None
        if group.unknown and not best.has("toll") and self.line.low(j - 1) not in ("at", "to", "of"):
            return None
        return Link(best.measure, "total after its noun", best.start, best.end, "total")

    def _included(self, harm: Harm, j: int) -> bool:
        """ "The number of soldiers killed, including those killed on the first day, rose to 800": an aside's own."""
        opened = next(
            (k for k in range(harm.start - 1, harm.start - _INCLUDED, -1) if self.line.is_a(k, "words.subset")), 0
        )
        if opened <= 0 or self.line.low(opened - 1) not in (",", "–", "("):
            return False
        closed = any(self.line.low(k) in (",", "–", ")") for k in range(harm.end, j - 1))
        return (
            closed and self._number_here(j) is not None and all(self._number_here(k) is None for k in range(opened, j))
        )

    def _there(self, start: int, end: int) -> bool:
        """ "las bajas norcoreanas en Kursk, donde unos 11.000 soldados combaten": who is where they fell."""
        where = next((k for k in range(end - 1, start - 1, -1) if self.line.is_a(k, "words.where")), None)
        return where is not None and all(self.line.low(k) != "," for k in range(where, end))

    def _died_of(self, harm: Harm) -> Harm | None:
        """ "The number of deaths from traumatic injuries is 55,000": the cause; "de morts et de blessés": the sum."""
        if harm.measure is not Measure.WOUNDED or not harm.has("noun"):
            return None
        joined = loose = False
        for k in range(harm.start, max(0, harm.start - _CAUSE), -1):
            cause = self.harm_end.get(k) if k < harm.start else None
            if cause is not None:
                dead = cause.measure is Measure.KILLED and cause.has("noun", "toll")
                if joined and any(g.number.end <= cause.start <= g.end for g in self.groups):
                    return None  # "caused 100 deaths and the injured number about 900"
                return (replace(harm, measure=Measure.CASUALTIES) if joined else cause) if dead else None
            joined = joined or self.line.is_a(k - 1, "words.conjunction")
            if self.line.kind(k - 1) != "word" or self._number_here(k - 1) is not None:
                return None
            loose = loose or not self.line.is_a(k - 1, "words.conjunction", "words.of", "words.article")
            if joined and loose:
                return None  # "added two to the dead and brought the injured to 39"
        return None

    def _perfect(self, harm: Harm) -> bool:
        """ "21 personas han muerto y otras 430 han sido detenidas": behind its auxiliary it is the verb, no noun."""
        verb = harm.has("part") and self.lex.lang in ("es", "fr")
        return verb and self.line.is_a(harm.start - 1, "words.auxiliary")

    def _told_of_others(self, harm: Harm, landing: int | None) -> bool:
        """ "35 blessés et de 3.000 déplacés", "27 heridos en un bus con 54 pasajeros": it has its number."""
        own = (link for link in self.links if link is not None and (link.start, link.end) == (harm.start, harm.end))
        passive = harm.has("part") and self.line.is_a(harm.start - 1, "words.auxiliary")
        if landing is None and passive:
            return any(link.side == "left" for link in own)  # "800 ont été tuées au Liban, et plus de 54.000 à Gaza"
        if harm.has("toll") or landing is None or not self.line.is_a(landing, "words.preposition", "words.of"):
            return False
        if landing - 1 in self.dated:
            return False  # "En mayo habló de 450 muertos, en febrero de 210"
        return any(link.side in ("left", "noun") for link in own)

    def _counted_already(self, harm: Harm, group: Group, j: int) -> bool:
        """ "12 muertos y 40 heridos, pero por la noche eran 15": a noun with a number of its own, and a new clause."""
        own = any(g is not group and g.number.end <= harm.start <= g.end for g in self.groups if g.start < group.start)
        return own and any(self.line.is_a(k, "words.but") for k in range(harm.end, j))

    def _elliptic(self, group: Group) -> Link | None:
        """ "The dead number 31, the missing four": a second total, its verb told once."""
        harm = self.harm_end.get(group.start)
        told = any(link is not None and link.side == "total" for link in self.links)
        if harm is None or not told or not group.bare or not harm.has("noun") or not self._ends_clause(group.end):
            return None
        j = harm.start - 1
        after = self.line.low(j - 1) in (",", ";") or self.line.is_a(j - 1, "words.conjunction")
        listed = self.line.is_a(j, "words.article") and after
        return Link(harm.measure, "total after its noun", harm.start, harm.end, "total") if listed else None

    def _alone(self, group: Group, noun: int) -> bool:
        """ "On déplore des disparus, 97 au total": an apposition, but "Losses, 33" numbers a text of a series."""
        ends = self.line.low(group.end) in ("", ".", ";", "(")
        return (
            group.bare
            and (noun > 0 or group.number.high >= 1000)
            and (ends or self.line.is_a(group.end, "words.together"))
        )

    def _harmed_people(self, harm: Harm, verb: int) -> bool:
        """ "Officers killed in the war number 5,540": people with their participle, then a verb of counting."""
        people = any(population_at(self.line, k) is not None for k in range(max(0, harm.start - 3), harm.start))
        people = people or self.line.is_a(harm.start - 1, "words.those")
        return people and not any(
            self.line.is_a(k, "words.auxiliary") or self.line.low(k) in (",", ";") for k in range(harm.start, verb)
        )

    def _names(self, group: Group) -> Link | None:
        """ "The register of the missing holds 63,000 entries": names on a list that says whom it holds."""
        if not self.line.is_a(group.end - 1, "words.names"):
            return None
        for harm in reversed(self.harms):
            listed = range(max(0, harm.start - 3), harm.start)
            near = harm.end <= group.start <= harm.end + _TOTAL and harm.has("noun", "part")
            if near and harm.measure is Measure.CAPTURED:
                return None  # "the list of prisoners to be exchanged has 1,000 names"
            if near and any(self.line.is_a(j, "words.count") for j in listed):
                return Link(harm.measure, "names on a list of the dead", harm.start, harm.end, "total")
        return None
