"""Targets against their path: where a figure should be, where it is, and where it is heading."""
