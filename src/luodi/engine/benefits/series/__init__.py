"""Claims between arrays and the columns of a table."""
