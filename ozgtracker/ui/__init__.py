"""The page kit: what every page needs, whatever it is about: request and day, crumbs, badges, lists. Knows no domain."""
