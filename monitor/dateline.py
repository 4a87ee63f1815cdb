"""A short line of a page's header comes in; the one date that it states goes out, as an ISO date."""

import datetime as dt
import re

LONGEST = 120  # characters; a longer line is a sentence, whose date is an event's

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene января янв січня січ",
            "february feb februar février févr fév febrero лютого лют февраля фев",
            "march mar märz mrz mars marzo березня бер марта мар",
            "april apr avril avr abril abr квітня кві апреля апр",
            "may mai mayo травня тра мая",
            "june jun juni juin junio червня чер июня июн",
            "july jul juli juillet juil julio липня лип июля июл",
            "august aug août agosto ago серпня сер августа авг",
            "september sept sep septembre septiembre вересня вер сентября сен сент",
            "october oct oktober okt octobre octubre жовтня жов октября окт",
            "november nov novembre noviembre листопада лис ноября ноя нояб",
            "december dec dezember dez décembre déc diciembre dic грудня гру декабря дек",
        ),
        1,
    )
    for name in names.split()
}
_WORD = r"[^\W\d_]"
_DATE = re.compile(
    rf"""
      (?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})
    | (?P<y2>\d{{4}})/(?P<m2>\d{{1,2}})/(?P<d2>\d{{1,2}})
    | (?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\ (?:de\ |of\ )?(?P<w3>{_WORD}{{3,10}})\.?,?
      \ (?:del?\ )?(?P<y3>\d{{4}})
    | (?P<w4>{_WORD}{{3,10}})\.?\ (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<y4>\d{{4}})
    | (?P<d5>\d{{1,2}})\.(?P<m5>\d{{1,2}})\.(?P<y5>\d{{4}})
    | (?P<d6>\d{{1,2}})/(?P<m6>\d{{1,2}})/(?P<y6>\d{{4}})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:date|datum|fecha|дата|published|posted|publié|publiée|veröffentlicht|publicado|опубликовано|опубліковано|stand|vom|am|le|el|on|at"
    r"|à|um|a las|о|в|the|print|issue|edition|ausgabe)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\W*(?:by|von|par|por|автор|текст)\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:last )?(?:updated?|modified|edited|aktualisiert|geändert|mis à jour|modifié|actualizado)\b.*"
    r"|\b(?:обновлено|оновлено)\b.*",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"©|\(c\)|copyright|rights reserved", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b"
    r"|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
    r"|\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b"
    r"|\b(?:понеділок|вівторок|середа|четвер|п.ятниця|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.h]\d{2}){1,2} ?(?:[ap]\.?m\b\.?|uhr\b)?"
    r"|\b(?:gmt|utc|bst|cet|cest|eet|est|edt|et|pst|pdt|ap|г|р|uhr)\b\.?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\W*(?:date|published|posted|datum|publié le|veröffentlicht am|fecha|дата)\b\W{1,3}", re.IGNORECASE
)


def date_in_line(line: str, lang: str | None = None) -> str | None:
    """The date of a line that holds nothing else but labels, a weekday, a time or a byline; None: it is no date line.

    `lang` decides only "05/02/2026": day first everywhere but in English, where nobody can tell.

    >>> date_in_line("By Ann Lee | Feb. 5, 2026 10:14 GMT"), date_in_line("Tuesday 18 February 2025")
    ('2026-02-05', '2025-02-18')
    >>> date_in_line("© 2026 The Example"), date_in_line("Seen in Paris on Jan. 6, 2026.")
    (None, None)
    >>> date_in_line("05/02/2026", "en"), date_in_line("05/02/2026", "fr"), date_in_line("25/02/2026", "en")
    (None, '2026-02-05', '2026-02-25')
    """
    if len(line) > 2 * LONGEST:
        return None
    line = _CHANGED.sub("", line).strip()
    if len(line) > LONGEST or _RIGHTS.search(line):
        return None
    found = list(_DATE.finditer(line))
    if len(found) != 1:
        return None
    rest = line[: found[0].start()] + " " + line[found[0].end() :]
    for pattern in (_CLOCK, _DAY, _LABEL):
        rest = pattern.sub(" ", rest)
    words = re.findall(rf"{_WORD}+", rest)
    if len(words) > (6 if _BYLINE.match(line) else 1) or re.search(r"\d", rest):
        return None
    return _iso(found[0], lang)


def date_at_start(line: str, lang: str | None = None) -> str | None:
    """The date that a line is labelled with, whatever goes on after it: "date 2025-02-18 Your support ..."."""
    label = _LABELLED.match(line)
    found = _DATE.match(line, label.end()) if label else None
    return _iso(found, lang) if found else None


def _iso(found: re.Match[str], lang: str | None) -> str | None:
    parts = {name[0]: value for name, value in found.groupdict().items() if value is not None}
    year, day = int(parts["y"]), int(parts["d"])
    month = _MONTHS.get(parts["w"].casefold(), 0) if "w" in parts else int(parts["m"])
    if found["m6"] and lang in (None, "en"):  # 05/02/2026 is in May or in February
        if day <= 12 and month <= 12 and day != month:
            return None
        if month > 12:
            day, month = month, day
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date.isoformat() if 1990 <= year <= 2100 else None
