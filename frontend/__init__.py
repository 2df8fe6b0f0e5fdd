"""What the pages take from npm."""
