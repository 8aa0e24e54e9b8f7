"""Rollouts, and the answer to "why not yet?" for one of them."""
