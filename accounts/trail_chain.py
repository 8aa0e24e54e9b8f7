"""The chain over the trail: each entry is sealed together with the one before it, so that no line can be changed, taken
out or put in without all later seals changing (docs/adr/0012). The database writes it; here it is recomputed.

A seal is sha256, in hexadecimal, of the seal before it (nothing before the first), a line feed, and the entry as the
text of a JSON array, in UTF-8. Which values, in which order and form, says ENTRY_AS_TEXT.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection, transaction

ENTRY_AS_TEXT = """jsonb_build_array(
    e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), to_char(e."on", 'YYYY-MM-DD'), e.by,
    e.by_role, e.on_behalf_of, e.verb, e.subject_kind, e.subject_key, e.subject_label, e.sentence, e.reason, e.before,
    e.after, e.source, e.change_set::text
)::text"""

# What is wrong at a position, and the entry it is about. The database's own function is not asked: it could lie.
_BROKEN = """
WITH chain AS (
    SELECT position, entry_id, hash, lag(hash, 1, '') OVER walk AS former, lag(position, 1, 0::bigint) OVER walk AS last
    FROM accounts_auditseal WINDOW walk AS (ORDER BY position)
)
SELECT c.position, c.entry_id, CASE
    WHEN c.position <> c.last + 1 THEN 'gap'
    WHEN e.id IS NULL THEN 'entry_missing'
    ELSE 'changed'
END
FROM chain c LEFT JOIN accounts_auditentry e ON e.id = c.entry_id
WHERE c.position <> c.last + 1 OR e.id IS NULL
    OR c.hash <> encode(sha256(convert_to(c.former || chr(10) || {ENTRY_AS_TEXT}, 'UTF8')), 'hex')
UNION ALL
SELECT NULL, e.id, 'unsealed' FROM accounts_auditentry e LEFT JOIN accounts_auditseal s ON s.entry_id = e.id
WHERE s.entry_id IS NULL
ORDER BY 1 NULLS LAST, 2
""".replace("{ENTRY_AS_TEXT}", ENTRY_AS_TEXT)


class Fault(StrEnum):
    """What can be wrong with the chain."""

    GAP = "gap"
    ENTRY_MISSING = "entry_missing"
    CHANGED = "changed"
    UNSEALED = "unsealed"


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the chain does not hold; position None: an entry that was never sealed."""

    fault: Fault
    position: int | None
    entry: int


@dataclass(frozen=True, slots=True)
class Head:
    """The last seal, and how many there are; position 0 and no hash while nothing has happened."""

    position: int
    hash: str


def head() -> Head:
    """Where the chain ends now. Entries of a transaction that is still open do not stand in it yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, hash FROM accounts_auditseal ORDER BY position DESC LIMIT 1")
        return Head(*(cursor.fetchone() or (0, "")))


def position_of(hash_: str) -> int | None:
    """Where a seal stands that was printed somewhere; its beginning is enough."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT position FROM accounts_auditseal WHERE starts_with(hash, %s)", [hash_.lower()])
        row = cursor.fetchone()
        return row[0] if row else None


def breaks() -> Iterator[Break]:
    """Every place where the chain does not hold, first the earliest; reads everything, in bounded memory."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_BROKEN)
        for position, entry, fault in cursor:
            yield Break(Fault(fault), position, entry)
