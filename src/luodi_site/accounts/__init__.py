"""Regions, units, people and the record of who wrote what."""
