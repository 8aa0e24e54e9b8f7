"""Counts kept beside the rows: what they must be, how they follow, and how they are made anew."""
