"""The base components: how far they are, and what waits for each."""
