"""The catalogue as it ships: rows, and how they are read. Pure."""
