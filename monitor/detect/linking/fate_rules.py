"""What became of people of whom something else was told first, or who are counted one by one: "the 21st victim"."""

from dataclasses import replace

from monitor.detect.belligerents.killers import is_have
from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import population_at
from monitor.model import Measure

_CREW = 20  # fewer of a team may have died
_LISTED = 6  # tokens from captives to the dead that they are counted with
_ALL = 7  # tokens between people and "all", and between "all" and its verb
_CRASH = 18  # tokens from those aboard to "killing everyone"
_SOUGHT = 7  # tokens from victims to their being missing
_UNDER = ("while", "whilst", "during", "under")  # of care in which the hurt died
_LIVED = ("words.survived", "words.driven_out", "words.flees", "words.compelled")
_OTHER_FATES = (*_LIVED, "words.other_fate", "words.release")
_FATE = 5  # tokens from the people to what became of them
_RELATIVE = 8  # tokens between the harm word of a relative clause and the verb of its noun
_PERISHED = (
    "words.auxiliary",
    "words.adverb",
    "words.believed",
    "words.preposition",
)  # "are believed to have perished"


class FateRules(Reading):
    """The harm that befell people after, or instead of, the one that their own words name."""

    def _names_harmed(self, harm: Harm) -> bool:
        """ "Раненых, говорят врачи, 15", "ранены, по данным полиции, 200": what opens a clause before its number."""
        aside = self.lex.lang in ("uk", "ru") and harm.has("part") and self.line.low(harm.end) == ","
        return self.line.is_a(harm.start, "words.harmed") or (aside and harm.measure is Measure.WOUNDED)

    def _lands_last(self, group: Group) -> bool:
        """Whether the verb that a total reaches its number by stands behind it: "..., dass sie 500 übersteigt"."""
        last = self.lex.order == "last" and self.line.is_a(group.end, "words.passed")
        return last or (self.line.is_a(group.end, "words.landing") and is_have(self.line, group.start - 1))

    def _opens_with_all(self, group: Group) -> bool:
        """ "Of the dead", "Among the dead, 104 were over 70": the whole comes first, a comma ends it."""
        aside = group.start - 1 in self.harm_end and self.line.low(group.start - 1) == ","
        alone = aside and group.head is None and not group.thing
        return self.line.is_a(0, "words.of") or (alone and self.line.is_a(0, "words.among"))

    def _leave(self, group: Group) -> bool:
        """ "The club lost 1,120 members in a day": where no war and no disaster is told of, they left it."""
        told = not self.line.has.isdisjoint(("scope.incident", "scope.disaster", "scope.crash", "words.attack"))
        few = group.number.high < _CREW
        calm = self.peace or "words.business" in self.line.has
        return calm and not (told or few) and self.line.is_a(group.head_at or 0, "words.adherents")

    def _whose(self, j: int) -> Harm | None:
        """ "143,000 servicemen whose deaths can be proved": the noun of a relative clause that is theirs."""
        j += self.line.low(j) == ","
        if not self.line.is_a(j, "words.whose"):
            return None
        own = next((h for k in (j + 1, j + 2) if (h := self.harm_at.get(k)) is not None), None)
        return own if own is not None and own.measure is Measure.KILLED and own.has("noun") else None

    def _death_of_them(self, j: int) -> Harm | None:
        """ "Two of the wounded died", "Двоє з поранених у Сумах померли": dead, whatever they had been."""
        aux = False
        if self.line.is_a(j, "words.conjunction") and self.line.is_a(j + 1, "words.article", "numbers.one"):
            who = population_at(self.line, j + 2)
            j = who[1] if who is not None else j  # "Two hostages and a guard were killed"
        past = j
        for k in range(j, j + _ALL):
            harm = self.harm_at.get(k)
            if harm is not None and harm.measure is not Measure.KILLED and self.line.is_a(k, "words.preposition"):
                past = harm.end  # "zwölf der Verletzten im Krankenhaus starben"
            if k < past:
                continue
            if harm is not None:
                verb = harm.has("fell") or aux
                return harm if verb and harm.measure is Measure.KILLED else None
            ends = self.line.is_a(k, "words.conjunction", "words.who", "words.opens_clause")
            if self.line.kind(k) != "word" or (ends and not (aux and self.line.is_a(k, "words.article"))):
                return None  # but "haben die Nacht nicht überlebt"
            if self._number_here(k) is not None:
                return None
            aux = self.line.is_a(k, "words.auxiliary") or (aux and (self.free or self._adverbial(k)))
        return None

    def _died_there(self, group: Group, link: Link) -> bool:
        """ "Six people died at the scene and two more in hospital": one verb, two places of dying."""
        harm = self.harm_at.get(link.start)
        if harm is None or harm.measure is not Measure.WOUNDED or harm.start < group.end:
            return False
        place = self.line.is_a(harm.start, "words.preposition") and any(
            self.line.is_a(j, "words.ward") for j in range(harm.start, harm.end)
        )
        place = place or self.line.low(harm.start - 1) in _UNDER  # "and three others while undergoing treatment"
        before = next((h for h in reversed(self.harms) if h.end <= group.start), None)
        if not place or before is None or before.measure is not Measure.KILLED:
            return False
        if not before.has("fell") and not self.line.low(before.start).startswith("mort"):
            return False  # but "Six personnes sont mortes sur place"
        gap = range(before.end, group.start)
        joined = any(self.line.is_a(j, "words.conjunction") or self.line.low(j) == "," for j in gap)
        apart = any(self.line.is_a(j, "words.auxiliary", "words.but") or self.line.low(j) in (";", ":") for j in gap)
        where = before.end - before.start + len(gap) > 3  # "died at the scene", and "mortes sur place"
        return joined and not apart and where and len(gap) <= _CRASH

    def _fate_of_them(self, noun: Harm) -> Harm | None:
        """ "Two wounded died", "177 prisoners murdered", "19 victims are in hospital": what became of the counted."""
        if self.line.is_a(noun.start, "words.victims") and (sought := self._not_found(noun)) is not None:
            return sought
        if noun.measure in (Measure.WOUNDED, Measure.CAPTURED, Measure.MISSING):
            if (dead := self._among_the_dead(noun.end)) is not None:
                return dead
            after = self.harm_at.get(noun.end)
            killed = noun.measure is Measure.CAPTURED and after is not None and after.measure is Measure.KILLED
            shot = after is not None and self.line.is_a(after.start, "words.shot") and not self._takes_object(after)
            if noun.measure is Measure.CAPTURED and shot:
                return replace(noun, measure=Measure.KILLED)  # "186 prisoners of war shot since 2022"
            if killed and after is not None and after.has("part") and not self._takes_object(after):
                return after
            own = noun.end + self.line.is_a(noun.end, "party")
            who = population_at(self.line, own) if noun.measure is Measure.CAPTURED else None
            behind = who[1] if who is not None else noun.end  # "14 полонених військових розстріляно"
            after = self.harm_at.get(behind) if behind > noun.end else None
            if after is not None and after.measure is Measure.KILLED and after.has("part", "fell"):
                return after
            return self._death_of_them(behind) or (self._hurt(noun) if noun.measure is Measure.CAPTURED else None)
        if not self.line.is_a(noun.start, "words.victims"):
            return None
        j = noun.end
        while self.line.is_a(j, "words.auxiliary", "words.adverb") and j not in self.harm_at:
            j += 1
        hurt = self.harm_at.get(j)
        hurt = hurt if hurt is not None and hurt.measure is Measure.WOUNDED and hurt.has("part", "fell") else None
        return hurt if j > noun.end or (hurt is not None and hurt.has("fell")) else None

    def _among_the_dead(self, j: int) -> Harm | None:
        """ "22 of the hostages are among the victims", "13 otages figurent parmi les morts": counted with the dead."""
        line = self.line
        for k in range(j, j + _LISTED):
            harm = self.harm_at.get(k)
            if harm is not None and k > j and any(line.is_a(m, "words.among", "words.told_as") for m in range(j, k)):
                return harm if harm.measure is Measure.KILLED and harm.has("noun", "part") else None
            quiet = ("words.auxiliary", "words.adverb", "words.among", "words.article", "words.the", "words.told_as")
            dash = line.low(k) == "–" and line.is_a(k + 1, "words.among")
            if not dash and not line.is_a(k, *quiet, "words.stays"):
                return None
        return None

    def _not_found(self, victims: Harm) -> Harm | None:
        """ "52 victims are still missing", "52 пострадавших до сих пор числятся пропавшими": victims not yet found."""
        j = victims.end
        while j not in self.harm_at and j < victims.end + _SOUGHT:
            still = self.line.at(j, "scope.still")
            if still is None and not self.line.is_a(j, "words.auxiliary", "words.adverb"):
                return None
            j = still.end if still is not None else j + 1
        sought = self.harm_at.get(j)
        if sought is None or sought.measure is not Measure.MISSING or not sought.has("part", "fell"):
            return None
        return sought if j > victims.end or sought.start < sought.end - 1 else None

    def _hurt(self, captives: Harm) -> Harm | None:
        """ "Three hostages were wounded"; but of prisoners who "have been shot" nobody is left to be hurt."""
        j = captives.end
        while (self.line.is_a(j, "words.auxiliary") or self._adverbial(j)) and j not in self.harm_at:
            j += 1
        hurt = self.harm_at.get(j) if j > captives.end else None
        if hurt is None or hurt.measure is not Measure.WOUNDED:
            return None
        return replace(hurt, measure=Measure.KILLED) if self.line.is_a(j, "words.shot") else hurt

    def _none_survived(self, group: Group) -> Link | None:
        """ "None of the five crew survived", "keine Überlebenden unter den 14 Menschen an Bord"."""
        j = group.start
        while self.line.is_a(j - 1, "words.article", "words.own", "words.the"):
            j -= 1
        if self.line.is_a(j - 1, "words.among_them"):
            for k in range(j - 2, max(-1, j - 2 - _ALL), -1):
                if self.line.is_a(k, "words.survivors"):
                    denied = any(self.line.is_a(m, "words.negation") for m in (k - 1, k - 2, k - 3))
                    return Link(Measure.KILLED, "subject of a harm verb", k, k + 1, "left") if denied else None
            return None
        while self.line.is_a(j - 1, "words.article", "words.of", "words.own", "words.the"):
            j -= 1
        begin = self.line.ends_at(j, "words.no_one")
        return self._said_of_all(begin, group.end) if begin is not None and j < group.start else None

    def _all_of_them(self, group: Group) -> Link | None:
        """ "12 людей, усі загинули", "There were 12 men aboard, all of whom died": one verb for whoever was named."""
        aboard = group.bare and self.line.is_a(group.end, "words.aboard")
        if group.head is None and not group.demonym and not group.number.collective and not aboard:
            return None
        if (told := self._after_all(group)) is not None:
            return told
        for j in range(group.end, group.end + _CRASH):
            if self.line.low(j) in (",", ";", "–") and (dead := self._of_all(j + 1)) is not None:
                return dead
            if self._number_here(j) is not None or j in self.harm_at or self.line.low(j) in (".", ""):
                break
        for j in range(group.end, group.end + _ALL):
            if self._number_here(j) is not None or j in self.harm_at or self.line.low(j) in (";", ".", "", ":"):
                return None
            joined = self.line.low(j) in (",", "–", "-") or self.line.is_a(j, "words.conjunction", "words.but")
            if joined and (tag := self.line.at(j + 1, "words.no_survivors")) is not None:
                return Link(Measure.KILLED, "subject of a harm verb", j + 1, tag.end, "left")
            if joined and self.line.is_a(j + 1, "words.all", "words.no_one"):
                return self._said_of_all(j + 1)
        return None

    def _after_all(self, group: Group) -> Link | None:
        """ "All on board were killed, 229 passengers and 12 crew", "killed everyone aboard, including 12 crew"."""
        part = self.line.ends_at(group.start, "words.subset")
        j = (group.start if part is None else part) - 1
        if self.line.low(j) not in (",", ":", "–") and (part is None or self.line.low(j) in (".", ";")):
            return None
        j += self.line.low(j) not in (",", ":", "–")
        side, harm = "left", self.harm_end.get(j)
        whom = self.line.ends_at(j, "words.all")
        if whom is not None:
            side, harm = "right", self.harm_end.get(whom) or self.harm_end.get(whom - 1)
        if harm is None or harm.measure is not Measure.KILLED or harm.forms == {"noun"}:
            return None
        if side == "left":
            k = harm.start
            while k > 0 and self.line.is_a(k - 1, *_PERISHED):
                k -= 1
            if self.line.ends_at(k, "words.all") is None:
                return None
        rule = "object of a harm verb" if side == "right" else "subject of a harm verb"
        return Link(harm.measure, rule, harm.start, harm.end, side, part=part is not None)

    def _of_all(self, j: int) -> Link | None:
        """ "With 38 aboard, killing everyone", "; there were no survivors"."""
        harm = self.harm_at.get(j)
        if harm is not None and harm.has("verb") and harm.measure is Measure.KILLED:
            tag = self.line.at(harm.end, "words.all")
            clear = tag is not None and self._number_here(tag.end) is None
            spared = tag is not None and self.line.is_a(tag.end, "words.all_but", "words.but")
            return (
                Link(harm.measure, "object of a harm verb", harm.start, harm.end, "right")
                if clear and not spared
                else None
            )
        tag = self.line.at(j, "words.no_survivors")
        return Link(Measure.KILLED, "subject of a harm verb", j, tag.end, "left") if tag is not None else None

    def _said_of_all(self, at: int, start: int | None = None) -> Link | None:
        """The harm that befell "all", or that "no one" survived."""
        none = self.line.is_a(at, "words.no_one")
        first = at + 1 if start is None else start
        for k in range(first, first + _ALL - 1):
            if self._number_here(k) is not None or self.line.low(k) in (",", ";", ":", ".", ""):
                return None
            harm = self.harm_at.get(k)
            if harm is not None and not (none and self.line.is_a(k, "words.survived")):
                denied = self.line.is_a(k, "words.negation")  # "ніхто не вижив", but "no one died"
                fits = harm.has("fell", "part") and (denied or not none)
                return Link(harm.measure, "subject of a harm verb", harm.start, harm.end, "left") if fits else None
            if none and self.line.is_a(k, "words.survived"):
                return Link(Measure.KILLED, "subject of a harm verb", k, k + 1, "left")
        return None

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
        elif j not in self.harm_at:  # "im Krankenhaus ihren Verletzungen erlegen"
            return None
        while self.line.is_a(j, "words.auxiliary", "words.adverb") and j not in self.harm_at:
            j += 1
        later = self.harm_at.get(j)
        dead = later is not None and later.measure is Measure.KILLED and later.has("part", "fell")
        return later if dead else None

    def _one_alone(self, j: int) -> bool:
        """ "Et un policier a été blessé", "and a guard was hurt": one person who has a verb in the singular."""
        if not self.line.is_a(j, "numbers.one") or population_at(self.line, j + 1) is None:
            return False
        return any(self.line.is_a(k, "words.singular") for k in range(j + 2, j + 5))

    def _anothers(self, noun: Harm, j: int) -> bool:
        """ "Ukraine lost 140,000 killed, Russia up to 325,000": a noun that is counted already, then another's name."""
        counted = any(a is not None and a.rule == "counted noun" and a.start == noun.start for a in self.links)
        marks = (k for k in range(noun.end, j) if self.line.low(k) == "," or self.line.is_a(k, "words.conjunction"))
        joined = self.line.is_a(j - 1, "words.conjunction")  # "28 morts en Jamaïque et au moins 31 en Haïti"
        return counted and (joined or any(self.line.is_a(k, "party", "place") for k in range(next(marks, j), j)))

    def _aboard(self, j: int) -> bool:
        """ "Вертоліт із шістьма лікарями розбився", "un avion avec 54 personnes s'est écrasé": a vessel's fall."""
        return self.line.is_a(j - 1, "words.listed_with") and self.line.is_a(j - 2, "not_people.words")

    def _ordinal(self, group: Group) -> Link | None:
        """ "the 21st victim", "a seventh baby died": counts up to its number."""
        j = group.number.end
        named = self.line.capital(j) and not (self.lex.lang == "de" or group.demonym or group.parties)
        if named or (self.line.is_a(j, "words.of") and self.line.low(j - 2) in ("a", "an", "one")):
            return None  # "the 7th Corps", "buries a sixth of its people"
        harm = self.harm_at.get(group.end)
        before = self.harm_end.get(group.start)
        after = self.harm_at.get(harm.end) if harm is not None else None
        for verb in (before, after):  # "померла п'ята постраждала", "a fifth victim died"
            if harm is not None and verb is not None and verb.has("fell") and verb.measure is Measure.KILLED:
                return Link(verb.measure, "ordinal that counts", verb.start, verb.end, "left")
        if (
            harm is not None
            and group.head is None
            and not harm.has("noun")
            and (harm.measure is not Measure.KILLED or any(h.measure is not Measure.KILLED for h in self.harms))
        ):
            return None  # "Two were killed, a third was hurt", but "Two were shot dead, and a third died later"
        if harm is not None and harm.has("noun", "fell"):
            return Link(harm.measure, "ordinal that counts", harm.start, harm.end, "noun")
        if self.line.is_a(j, "words.nth_death") and (harm is None or harm.measure is Measure.KILLED):
            return Link(Measure.KILLED, "ordinal that counts", j, j + 1, "noun")  # "le 116e homicide de l'année"
        if group.head is not None:
            for h in self.harms:
                killed = h.measure is Measure.KILLED  # a third passenger was hurt beside two who died
                if killed and group.end <= h.start <= group.end + 4 and h.has("fell", "part"):
                    return Link(h.measure, "ordinal that counts", h.start, h.end, "left")
        return None

    def _lives(self, group: Group) -> bool:
        """ "The toll is heavy: 2,000 people were forced to flee", "12 morts, pour 40 personnes secourues"."""
        return group.head is not None and self._fares_otherwise(group, _LIVED)

    def _fares_otherwise(self, group: Group, fates: tuple[str, ...] = _OTHER_FATES) -> bool:
        """ "179 dead, two survivors", "21 heridos y 16.000 personas en refugios", "zwölf Menschen retten sich"."""
        for j in range(group.number.end, min(group.end + _FATE, len(self.line.tokens))):
            parted = self.line.low(group.start - 1) in (":", "–")  # "75 died: 63 passengers and 12 crew"
            within = group.head_at is not None and group.head_at - parted < j < group.end  # "tres menores de edad"
            if self.line.is_a(j, *fates) and not (within or self.line.is_a(j, "words.enlisted")):
                return True
            joined = self._number_here(j + 1) if j == group.end and self.line.is_a(j, "words.conjunction") else None
            if joined is not None:
                other = self.groups[joined]  # "13 attackers and two accomplices were arrested": of both
                return not other.bare and not other.of_harm and self._fares_otherwise(other, fates)
            if j >= group.end and (
                self.line.kind(j) != "word" or self.line.is_a(j, "words.conjunction", "dates.since")
            ):
                return False  # "and 274 since the agency started work": that is not what befell the 274
        return False
