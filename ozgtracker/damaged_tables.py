"""A table that cannot be taken, as a refusal: what the pure readers find (ozgtracker.tables), under "table.…"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from ozgtracker.errors import DomainError
from ozgtracker.findings import Finding, found
from ozgtracker.tables import Damage


class DamagedTable(DomainError):
    """A table cannot be taken: "verwaltungseinheiten.csv, Zeile 17: Spalte „ars“: „07111“ hat nicht 12 Ziffern."""

    def __init__(self, file: str, line: int, reason: Finding) -> None:
        super().__init__(found("table.damaged", file=file, line=line, reason=reason))
        self.file = file
        self.line = line
        self.reason = reason


@contextmanager
def damage_refused() -> Iterator[None]:
    """What the pure readers find damaged, is refused."""
    try:
        yield
    except Damage as damage:
        raise DamagedTable(damage.file, damage.line, _reason(damage)) from damage


def _reason(damage: Damage) -> Finding:
    """Facts as the file has them: a key or a number is quoted, never written anew."""
    facts = {name: str(value) for name, value in damage.values.items()}
    if damage.code == "enum":
        facts["expected"] = ", ".join(re.findall("'([^']*)'", facts["expected"]))
    if damage.code == "string_too_long":
        facts["actual_length"] = str(len(facts["value"]))
    return found(f"table.{damage.code}", **facts)
