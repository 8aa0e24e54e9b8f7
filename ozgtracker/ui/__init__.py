"""The page kit: what every page needs, whatever it is about. Knows no domain."""
