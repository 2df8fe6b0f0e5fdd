"""Official files as paragraphs and tables: one reader per kind of file, one model for all."""
