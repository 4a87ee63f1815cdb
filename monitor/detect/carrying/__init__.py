"""A number without a harm word of its own to the measure that an earlier sentence, a heading or a list has named."""
