"""Money rules at work: a published policy's rules tried on figures."""
