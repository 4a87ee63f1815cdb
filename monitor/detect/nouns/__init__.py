"""What the rooms hand on: a link, an attribution, an article's event, a statement with its roles."""
