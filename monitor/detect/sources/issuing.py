"""Who issues a document that is told of next: "Die Feuerwehr legte neue Zahlen vor. Demnach starben zwölf Menschen."

No verb of saying stands there, and yet what follows is theirs: by the document, in it, or with nothing said of it.
"""

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention
from monitor.detect.sources.speakers import Speakers, attributed

_FRONT = 3  # tokens before the subject
_VERB = 6  # tokens from the subject to "published"
_OBJECT = 9  # tokens from the verb to "a statement"
_PAPERS = ("source.document", "source.written", "source.account", "source.occasion", "source.issued", "source.updates")
_IN_IT = frozenset({"darin"})


def issues(line: Line, here: list[Mention], speakers: Speakers) -> list[Attribution]:
    """The subject that publishes, releases or updates a document, as one who speaks."""
    if (found := _issuer(line, here)) is None:
        return []
    got = attributed(found[0], found[1], "before", [], here, speakers, line)
    return [got] if got is not None else []


def _issuer(line: Line, here: list[Mention]) -> tuple[Mention, int] | None:
    if "source.gives_out" not in line.has or line.sentence.title or line.has.isdisjoint(_PAPERS):
        return None
    subject = next((m for m in here if m.start <= _FRONT and m.kind in ("office", "source") and not m.oblique), None)
    if subject is None or any(line.is_a(j, "words.place_preposition") for j in range(subject.start)):
        return None
    verb = next((j for j in range(subject.end, subject.end + _VERB) if line.is_a(j, "source.gives_out")), None)
    if verb is None or any(line.low(j) in (",", ";", ":") for j in range(subject.end, verb)):
        return None
    for j in range(subject.end, verb + _OBJECT):
        if line.low(j) in (";", ":"):
            return None
        if j != verb and line.is_a(j, *_PAPERS) and not line.is_a(j, "words.preposition"):
            return subject, verb
    return None


def in_it(line: Line, i: int) -> Mention | None:
    """ "Darin ist von zwölf Toten die Rede", "Darin heißt es": what is in the document is its issuer's."""
    if line.low(0) not in _IN_IT:
        return None
    return Mention((), i, i + 1, "pronoun", head="body")
