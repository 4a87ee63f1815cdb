"""A number that its text takes back, in six languages: told as an earlier, higher one, or called wrong. The sentences
are our own.
"""

import pytest

from tests.detect.cases import read

# The text, the number that stands, the number that it takes back
CORRECTED = {
    "en": [
        ("The ministry revised its toll down from 15 to 12 people killed.", 12, 15),
        ("Officials corrected the death toll to 12 from 15.", 12, 15),
        ("Twelve people were killed in the strike, the governor said, correcting an earlier figure of 15.", 12, 15),
        ("The strike killed 12 people, the mayor said. He had earlier given the number of dead as 15.", 12, 15),
        ("The strike killed 12 people, not 15 as reported before.", 12, 15),
        ("The ministry said that 5,050 soldiers had been killed; its earlier figure of 5,500 was wrong.", 5050, 5500),
        ("The General Staff corrected its figure: 5,500 soldiers were killed, not 5,050.", 5500, 5050),
        ("The death toll has been revised downwards to 12, from an initial 15.", 12, 15),
        ("Authorities lowered the number of people killed to 12 instead of 15.", 12, 15),
        ("The mayor said that 12 people had been killed and not 15, as he had said in the morning.", 12, 15),
        (
            "The ministry corrected its toll: 12 people were killed rather than the 15 it had announced on Monday.",
            12,
            15,
        ),
        ("Officials had initially reported 15 people killed but later put the toll at 12.", 12, 15),
        ("An earlier version of this article said that 15 people were killed. The correct number is 12.", 12, 15),
        ("The ministry had put the number of dead at 15 before correcting it to 12.", 12, 15),
        ("Twelve soldiers died, not 21, said the governor, who apologised for an error.", 12, 21),
        ("At least 12 people were killed, down from 15 reported earlier.", 12, 15),
        ("The toll was lowered to 12 dead after police had earlier said 15 people were killed.", 12, 15),
        ("The ministry revised the number of soldiers killed downward, to 1,200 from 1,400.", 1200, 1400),
        ("The mayor had wrongly given 15 dead; in fact 12 people died.", 12, 15),
        ("The governor had mistakenly said 15, in fact 12 people died.", 12, 15),
    ],
    "uk": [
        ("Міністерство переглянуло кількість загиблих із 15 до 12 людей.", 12, 15),
        ("Влада уточнила кількість загиблих до 12 осіб із 15.", 12, 15),
        ("Унаслідок удару загинули 12 людей, а не 15, як повідомлялося раніше.", 12, 15),
        ("Внаслідок удару загинуло 12 людей, повідомив мер. Раніше він називав 15 загиблих.", 12, 15),
        ("Генштаб виправив свої дані: загинули 5050 військових, а не 5500.", 5050, 5500),
        ("Кількість загиблих зменшили з 15 до 12.", 12, 15),
        ("Загинуло 12 людей, раніше повідомлялося про 15 загиблих.", 12, 15),
        ("Спочатку повідомляли про 15 загиблих, згодом число уточнили до 12.", 12, 15),
        ("Загинули 12 військових замість 15, про яких повідомлялося раніше.", 12, 15),
        ("Міністр помилково назвав 15 загиблих, насправді загинули 12 людей.", 12, 15),
        ("Мер помилково назвав 15, насправді загинули 12 людей.", 12, 15),
    ],
    "ru": [
        ("Министерство пересмотрело число погибших с 15 до 12 человек.", 12, 15),
        ("Власти уточнили число погибших до 12 с 15.", 12, 15),
        ("В результате удара погибли 12 человек, а не 15, как сообщалось ранее.", 12, 15),
        ("В результате удара погибли 12 человек, сообщил мэр. Ранее он называл 15 погибших.", 12, 15),
        ("Генштаб исправил свои данные: погибли 5050 военных, а не 5500.", 5050, 5500),
        ("Число погибших снизили с 15 до 12.", 12, 15),
        ("Погибли 12 человек, ранее сообщалось о 15 погибших.", 12, 15),
        ("Сначала сообщали о 15 погибших, затем число уточнили до 12.", 12, 15),
        ("Погибли 12 военных вместо 15, о которых сообщалось ранее.", 12, 15),
        ("Мэр ошибочно назвал 15 погибших, на самом деле погибли 12 человек.", 12, 15),
        ("Мэр ошибочно назвал 15, в действительности погибли 12 человек.", 12, 15),
    ],
    "fr": [
        ("Le ministère a revu à la baisse son bilan, de 15 à 12 morts.", 12, 15),
        ("Les autorités ont corrigé le bilan à 12 morts, contre 15 auparavant.", 12, 15),
        ("La frappe a tué 12 personnes, et non 15 comme annoncé précédemment.", 12, 15),
        ("La frappe a fait 12 morts, a déclaré le maire. Il avait auparavant fait état de 15 morts.", 12, 15),
        ("L'état-major a rectifié son chiffre : 5 050 soldats ont été tués, et non 5 500.", 5050, 5500),
        ("Le bilan a été ramené de 15 à 12 morts.", 12, 15),
        ("Le maire avait d'abord annoncé 15 morts, avant de ramener le bilan à 12.", 12, 15),
        ("Douze personnes ont été tuées au lieu des 15 annoncées initialement.", 12, 15),
        ("Un précédent bilan faisait état de 15 morts, mais 12 personnes ont été tuées.", 12, 15),
        ("Le maire avait annoncé par erreur 15 morts, en réalité 12 personnes sont mortes.", 12, 15),
        ("Le préfet avait donné à tort le chiffre de 15, en fait 12 personnes sont mortes.", 12, 15),
    ],
    "de": [
        ("Das Ministerium korrigierte die Zahl der Toten von 15 auf 12.", 12, 15),
        ("Die Behörden senkten die Zahl der Toten von 15 auf 12.", 12, 15),
        ("Bei dem Angriff wurden 12 Menschen getötet und nicht 15, wie zuvor gemeldet.", 12, 15),
        (
            "Bei dem Angriff wurden 12 Menschen getötet, sagte der Minister. Zuvor hatte er von 15 Toten gesprochen.",
            12,
            15,
        ),
        ("Der Generalstab korrigierte seine Angabe: Getötet wurden 5.050 Soldaten, nicht 5.500.", 5050, 5500),
        ("Die Zahl der Toten wurde nach unten korrigiert, auf 12 statt 15.", 12, 15),
        ("Zunächst war von 15 Toten die Rede gewesen, inzwischen sprechen die Behörden von 12 Toten.", 12, 15),
        ("Der Bürgermeister hatte fälschlich 15 Tote genannt, tatsächlich starben 12 Menschen.", 12, 15),
        ("Irrtümlich hatte der Landrat 15 genannt, in Wirklichkeit starben 12 Menschen.", 12, 15),
    ],
    "es": [
        ("El ministerio revisó a la baja el número de muertos de 15 a 12.", 12, 15),
        ("Las autoridades corrigieron la cifra de muertos a 12, desde los 15 anteriores.", 12, 15),
        ("El ataque mató a 12 personas, y no a 15 como se había informado antes.", 12, 15),
        ("El ataque dejó 12 muertos, dijo el alcalde. Antes había hablado de 15 muertos.", 12, 15),
        ("El Estado Mayor rectificó su cifra: murieron 5.050 soldados, no 5.500.", 5050, 5500),
        ("Rebajaron el balance de 15 a 12 muertos.", 12, 15),
        ("Las autoridades informaron inicialmente de 15 muertos, pero después rebajaron la cifra a 12.", 12, 15),
        ("Por error se habló de 15 muertos; murieron 12 personas.", 12, 15),
        ("Murieron 12 soldados en lugar de los 15 anunciados antes.", 12, 15),
        ("El alcalde había dado por error 15 muertos, en realidad murieron 12 personas.", 12, 15),
        ("El alcalde habló erróneamente de 15 muertos; de hecho murieron 12 personas.", 12, 15),
    ],
}

# The text, its latest number: a toll that rises, another attack, another day, another measure
NOT_CORRECTED = {
    "en": [
        ("The toll rose from 12 to 15 people killed, the ministry said.", 15),
        ("The strike killed 15 people, the mayor said. He had earlier given the number of dead as 12.", 15),
        ("The ministry revised its toll up from 12 to 15 people killed.", 15),
        ("The strike killed 12 people, not 15 miles from the border.", 12),
        ("The strike killed 12 people. An earlier attack in the same town had killed 15.", 12),
        ("Losses fell from 1,500 to 1,200 soldiers killed a day, the ministry said.", 1200),
        ("At least 12 people were killed, up from nine reported earlier.", 12),
        ("Twelve soldiers were killed this week, down from 15 the previous week, the ministry said.", 12),
        ("The number of people killed fell to 12 from 15 a year earlier.", 12),
        ("The mayor reported 12 people killed, compared with 15 a day earlier.", 12),
        ("Twelve people were killed in the first attack and 15 in the second.", 12),
        ("Twelve people were killed on Monday, after 15 were killed the day before.", 12),
        (
            "Twelve people were killed, the mayor said. A previous strike on the town, reported last week, killed 15.",
            12,
        ),
        ("The ministry said that 12 soldiers were killed. Of the first 15 reported missing, all were found.", 12),
        ("The mayor said that 12 people had died, and in fact 15 had been hurt.", 12),
    ],
    "uk": [
        ("Кількість загиблих зросла з 12 до 15 людей.", 15),
        ("Внаслідок удару загинуло 15 людей, раніше повідомлялося про 12 загиблих.", 15),
        ("Загинули 12 людей, а 15 дістали поранення.", 12),
        ("Загинуло 12 людей. Під час попереднього удару по місту загинули 15 людей.", 12),
        ("Минулого року загинули 15 людей, а цього року загинули 12.", 12),
        ("Загинули 12 людей, ще про 15 загиблих повідомили в сусідній області.", 12),
        ("Мер повідомив, що загинули 12 людей, а 15 насправді дістали поранення.", 12),
    ],
    "ru": [
        ("Число погибших выросло с 12 до 15 человек.", 15),
        ("В результате удара погибли 15 человек, ранее сообщалось о 12 погибших.", 15),
        ("Погибли 12 человек, а 15 получили ранения.", 12),
        ("Погибли 12 человек. При предыдущем ударе по городу погибли 15 человек.", 12),
        ("В прошлом году погибли 15 человек, а в этом году погибли 12 человек.", 12),
        ("Погибли 12 человек, еще о 15 погибших сообщили в соседней области.", 12),
    ],
    "fr": [
        ("Le bilan est passé de 12 à 15 morts, selon le ministère.", 15),
        ("La frappe a fait 15 morts, contre 12 auparavant.", 15),
        ("La frappe a tué 12 personnes et blessé 15 autres.", 12),
        ("La frappe a tué 12 personnes. Une frappe précédente avait tué 15 personnes.", 12),
        ("La frappe a tué 12 personnes, après 15 morts la veille.", 12),
        ("L'an dernier, 15 soldats ont été tués, et cette année 12 soldats ont été tués.", 12),
    ],
    "de": [
        ("Die Zahl der Toten stieg von 12 auf 15.", 15),
        ("Bei dem Angriff wurden 15 Menschen getötet, zuvor war von 12 Toten die Rede gewesen.", 15),
        ("Bei dem Angriff wurden 12 Menschen getötet und nicht weniger als 15 verletzt.", 12),
        (
            "Bei dem Angriff wurden 12 Menschen getötet. Bei einem früheren Angriff waren 15 Menschen getötet worden.",
            12,
        ),
        ("In der Vorwoche wurden 15 Menschen getötet, in dieser Woche 12.", 12),
        ("Am Montag wurden 12 Menschen getötet, nachdem am Sonntag 15 Menschen getötet worden waren.", 12),
    ],
    "es": [
        ("El número de muertos subió de 12 a 15.", 15),
        ("El ataque dejó 15 muertos, frente a los 12 anunciados antes.", 15),
        ("El ataque mató a 12 personas y no menos de 15 resultaron heridas.", 12),
        ("El ataque dejó 12 muertos. Un ataque anterior había dejado 15 muertos.", 12),
        ("La semana pasada murieron 15 personas y esta semana 12.", 12),
        ("El ataque mató a 12 personas, después de los 15 muertos de la víspera.", 12),
    ],
}


@pytest.mark.parametrize(
    ("lang", "text", "number", "wrong"), [(k, *row) for k, rows in CORRECTED.items() for row in rows]
)
def test_a_number_knows_what_it_replaces(lang: str, text: str, number: int, wrong: int) -> None:
    found = {figure.low: figure for figure in read(text, lang=lang)}
    assert found[number].corrects == (wrong, wrong)
    assert str(found[number].status) == "asserted"
    assert str(found[wrong].status) == "disputed" if wrong in found else True


@pytest.mark.parametrize(("lang", "text", "number"), [(k, *row) for k, rows in NOT_CORRECTED.items() for row in rows])
def test_a_toll_that_rises_or_another_number_corrects_nothing(lang: str, text: str, number: int) -> None:
    found = read(text, lang=lang)
    assert number in [figure.low for figure in found]
    assert [(figure.low, figure.corrects) for figure in found if figure.corrects or figure.status == "disputed"] == []
