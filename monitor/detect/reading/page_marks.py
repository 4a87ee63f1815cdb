"""What stands on an article's page around its text: whose picture it is, who wrote it, where and when it was filed.

"Photo: State Emergency Service", "By Ann Cole", "Published 12:40" and "КИЕВ, 10 июня — РИА Новости." tell of the
page: their names state no figure, and a sentence behind them is still the article's first.
"""

import re

from monitor.dateline import date_in_line

_LONGEST = 90  # characters of a mark
_MONTH = r"[^\W\d_]{3,10}\.?"
_NAME = r"[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w’'-]{1,20}"
_TOWN = rf"{_NAME}(?:[ -](?:(?:de|del|la|el|an der|am|sur) )?{_NAME}){{0,2}}"
_DAY = rf"(?:\d{{1,2}}\.?(?: de)? {_MONTH}|{_MONTH} \d{{1,2}})(?:,? 20\d\d)?(?: ?г(?:ода|\.)| року)?"

_AGENCIES = (
    "Reuters|REUTERS|AP|AFP|dpa|DPA|EFE|UPI|IANS|ANI|PTI|UNI|APP|ANSA|AA|Anadolu|ATS|APA|KNA|epd|sid|ots|Xinhua|XINHUA|"
    "TASS|Interfax|Ukrinform|EUROPA PRESS|Europa Press|Notimex|Télam|Belga|Lusa|Kyodo|Yonhap|Bloomberg|CNN|VOA|RFE|NAN|"
    "PNA|SANA|SPA|WAM|KUNA|MENA|WAFA|IRNA|APS|MAP|PAP|CNS|ACI|BNO"
)
# "GENEVA, June 10 (Reuters) - ", "Genève (AFP) – ", "MADRID, 10 Jun. (EUROPA PRESS) - ", "Geneva, June 10 (CWN) Nine"
_FILED = re.compile(
    rf"{_TOWN}(?:, {_TOWN})?"
    rf"(?:(?:,? {_DAY})? ?\((?:{_AGENCIES})(?:[/ -][\w.]{{1,12}}){{0,3}}\)|,? {_DAY} ?\([A-Z]{{2,8}}\))"
    r"(?: ?\.?[-–—]{1,2} ?|\.-? ?| (?=[\"A-ZÀ-Þ]))"
)
# "КИЕВ, 10 июня — РИА Новости. ", "Женева. 5 декабря. ИНТЕРФАКС - ", "ЖЕНЕВА, 5 декабря. /ТАСС/. "
_FILED_IN_THE_EAST = re.compile(
    rf"{_NAME}(?: {_NAME})?[.,] ?{_DAY}[.,]?(?: ?[-–—] ?| )"
    r"/?(?!МЧС|МВД|МВС|ДСНС|СКР|ФСБ|СБУ|ГСЧС|ОВА)"
    r"(?:РИА Новости|Интерфакс[\w-]*|Укрінформ|УКРІНФОРМ|Росбалт|"
    r"Спутник|[A-ZА-ЯЁІЇЄҐ-]{2,20}(?: [A-ZА-ЯЁІЇЄҐ]{2,12})?)/?"
    r"(?: ?[-–—] ?|\.(?: ?[-–—])? ?)"
)
# no digits: "Photos: 12 killed in a strike" is a headline
_CREDIT = re.compile(
    r"(?:photos?|pictures?|images?|photo credit|credit|pic|fotos?|bild|bilder|archivbild|symbolbild|imagen|crédits?|"
    r"(?:архівн\w\w )?фото|(?:архивн\w\w )?фото|ілюстраці\w\w? ?фото|фотографія|фотография|скриншот|скріншот|"
    r"відео|видео|"
    r"illustration|ілюстрація|иллюстрация)(?: by| von| de| d['’]archives?)? ?[:/©|–-] ?[^.!?\d]{2,60}|©.{2,60}",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by|von|par|por|автор|авторка|author|reporting by|text|текст|autor):? "
    r"[^\W\d_][\w’'.-]+(?:(?:,? (?:and|und|et|y|та|и|in|à|en|в|у) |,? )[^\W\d_][\w’'.-]+){1,6}",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|von|par|por|автор|авторка|текст):? ", re.IGNORECASE)
_STAMPED = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified)|publiée?|mise? à jour|publicad[oa]|actualizad[oa]|"
    r"stand|veröffentlicht|(?:zuletzt )?aktualisiert|опубліковано|оновлено|опубликовано|обновлено)\b[ :,|-]*"
    r"(?:(?:on|at|le|à|el|a las|am|um|о|об|в) )?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"[012]?\d[:.h][0-5]\d(?: ?Uhr)?")
_NAMED = re.compile(r"[^\W\d_]+")


def begins(text: str, start: int) -> int:
    """Where an article's text begins: behind bylines and credits, and a dateline that names an agency.

    >>> begins("GENEVA, June 10 (Reuters) - Nine people died.", 0), begins("Nine people (two of them girls) died.", 0)
    (28, 0)
    """
    while True:
        while start < len(text) and text[start].isspace():
            start += 1
        end = text.find("\n", start, start + _LONGEST)
        if end < 0 or not is_mark(text[start:end].strip()):
            break
        start = end
    line = text[start : start + _LONGEST].split("\n", 1)[0]
    found = _FILED.match(line) or _FILED_IN_THE_EAST.match(line)
    return start + found.end() if found is not None and found.end() < len(line) else start


def is_mark(line: str) -> bool:
    """Whether a line is a picture's credit, a byline or the hour of a page.

    >>> is_mark("Photo: Ann Cole/AP"), is_mark("By Ann Cole and Juan Ruiz"), is_mark("Published 10 June 2025, 12:40")
    (True, True, True)
    >>> is_mark("By Monday 12 people had died."), is_mark("12:40"), is_mark("Updated toll: 112 dead, 140 hurt")
    (False, True, False)
    """
    if len(line) > _LONGEST:
        return False
    if _CLOCK.fullmatch(line) or _CREDIT.fullmatch(line):
        return True
    if _BYLINE.fullmatch(line):
        words = _NAMED.findall(line)[1:]
        capital = [word for word in words if word[0].isupper()]
        return len(capital) >= max(2, len(words) - 2)
    if (stamp := _STAMPED.match(line)) is None:
        return _BY.match(line) is not None and date_in_line(line) is not None
    told = line[stamp.end() :]  # nothing but a day or an hour: "Updated toll: 112 dead" is the article's
    return _CLOCK.fullmatch(told) is not None or date_in_line(told) is not None
