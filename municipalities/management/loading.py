"""How the load commands show progress and what they did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.management.base import OutputWrapper
from tqdm import tqdm

from ozgtracker.german import number
from services.loading import Step, TableResult


def bar(steps: Sequence[Step]) -> Iterable[Step]:
    """A progress bar on stderr, one tick a table; silent where nobody looks on."""
    return tqdm(steps, desc="Einlesen", unit=" Tabellen", disable=None, leave=False)


def show(out: OutputWrapper, tables: Iterable[TableResult]) -> None:
    """One line a table."""
    for table in tables:
        removed = f", {number(table.removed)} entfallen" if table.removed else ""
        out.write(
            f"{table.table}: {number(table.added)} neu, {number(table.changed)} geändert, "
            f"{number(table.unchanged)} unverändert{removed}"
        )
