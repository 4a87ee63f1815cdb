"""References of archived pages: which of them the history stands on, and where they are after a prune."""

from collections.abc import Mapping

from sqlite_utils import Database

from monitor.history.schema import faults, path_of, transaction


def quoted_pages(db: Database) -> frozenset[str]:
    """The references of the pages that a figure quotes or an event tells of: the evidence, which is never dropped."""
    sql = """
        SELECT page FROM articles WHERE page IS NOT NULL AND (
            EXISTS (SELECT 1 FROM figures f WHERE f.article = articles.id AND f.version = articles.version)
            OR EXISTS (SELECT 1 FROM events e WHERE e.article = articles.id AND e.version = articles.version)
        )
    """
    with faults(path_of(db)):
        return frozenset(row[0] for row in db.execute(sql))


def move_pages(db: Database, moves: Mapping[str, str | None]) -> None:
    """Follows pages from an old reference to a new one; None: the page is gone. Part of the caller's transaction."""
    with transaction(db):
        for old, new in moves.items():
            db.execute("UPDATE articles SET page = ? WHERE page = ?", (new, old))
