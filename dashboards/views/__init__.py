"""The joint pages: they read, they never write."""
