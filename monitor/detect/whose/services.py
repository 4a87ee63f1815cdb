"""The people of a secret service or a guard: "two FSB officers", "двое сотрудников ФСБ", "Mitarbeiter des SBU".

Whose they are the service's name says, wherever they fell; such a name as who tells says nothing of the dead.
"""

from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_SERVICES = (("words.russian_service", "russia"), ("words.ukrainian_service", "ukraine"))
_OF = ("words.of", "words.article", "words.preposition")
_BEHIND = 3  # tokens from the people on to the service that they are of


def of_a_service(line: Line, group: Group) -> tuple[str, int] | None:
    """The party of a number's people by the service that stands in front of their noun or right behind it."""
    if line.has.isdisjoint(("words.russian_service", "words.ukrainian_service")) or group.head is None:
        return None
    last = group.end
    while last < group.end + _BEHIND and line.is_a(last, *_OF) and not line.is_a(last, "source.agent"):
        last += 1
    for j in range(group.number.end, last + 1):
        for cls, party in _SERVICES:
            tag = line.at(j, cls)
            if tag is not None and not line.is_a(tag.end, "source.says"):
                return party, j
    return None
