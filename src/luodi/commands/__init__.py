"""One command of the command line per file; each has ``main(argv) -> exit code``."""
