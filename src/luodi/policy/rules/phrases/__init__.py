"""What the words of a benefit ask and pay, as formulas: one family of phrases per file."""
