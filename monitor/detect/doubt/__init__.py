"""Whether the text stands by a number: denials, disputes, corrections and what nobody confirmed."""
