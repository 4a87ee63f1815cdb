"""Patients whom a health service treats: nobody is wounded where no attack, crash or injury is told of.

"139,092 patients receiving treatment in the day wards", "2,2 millions de patients sont soignés chaque année".
"""

from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Reading
from monitor.detect.of_what.groups import Group
from monitor.model import Measure

_PATIENTS = ("patient", "paciente", "пациент", "пацієнт", "хвор", "больн")
_INJURED = (
    "injur", "wound", "hurt", "verletz", "verwund", "bless", "herid", "lesion", "ран", "поран", "травм", "постра",
)  # fmt: skip
_MANY = 5000  # patients: no crash fills so many beds


def in_care(reading: Reading, group: Group, harm: Harm) -> bool:
    """Whether a number's people are patients, and their harm no more than that they are treated."""
    line = reading.line
    if not reading.peace or group.number.low < _MANY or harm.measure is not Measure.WOUNDED or group.head_at is None:
        return False
    if not line.low(group.head_at).startswith(_PATIENTS) or not line.has.isdisjoint(("scope.incident", "scope.crash")):
        return False
    hurt = any(line.low(k).startswith(_INJURED) for h in reading.harms for k in range(h.start, h.end))
    return not hurt and all(h.measure is Measure.WOUNDED for h in reading.harms) and "words.injuries" not in line.has
