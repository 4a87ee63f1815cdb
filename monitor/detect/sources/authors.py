"""A number's own author in the clause behind it: "the 627 whom the ministry had counted", "a figure used by the UN".

He states that number alone, whoever speaks in the sentence: "The mayor rejected the 40 deaths that the opposition had
claimed" gives the opposition's number.
"""

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention
from monitor.detect.sources.salvage import brings_up

_NOUN = 5  # tokens from a number over whom it counts to the clause about it
_CLAUSE = 16  # tokens of that clause
_TAIL = 5  # tokens behind its verb and its subject: "last week", "on state television"
_VERBS = ("source.reckons", "source.says", "source.speaks", "source.named", "source.uses")
_NO_VERB = ("source.denies", "status.wrong", "status.disputed", "words.negation", "words.salvages")
_FIGURES = ("words.count", "source.account", "killed.toll", "status.claim")
_RELATIVES = frozenset({
    "whom", "that", "which", "die", "denen", "que", "qu", "dont", "quienes", "cuales", "яких", "які", "яку", "яке",
    "яким", "якою", "що", "которых", "которые", "которую", "которое", "которым", "которой",
})  # fmt: skip
_ENDS = frozenset({"", ",", ";", ":", ".", "–", ")", "(", '"', "!", "?"})
_HAVE = frozenset({"hat", "hatte", "haben", "hatten"})
_OFFICES = frozenset({"office", "büro", "bureau", "cabinet", "oficina", "despacho", "офіс", "офис"})
_CALLS = ("name", "nenn", "nann", "genannt", "назв", "назыв", "назива", "нарек")
_LED = ("words.preposition", "words.of", "source.about")


def author_of(line: Line, group: Group, here: list[Mention]) -> Attribution | None:
    """Who gave a number, where the words behind it say so."""
    k = _behind(line, group)
    if k is None:
        return None
    comma = line.low(k) in (",", "(", "–")
    j = k + comma
    noun = _figure(line, j) if comma else None
    if noun is not None:
        return _by(line, noun, here) or _in_clause(line, noun, here, figure=True)
    by = _by(line, j, here) if not comma and line.is_a(j, *_VERBS) and not line.is_a(j, *_NO_VERB) else None
    return by or _in_clause(line, j, here, figure=False)


def _behind(line: Line, group: Group) -> int | None:
    """The token behind a number and the words for whom it counts."""
    for k in range(group.end, group.end + _NOUN):
        plain = line.kind(k) == "word" and line.low(k) not in _RELATIVES and not line.is_a(k, *_LED)
        if not plain or line.is_a(k, "source.uses", "source.agent", "words.auxiliary") or _falls(line, k):
            led = line.is_a(k, *_LED) and line.low(k + 1 + line.is_a(k + 1, "words.article")) in _RELATIVES
            fits = line.low(k) in (",", "(", "–") or line.low(k) in _RELATIVES or led or line.is_a(k, "source.uses")
            return k if fits else None
    return None


def _falls(line: Line, k: int) -> bool:
    forms = {cls.rpartition(".")[2] for cls in line.tags[k] if cls.startswith(("killed.", "wounded.", "missing."))}
    return bool(forms & {"fell", "verb"}) and not forms & {"noun", "part"}


def _figure(line: Line, j: int) -> int | None:
    """The token behind "a figure", "the number", "einer von der Uno oft genannten Zahl" (whose agent stands within)."""
    first = j + line.is_a(j, "words.article", "numbers.one")
    if line.is_a(first, *_FIGURES) and (first > j or not line.is_a(first, "source.says", "source.reckons")):
        return first + 1 + (line.low(first + 1) == ",")  # "числа, яким користується ООН"
    if first > j and line.is_a(first, "source.agent"):
        return first
    return None


def _by(line: Line, j: int, here: list[Mention]) -> Attribution | None:
    """ "often used by the UN", "mentioned last year by an envoy", "von der Uno oft genannten"."""
    verb = None
    for k in range(j, j + _CLAUSE):
        if line.low(k) in _ENDS or line.is_a(k, *_NO_VERB):
            return None
        verb = k if verb is None and line.is_a(k, *_VERBS) else verb
        mention = next((m for m in here if m.end > k and m.start <= k and m.kind != "pronoun"), None)
        if mention is None:
            continue
        first = mention.start
        while line.is_a(first - 1, "words.article"):
            first -= 1
        agent = line.is_a(first - 1, "source.agent") or mention.oblique
        told = verb is not None or any(line.is_a(v, *_VERBS) for v in range(mention.end, mention.end + 3))
        return _attribution(mention, k) if agent and told and mention.names else None
    return None


def _in_clause(line: Line, j: int, here: list[Mention], *, figure: bool) -> Attribution | None:
    """ "whom the ministry had counted", "von denen die Opposition sprach", "que había contado el Ministerio"."""
    k = j
    while line.is_a(k, *_LED, "words.article") and k < j + 3 and line.low(k) not in _RELATIVES:
        if line.is_a(k, "source.meanwhile", "words.opens_clause"):
            return None  # "31 Menschen starben, während die Polizei erklärte"
        k += 1
    if line.low(k) not in _RELATIVES or line.low(k - 1) in ("lo", "ce", "те", "то"):
        return None  # "lo que algunos toman por una lista"
    end = k + 1
    while end < k + _CLAUSE and line.low(end) not in _ENDS:
        end += 1
    if line.low(end) not in _ENDS:
        return None
    inside = range(k + 1, end)
    if any(line.is_a(m, *_NO_VERB) or line.kind(m) == "number" or brings_up(line, m) for m in inside):
        return None
    verbs = [m for m in inside if line.is_a(m, *_VERBS) and not line.is_a(m, "words.have", "words.auxiliary")]
    teller = next((m for m in here if k < m.start and m.end <= end and m.kind != "pronoun" and m.names), None)
    if not verbs or teller is None or teller.oblique or _his_office(line, teller):
        return None
    verb = verbs[-1] if verbs[-1] not in range(teller.start, teller.end) else verbs[0]
    if verb in range(teller.start, teller.end) or _led(line, teller.start - 1):
        return None
    if teller.kind == "name" and not (teller.person or teller.head):
        return None
    if line.low(k) == "die" and teller.start == k + 1 and teller.kind == "office":
        return None  # "Zwölf Tote, die Polizei ermittelt": an article
    told = range(max(verb + 1, teller.end), end)
    if len(told) > _TAIL or any(_goes_elsewhere(line, m) for m in told):
        return None
    between = range(min(verb + 1, teller.end), max(verb, teller.start))
    if not figure and line.low(verb).startswith(_CALLS) and any(_calls(line, m) for m in (*between, *told)):
        return None
    return _attribution(teller, verb)


def _led(line: Line, k: int) -> bool:
    return line.is_a(k, *_LED) and not line.is_a(k, "source.which")


def _his_office(line: Line, teller: Mention) -> bool:
    """ "The governor said; a toll that his office had released": the governor's."""
    return line.is_a(teller.start - 1, "source.his") and teller.head in _OFFICES


def _goes_elsewhere(line: Line, m: int) -> bool:
    """ "The men that the army said it had killed": the clause goes on to another verb."""
    harmed = any(cls.startswith(("killed.", "wounded.", "missing.", "captured.")) for cls in line.tags[m])
    return harmed or (line.is_a(m, "words.auxiliary") and line.low(m) not in _HAVE)


def _calls(line: Line, m: int) -> bool:
    """ "Twelve dead, whom the mayor names heroes": what they are called, and no number."""
    dated = any(cls.startswith("dates.") for cls in line.tags[m])
    return line.kind(m) == "word" and not dated and not line.is_a(m, "words.auxiliary", "words.adverb", "words.have")


def _attribution(mention: Mention, cue: int) -> Attribution:
    return Attribution(
        mention.names, mention.start, mention.end, cue, "before", mention.person, mention.party, local=True
    )
