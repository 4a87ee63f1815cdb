"""The gazetteer files: each table is whole, no word says two parties, no stem reads a common word, wordings read right.

The matcher here is a reference of the reading that `countries.toml` describes in its head: plain patterns, slow and
obvious, so that a fault in the files is told apart from a fault in the lexicon. All wordings are our own.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

LANGUAGES = ("en", "uk", "ru", "fr", "de", "es")
FILES = Path(__file__).parents[2] / "monitor" / "detect" / "languages"
COUNTRIES: dict[str, Any] = tomllib.loads((FILES / "countries.toml").read_text("utf-8"))
PLACES: dict[str, Any] = tomllib.loads((FILES / "places.toml").read_text("utf-8"))
PARTIES = {ident: table for ident, table in COUNTRIES.items() if isinstance(table, dict) and ident != "nobody"}
SITES = {ident: table for ident, table in PLACES.items() if isinstance(table, dict)}
WRONG_LETTERS = {"uk": "ыэъё", "ru": "іїєґ"}


def pattern(entry: str) -> str:
    """One entry as a regex: a capital reads a capital, a small letter both, * any letters, a space any white space."""
    parts = []
    for char in entry:
        if char.islower() and len(char.upper()) == 1:
            parts.append(f"[{char}{char.upper()}]")
        else:
            parts.append({"*": r"[^\W\d_]*", " ": r"\s+"}.get(char) or re.escape(char))
    return rf"(?<!\w){''.join(parts)}(?!\w)"


@cache
def entries(lang: str, what: str) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """What one language reads of `party` words (with `nobody`), `capital`s or `place`s: pattern, entry, party id."""
    tables = SITES if what == "place" else COUNTRIES
    key = "capital" if what == "capital" else lang
    rows = [(e, i) for i, table in tables.items() if isinstance(table, dict) for e in table.get(key, ())]
    return tuple((re.compile(pattern(e)), e, i) for e, i in rows)


def read(lang: str, text: str, what: str = "party") -> list[str]:
    """The party ids that the text names, in order; the longest stretch wins, then the entry with the most letters."""
    hits = [(m.start(), m.end(), len(e), i) for p, e, i in entries(lang, what) for m in p.finditer(text)]
    won: list[tuple[int, int, str]] = []
    for start, end, _, ident in sorted(hits, key=lambda hit: (hit[0] - hit[1], -hit[2])):
        if all(end <= at or start >= stop for at, stop, _ in won):
            won.append((start, end, ident))
    return [ident for _, _, ident in sorted(won) if ident != "nobody"]


def all_lists() -> list[tuple[str, str, list[str]]]:
    tables = [*PARTIES.items(), *SITES.items()]
    return [(ident, key, value) for ident, table in tables for key, value in table.items() if isinstance(value, list)]


def test_every_party_has_a_name_and_all_languages() -> None:
    assert len(PARTIES) > 215
    for ident, table in PARTIES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", ident)
        assert table["name"], ident
        assert set(table) <= {"name", "kind", "of", "capital", *LANGUAGES}, ident
        assert table.get("kind") in {None, "group", "people", "former"}, ident
        assert "of" not in table or table["of"] in PARTIES, ident
        assert all(table.get(lang) for lang in LANGUAGES), ident


def test_every_place_belongs_to_a_known_party_in_all_languages() -> None:
    assert sum(len(table["en"]) for table in SITES.values()) > 250
    for ident, table in SITES.items():
        assert ident in PARTIES
        assert set(table) == set(LANGUAGES), ident


@pytest.mark.parametrize("tables", [PARTIES, SITES], ids=["countries", "places"])
def test_no_word_says_two_parties(tables: dict[str, Any]) -> None:
    owner: dict[tuple[str, str], str] = {}
    for ident, table in tables.items():
        for lang in LANGUAGES:
            for entry in [*table[lang], *table.get("capital", ())]:
                assert owner.setdefault((lang, entry), ident) == ident, (lang, entry)


def test_no_place_repeats_a_country_or_capital() -> None:
    named = {(lang, e) for t in PARTIES.values() for lang in LANGUAGES for e in [*t[lang], *t.get("capital", ())]}
    assert not [(lang, e) for t in SITES.values() for lang in LANGUAGES for e in t[lang] if (lang, e) in named]


def test_entries_are_well_written() -> None:
    for ident, key, words in all_lists():
        assert len(words) == len(set(words)), (ident, key)
        for entry in words:
            assert len(entry.rstrip("*")) >= 2, (ident, key, entry)
            assert entry == entry.strip(), (ident, key, entry)
            assert not re.search(r"\*(?=[^\W_])|[’ʼ‐‑]|  ", entry), (ident, key, entry)
            latin, cyrillic = re.search("[A-Za-z]", entry), re.search("[\u0400-\u04ff]", entry)
            assert not (latin and cyrillic), (ident, key, entry)
            assert not (cyrillic and key in ("en", "fr", "de", "es")), (ident, key, entry)
            assert not set(entry.casefold()) & set(WRONG_LETTERS.get(key, "")), (ident, key, entry)


def test_a_stem_makes_longer_words_of_its_list_needless() -> None:
    for ident, key, words in all_lists():
        for stem in (word for word in words if word.endswith("*")):
            shadowed = [w for w in words if w != stem and re.fullmatch(pattern(stem), w.rstrip("*"))]
            assert not shadowed or key == "capital", (ident, key, stem, shadowed)


def test_ambiguous_entries_are_entries() -> None:
    for tables, marked in ((COUNTRIES, COUNTRIES["ambiguous"]), (PLACES, PLACES["ambiguous"])):
        listed = {
            e for t in tables.values() if isinstance(t, dict) for v in t.values() if isinstance(v, list) for e in v
        }
        assert set(marked) <= listed
        assert len(marked) == len(set(marked))


# Words of the news that begin like a country, a people or a town, and plain words of war reports.
COMMON = {
    "en": """
        malicious malice malign chin chins jordanesque indigo industry indicate individual romance romantic germane
        germ greasy turbine turn iron ironic irate cube cubic panacea perusal peril ukulele rush rust rushed serious
        series spare swedes finish fins dance dancing danger latitude lithium malt maltreat nap nepotism guide niggle
        chilly child children colony columbia costar couple dominate dominion grenade grenades haste honour jam
        marshal micron solo tong tongue van vague zeal army armed armour austere azure bar barb bell belief bend
        benefit bolt bran brave bull burn camera canal can cape car central comma congress crop cry czar democracy
        dozen east egg equator ghost gab gas gazette hungry ice iceberg irrational is isolate kin kill killed killer
        wounded missing soldier soldiers troops toll dead death deaths people strike strikes missile drone shelling
        attack official officials ministry general staff president war front village city region hospital rescue
        rubble flood quake storm us usage tall talk alas shabby polar lane lost losses hamper houses hut huts rebels
        alarm tiger tigers sand sum summit bald brick crime crimes good lion lions homes hams ham beside sides tire
        tired orange oral mine mines male males moral villages convoy bridge airport school schools church mosque
        market clash clashes ceasefire truce talks""",
    "uk": """
        дані даних даними сирі сирий сирок сирена сирени грузити грузовик болів біль болю чадний індустрія індустрії
        індивід індекс синдром синдикат дах дахів дахи друзів друзі друзям друг Іраклій Гвінет Поляков Шведов
        Миколаївна Полтавченко вінник оранжевий качиний гамбургер керманич швейцар чехол чехли турбота туркотіти
        росинка роса рости росте кубок кубки кубло панамка катаракта мальтоза непалений папуга канал канати угору
        угорі колумбарій перший перо перед хлопець народ народу війна війни військо військові солдат солдати солдатів
        втрати загинув загинула загинуло загиблих загиблі поранено поранені поранених зниклі полон полонені удар удари
        ракета обстріл обстріли безпілотник дрон наслідки жертви жертв діти дитина люди людей людина цивільні мирні
        мешканці мешканців місто міста область області село район лікарня рятувальники завали президент міністр
        міністерство генштаб генеральний штаб армія армії бригада ворог ворога окупанти протягом доба добу вчора
        сьогодні ніч ранок начальник речник голова повідомив заявив сказав додав щонайменше близько понад майже
        десятки сотні тисячі мільйон австралопітек гамбіт гренадер еритроцит біла білий білизна аналогія ангел
        латиноамериканський литвин марка марки монахиня нігілізм пальма сукупність судно суд сусід тайна тонна
        трагедія улюблений фінал фінанси чаша черга чоловік чилім ямка зомбі камінь кенгуру кожен коробка ліберал
        лівий лівша маля маленький землетрус повінь буря аварія вибух пожежа потяг літак поліція безпека заручники
        табір міст школа церква""",
    "ru": """
        индустрия индустрии индустриальный индивид ассамблея ассамблеи белизна белизны Ираклий Гвинет Немцов Латышев
        Поляковский Венгеров Сурков Ливанов Бениньо швейцар чехол чехлы турбина россыпь росток роса рост рука кубок
        кубики кубань панамка катаракта мальва папка канал канаты колумбарий перо первый народ война войны войска
        военные солдат солдаты потери погиб погибла погибли погибших ранен ранены раненых пропавших плен пленные удар
        удары ракета обстрел обстрелы беспилотник дрон последствия жертвы жертв дети ребенок люди людей человек мирные
        жители жителей город города область области село район больница спасатели завалы президент министр
        министерство генштаб генеральный штаб армия армии бригада враг противник сутки вчера сегодня ночь утро
        начальник представитель глава сообщил заявил сказал добавил не менее около более почти десятки сотни тысячи
        миллион австралопитек гамбит гренадер эритроцит белый аналогия ангел армада арматура грузить грузовик грузчик
        данные дань даль ирония кидал кидала кипрей кенгуру либерал левый мавзолей малый малыш марка монах нигилизм
        пальма польза полька раковина синдром судно суд сирена сырой тайна тонна трагедия финал финансы чадо ямка
        зомби курсант курсы донесение крыса крышка львиный марсианин русло бразды серьга хамство хамский таксист рота
        землетрясение наводнение буря авария взрыв пожар поезд самолет полиция безопасность заложники лагерь мост
        школа церковь перемирие""",
    "fr": """
        belliqueux chili chin cube cubes cubisme danse espagnolette grenade grenades guide guise haine iris ironie
        jardin maladie malice mal malgré mais maison russule russell polonium portuaire soudain soudant souder
        serbelloni turbine turquet turquoise tué tués tuée tuées mort morts blessé blessés disparu disparus soldat
        soldats armée frappe frappes missile drone drones bombardement attaque bilan victimes victime enfants enfant
        civils civil personnes personne guerre front ville village région hôpital secours décombres inondation séisme
        tempête président ministre ministère selon environ plus moins presque dizaines centaines milliers million
        prisonniers pertes ennemi brigade nuit matin hier journée semaine mois année depuis affirmé déclaré annoncé
        ajouté explosion incendie accident avion train foule police sécurité otages camp albatros algue angle argent
        argentier armement azur bahut barbe belle birème bulle cambouis canadair capuche centre éclair écran étude
        gambas gazette ghetto hausse houle italique japper jamais lettre litige mauvais monde nigaud panache papouille
        rouble samoyède sénateur sirop tonnerre vanne cana tire convoi pont aéroport école écoles église mosquée
        marché trêve pourparlers colline rivière route véhicule char chars hommes femmes femme homme otage combats
        combat offensive troupes obus feu faim maladies virus poisse rustre suite serbocroate turbulence kilomètre
        cabane anglais angliciste marotte maroquinerie tunnel tunique ultime uranium vénéneux vietcong zèle""",
    "de": """
        niederlage niederlagen niederlassung niedrig zypressen zypresse gambit letzte letzten letting ungarantiert
        irre iris ironisch irdisch kuban kubisch kubus malen maler malz polar politik russig ruß rüssel rüstung seriös
        serie schwedt schweiß schweigen schwer schwerverletzt spanne spanplatte türen tür dane danach daneben finster
        frank frankieren griff insel inseln jemand jede kanal kongress lehrer libelle malve nigeln perücke saudumm
        saum schottern somit sudoku südlich syrup tadel tonne tuner usw vati zentral tote toten tot getötet gestorben
        gefallen gefallene verletzt verletzte vermisst vermisste soldat soldaten armee angriff angriffe rakete drohne
        beschuss menschen kinder kind zivilisten zivil krieg front stadt dorf region klinik krankenhaus rettungskräfte
        trümmer flut beben sturm präsident minister ministerium generalstab sprecher nach etwa mehr mindestens fast
        dutzende hunderte tausende million gefangene verluste feind brigade nacht morgen gestern woche monat jahr seit
        erklärte sagte meldete explosion brand unfall flugzeug zug polizei sicherheit geiseln lager konvoi brücke
        flughafen schule schulen kirche moschee markt waffenruhe gespräche hügel fluss straße fahrzeug panzer männer
        frauen frau mann geisel kämpfe kampf offensive truppen granate feuer hunger krankheit virus balkon bulle chor
        dominieren ecke estrich geige ghetto haie honig iranistik kolumne libero luxus marke nepotismus omen paket
        palast peripher philharmonie rute sambesi samba siegel tanz torf tschüss tuch turm ukulele vage
        wange indem indigo indes""",
    "es": """
        grieg alemany polacra marroquinería tanzanita sirena siri cubo cubos cubierta peruanidad maliciosa malo malos
        malla mal catar cataratas butano butanos granadas grano italianizar indica índice indicio individuo industria
        ironía jordán libido libre mexicanismo níquel nigua polo polonio portuario rusticidad suelo surco sirviente
        tongo turbina turismo ucrónico urgente venezolanismo zambo muerto muertos muerte muertes herido heridos herida
        desaparecido desaparecidos soldado soldados ejército ataque ataques misil dron bombardeo víctimas víctima
        niños niño civiles civil personas persona guerra frente ciudad pueblo región hospital rescate escombros
        inundación terremoto tormenta presidente ministro ministerio estado mayor portavoz según unos más menos casi
        decenas cientos miles millón prisioneros bajas pérdidas enemigo brigada noche mañana ayer semana mes año desde
        afirmó declaró anunció añadió explosión incendio accidente avión tren policía seguridad rehenes campo
        argumento alba alban andar angel angolar antigua antiguo austero barbarie belén brasa brasero camerino canal
        centro checar coro corear costarse croar danza dominar ecuación etiqueta fines francesca francisco convoy
        puente aeropuerto escuela escuelas iglesia mezquita mercado tregua conversaciones colina río carretera
        vehículo tanque hombres mujeres mujer hombre rehén combates combate ofensiva tropas obús fuego hambre
        enfermedad virus balas brazo chicle colonia dominio eco esquina gambas guinda guineo haber marroncillo
        nepotismo panadero paraguas pescado polvo quemado rutina suave suicida togado túnel turno ucronía vaticinio
        zumo letargo libanera nigromante""",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_common_words_are_nobodys(lang: str) -> None:
    """Each word small, as within a sentence; stems also as its first word."""
    words = COMMON[lang].split()
    assert len(words) >= 150
    assert {w: found for w in words if (found := read(lang, w) + read(lang, w, "place"))} == {}
    stems = [(p, e) for what in ("party", "place") for p, e, _ in entries(lang, what) if e.endswith("*")]
    first = " . ".join(word[0].upper() + word[1:] for word in words)
    assert {e: m.group() for p, e in stems if (m := p.search(first))} == {}


# language, wording, the parties that it names in order
WORDINGS = [
    ("en", "Ukrainian soldiers and Russians died; the Ukrainians lost more", ["ukraine", "russia", "ukraine"]),
    ("en", "North Korean troops, not South Koreans", ["north-korea", "south-korea"]),
    ("en", "South Sudan's army and Sudanese refugees", ["south-sudan", "sudan"]),
    ("en", "two Nigerians, three Nigeriens and a man from Niger", ["nigeria", "niger", "niger"]),
    ("en", "US-led strikes killed Americans; they told us so", ["united-states", "united-states"]),
    ("en", "U.S. and U.K. soldiers", ["united-states", "united-kingdom"]),
    ("en", "ISRAEL SAYS HAMAS LOST 20 FIGHTERS", ["israel", "hamas"]),
    (
        "en",
        "Guinea-Bissau, Papua New Guinea and Equatorial Guinea",
        ["guinea-bissau", "papua-new-guinea", "equatorial-guinea"],
    ),
    ("en", "Dominicans from the Dominican Republic", ["dominican-republic", "dominican-republic"]),
    ("en", "the Democratic Republic of the Congo and the Republic of the Congo", ["dr-congo", "republic-of-the-congo"]),
    ("en", "a wave in the Indian Ocean, seen by Indians", ["india"]),
    ("en", "Latin American migrants, say The Times of Israel and The Washington Post", []),
    ("en", "the Pakistani Taliban, then the Afghan Taliban", ["ttp", "taliban"]),
    ("en", "Rapid Support Forces fighters and the Baloch Liberation Army", ["rsf", "baloch-liberation-army"]),
    ("en", "Kataib Hezbollah in Iraq, Hezbollah in Lebanon", ["kataib-hezbollah", "iraq", "hezbollah", "lebanon"]),
    ("en", "the Red Army, the Wehrmacht and the Ottomans", ["soviet-union", "germany", "ottoman-empire"]),
    (
        "en",
        "Turks, Poles, Danes, Swedes, Finns and Dutchmen",
        ["turkey", "poland", "denmark", "sweden", "finland", "netherlands"],
    ),
    ("en", "turkey sandwiches, french fries and a swede", []),
    ("en", "men of the Wagner Group", ["russia"]),
    ("uk", "Україна, українці й українські військові", ["ukraine", "ukraine", "ukraine"]),
    ("uk", "втрати рф та Росії, росіян полонено", ["russia", "russia", "russia"]),
    ("uk", "північнокорейські солдати з Північної Кореї", ["north-korea", "north-korea"]),
    ("uk", "у Південній Кореї та в Індонезії", ["south-korea", "indonesia"]),
    ("uk", "норвезькі рятувальники з Норвегії й норвежець", ["norway", "norway", "norway"]),
    ("uk", "дані про загиблих у Данії", ["denmark"]),
    (
        "uk",
        "сирійці з Сирії, ліванці з Лівану, туркмени й турки",
        ["syria", "syria", "lebanon", "lebanon", "turkmenistan", "turkey"],
    ),
    ("uk", "у Саудівській Аравії та Об'єднаних Арабських Еміратах", ["saudi-arabia", "united-arab-emirates"]),
    ("uk", "мексиканці в Мексиці, чехи в Чехії", ["mexico", "mexico", "czech-republic", "czech-republic"]),
    ("uk", "СРСР і радянські війська", ["soviet-union", "soviet-union"]),
    ("uk", "загинули бойовики ХАМАС і Хезболли", ["hamas", "hezbollah"]),
    ("uk", "у Республіці Конго, у Демократичній Республіці Конго", ["republic-of-the-congo", "dr-congo"]),
    ("uk", "Індійський океан біля Індії", ["india"]),
    ("ru", "украинцы, россияне и русские", ["ukraine", "russia", "russia"]),
    ("ru", "северокорейские военные из КНДР", ["north-korea", "north-korea"]),
    ("ru", "в Южном Судане и Судане", ["south-sudan", "sudan"]),
    ("ru", "потери ВСУ и армии Израиля", ["ukraine", "israel"]),
    ("ru", "нигерийцы из Нигерии и жители Нигера", ["nigeria", "nigeria", "niger"]),
    ("ru", "индийцы, индонезийцы, иранцы и иракцы", ["india", "indonesia", "iran", "iraq"]),
    ("ru", "в Папуа — Новой Гвинее и в Гвинее-Бисау", ["papua-new-guinea", "guinea-bissau"]),
    ("ru", "боевики ИГИЛ и талибы", ["islamic-state", "taliban"]),
    ("ru", "немцы и вермахт против красноармейцев", ["germany", "germany", "soviet-union"]),
    ("ru", "Немцов, Латышев и Ираклий из Бирмингема", []),
    ("fr", "des soldats nord-coréens, des Ukrainiens et des Russes", ["north-korea", "ukraine", "russia"]),
    ("fr", "aux États-Unis, les Sud-Soudanais et les Soudanais", ["united-states", "south-sudan", "sudan"]),
    ("fr", "les Nigériens et les Nigérians", ["niger", "nigeria"]),
    ("fr", "Russell espère une grenade", []),
    ("fr", "les Forces de soutien rapide au Soudan du Sud", ["rsf", "south-sudan"]),
    ("fr", "le conflit israélo-palestinien, des Palestiniens et l'armée israélienne", ["palestinians", "israel"]),
    ("de", "nordkoreanische Soldaten, Ukrainer und US-Soldaten", ["north-korea", "ukraine", "united-states"]),
    ("de", "eine Niederlage der Niederländer", ["netherlands"]),
    ("de", "die israelische Armee und palästinensische Zivilisten", ["israel", "palestinians"]),
    ("de", "Türken, Kurden und Südsudanesen", ["turkey", "kurds", "south-sudan"]),
    ("de", "der russisch-ukrainische Krieg, sagt die Deutsche Presse-Agentur", []),
    ("es", "soldados norcoreanos de Corea del Norte y ucranianos", ["north-korea", "north-korea", "ukraine"]),
    ("es", "en EE. UU., los estadounidenses", ["united-states", "united-states"]),
    ("es", "los palestinos y los israelíes en América Latina", ["palestinians", "israel"]),
    ("es", "marroquinería para los marroquíes", ["morocco"]),
    ("es", "los talibanes paquistaníes y los paquistaníes", ["ttp", "pakistan"]),
]


@pytest.mark.parametrize(("lang", "text", "parties"), WORDINGS)
def test_wordings_name_their_parties(lang: str, text: str, parties: list[str]) -> None:
    assert read(lang, text) == parties


@pytest.mark.parametrize(
    ("lang", "text", "parties"),
    [
        ("en", "strikes on Khan Younis, Gaza City and the West Bank", ["palestinians", "palestinians", "palestinians"]),
        ("en", "in Kharkiv and in the Belgorod region", ["ukraine", "russia"]),
        ("en", "the jos sticks of a nice tyre", []),
        ("en", "in New Mexico and in Inner Mongolia", ["united-states", "china"]),
        ("uk", "у Харкові, Сумах, Львові та на Дніпропетровщині", ["ukraine", "ukraine", "ukraine", "ukraine"]),
        ("uk", "у секторі Гази, у Хайфі та в Ростові", ["palestinians", "israel", "russia"]),
        ("uk", "синдром, вінник і суми", []),
        ("ru", "в Белгороде и Белгороде-Днестровском, в Одессе", ["russia", "ukraine", "ukraine"]),
        ("ru", "Генеральная Ассамблея; в Ассаме", ["india"]),
        ("fr", "à Alep, à Marioupol et en Cisjordanie", ["syria", "ukraine", "palestinians"]),
        ("de", "in Charkiw, auf der Krim und im Gazastreifen", ["ukraine", "ukraine", "palestinians"]),
        ("es", "en Járkov, Alepo y la Franja de Gaza", ["ukraine", "syria", "palestinians"]),
    ],
)
def test_places_belong_to_their_parties(lang: str, text: str, parties: list[str]) -> None:
    assert read(lang, text, "place") == parties


@pytest.mark.parametrize(
    ("lang", "text", "parties"),
    [
        ("en", "Moscow says, Kyiv denies", ["russia", "ukraine"]),
        ("uk", "у Києві й Москві, Кремль мовчить", ["ukraine", "russia", "russia"]),
        ("ru", "Киев и Пекин, но не Суворов", ["ukraine", "china"]),
        ("es", "Moscú y La Paz quieren la paz", ["russia", "bolivia"]),
    ],
)
def test_capitals_are_apart(lang: str, text: str, parties: list[str]) -> None:
    assert read(lang, text, "capital") == parties
    assert read(lang, text) == []
