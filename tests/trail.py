"""The trail as a reader sees it: with names in the place of codes."""

from __future__ import annotations

from typing import Any

from accounts.models import AuditEntry, AuditEntryQuerySet
from accounts.pseudonyms import named


def told(*fields: str, of: AuditEntryQuerySet | None = None) -> list[tuple[Any, ...]]:
    """These fields of all entries, or of those given, in the order in which they were written."""
    entries = AuditEntry.objects.all() if of is None else of
    return [tuple(getattr(entry, field) for field in fields) for entry in named(entries.order_by("pk"))]


def last() -> AuditEntry:
    """The newest entry."""
    return named([AuditEntry.objects.latest("pk")])[0]
