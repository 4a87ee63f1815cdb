"""The demo archive: five news pages of our own, as an outlet would send them, and their index."""
