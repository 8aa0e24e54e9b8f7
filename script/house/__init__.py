"""The house-keeper: sets up, starts, tests and checks a checkout with the standard library alone."""
