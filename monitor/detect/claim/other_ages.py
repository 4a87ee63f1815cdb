"""The harmed of an age long before the topic's war, who are none of its sides' unless their own words say so.

"The missile fell beside the ravine where the Nazis shot tens of thousands of people in 1941."
"""

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line

_AGE = 30  # years before the first day of a topic's war


def of_another_age(line: Line, since: str | None, date: str | None, phrase: DatePhrase | None) -> bool:
    """Whether a number has a date of its own that lies so far back; not of a thing's: "в доме 1941 года постройки"."""
    if since is None or date is None or phrase is None or not date[:4].isdigit():
        return False
    if line.is_a(phrase.start - 1, "not_people.words", "not_people.places"):
        return False
    return int(date[:4]) <= int(since[:4]) - _AGE
