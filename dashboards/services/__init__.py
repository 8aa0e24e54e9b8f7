"""The catalogue, and one service."""
