"""Benefits: ``reference`` is their meaning; ``on_polars`` and ``on_spark`` give the same to the fen over tables."""
