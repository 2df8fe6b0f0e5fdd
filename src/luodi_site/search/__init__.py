"""Full text of everything, as an inverted table of words that any SQL database can hold."""
