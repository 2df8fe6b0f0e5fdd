"""Rankings: indicators made comparable, weighed, ranked and banded, with how firm each rank is."""
