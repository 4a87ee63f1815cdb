"""Initials that two forces share: the FDS of the Sahel, "forces de défense et de sécurité", are not Syria's Kurds."""

from monitor.detect.reading.line import Line

_SYRIANS = frozenset({"fds", "sdf", "fsd"})  # also Japan's Self-Defense Forces
_INITIALS = tuple(name.upper() for name in _SYRIANS)
_THERE = ("Syri", "syri", "Siri", "siri", "Kurd", "kurd", "Raqa", "Raqqa", "Manbij", "Rojava")


def leave_namesakes(lines: list[Line], text: str) -> None:
    """Take the initials for no party where the text names neither Syria nor the Kurds."""
    if any(name in text for name in _INITIALS) and not any(name in text for name in _THERE):
        for line in lines:
            for j, tags in enumerate(line.tags):
                if "party" in tags and line.low(j) in _SYRIANS:
                    del tags["party"]
