"""Uploaded documents, their review against the text, and the editions that come of it."""
