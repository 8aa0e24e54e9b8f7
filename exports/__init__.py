"""Lists too large to wait for: written to a file by a worker, taken away by who asked for it."""
