"""From an event to the desk: who hears of it, in what words and picture, and the delivery."""
