"""What a person or a unit is told: in the site, by mail, and in the chat groups of an office."""
