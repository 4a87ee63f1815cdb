"""Lines of a page come in; the lines that are the article go out: no labels, appeals, cookie notices or repetitions.

The rules are conservative: a line goes only when it is a known label, a teaser that names itself ("Read also: ..."),
or an appeal to the reader without a number beside a word of harm.
"""

import re
from collections.abc import Iterable

# A line that is one of these, whatever its case and the arrows and colons around it
_LABEL_TEXT = """
    advertisement|ad|ads|sponsored|promoted|avatar|comments|comment|share|share this|share this article|share article
    copy link|link copied|print|save|listen|watch|video|news feed|newsfeed|read more|read next|read also|read full story
    show more|show less|see more|load more|more|view picture|open image in gallery|image caption|image source|related
    related stories|related articles|
    related topics|related content|recommended|recommended stories|most read|most popular
    most viewed|don't miss|do not miss|trending|trending now|latest|latest news|latest developments|latest updates
    top stories|editors' picks|editor's picks|more on this story|more from us|you may also like|up next|also read
    continue reading|continue reading below|skip advertisement|article continues below|follow us|support us|support now
    sign up|sign in|log in|subscribe|subscribe now|donate|donate now|newsletter|cookie settings
    war|world|politics|opinion
    getty images|tags|topics|about the author|back to top|home|menu|search|key points|in this article|table of contents
    reklama|реклама|поділитися|поширити|коментарі|читайте також|читати далі|читати більше|читайте більше|більше новин
    останні новини|головні новини|популярне|найпопулярніше|стрічка новин|показати більше|підписатися|підтримати нас
    війна|новини|дивіться також|фото|відео|роздрукувати|друкувати|теги|рекомендуємо|за темою
    поделиться|поделиться в соцсетях|комментарии|читайте также|читать далее|читать дальше|читать полностью|ещё новости
    последние новости|главные новости|популярное|лента новостей|показать ещё|показать еще|подписаться|поддержать нас
    война|новости|смотрите также|видео|распечатать|по теме|материалы по теме|рекомендуем|главное
    publicité|partager|partager l'article|commentaires|lire aussi|lire la suite|à lire aussi|voir plus|afficher plus
    les plus lus|à la une|dernières nouvelles|en direct|s'abonner|je m'abonne|abonnez-vous|faire un don|imprimer
    sur le même sujet|pour aller plus loin|vidéo|mots-clés|écouter l'article
    anzeige|werbung|teilen|artikel teilen|kommentare|lesen sie auch|lesen sie mehr|mehr lesen|weiterlesen|mehr anzeigen
    mehr zum thema|zum thema|meistgelesen|auch interessant|neueste nachrichten|abonnieren|jetzt abonnieren|jetzt spenden
    spenden|drucken|merken|schlagwörter|video ansehen|empfohlener inhalt
    publicidad|compartir|comentarios|lea también|leer más|lee también|seguir leyendo|ver más|mostrar más|más leídas
    lo más leído|últimas noticias|te puede interesar|más información|suscríbete|suscribirse|dona ahora|haz una donación
    imprimir|temas|relacionado|noticias relacionadas|guardar
    """
_LABELS = frozenset(label.strip() for label in _LABEL_TEXT.replace("\n", "|").split("|"))

# A whole line: how long it takes to read, what is trending, how to follow or share (patterns see lower case)
_FURNITURE_LINES = re.compile(
    r"""
      \d{1,3}\ ?[-–]?\ ?min(?:ute|uten|utes|utos|\.)?(?:[-\ ](?:read|lesen|de\ lectura|de\ lecture|lesezeit))?
    | (?:reading\ time|lesezeit|temps\ de\ lecture|tiempo\ de\ lectura|lecture|lectura|час\ читання|время\ чтения)
      \ ?:?\ ?(?:ca\.\ )?\d{1,3}\ ?(?:min\w{0,5}|хв\w{0,6}|мин\w{0,3})\.?
    | \d{1,3}\ (?:хв\w{0,6}|мин\w{0,3})\.?(?:\ (?:читання|чтения|на\ читання|на\ чтение))?
    | (?:trending|most\ read|most\ popular|more|popular)\ (?:on|from|in)\ .{1,40}
    | (?:share|teilen|partager|compartir|поділитися|поделиться)\ (?:on|auf|sur|en|в|у|with)\ .{1,40}
    | \d{1,6}\ (?:comments?|shares?|kommentare?|commentaires?|comentarios?|комментари\w{1,2}|коментар\w{0,3})
    """,
    re.VERBOSE,
)

# Another article's headline, with the other article's numbers
_TEASER = re.compile(
    r"\s*(?:[-*•‣·▪–>»]\s*)?(?:read\ more|read\ also|also\ read|read\ next|see\ also|also\ see"
    r"|related(?:\ news|\ stor(?:y|ies))?|more\ on\ this|watch|listen|recommended|don't\ miss"
    r"|(?:також\ )?чита(?:йте|ти)(?:\ також)?|дивіться\ також|за\ темою|тема\ дня"
    r"|(?:также\ )?чита(?:йте|ть)(?:\ также)?|смотрите\ также|по\ теме"
    r"|(?:à\ )?lire\ (?:aussi|également)|à\ lire|voir\ aussi|sur\ le\ même\ sujet"
    r"|lesen\ sie\ (?:auch|mehr|dazu|hier)|mehr\ (?:zum\ thema|dazu)|siehe\ auch|auch\ interessant"
    r"|(?:lea|lee|leer|vea|ver)\ (?:también|más|además)|te\ puede\ interesar)\s?(?:[:|>»→]|[-–—]\s)",
    re.IGNORECASE,
)
_LONGEST_LABEL = 60  # characters
_TEASER_LABEL = 40  # characters: the longest label of a teaser, its bullet and its colon

# At the start of a line that goes on: the button goes, the caption stays
_PREFIX = re.compile(
    r"(?:open image in gallery|view image in fullscreen|image caption[:,]|image source[:,]|photo caption:)\s*",
    re.IGNORECASE,
)

# What an appeal to the reader says. One such phrase settles a short line without a quotation, two a longer one.
# The word's edge stands before the choice: asked for in each of sixty phrases, it was a sixth of reading a page.
_APPEALS = re.compile(
    r"""
    \b(?:
      your\ (?:support|donation|contribution|gift)\b | support\ (?:now|us|our\ (?:journalis|report|work))
    | (?:donate|donations?\ help|make\ a\ donation|become\ a\ (?:member|patron|supporter))\b | paywalls?\b
    | newsletters?\b | subscri(?:be|ption|bers?)\b | sign\ up\ (?:for|to|here|now)\b | read\ more\b
    | (?:follow|join|find)\ us\ on\b | (?:our|this)\ (?:telegram|whatsapp|youtube)\ channel\b | in\ your\ inbox\b
    | (?:use|uses|accept|accepting|stores?|small|of)\ cookies\b | cookie\ (?:policy|settings|preferences)\b
    | privacy\ (?:policy|notice)\b | all\ rights\ reserved\b | terms\ (?:of\ use|and\ conditions)\b
    | trusted\ by\ (?:our\ )?(?:readers|americans)\b | quality\ journalism\b
    | soutenez(?:-|\ )\w{1,12} | faites\ un\ don\b | abonnez-vous\b | inscrivez-vous\b | notre\ infolettre\b
    | cookies\ (?:pour|afin|zu|um|para|propias)\b | nous\ utilisons\ des\ cookies\b
    | unterstützen\ sie\ (?:uns|unsere)\b | abonnieren\ sie\b | melden\ sie\ sich\b
    | verwende[nt]\ (?:wir\ )?cookies\b
    | apoya\ (?:nuestro|a)\b | suscríbe(?:te|se)\b | suscríbase\b | nuestro\ boletín\b | utilizamos\ cookies\b
    )
    | підтримайте\ (?:нас|нашу) | підпи(?:шіться|шись|суйтесь|суйтеся|сатися)\ на | стежте\ за\ нами | файли?\ cookie
    | поддержите\ (?:нас|нашу) | подпи(?:шитесь|шись|сывайтесь|саться)\ на | следите\ за\ нами | файлы?\ cookie
    """,
    re.VERBOSE,
)
_HARM = re.compile(
    r"kill|dead|death|die[sd]\b|dying|fatal|wound|injur|casualt|losses|\blost\b|missing|captiv|captur|toll|victim|deport|hostage"
    r"|уби[тв]|вби[тв]|загиб|загин|погиб|поране|ранен|жертв|втрат|потер|зник|пропав|пропал|полон|плен"
    r"|\btu[ée]|mort|bless|victime|disparu|perte|captur|\bget[öo]tet|\btot[e\b]|\btote|gefallen|verletz|verwund|vermisst|opfer|verlust"
    r"|muert|mató|matad|herid|falleci|desaparec|víctima|bajas"
)
_SHORT = 25  # words: an appeal of this length is a line of its own, a longer paragraph needs a second sign
_PARAGRAPH = 8  # words: a line of this length that stands twice is the same paragraph; "Killed: 3" may stand twice
_QUOTED = re.compile('["“”„«»]')
_QUOTES = str.maketrans("’‘ʼ`“”„«»–—‑", '\'\'\'\'"""""---')


def article_lines(lines: Iterable[str], title: str | None) -> list[str]:
    """The lines that are the article's, once each: without furniture and without the headline said again.

    >>> article_lines(["War", "3 min read", "Nine killed", "Nine were killed on Monday.", "Read more"], "Nine killed")
    ['Nine were killed on Monday.']
    """
    headline = _key(title or "")
    seen: set[str] = set()
    kept = []
    for line in lines:
        line = _PREFIX.sub("", line.strip(), count=1)
        key = _key(line)
        if not key or key == headline or key in seen or is_furniture(line):
            continue
        if key.count(" ") >= _PARAGRAPH - 1:
            seen.add(key)
        kept.append(line)
    return kept


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to the article.

    >>> is_furniture("LATEST DEVELOPMENTS"), is_furniture("Sign up for our newsletter and never miss a story.")
    (True, True)
    >>> is_furniture("Read also: Ferry sinks, 12 dead"), is_furniture("“We thank you for your support,” he said.")
    (True, False)
    """
    if is_label(line) or is_teaser(line):
        return True
    folded = line.casefold()
    signs = len({match[0] for match in _APPEALS.finditer(folded)})
    if signs and any(character.isdigit() for character in line) and _HARM.search(folded):
        return False
    short = line.count(" ") < _SHORT and not _QUOTED.search(line)
    return signs >= (1 if short else 2)


def is_label(line: str) -> bool:
    """Whether a line is a button or a heading of the page: what is trending, how to share, how long it takes to read.

    >>> is_label("Advertisement"), is_label("More from Kyiv"), is_label("More from Sumy: 12 killed")
    (True, True, False)
    """
    if len(line) > _LONGEST_LABEL:
        return False
    bare = _key(line)
    return bare in _LABELS or (_FURNITURE_LINES.fullmatch(bare) is not None and _HARM.search(bare) is None)


def is_teaser(line: str) -> bool:
    """Whether a line is another article's headline, with the other article's numbers.

    >>> is_teaser("- Lire aussi : neuf morts à Lyon"), is_teaser("Read also that nine people died")
    (True, False)
    """
    return _TEASER.match(line[:_TEASER_LABEL]) is not None


def _key(line: str) -> str:
    """A line as it is compared: without case, edges and the kinds of quotation marks and dashes."""
    words = " ".join(line.translate(_QUOTES).casefold().split())
    start, end = 0, len(words)
    while start < end and not words[start].isalnum():
        start += 1
    while start < end and not words[end - 1].isalnum():
        end -= 1
    return words[start:end]
