"""Entries of the trail as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts import audit_words
from accounts.audit_words import Change
from accounts.models import AuditEntry
from accounts.pseudonyms import named


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An entry of the trail with its verb in words; one no room declares stands as it was written."""

    entry: AuditEntry
    verb: str

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed, long lists shortened."""
        return audit_words.changes(self.entry)


def audit_rows(entries: Iterable[AuditEntry]) -> list[AuditRow]:
    """The entries with people's names, in one query."""
    words = audit_words.verbs()
    return [AuditRow(entry, words.get(entry.verb, entry.verb)) for entry in named(entries)]
