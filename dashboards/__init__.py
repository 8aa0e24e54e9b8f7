"""The joint pages. Writes nothing."""
