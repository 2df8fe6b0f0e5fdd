"""Phrases of official Chinese, one family per file."""
