"""A policy's rules over a dataset on a day: what is due to whom, from which fund, and why."""
