"""Groups and ceilings of a firm and its projects together, over tables: the reference is ``beside``."""
