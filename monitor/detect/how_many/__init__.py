"""Tokens to numbers, whatever they count: values, bounds and the word on them."""
