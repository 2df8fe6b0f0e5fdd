"""What changes when a figure of a rule changes: cost, winners and losers, by region and by size."""
