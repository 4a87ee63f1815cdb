"""The history in SQLite: articles, claims, sightings, events and the outbox. Rows are only added."""
