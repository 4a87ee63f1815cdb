"""The tables of the history and how an older file comes to them: named migrations, each run once.

One row per article version, claim, sighting (`figures`), event and change of mind (`acceptances`): rows are only added,
triggers refuse all else. What is counted or queued (`tallies`, `outbox`) may change. docs/history.md has the columns.
"""

import re

from sqlite_utils import Database, Migrations

# Links name the column that they lead to: Datasette fails on those that leave it to be the primary key
_TABLES = """
CREATE TABLE articles (
    id TEXT NOT NULL, version TEXT NOT NULL, url TEXT, outlet TEXT, title TEXT, text TEXT NOT NULL, published TEXT,
    lang TEXT, topic TEXT, seen_at TEXT, witness TEXT NOT NULL, page TEXT,
    PRIMARY KEY (id, version)
) STRICT;
CREATE TABLE quantities (
    id INTEGER PRIMARY KEY, topic TEXT, party TEXT, population TEXT NOT NULL, measure TEXT NOT NULL,
    scope TEXT NOT NULL, span TEXT, per TEXT
) STRICT;
CREATE INDEX quantities_by_name ON quantities (topic, party, population, measure, scope, span, per);
CREATE TABLE claims (
    id TEXT PRIMARY KEY, quantity INTEGER NOT NULL REFERENCES quantities (id), topic TEXT, party TEXT,
    population TEXT NOT NULL, measure TEXT NOT NULL, scope TEXT NOT NULL, place TEXT, span TEXT, per TEXT,
    source TEXT, kind TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, qualifier TEXT NOT NULL, as_of TEXT,
    status TEXT NOT NULL, contested INTEGER NOT NULL, accepted INTEGER NOT NULL,
    article TEXT NOT NULL, version TEXT NOT NULL, seen_at TEXT,
    FOREIGN KEY (article, version) REFERENCES articles (id, version)
) STRICT;
CREATE INDEX claims_by_date ON claims (quantity, as_of);
CREATE INDEX claims_by_number ON claims (quantity, low);
CREATE INDEX claims_by_series ON claims (quantity, ifnull(source, ''), as_of);
CREATE TABLE figures (
    id INTEGER PRIMARY KEY, article TEXT NOT NULL, version TEXT NOT NULL, claim TEXT REFERENCES claims (id),
    party TEXT, population TEXT NOT NULL, measure TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL,
    qualifier TEXT NOT NULL, sources TEXT NOT NULL, as_of TEXT, scope TEXT NOT NULL, status TEXT NOT NULL,
    quote TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, sentence TEXT NOT NULL, rule TEXT NOT NULL,
    place TEXT, span TEXT, per TEXT, elsewhere TEXT, corrects TEXT, marks TEXT NOT NULL, detector TEXT NOT NULL,
    FOREIGN KEY (article, version) REFERENCES articles (id, version)
) STRICT;
CREATE INDEX figures_by_claim ON figures (claim, article);
CREATE INDEX figures_by_article ON figures (article, version);
CREATE TABLE events (
    id TEXT PRIMARY KEY, event TEXT NOT NULL, topic TEXT, party TEXT, population TEXT NOT NULL, measure TEXT NOT NULL,
    scope TEXT NOT NULL, place TEXT, span TEXT, per TEXT, low INTEGER NOT NULL, high INTEGER NOT NULL,
    qualifier TEXT NOT NULL, source TEXT, as_of TEXT, status TEXT NOT NULL, contested INTEGER NOT NULL,
    article TEXT NOT NULL, version TEXT NOT NULL, quote TEXT NOT NULL, sentence TEXT NOT NULL, previous TEXT,
    against TEXT NOT NULL, why TEXT NOT NULL,
    claim TEXT REFERENCES claims (id), figure INTEGER REFERENCES figures (id),
    seen_at TEXT,
    FOREIGN KEY (article, version) REFERENCES articles (id, version)
) STRICT;
CREATE INDEX events_by_claim ON events (claim);
CREATE INDEX events_by_article ON events (article, version);
CREATE TABLE acceptances (
    id INTEGER PRIMARY KEY, claim TEXT NOT NULL REFERENCES claims (id), accepted INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0, event TEXT REFERENCES events (id),
    figure INTEGER REFERENCES figures (id), seen_at TEXT
) STRICT;
CREATE INDEX acceptances_by_claim ON acceptances (claim, id);
CREATE TABLE witnesses (
    claim TEXT NOT NULL REFERENCES claims (id), witness TEXT NOT NULL, PRIMARY KEY (claim, witness)
) STRICT, WITHOUT ROWID;
CREATE TABLE tallies (
    claim TEXT PRIMARY KEY REFERENCES claims (id), figures INTEGER NOT NULL, articles INTEGER NOT NULL,
    witnesses INTEGER NOT NULL, word TEXT NOT NULL, dated TEXT, first_seen TEXT, last_seen TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE rejections (
    id TEXT PRIMARY KEY, stage TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL, readings TEXT NOT NULL,
    quiet INTEGER NOT NULL, article TEXT, version TEXT, seen_at TEXT
) STRICT;
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, channel TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'failed', 'dead')), message TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, markdown TEXT NOT NULL, events TEXT NOT NULL, created TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, next_try TEXT, error TEXT, sent TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (number) WHERE state IN ('pending', 'failed');
CREATE VIEW standing_claims AS
    SELECT claims.*, ifnull(a.accepted, claims.accepted) AS stands, ifnull(a.withdrawn, 0) AS withdrawn
    FROM claims LEFT JOIN acceptances a ON a.id = (SELECT max(id) FROM acceptances WHERE claim = claims.id);
"""

NO_EVIDENCE = "the quote is not in the stored text"
_EVIDENCE = f"""
CREATE TRIGGER figures_evidence BEFORE INSERT ON figures
WHEN NEW.quote = '' OR NEW.quote IS NOT (
    SELECT substr(iif(ifnull(title, '') = '', text, title || char(10, 10) || text), NEW."start" + 1,
                  NEW."end" - NEW."start")
    FROM articles WHERE id = NEW.article AND version = NEW.version
)
BEGIN SELECT RAISE(ABORT, '{NO_EVIDENCE}'); END
"""

# An article's page may move inside the archive; nothing else of what was once written changes
_KEPT = {
    "articles": "id, version, url, outlet, title, text, published, lang, topic, seen_at, witness",
    "claims": None,
    "figures": None,
    "events": None,
    "acceptances": None,
}

_UNNAMED_LINK = re.compile(r"\bREFERENCES (\w+)\b(?! *\()")

# Each number with its grade (`monitor.diff.grade`), counts and first quote, for Datasette and any other reader
_SERIES = """
CREATE VIEW series AS
    SELECT s.topic, s.party, s.population, s.measure, s.scope, s.place, s.span, s.per, s.source,
        ifnull(t.dated, s.as_of) AS as_of, s.low, s.high, ifnull(t.word, s.qualifier) AS qualifier, s.status,
        CASE WHEN s.withdrawn THEN 'withdrawn' WHEN s.contested OR NOT s.stands THEN 'contested'
            WHEN t.witnesses > 1 THEN 'corroborated' ELSE 'single' END AS grade,
        t.articles, t.witnesses, t.first_seen, t.last_seen, f.quote, a.outlet, a.title, a.url, s.id AS claim
    FROM standing_claims s
    LEFT JOIN tallies t ON t.claim = s.id
    LEFT JOIN figures f ON f.id = (SELECT min(id) FROM figures WHERE claim = s.id)
    LEFT JOIN articles a ON a.id = f.article AND a.version = f.version
"""

MIGRATIONS = Migrations("history")


@MIGRATIONS(name="history-1-tables")
def _tables(db: Database) -> None:
    run_script(db, _TABLES)
    db.execute(_EVIDENCE)
    for table, columns in _KEPT.items():
        of = f" OF {columns}" if columns else ""
        for name, when in (("update", f"UPDATE{of}"), ("delete", "DELETE")):
            db.execute(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {when} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END"
            )


# What each channel is to hear of each event, until its window closes and it becomes (a part of) a row of the outbox
_NOTICES = """
CREATE TABLE silences (
    id INTEGER PRIMARY KEY, person TEXT NOT NULL, reason TEXT NOT NULL, matches TEXT NOT NULL, since TEXT NOT NULL,
    until TEXT NOT NULL, ended TEXT, ended_by TEXT
) STRICT;
CREATE TABLE acks (
    event TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (event, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE notices (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, event TEXT NOT NULL,
    kind TEXT NOT NULL, story TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'told', 'silenced')),
    message TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, markdown TEXT NOT NULL, lines TEXT NOT NULL,
    at TEXT NOT NULL, told TEXT, outbox INTEGER REFERENCES outbox (number), silence INTEGER REFERENCES silences (id)
) STRICT;
CREATE INDEX notices_waiting ON notices (number) WHERE state = 'waiting';
CREATE INDEX notices_told ON notices (told) WHERE told IS NOT NULL;
CREATE INDEX notices_by_event ON notices (event);
CREATE INDEX notices_of_faults ON notices (story, number) WHERE kind IN ('fault', 'recovered');
ALTER TABLE outbox ADD COLUMN lines TEXT NOT NULL DEFAULT '[]';
INSERT INTO notices (
        id, channel, event, kind, story, state, message, title, text, markdown, lines, at, told, outbox
    )
    SELECT outbox.id || '/' || one.value, outbox.channel, one.value, ifnull(events.event, 'news'), '[]', 'told',
           outbox.message, outbox.title, outbox.text, outbox.markdown, '[]', outbox.created, outbox.created,
           outbox.number
    FROM outbox, json_each(outbox.events) AS one LEFT JOIN events ON events.id = one.value
"""


@MIGRATIONS(name="history-2-notices")
def _notices(db: Database) -> None:
    run_script(db, _NOTICES)


@MIGRATIONS(name="history-3-series-view")
def _series_view(db: Database) -> None:
    db.execute(_SERIES)


@MIGRATIONS(name="history-4-named-links")
def _named_links(db: Database) -> None:
    """Earlier versions left a link's column to be the primary key, and Datasette could not follow it.

    The rows stay as they are: only the words of the tables change, as SQLite allows where nothing else depends on them.
    """
    tables = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES%'")
    linked = [(name, sql) for name, sql in tables.fetchall() if _UNNAMED_LINK.search(sql)]
    if not linked:
        return
    version = db.execute("PRAGMA schema_version").fetchone()[0]
    db.execute("PRAGMA writable_schema = ON")
    try:
        for name, sql in linked:
            named = _UNNAMED_LINK.sub(lambda link: f"{link[0]} ({', '.join(_key_of(db, link[1]))})", sql)
            db.execute("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (named, name))
        db.execute(f"PRAGMA schema_version = {version + 1}")  # so that every open connection reads them anew
    finally:
        db.execute("PRAGMA writable_schema = OFF")


@MIGRATIONS(name="history-5-rejections-by-article")
def _rejections_by_article(db: Database) -> None:
    """What was left alone in an article is shown beside its events."""
    db.execute("CREATE INDEX rejections_by_article ON rejections (article, version) WHERE article IS NOT NULL")


def _key_of(db: Database, table: str) -> list[str]:
    """The columns of a table's primary key, in its order."""
    rows = db.execute("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,))
    return [name for (name,) in rows.fetchall()]


def run_script(db: Database, script: str) -> None:
    """Runs statements that hold no semicolon inside, as a part of the transaction that is open."""
    for statement in filter(str.strip, script.split(";")):
        db.execute(statement)
