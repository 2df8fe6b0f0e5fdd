"""The peers that the benchmarks measure against; each runs in an environment of its own, never in the product's."""
