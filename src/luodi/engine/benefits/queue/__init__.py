"""Where the money ends in a queue that is spread over many machines."""
