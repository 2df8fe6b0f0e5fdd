"""A run made ready for people: sums of benefits and funds, who gets what, what is missing, what comes back."""
