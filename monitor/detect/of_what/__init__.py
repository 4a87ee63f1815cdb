"""A number to what it counts: people of some kind, or things, ages, money, kin of the harmed."""
