"""The desk's page: a history comes in, what an editor looks at before a number is printed goes out (Datasette 0.65)."""
