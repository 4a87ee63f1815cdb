"""How a land, an army or a killer is named in a sentence, and the sides of the war that an article tells of."""
