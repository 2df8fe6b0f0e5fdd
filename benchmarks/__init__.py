"""One command for each thing that is measured: ``python -m benchmarks.NAME [--quick]``."""
