"""The interface for programs: everything readable, and the writes, over HTTP and JSON; described by OpenAPI."""
