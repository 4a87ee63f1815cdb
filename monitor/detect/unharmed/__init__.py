"""Numbers beside a harm word that nobody was harmed by: rescued, exchanged, on stage, shot down."""
