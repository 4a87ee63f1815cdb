"""What a number covers: a running total, a span, one incident or a rate."""
