"""A watch's name in, the events of its first poll out: those of the pages that came in silence.

From the tables and not from memory: a poll that was killed and begun anew knows all that the first one brought.
"""

import sqlite3

from monitor.history.rows import article_of, event_of
from monitor.history.schema import History, faults
from monitor.model import Event


def first_events(db: History, watch: str) -> tuple[Event, ...]:
    """In the order in which they were raised."""
    sql = (
        "SELECT e.* FROM arrivals r JOIN articles a ON a.page = r.reference"
        " JOIN events e ON e.article = a.id AND e.version = a.version"
        " WHERE r.watch = ? AND r.silent = 1 ORDER BY e.rowid"
    )
    with faults(db):
        cursor = db.conn.cursor()
        cursor.row_factory = sqlite3.Row
        found = []
        for row in cursor.execute(sql, (watch,)).fetchall():
            place = (row["article"], row["version"])
            page = cursor.execute("SELECT * FROM articles WHERE id = ? AND version = ?", place).fetchone()
            found.append(event_of(row, article_of(page)))
    return tuple(found)
