"""Reifegrad, model 1.1 of June 2020: the weakest of ten criteria decides the level. Pure."""

from __future__ import annotations

from collections.abc import Mapping

MATURITY: Mapping[int, str] = {
    0: "0 – offline",
    1: "1 – Information",
    2: "2 – Formular-Assistent",
    3: "3 – Online-Leistung",
    4: "4 – Online-Transaktion",
}

# From here on an application can be made online with all its evidence: what the law counts. Some counts begin at 2, and
# mixing the two is what courts of audit found (design, domain 2.3).
COMPLETE = 3


def in_words(level: int | None) -> str:
    """The level with its name, or nothing where none was said."""
    return "" if level is None else MATURITY[level]
