"""Pages of supervision, one module a page."""
