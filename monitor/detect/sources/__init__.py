"""Who states a number: mentions, verbs of saying, documents, pronouns and offices to attributions."""
