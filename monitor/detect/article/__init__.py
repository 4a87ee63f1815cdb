"""What an article has said so far: its people, places, lists and the party in focus."""
