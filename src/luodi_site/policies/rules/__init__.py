"""Rules under review: drafted from benefits, edited, tried on examples, published with the edition."""
