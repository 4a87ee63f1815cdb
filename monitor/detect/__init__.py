"""Detection: an article's text to its casualty figures. Pure: no clock, file, network, database or logger."""
