"""Spanish says where its speakers speak from: "según informan desde la Guardia Civil", "aseguran desde Moscú"."""

from monitor.detect.reading.lexicon import Tag
from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_FROM = "desde"
_DEED = 6  # tokens from an attack to "por parte de"
_ENDS = (",", ".", "", ";", ":", '"', ")")


def past_saying(line: Line, i: int, lang: str) -> Tag | None:
    """ "según estima la OTAN", "según han informado desde el puerto": an "according to" goes on to its verb's end."""
    told = line.at(i, "source.according")
    if told is None or lang != "es":
        return told
    if line.low(i + 1) == "parte" and any(line.is_a(j, "words.attack") for j in range(max(0, i - _DEED), i)):
        return None  # "el bombardeo de este martes por parte de Rusia": who did it says nothing
    end = told.end
    while line.is_a(end, "words.have"):
        end += 1
    verb = None if line.capital(end) else line.at(end, "source.says") or line.at(end, "source.reckons")
    if verb is not None and line.low(verb.end) not in ("de", "del"):  # "según denuncia de la ONG": a noun
        end = verb.end
    elif end > told.end:
        return told
    end += line.low(end) == _FROM and (line.low(end - 1).endswith("n") or line.is_a(end - 2, "words.have"))
    return told if end == told.end else Tag(end, told.value)


def from_where(line: Line, end: int, here: list[Mention]) -> Mention | None:
    """Who speaks after a verb in the plural that ends before token end: "informaron desde el ministerio"."""
    if line.low(end) != _FROM or not (line.low(end - 1).endswith("n") or line.is_a(end - 2, "words.have")):
        return None
    first = end + 1 + line.is_a(end + 1, "words.article")
    body = next((m for m in here if first - 1 <= m.start <= first), None)
    if body is None or body.kind == "pronoun":
        return None
    # "informaron desde Gaza los médicos": a place alone speaks only where nobody follows
    return body if body.kind in ("office", "source") or line.low(body.end) in _ENDS else None
