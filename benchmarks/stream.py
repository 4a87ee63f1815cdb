"""A language and a chance in, made-up sentences of a day's news out: what most of a news crawl is about.

Sport, economy, culture, science, weather and local politics in six languages, full of numbers, without the war's cities
and mostly without a word of harm. The near misses are what a gate has to think about: the war without losses, losses
without the war, and both without a count of people.
"""

import random
from dataclasses import dataclass

NEAR = 0.08  # share of the pages with near misses among those without figures


@dataclass(frozen=True, slots=True)
class Words:
    """One language's sentences, with places for numbers, names and towns."""

    towns: tuple[str, ...]
    names: tuple[str, ...]
    plain: tuple[str, ...]
    heads: tuple[str, ...]
    near: tuple[str, ...]
    harm: tuple[str, ...]
    harm_heads: tuple[str, ...]
    sections: tuple[str, ...]
    thousands: str  # what stands between thousands
    war: tuple[str, ...] = ("",)  # the war's cities, for the sentences of losses alone


def fill(template: str, words: Words, chance: random.Random) -> str:
    """The sentence with numbers, a name and towns of its own."""
    thousands, rest = chance.randint(2, 999), chance.randint(100, 999)
    return template.format(
        n=chance.randint(11, 99),
        m=chance.randint(100, 900),
        few=chance.randint(2, 10),
        big=f"{thousands}{words.thousands}{rest}",
        year=chance.randint(1990, 2024),
        town=chance.choice(words.towns),
        city=chance.choice(words.towns),
        name=chance.choice(words.names),
        place=chance.choice(words.war),
    )


LANGUAGES: dict[str, Words] = {
    "en": Words(
        towns=("Bristol", "Cork", "Perth", "Denver", "Leeds", "Halifax", "Dunedin", "Tampa"),
        names=("Anna Keller", "Ruth Osei", "Peter Marsh", "Grace Lin", "Tom Hadley", "Ines Duarte"),
        plain=(
            "{town} won {few} of their last {n} games and stand {few} points ahead of {city}, coach {name} said.",
            "{name} ran the {m} metres in {n} seconds before {big} spectators in {town}.",
            "The transfer of the {n}-year-old from {town} to {city} is said to be worth {n} million euros.",
            "Shares of the company rose by {few} percent to {n} dollars after it reported sales of {m} million.",
            "The bank raised its rate to {few}.25 percent; {name} expects {few} more steps this year.",
            "Exports from {town} grew by {n} percent, and {big} new jobs were counted in the quarter.",
            "The museum in {town} shows {m} drawings, among them {n} that were found in an attic in {year}.",
            "{name} read from her novel of {m} pages to {n} listeners in the library of {town}.",
            "Tickets for the {n} concerts of the festival in {town} cost {n} pounds each.",
            "Researchers measured {big} stars with a telescope that was built in {year} and cost {m} million.",
            "The study followed {big} pupils in {town} for {few} years, said {name}, who led the team of {n}.",
            "A probe sent {m} pictures of the moon, {n} of them in colour, over {few} hours.",
            "Forecasters expect {n} millimetres of rain in {town} and winds of {n} kilometres an hour.",
            "At {n} degrees it was the warmest day in {town} since {year}.",
            "The council of {town} approved {n} new buses at a cost of {m} thousand, by {n} votes to {few}.",
            "{name} presented a plan for {m} flats near the station of {town}, to be built by 2031.",
            "The bridge between {town} and {city} stays closed for {n} weeks, and {big} drivers have to go round.",
            "Some {big} residents signed a petition for a swimming pool, {name} told the committee.",
        ),
        heads=(
            "{town} beat {city} by {few} points", "Prices in {town} up by {few} percent", "{n} artists, one hall",
            "What {m} samples tell about bees", "Rain for {town}, sun for {city}", "{town} votes on {n} new buses",
        ),
        near=(
            "Ukraine and its partners agreed on {n} billion euros of credit at a meeting in {town}.",
            "A bus with {n} people aboard overturned near {town}; nobody was injured, and the road is closed.",
            "{town} lost {few}-{few} against {city} and missed {n} chances, in a dead heat for the title.",
            "The Kyiv orchestra lost {few} of its {n} instruments on the way to {town}, {name} said.",
        ),
        harm=(
            "At least {n} people were killed and {m} others wounded when missiles hit {place}, {name} said on Monday.",
            "The number of Ukrainian soldiers killed since February 2022 has reached {big}, according to {name}.",
            "Russian forces have lost {big} troops, {m} tanks and {n} guns, the General Staff said.",
            "{n} civilians, including {few} children, were injured in {place}, the regional governor reported.",
            "Officials raised the death toll in {place} from {few} to {n}.",
            "Some {big} Ukrainian soldiers are missing, and {m} have been captured, the ministry estimates.",
            "Of the {m} wounded, {few} remain in hospital, {name} wrote.",
            "Ukraine puts Russia's losses at {big}, including about {m},000 dead; Moscow denied the figure.",
        ),
        harm_heads=("{n} killed in strike on {place}", "Losses have passed {big}, Ukraine says"),
        sections=("Sport", "Business", "Culture", "Science", "Weather", "Local"),
        thousands=",",
        war=("Kharkiv", "Odesa", "Sumy", "Dnipro", "Kherson", "Nikopol", "Izium", "Poltava", "Zaporizhzhia"),
    ),
    "uk": Words(
        towns=("Львів", "Луцьк", "Ужгород", "Тернопіль", "Чернівці", "Краків"),
        names=("Олена Гриценко", "Петро Марчук", "Іван Білик", "Марта Савчук"),
        plain=(
            "Команда «{town}» виграла {few} з {n} матчів сезону й має {few} очки переваги, сказала {name}.",
            "Ціни на хліб за рік зросли на {few} відсотків, а на молоко на {n}.",
            "Виставку в місті {town} відвідали {big} гостей, показано {m} картин {year} року.",
            "Учені дослідили {m} зразків ґрунту за {few} роки, розповів {name}.",
            "Завтра в місті {town} до {n} градусів тепла, уночі {few}, місцями дощ.",
            "Міська рада купить {n} автобусів за {m} мільйонів гривень, за це голосували {n} депутатів.",
            "На концерт у місті {town} продали {big} квитків за {few} днів.",
            "Урожай яблук цього року на {n} відсотків більший: {big} тонн.",
        ),
        heads=("«{town}» перемагає з різницею {few}", "{n} нових автобусів для міста {town}", "Тепло до {n} градусів"),
        near=(
            "Україна отримає {n} мільярдів євро кредиту, сказала {name}.",
            "У місті {town} в аварію потрапив автобус із {n} пасажирами, постраждалих немає, рух перекрито.",
        ),
        harm=(
            "Унаслідок удару по місту {place} загинули {n} людей, ще {m} поранено, повідомив губернатор.",
            "Втрати Росії сягнули {big} військових, повідомляє Генштаб.",
            "З початку повномасштабної війни загинули {big} українських військових, сказав Зеленський.",
        ),
        harm_heads=("Удар по місту {place}: {n} загиблих",),
        sections=("Спорт", "Економіка", "Культура", "Наука", "Погода", "Місто"),
        thousands=" ",
        war=("Харків", "Одеса", "Суми", "Дніпро", "Херсон", "Полтава"),
    ),
    "ru": Words(
        towns=("Рига", "Алматы", "Тбилиси", "Ереван", "Ташкент", "Кишинёв"),
        names=("Анна Орлова", "Пётр Лавров", "Мария Зотова", "Иван Климов"),
        plain=(
            "Клуб «{town}» выиграл {few} из {n} матчей и идёт впереди на {few} очка, сказала {name}.",
            "Цены на хлеб за год выросли на {few} процентов, на молоко на {n}.",
            "Выставку в городе {town} посетили {big} гостей, показано {m} картин {year} года.",
            "Учёные исследовали {m} образцов почвы за {few} года, рассказал {name}.",
            "Завтра в городе {town} до {n} градусов тепла, ночью {few}, местами дождь.",
            "Городской совет купит {n} автобусов за {m} миллионов, за это голосовали {n} депутатов.",
            "На концерт в городе {town} продали {big} билетов за {few} дней.",
            "Урожай яблок в этом году на {n} процентов больше: {big} тонн.",
        ),
        heads=("«{town}» побеждает с разницей {few}", "{n} новых автобусов для города {town}", "Тепло до {n} градусов"),
        near=(
            "Украина получит {n} миллиардов евро кредита, сказала {name}.",
            "В городе {town} в аварию попал автобус с {n} пассажирами, пострадавших нет, движение перекрыто.",
        ),
        harm=(
            "В результате удара погибли {n} человек, ещё {m} ранены, сообщил губернатор.",
            "Потери России достигли {big} военных, сообщает Генштаб Украины.",
            "С начала войны погибли {big} украинских военных, сказал Зеленский.",
        ),
        harm_heads=("Удар по Украине: {n} погибших",),
        sections=("Спорт", "Экономика", "Культура", "Наука", "Погода", "Город"),
        thousands=" ",
    ),
    "fr": Words(
        towns=("Lyon", "Rennes", "Lille", "Dijon", "Nantes", "Namur"),
        names=("Louis Perrin", "Claire Morel", "Hugo Lambert", "Inès Garnier"),
        plain=(
            "{town} a gagné {few} de ses {n} matchs et compte {few} points d'avance sur {city}, dit {name}.",
            "Les prix du pain ont augmenté de {few} pour cent en un an, ceux du lait de {n}.",
            "Le musée de {town} montre {m} dessins, dont {n} retrouvés en {year}.",
            "Les chercheurs ont étudié {m} échantillons pendant {few} ans, raconte {name}.",
            "Demain {n} degrés à {town} et {few} millimètres de pluie à {city}.",
            "Le conseil de {town} achète {n} bus pour {m} millions d'euros, par {n} voix contre {few}.",
            "Le festival a vendu {big} billets en {few} jours.",
            "La récolte de pommes est de {big} tonnes, {n} pour cent de plus.",
        ),
        heads=("{town} bat {city} de {few} points", "{n} bus de plus pour {town}", "Jusqu'à {n} degrés à {town}"),
        near=(
            "L'Ukraine recevra {n} milliards d'euros de crédit, selon {name}.",
            "Un car avec {n} passagers s'est renversé près de {town} sans faire de blessé, la route reste fermée.",
        ),
        harm=(
            "Une frappe a tué {n} personnes et en a blessé {m} en Ukraine, selon le gouverneur.",
            "Les pertes russes atteignent {big} soldats, selon l'état-major ukrainien.",
            "{big} soldats ukrainiens ont été tués depuis février 2022, a dit Zelensky.",
        ),
        harm_heads=("Ukraine : {n} morts dans une frappe",),
        sections=("Sport", "Économie", "Culture", "Sciences", "Météo", "Région"),
        thousands="\N{NO-BREAK SPACE}",
    ),
    "de": Words(
        towns=("Leipzig", "Bremen", "Kassel", "Graz", "Ulm", "Basel"),
        names=("Anna Keller", "Jonas Brandt", "Lena Vogt", "Emil Sauer"),
        plain=(
            "{town} gewann {few} der letzten {n} Spiele und liegt {few} Punkte vor {city}, sagte {name}.",
            "Brot kostet {few} Prozent mehr als vor einem Jahr, Milch {n}.",
            "Das Museum in {town} zeigt {m} Zeichnungen, {n} davon wurden {year} gefunden.",
            "Die Forscher untersuchten {m} Proben aus {few} Jahren, erzählt {name}.",
            "Morgen {n} Grad in {town}, in {city} {few} Liter Regen.",
            "Der Rat von {town} kauft {n} Busse für {m} Millionen Euro, mit {n} zu {few} Stimmen.",
            "Das Festival hat in {few} Tagen {big} Karten verkauft.",
            "Die Apfelernte liegt bei {big} Tonnen, {n} Prozent mehr.",
        ),
        heads=("{town} schlägt {city} mit {few} Punkten", "{n} neue Busse für {town}", "Bis zu {n} Grad in {town}"),
        near=(
            "Die Ukraine erhält {n} Milliarden Euro Kredit, sagte {name}.",
            "Bei einem Unfall nahe {town} wurde von {n} Fahrgästen niemand verletzt, die Straße ist gesperrt.",
        ),
        harm=(
            "Bei einem Angriff in der Ukraine wurden {n} Menschen getötet und {m} verletzt, sagte der Gouverneur.",
            "Russland hat {big} Soldaten verloren, teilt der ukrainische Generalstab mit.",
            "Seit Februar 2022 sind {big} ukrainische Soldaten gefallen, sagte Selenskyj.",
        ),
        harm_heads=("Ukraine: {n} Tote bei Angriff",),
        sections=("Sport", "Wirtschaft", "Kultur", "Wissen", "Wetter", "Region"),
        thousands=".",
    ),
    "es": Words(
        towns=("Valencia", "Bilbao", "Rosario", "Cali", "Mérida", "Gijón"),
        names=("María Soto", "Luis Pardo", "Elena Ríos", "Diego Vidal"),
        plain=(
            "El {town} ganó {few} de sus {n} partidos y lleva {few} puntos al {city}, dijo {name}.",
            "El pan cuesta un {few} por ciento más que hace un año, la leche un {n}.",
            "El museo de {town} muestra {m} dibujos, {n} de ellos hallados en {year}.",
            "Los investigadores estudiaron {m} muestras durante {few} años, cuenta {name}.",
            "Mañana {n} grados en {town} y {few} litros de lluvia en {city}.",
            "El ayuntamiento de {town} compra {n} autobuses por {m} millones, por {n} votos contra {few}.",
            "El festival vendió {big} entradas en {few} días.",
            "La cosecha de manzanas es de {big} toneladas, un {n} por ciento más.",
        ),
        heads=("{town} gana a {city} por {few} puntos", "{n} autobuses más para {town}", "Hasta {n} grados en {town}"),
        near=(
            "Ucrania recibirá {n} mil millones de euros de crédito, según {name}.",
            "Un autobús con {n} pasajeros volcó cerca de {town} sin dejar heridos; la carretera sigue cerrada.",
        ),
        harm=(
            "Un ataque mató a {n} personas e hirió a {m} en Ucrania, según el gobernador.",
            "Rusia ha perdido {big} soldados, según el Estado Mayor ucraniano.",
            "Han muerto {big} soldados ucranianos desde febrero de 2022, dijo Zelenski.",
        ),
        harm_heads=("Ucrania: {n} muertos en un ataque",),
        sections=("Deportes", "Economía", "Cultura", "Ciencia", "Tiempo", "Local"),
        thousands=".",
    ),
}  # fmt: skip
SHARES = (("en", 50), ("uk", 12), ("ru", 12), ("fr", 9), ("de", 9), ("es", 8))  # of a hundred pages
