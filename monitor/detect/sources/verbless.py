"""Attributions without a verb: "Zelensky: 60 soldiers a day", "... a day - General Staff", "604 dead (agency)"."""

from dataclasses import replace

from monitor.detect.date_phrases.around_dates import unchanged
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.base_forms import INFLECTED
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention
from monitor.detect.sources.speakers import Speakers, attributed
from monitor.detect.sources.subjects import is_count

_ISSUER = 4  # tokens from "statement" to whose it is
_SLUG = 9  # tokens within which a report's own agency is named
_LABEL = 3  # tokens of an entry's number and an article before its speaker
_ADJUNCT = 8  # tokens from a speaker to his colon: "Syrskyi in an interview last summer:"
_COUNT = 9  # tokens from the colon to his number
_HARMED = ("people.people", "people.military", "people.civilian", "people.children")


def without_verb(line: Line, lex: Lexicon, here: list[Mention], speakers: Speakers) -> list[Attribution]:
    """ "Zelensky: 60-100 soldiers die", "... a day - General Staff", "604 dead (disaster agency, Monday)"."""
    count = len(line.tokens)
    if lex.lang in INFLECTED and line.is_a(0, "source.as_said") and (about := line.at(0, "source.of_it")) is not None:
        teller = next((m for m in here if m.kind in ("office", "source", "name") and not m.oblique), None)
        ends = teller is not None and (line.kind(teller.end) != "word" or line.is_a(teller.end, "words.preposition"))
        if teller is not None and ends and (teller.sure or teller.head):
            got = attributed(teller, about.end, "after", [], here, speakers, line)
            return [got] if got is not None else []  # "Об этом в телеграм-канале губернатор Иван Котов."
    if (issuer := _issuer(line, here)) is not None:
        got = attributed(issuer, 0, "before", [], here, speakers, line, lex.lang)
        return [got] if got is not None else []
    since = (
        next((j for j in range(count) if line.is_a(j, "dates.start")), None) if "words.updated" in line.has else None
    )
    if (
        since is not None and (cue := unchanged(line, since)) is not None
    ):  # "Russia has not updated its toll of 5,937 since 2022": Russia's
        keeper = next((m for m in here if m.names and m.kind != "pronoun"), None)
        got = attributed(keeper, cue, "before", [], here, speakers, line) if keeper is not None else None
        return [got] if got is not None else []
    for mention in here:
        if mention.kind == "pronoun":
            continue
        left, right = line.low(mention.start - 1), line.low(mention.end)
        if right == "-" and line.tokens[mention.end].glued and line.capital(mention.end + 1):
            continue  # "Hezbollah-Israël: plus de 4.000 morts": whose war it is
        signed = line.is_a(mention.start, "source.carrier")  # "... in March 2011. - AFP": whose report it is
        headed = line.sentence.title or (mention.end == count and not signed)  # a line without a full stop is a heading
        colon = mention.end if right == ":" else _to_colon(line, mention)
        firm = mention.kind in ("source", "office") or bool(mention.head)
        known = (
            firm
            or mention.party in lex.groups
            or (
                mention.kind == "name"
                and (mention.end - mention.start <= 2 or mention.head)
                and not _of_event(line, mention)
            )
            or line.is_a(mention.start, "capital")
        )
        alone = line.sentence.title or (mention.person and mention.start == 0 and len(mention.names) > 1)
        alone = alone or (firm and right == ":" and _tells(line, mention))
        first = _before_account(line, mention.start)  # "A communiqué by the general staff: 57 dead"
        said = first < mention.start - 1 or line.is_a(mention.start, "source.document")
        said = said or line.is_a(mention.start - 1, "words.article")  # no label of a list
        alone = alone or (firm and (right != ":" or said) and _counts_after(line, colon))
        if colon and opens(line, first) and mention.end <= 9 and alone and known:
            got = attributed(mention, colon, "before", [], here, speakers, line)
            office = any(line.is_a(j, "source.office") for j in range(mention.start, mention.end))
            if got is not None and mention.kind == "name" and not office and line.sentence.title:
                got = replace(got, perhaps=True)  # "Suweida: ..." looks like "Klitschko: ..."
        elif (
            (left := line.low(_before_account(line, mention.start) - 1)) in ("–", "-", ":", ",")
            and mention.end >= count - 1
            and mention.start > 1
            and ((firm or line.sentence.entry) if headed else left != "," and _dashes(line, mention, lex))
            and (line.sentence.title or left in ("–", "-") or (headed and firm and left == ":"))
        ):  # "... - General Staff", in the body ", – the mayor."
            got = attributed(mention, mention.start - 1, "after", [], here, speakers, line, lex.lang)
        elif left == "(" and mention.start <= _SLUG and _dashed(line, mention.end + 1):
            continue  # "KYIV, Nov 19 (Reuters) -": whose report it is
        elif left == "(" and signed and right == "," and line.is_a(mention.end + 1, "source.carrier"):
            break  # "(AFP, AP, Reuters)": what the page was made from
        elif left == "(" and firm and right in (",", ")") and mention.start > 1:
            got = attributed(mention, mention.start - 1, "after", [], here, speakers, line)
            if got is not None and any(token.kind == "number" for token in line.tokens[: mention.start]):
                got = replace(got, local=True)
        elif right in ("-", "–") and mention.start == 0 and firm and not line.tokens[mention.end].glued:
            got = attributed(mention, mention.end, "before", [], here, speakers, line)  # the heading of a bulletin
        elif (
            right == "," and mention.start == 0 and line.kind(mention.end + 1) == "number" and mention.end + 5 >= count
        ):
            got = attributed(mention, mention.end, "before", [], here, speakers, line)  # "British officials, 1.2m."
        else:
            continue
        if got is None:
            return []
        unbelieved = "status.disputed" in line.has and any("words.claim" in tags for tags in line.tags)
        return [replace(got, denies=True) if unbelieved and line.sentence.title else got]
    return []


def _dashes(line: Line, mention: Mention, lex: Lexicon) -> bool:
    """ "..., – the mayor.", "Погибли 23 человека – МЧС.": a dash and who speaks, behind a sentence of the body."""
    if line.low(mention.start - 2) == ",":
        return True
    bare = lex.lang in INFLECTED and mention.kind in ("office", "source") and not mention.oblique
    return bare and any(token.kind == "number" for token in line.tokens[: mention.start - 1])


def _issuer(line: Line, here: list[Mention]) -> Mention | None:
    """ "Statement by the General Staff", "Сводка Министерства обороны РФ": a heading that names whose text follows."""
    tag = line.at(0, "source.issued")
    ended = not line.sentence.title and line.low(len(line.tokens) - 1) in (".", "!", "?")
    if tag is None or ended or any(token.kind == "number" for token in line.tokens):
        return None
    issuer = next((m for m in here if m.kind in ("source", "office") and m.end > tag.end), None)
    far = issuer is None or issuer.start > tag.end + _ISSUER
    if issuer is None or far or any(line.low(j) in (",", ":", "–") for j in range(tag.end, issuer.start)):
        return None
    return issuer


def opens(line: Line, k: int) -> bool:
    """Whether a token opens its line, after an article or an entry's number: "1/ Prigozhin", "The White House"."""
    return all(line.kind(j) != "word" or line.is_a(j, "words.article") for j in range(k)) and k <= _LABEL


def _to_colon(line: Line, mention: Mention) -> int:
    """The colon after when, where or to whom it was said: "Zelensky to US television:", "Polizei Magdeburg:"."""
    if mention.kind not in ("source", "office") or mention.oblique or line.tokens[mention.end - 1].possessive:
        return 0
    for j in range(mention.end, min(mention.end + _ADJUNCT, len(line.tokens))):
        if line.low(j) == ":":
            return j
        dated = any(cls.startswith("dates.") for cls in line.tags[j])
        place = line.is_a(j, "place", "capital", "party") or (line.capital(j) and line.low(j + 1) == ":")
        if mention.kind == "office" and not (dated or place or line.low(j) == ","):
            return 0  # "Hospital hit twice in Khan Younis: 20 dead"
        if not (dated or line.kind(j) == "word" or line.low(j) in (",", "-") or line.low(j)[:2] in ("19", "20")):
            return 0
        if line.is_a(j, "source.says", "source.account", "words.conjunction", "words.who", *_HARMED) and not dated:
            return 0
        if any(cls.endswith((".verb", ".fell", ".part", ".noun", ".toll")) for cls in line.tags[j]):
            return 0
    return 0


def _counts_after(line: Line, colon: int) -> bool:
    """Whether a number stands soon after a colon."""
    return bool(colon) and any(is_count(line, k) for k in range(colon + 1, colon + _COUNT))


def _dashed(line: Line, k: int) -> bool:
    """ ") -", ").-": the end of a dateline."""
    return line.low(k + (line.low(k) == ".")) in ("-", "–")


def _tells(line: Line, mention: Mention) -> bool:
    """ "МЧС: за сутки погибли 14 человек": a clause after the colon, and no label of a list ("Medics: 370")."""
    if any(line.is_a(j, "people.people", "people.military", "source.label", "source.account")
           for j in range(mention.start, mention.end)):  # fmt: skip
        return False
    verbs = (".verb", ".fell", ".part", "words.lost")
    return any(cls.endswith(verbs) for tags in line.tags[mention.end + 1 :] for cls in tags)


def _of_event(line: Line, mention: Mention) -> bool:
    """ "Cyclone Ditwah: 355 dead": a name for what happened."""
    here = [cls for j in range(mention.start, mention.end) for cls in line.tags[j]]
    return any(cls.startswith(("scope.", "killed.", "wounded.", "place", "party", "capital")) for cls in here)


def _before_account(line: Line, k: int) -> int:
    """Back over "data of the" before a name: "Тысяча погибших — данные ООН"."""
    j = k
    while line.is_a(j - 1, "source.account", "source.agent", "source.document", "status.claim", "words.of") or (
        line.is_a(j - 1, "words.article") and line.kind(j - 1) == "word"
    ):
        j -= 1
    return j
