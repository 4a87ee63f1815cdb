"""Harm words that name no harm here: a fate that is known, victims who were wronged and live, bodies of law."""

from monitor.detect.reading.line import Line

_THERE = 3  # tokens of "in the hospital"
_TOUCH = 5  # tokens from "contact with" on to its denial
_PAID = 7  # tokens between victims and what is paid to them
_GIVEN = ("received", "awarded", "reçu", "erhielten", "erhalten", "recibieron", "recibido", "отримали", "получили")
_MONEY = (
    "$", "€", "£", "₹", "damages", "compensation", "euro", "euros", "dollars", "dollar", "dólares", "гривень",
    "рублей",
)  # fmt: skip
_SUM = 6  # tokens from what was given to the money
_REGISTER = 14  # tokens between victims and the register that holds them


def fate_told(line: Line, i: int, end: int) -> bool:
    """ "The fate of 3 million EU citizens depends on the talks": nobody is missing where nothing is unknown."""
    tag = line.at(i, "words.fate_of")
    return tag is not None and tag.end == end and "words.fate_unknown" not in line.has


def tells_there(line: Line, i: int, end: int) -> bool:
    """ "Пострадали, как уточнили в больнице, 17 человек": who tells is there, and nobody else."""
    there = line.is_a(end - 1, "words.ward") and end - i <= _THERE and line.is_a(i, "words.inside", "words.preposition")
    return there and (line.ends_at(i, "source.says") is not None or line.is_a(i - 2, "source.as_said"))


def in_touch(line: Line, i: int) -> bool:
    """ "В связи с аварией", "у зв'язку з": no contact is lost but where the clause denies it ("связи с 35 нет")."""
    if (tag := line.at(i, "words.contact_with")) is None:
        return False
    lost = any(line.is_a(j, "words.negation") for j in (*range(i - 2, i), *range(tag.end, tag.end + _TOUCH)))
    return line.is_a(i - 1, "words.inside") or not lost


def lives_on(line: Line, i: int, end: int) -> bool:
    """ "200 victims of phone hacking", "victimes d'escroqueries": wronged, not killed; "legislative bodies"."""
    if line.is_a(i - 1, "words.corporate"):
        return True
    if not line.is_a(end - 1, "words.victims"):  # not "víctimas mortales"
        return False
    told = "words.made_good" in line.has or "words.living_register" in line.has
    told = told or any(token.low in _GIVEN for token in line.tokens[end : end + _PAID])
    if told and line.is_a(i, "words.victims") and (_made_good(line, i, end) or _on_a_register(line, i, end)):
        return True
    if "words.wrongs" not in line.has:
        return False
    return line.ends_at(i, "words.wrongs") is not None or any(
        line.is_a(k, "words.wrongs") and all(line.kind(j) == "word" for j in range(end, k)) for k in range(end, end + 4)
    )


def _made_good(line: Line, i: int, end: int) -> bool:
    """ "98,400 victims were compensated": those who are paid live; but "the families of 42 victims were"."""
    if line.tags[i]["words.victims"].end != end:
        return False
    before, after = range(i - 1, max(-1, i - _PAID), -1), range(end, end + _PAID)
    for span in (before, after):
        for j in span:
            if line.low(j) in (",", ";", ":", ""):
                break
            paid = line.low(j) in _GIVEN and any(line.low(k) in _MONEY for k in range(j - _SUM, j + _SUM))
            if paid or line.is_a(j, "words.made_good"):
                return not any(line.is_a(k, "words.bereaved") for k in range(max(0, i - _PAID), i))
    return False


def _on_a_register(line: Line, i: int, end: int) -> bool:
    """ "8 million victims, by the Victims' Unit": a register of all who were wronged, the displaced among them."""
    if line.tags[i]["words.victims"].end != end:
        return False
    return any(line.is_a(j, "words.living_register") for j in range(max(0, i - _REGISTER), end + _REGISTER))


def is_unearthed(line: Line, i: int, end: int) -> bool:
    """Whether those "under the rubble" are found: "from under debris", "otros 17 hallados entre los escombros"."""
    if line.low(i - 1) == "from":
        return True
    if "words.unearthed" not in line.has or not any(line.is_a(j, "words.ruins") for j in range(i, end)):
        return False
    return line.is_a(i - 1, "words.unearthed") or line.is_a(end, "words.unearthed")
