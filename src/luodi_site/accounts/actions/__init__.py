"""All writes of the accounts app, each with its entry in the record."""
