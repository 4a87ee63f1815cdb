"""A number to its harm word: small named rules for the constructions that tie the two in one sentence or table."""
