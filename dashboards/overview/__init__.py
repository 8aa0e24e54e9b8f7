"""The overview: where we stand together."""
