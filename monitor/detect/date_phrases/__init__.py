"""Tokens to dates, as precise as the text gives them."""
