"""Ladders: on which rung a firm stands, which it meets the conditions of, what the next one lacks, and until when a grant holds."""
