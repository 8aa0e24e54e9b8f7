"""Brings a table to what a shipped file says, and counts what that took. Load actions call it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

BATCH = 1000

type Step = Callable[[], TableResult]
# Shows how far a load is (a progress bar around the steps); iter shows nothing.
type Watch = Callable[[Sequence[Step]], Iterable[Step]]


@dataclass(frozen=True, slots=True)
class TableResult:
    """What a load did to one table; table is its German name."""

    table: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def touched(self) -> int:
        """How many rows the load wrote."""
        return self.added + self.changed + self.removed


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did, table by table and in sum."""

    tables: tuple[TableResult, ...]
    # Services that belong elsewhere now: "10026 Hundesteuer: Paket 1 → Paket 2, ab 15.06.2022".
    moves: tuple[str, ...] = ()

    @property
    def added(self) -> int:
        """Rows that were new."""
        return sum(table.added for table in self.tables)

    @property
    def changed(self) -> int:
        """Rows that said something else before."""
        return sum(table.changed for table in self.tables)

    @property
    def unchanged(self) -> int:
        """Rows left alone."""
        return sum(table.unchanged for table in self.tables)

    @property
    def removed(self) -> int:
        """Links the files no longer name."""
        return sum(table.removed for table in self.tables)

    @property
    def touched(self) -> int:
        """How many rows the load wrote; a second run writes none."""
        return sum(table.touched for table in self.tables)

    @property
    def figures(self) -> dict[str, int]:
        """For the audit trail."""
        return {
            _("neu"): self.added,
            _("geändert"): self.changed,
            _("unverändert"): self.unchanged,
            _("entfallen"): self.removed,
        }


def synchronise[M: models.Model](
    standing: models.QuerySet[M],
    rows: Iterable[Mapping[str, Any]],
    *,
    key: Sequence[str],
    prune: bool = False,
    table: str = "",
) -> TableResult:
    """Insert what is new, update what differs, leave the rest alone; prune deletes what rows do not name.

    rows and key speak of column attributes ("service_id"). Where several rows share a key (the source names a thing
    twice), the first is matched with the first, the second with the second.
    """
    before: dict[tuple[Hashable, ...], deque[M]] = {}
    for one in standing.order_by("pk"):
        before.setdefault(tuple(getattr(one, name) for name in key), deque()).append(one)
    new: list[M] = []
    changed: list[M] = []
    fields: list[str] = []
    unchanged = 0
    for row in rows:
        fields = [name for name in row if name not in key]
        same = before.get(tuple(row[name] for name in key))
        if not same:
            new.append(standing.model(**row))
        elif _assign(was := same.popleft(), row):
            changed.append(was)
        else:
            unchanged += 1
    standing.bulk_create(new, batch_size=BATCH)
    if changed:
        standing.bulk_update(changed, fields, batch_size=BATCH)
    stale = [row.pk for rest in before.values() for row in rest] if prune else []
    removed = standing.filter(pk__in=stale).delete()[0] if stale else 0
    name = table or str(standing.model._meta.verbose_name_plural)
    return TableResult(name, len(new), len(changed), unchanged, removed)


def _assign(standing: models.Model, row: Mapping[str, Any]) -> bool:
    """Give it what the row says; whether that changed anything."""
    different = {name: value for name, value in row.items() if getattr(standing, name) != value}
    for name, value in different.items():
        setattr(standing, name, value)
    return bool(different)


def keys(model: type[models.Model], *columns: str) -> dict[Any, int]:
    """The primary key of every row by its natural key (a value, or a tuple of several)."""
    found = model._default_manager.values_list(*columns, "pk")
    return {(row[0] if len(columns) == 1 else row[:-1]): row[-1] for row in found}
