"""Who states a number: one row per construction, what it means first. All sentences are our own."""

import pytest

from tests.detect.cases import read

# the construction, the text, the number, a name that must be among its sources (None: nobody is named)
SAID: list[tuple[str, str, int, str | None]] = [
    ("subject of a speech verb", "Kyiv's General Staff said Russia had lost 1,100 troops.", 1100, "general staff"),
    ("a date between subject and verb", "The ministry on Tuesday reported 41 deaths.", 41, "ministry"),
    ("inverted, after a comma", "Nine people were killed in Dnipro, said Governor Serhii Lysak.", 9, "serhii lysak"),
    ("a name beside its office", "The mayor, Ihor Hrabar, reported that 14 were hurt.", 14, "ihor hrabar"),
    ("an office after a name", "Ihor Hrabar, the mayor, reported that 14 were hurt.", 14, "mayor"),
    ("an aside with a verb of its own", "Two sources, who asked not to be named, spoke of 30 dead.", 30, "sources"),
    ("a relative clause before the verb", "Doctors who counted the bodies reached 212 dead.", 212, "doctors"),
    ("according to", "According to the regional hospital, 17 people were hurt.", 17, "regional hospital"),
    ("by whose count", "By the count of the Lisbon institute 900 people were killed.", 900, "lisbon institute"),
    ("whose tally it is", "Beirut's tally of the dead passed 2,100 people killed.", 2100, "beirut"),
    ("passive with its agent", "340 deaths were documented by the rights group Veritas.", 340, "rights group"),
    ("cited by another", "An agency, citing the coroner, gave a toll of 26 dead.", 26, "coroner"),
    ("in brackets", "Seventy-one dead (disaster agency, Monday). The search goes on.", 71, "disaster agency"),
    ("a participle goes on", "The governor counted 12 dead, adding that 31 had been hurt.", 31, "governor"),
    (
        "the object of a preposition does not speak",
        "The army said in a report released in May that 8 soldiers died.",
        8,
        "army",
    ),
    ("what does not speak: a passive", "The unit was credited with 44 enemy soldiers killed.", 44, None),
    ("what does not speak: a denial", "Moscow has never confirmed that 600 soldiers died.", 600, None),
    ("what does not speak: lives claimed", "The fire claimed eighty lives.", 80, None),
    ("nobody's estimate", "Some estimates put the number of soldiers killed at 9,000.", 9000, None),
]

# the same where a subject follows its verb as easily, nouns have cases, and a verb may end its clause
FREE: list[tuple[str, str, str, int, str | None]] = [
    ("after its verb, a day between", "uk", "Загинули 12 людей, повідомила в понеділок поліція.", 12, "поліція"),
    ("after its verb, a day between", "ru", "Погибли 12 человек, сообщила в понедельник полиция.", 12, "полиция"),
    ("after its verb, a day between", "fr", "Douze personnes ont été tuées, a indiqué lundi la police.", 12, "police"),
    ("after its verb, a day between", "es", "Murieron doce personas, informó este lunes la policía.", 12, "policía"),
    ("after its verb, a day between", "de", "12 Menschen starben, teilte am Montag die Polizei mit.", 12, "polizei"),
    ("whom it was told between", "uk", "Четверо загинули, розповів журналістам мер міста.", 4, "мер"),
    ("whom it was told between", "ru", "Погибли 18 человек, рассказали ТАСС в мэрии города.", 18, "мэрия"),
    ("whom it was told between", "fr", "Six personnes sont mortes, a dit à l'AFP un pompier volontaire.", 6, "pompier"),
    ("where it was told between", "fr", "Six personnes sont mortes, a écrit sur X le préfet du Gers.", 6, "préfet"),
    ("where it was told between", "es", "Murieron seis personas, escribió en X el alcalde.", 6, "alcalde"),
    ("in an office", "uk", "У лікарнях перебувають 34 поранені, повідомили в ДСНС.", 34, "дснс"),
    ("in an office", "uk", "У пресслужбі ДСНС уточнили, що загинули 19 людей.", 19, "пресслужба"),
    ("in an office", "ru", "Число погибших выросло до 21, сообщили в оперштабе.", 21, "оперштаб"),
    ("in a capital", "ru", "В Киеве эти данные назвали ложью и сообщили о 77 погибших.", 77, "киев"),
    ("by whose account, in its base form", "uk", "За даними Національної поліції, загинули 8 людей.", 8,
     "національна поліція"),
    ("by whose account, in its base form", "ru", "По данным прокуратуры, погибли 8 человек.", 8, "прокуратура"),
    ("by whose account: a person", "uk", "За словами мера Олега Синєгубова, поранено 17 людей.", 17,
     "олег синєгубов"),
    ("by whose account: a person", "ru", "По словам губернатора Юрия Гладкова, ранены 17 человек.", 17,
     "юрий гладков"),
    ("by whose account: a noun of no list", "ru", "По словам соседей, погибли 8 человек.", 8, "соседи"),
    ("by nobody's account", "uk", "За попередніми даними, загинули 8 людей.", 8, None),
    ("with reference to", "ru", "Погибли 30 человек, сообщает Reuters со ссылкой на местные власти.", 30,
     "местные власти"),
    ("with reference to", "de", "Reuters meldete unter Berufung auf örtliche Behörden 30 Tote.", 30, "behörden"),
    ("before zufolge", "de", "Den Behörden zufolge kamen 30 Menschen ums Leben.", 30, "behörden"),
    ("in a compound", "de", "Nach UN-Angaben wurden 30 Menschen getötet.", 30, "un"),
    ("in a compound", "de", "Behördenangaben zufolge kamen 30 Menschen ums Leben.", 30, "behörden"),
    ("its own account", "de", "Das Militär hat nach eigenen Angaben 40 Kämpfer getötet.", 40, "militär"),
    ("a verb at the clause's end", "de", "12 Menschen wurden getötet, wie die Polizei am Montag mitteilte.", 12,
     "polizei"),
    ("a participle at the clause's end", "de", "Die Mission hat den Tod von 740 Zivilisten bestätigt.", 740, "mission"),
    ("before its verb, after a place", "de", "Dort meldete das Krankenhaus 17 Tote.", 17, "krankenhaus"),
    ("an adjective after its noun", "fr", "L'armée israélienne dit avoir tué 40 combattants.", 40, "armée israélienne"),
    ("an adjective after its noun", "es", "La televisión estatal informó de 80 muertos.", 80, "televisión estatal"),
    ("a genitive after its noun", "ru", "Погибли трое, сообщил губернатор Амурской области Иван Ильин.", 3,
     "иван ильин"),
    ("told of by nobody", "uk", "Поліція оновила дані. Раніше йшлося про 14 загиблих.", 14, None),
    ("a verb without its pronoun", "es", "El Gobierno calla desde mayo, cuando reconoció 46 muertos.", 46, "gobierno"),
    ("the same source", "fr", "La police a compté 7 morts. Selon la même source, 9 sont blessés.", 9, "police"),
]  # fmt: skip

# several sentences: who goes on speaking
GOES_ON: list[tuple[str, str, int, str | None]] = [
    ("a pronoun", "Governor Anna Bilyk spoke of 5 dead. She said 21 had been hurt.", 21, "anna bilyk"),
    ("a pronoun for a body", "The institute counted 500 dead. It also puts the wounded at 900.", 900, "institute"),
    (
        "the office named in full before",
        "The health ministry of the region said 7 died. The ministry reported 8 wounded.",
        8,
        "health ministry of the region",
    ),
    ("no speaker of its own", "Seven people were killed in Sumy, police said. Six others were hurt.", 6, "police"),
    (
        "not into what is recalled",
        "Seven people were killed in Sumy, police said. In 2019 a blast there killed 31.",
        31,
        None,
    ),
    ("not past a semicolon", "440 people died, the study said; a storm in May killed 31 people.", 31, None),
    (
        "not from one who gave no figure",
        "The World Bank puts the bill at 29 billion. Five sappers died on duty.",
        5,
        None,
    ),
    (
        "not from a denier",
        "Police counted 15 dead. The Kremlin dismissed the figure. 21 people were wounded.",
        21,
        "police",
    ),
]

# several sentences or clauses, in languages of other order
ON: list[tuple[str, str, str, int, str | None]] = [
    ("who tells of it next", "uk", "Четверо людей загинули на трасі. Про це повідомили в поліції.", 4, "поліці"),
    ("who tells of it next", "ru", "Шесть человек погибли. Об этом сообщила служба спасения.", 6, "служба спасения"),
    ("who tells of it next", "de", "Fünf Menschen sind gestorben. Das teilte die Polizei am Sonntag mit.",
     5, "polizei"),
    ("a subjunctive", "de", "Die Polizei sprach von zehn Toten. Elf Menschen seien verletzt worden.", 11, "polizei"),
    ("a conditional of hearsay", "fr", "La police compte dix morts. Onze personnes seraient blessées.", 11, "police"),
    ("a conditional of hearsay", "es",
     "La policía informó de diez muertos. Habrían resultado heridas once personas.", 11,
     "policía"),
    ("a verb told once", "de", "Die Polizei meldete 60 Tote, die Opposition 70.", 70, "opposition"),
    ("a verb told once", "uk", "Поліція повідомила про 60 загиблих, рятувальники – про 70.", 70, "рятувальники"),
    ("his account", "ru", "Губернатор Юрий Гладков сообщил об ударе. По его словам, погибли 3 человека.", 3, "гладков"),
    ("where it was heard", "de", "Aus dem Generalstab verlautete, 72 Angreifer seien getötet worden.", 72,
     "generalstab"),
    ("behind his place of work", "ru", "Собеседник агентства в службе безопасности сообщил о 12 погибших.", 12,
     "собеседник"),
    ("behind a relative clause", "ru", "Центр мониторинга, который базируется в Лондоне, говорит о 83 убитых.", 83,
     "центр мониторинга"),
    ("behind an attribute", "de", "Nach Angaben der in London ansässigen Beobachtungsstelle starben 83 Menschen.", 83,
     "beobachtungsstelle"),
    ("two who did not want to be named",
     "en", "Two officials who spoke on condition of anonymity said 60 soldiers died.",
     60, "officials"),
    ("some of them", "en", "Some of the volunteers who were there say that 900 people died.", 900, "volunteers"),
    ("an accuser", "en", "The opposition accused the army of having killed 45 villagers.", 45, "opposition"),
    ("a claim by another", "en", "The army denied a claim by the rebels that 60 soldiers had been killed.",
     60, "rebels"),
    ("one who denies, then counts", "en", "Israel disputes the toll. It says 70 gunmen were killed.", 70, "israel"),
    ("quoted by a carrier", "en", "Citing the coroner, the Associated Press reported 26 deaths.", 26, "coroner"),
    ("a clause of the same event", "en", "The toll rose to 16 dead, the rescue service said; 64 people were hurt.", 64,
     "rescue service"),
    ("a body of every topic", "es", "Médicos Sin Fronteras contabilizó 130 muertos.", 130, "doctors without borders"),
]  # fmt: skip

# whether the last speaker goes on is weighed: signs for it and against it
WEIGHED: list[tuple[str, str, str, int, str | None]] = [
    ("a body goes on", "en", "The navy said that 98 people had drowned. Sixty-nine were hurt.", 69, "navy"),
    ("a body goes on", "de", "Das Innenministerium meldete 98 Tote. 69 wurden verletzt.", 69, "innenministerium"),
    ("a body goes on", "uk", "Міністерство повідомило про 98 загиблих. Ще 69 зазнали поранень.", 69, "міністерство"),
    ("a body goes on", "ru", "Министерство сообщило о 98 погибших. Ещё 69 ранены.", 69, "министерство"),
    ("a body goes on", "fr", "Le ministère a fait état de 98 morts. Soixante-neuf ont été blessés.", 69, "ministère"),
    ("a body goes on", "es", "El ministerio informó de 98 muertos. Otros 69 resultaron heridos.", 69, "ministerio"),
    ("his own words go on", "en", '"It was dark," Ann Bell said. "About 700 people were killed."', 700, "ann bell"),
    ("his own words go on", "fr", "« Il faisait nuit », a dit Anne Belle. « 700 personnes ont été tuées. »", 700,
     "anne belle"),
    ("words whose speaker follows", "en",
     'The mayor spoke of a raid.\n"We lost 31 people in one day. Nobody slept," said the police chief.', 31,
     "police chief"),
    ("words whose speaker follows", "es", "«Enterramos a 31 muertos. Nadie durmió», dijo el alcalde.", 31, "alcalde"),
    ("though a figure of his was missed", "uk",
     "До 54 дійшло, кажуть у міністерстві, число загиблих. Поранених – 649.", 649, "міністерств"),
    ("not what the text calls false", "en", "The navy said 98 had died. A rumour of 800 dead was debunked.", 800, None),
    ("not about who is still held", "en", "The army said that 12 soldiers had died. Some 50 hostages are still held.",
     50, None),
    ("not a country about others", "en", "Malawi has reported three dead. All told, 17 peacekeepers were killed.", 17,
     None),
    ("not a person about another day", "en", "The mayor, Ann Bell, spoke of 9 dead. Last week a storm killed 27.", 27,
     None),
]  # fmt: skip

# who speaks need not be on a list: what opens the clause of a verb of saying, bears a name, or published the number
NO_LIST: list[tuple[str, str, str, int, str | None]] = [
    ("a noun and its place", "en", "A potter at the market said 12 people had been killed.", 12, "potter"),
    ("a noun and its clause", "en", "A ferryman who helped the rescue said 12 people drowned.", 12, "ferryman"),
    ("a noun and its participle", "en", "An envoy briefed by the spies said 300 soldiers were killed.", 300, "envoy"),
    ("a noun alone", "es", "La comarca informó de 41 fallecidos.", 41, "comarca"),
    ("no speaker: what holds the saying", "en", "In an interview published in May he said 120 people died.", 120, None),
    ("no speaker: a count", "fr", "Le bilan provisoire fait état de 31 morts, d'après l'hôpital.", 31, "hôpital"),
    ("who published the figures", "en", "According to figures published by the water board, 120 people died.", 120,
     "water board"),
    ("who published the report", "es", "Según un informe difundido ayer por la Cruz Roja murieron 120 personas.", 120,
     "cruz roja"),
    ("the document itself", "de", "Laut der Studie starben 12.000 Menschen.", 12000, "studie"),
    ("whose document", "de", "Laut einem Bericht der Botschaft starben 120 Menschen.", 120, "botschaft"),
    ("whose document", "de", "Einem UN-Bericht zufolge wurden 120 Menschen getötet.", 120, "un"),
    ("a noun of no list before a name", "fr", "Il y a 9 morts, rappelle la romancière Anne Belle.", 9, "anne belle"),
    ("behind whom it was told", "ru", "Погибли 12 человек, рассказали Интерфаксу в среду представители главка МЧС.", 12,
     "представители"),
    ("behind the channel", "uk", "Загинули 5 людей, написав у телеграмі мер міста Іван Коваль.", 5, "іван коваль"),
    ("behind the channel", "ru", "Ранены 12, написал в телеграм-канале губернатор Иван Котов.", 12, "иван котов"),
    ("before a colon", "ru", "Губернатор Иван Котов: ранены 12 человек.", 12, "иван котов"),
    ("behind a comma and a dash", "uk", "Загинули 5 людей, — Коваль.", 5, "коваль"),
    ("a country's letters behind an office", "uk", "У Міноборони РФ стверджують, що вбито 300 військових.", 300,
     "міноборони"),
    ("whose data, at the end of a headline", "uk", "Спека вбила 15 тисяч людей — дані міністерства ⏎ Так.", 15000,
     "міністерств"),
    ("whose number that is", "fr", "63 000 soldats tués, c'est le chiffre de la mairie.", 63000, "mairie"),
    ("who gave the count", "es", "Los muertos son 521, según la cuenta que dio hoy el ministerio.", 521, "ministerio"),
    ("by what he says", "es", "Son 2.870 los muertos, a decir del Gobierno.", 2870, "gobierno"),
    ("if one believes him", "ru", "Погибли 2870 солдат, если верить министерству.", 2870, "министерств"),
    ("if one believes him", "de", "2870 Soldaten wurden getötet, glaubt man dem Ministerium.", 2870, "ministerium"),
    ("an object before its verb", "fr", "Comme le rappelle la romancière Anne Belle, 9 soldats ont été tués.", 9,
     "anne belle"),
    ("before zufolge, at the start", "de", "Kowalenko zufolge starben 120 Menschen.", 120, "kowalenko"),
    ("no speaker: an adverb", "de", "Damals kamen sechs Segler ums Leben.", 6, None),
]  # fmt: skip

# two speakers in one sentence keep their own numbers
BOTH: list[tuple[str, str, dict[int, str]]] = [
    ("a semicolon", "London speaks of 6,000 soldiers killed; Seoul counts 600 dead.", {6000: "london", 600: "seoul"}),
    (
        "a list of countries",
        "Thailand has reported 15 soldiers killed, Cambodia eight soldiers killed.",
        {15: "thailand", 8: "cambodia"},
    ),
    ("a turn", "Police said 30 people were killed, but the hospital counted 39 dead.", {30: "police", 39: "hospital"}),
]


def sources(
    text: str, number: int, *, lang: str = "en", topic: str = "russia-ukraine", title: str | None = None
) -> tuple[str, ...]:
    """The sources of the figure with this number."""
    found = [f for f in read(text, lang=lang, topic=topic, title=title) if f.low == number]
    assert found, f"{number} is not found"
    return found[0].sources


@pytest.mark.parametrize(("means", "text", "number", "name"), SAID + GOES_ON, ids=[row[0] for row in SAID + GOES_ON])
def test_who_states_a_number(means: str, text: str, number: int, name: str | None) -> None:
    got = sources(text, number)
    assert got == () if name is None else any(name in source for source in got), got


@pytest.mark.parametrize(
    ("means", "lang", "text", "number", "name"),
    FREE + ON + WEIGHED + NO_LIST,
    ids=[f"{row[1]}: {row[0]}" for row in FREE + ON + WEIGHED + NO_LIST],
)
def test_who_states_a_number_where_order_is_free(
    means: str, lang: str, text: str, number: int, name: str | None
) -> None:
    title, _, body = text.rpartition(" ⏎ ")
    got = sources(body, number, lang=lang, topic="generic", title=title or None)
    assert got == () if name is None else any(name in source for source in got), got


@pytest.mark.parametrize(("means", "text", "asked"), BOTH, ids=[row[0] for row in BOTH])
def test_two_speakers_keep_their_numbers(means: str, text: str, asked: dict[int, str]) -> None:
    for number, name in asked.items():
        assert any(name in source for source in sources(text, number))


def test_the_packs_id_comes_first() -> None:
    assert sources("Kyiv's General Staff said Russia had lost 1,100 troops.", 1100)[0] == "general-staff"


def test_a_headline_takes_the_bodys_speaker_where_the_body_does_not_restate_it() -> None:
    text = "Governor Ivan Koval said another 63 people were hurt on Monday."
    figures = {f.low: f for f in read(text, title="Bomb kills 13 in Kherson")}
    assert "ivan koval" in figures[13].sources


def test_a_headline_that_rounds_is_nobodys() -> None:
    text = "The quake has killed 3,145 people, the government said."
    figures = {f.low: f for f in read(text, topic="generic", title="Quake deaths pass 3,000")}
    assert figures[3000].sources == ()


def test_a_bulletins_headline_speaks_for_it() -> None:
    text = "Over the past day there were 148 engagements.\n\nThe enemy lost about 870 soldiers killed."
    figures = {f.low: f for f in read(text, title="General Staff: enemy losses as of Saturday")}
    assert "general-staff" in figures[870].sources


def test_a_place_before_a_colon_does_not_speak() -> None:
    text = "More than 100 people were killed on Sunday, the police said. In May 20 people died there."
    figures = {f.low: f for f in read(text, topic="generic", title="Suwara: 110 dead in a day")}
    assert not any("suwara" in s for f in figures.values() for s in f.sources)


def test_a_label_at_the_end_names_the_source_of_all() -> None:
    figures = read("Enemy losses: 830 killed. Wounded: 1,900. Source: regional command.")
    assert figures
    assert all("regional command" in f.sources for f in figures)


def test_the_rows_of_a_table_have_their_headings_source() -> None:
    text = "RIVER AUTHORITY - DAILY REPORT\n\nDistrict | Dead | Injured\nNorth | 48 | 34\nSouth | 19 | 61"
    figures = read(text, topic="generic")
    assert {f.low for f in figures} >= {48, 34, 19, 61}
    assert all(any("river authority" in s for s in f.sources) for f in figures)


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("uk", "У серпні 2023 року Управління ООН зафіксувало 180 загиблих цивільних.", "управління оон"),
        (
            "ru",
            "В 2023 году Министерство внутренних дел подтвердило гибель 900 человек.",
            "министерство внутренних дел",
        ),
    ],
)
def test_an_offices_name_holds_no_year(lang: str, text: str, name: str) -> None:
    assert read(text, lang=lang)[0].sources[0] == name
