"""Authorities and municipalities, and one authority."""
