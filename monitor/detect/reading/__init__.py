"""Characters to tagged lines: the text as it is read, its language, its sentences, tokens and words."""
