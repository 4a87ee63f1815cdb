"""Tokens to harm words: what happened to people, and in which form the text says it."""
