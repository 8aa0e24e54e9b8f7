"""The page kit: what every page needs: request and day, crumbs, badges, lists. Knows no domain."""
