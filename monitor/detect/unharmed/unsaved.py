"""What could not be saved and is nobody: "Twelve paintings could not be saved", "Спасти не удалось 12 картин"."""

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line


def unsaved_thing(line: Line, group: Group, link: Link) -> bool:
    """Whether something that no list knows for people was not saved: a fire takes paintings and firms too."""
    if "words.unsaved" not in line.has or not group.unknown:
        return False
    return any(line.is_a(j, "words.unsaved") for j in range(link.start, link.end))
