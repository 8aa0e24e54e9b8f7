"""The packages: what may go out when, and what holds it."""
