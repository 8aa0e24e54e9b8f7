"""Reifegrad, model 1.1 of June 2020: the weakest of ten criteria decides the level. Pure."""

from __future__ import annotations

LEVELS = range(5)

# From here on an application can be made online with all its evidence: what the law counts. Some counts begin at 2, and
# mixing the two is what courts of audit found (design, domain 2.3).
COMPLETE = 3
