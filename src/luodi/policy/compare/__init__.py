"""Two policies side by side: an edition against the one before it, and a local policy against its superior's."""
