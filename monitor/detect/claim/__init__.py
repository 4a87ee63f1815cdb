"""A linked number to its claim, from its own words and the whole article: who, as of when, over what, how sure."""
