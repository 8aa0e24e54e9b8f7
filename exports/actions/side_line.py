"""A second connection beside the one that reads: the reading transaction lasts for minutes, and how far it is must be
seen meanwhile.

As long as it stands, it holds the lock of the file: a process that is killed leaves a lock nobody holds, at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from typing import Any

from django.db import DatabaseError, connection

from exports.models import Export
from exports.states import ExportState
from ozgtracker.locks import AdvisoryLock


class SideLine:
    """What whoever writes the file says of it."""

    def __init__(self, line: Any, pk: int) -> None:
        self.line, self.pk = line, pk

    def begin(self) -> bool:
        """From waiting to being written; False where it no longer waits."""
        return self._set(ExportState.QUEUED, state=ExportState.RUNNING, rows_written=0, rows_expected=None)

    def tell(self, **values: Any) -> bool:
        """Set these columns; False where nobody wants the file any more."""
        return self._set(ExportState.RUNNING, **values)

    def _set(self, expecting: ExportState, **values: Any) -> bool:
        columns = ", ".join(f"{name} = %s" for name in values)
        update = f"UPDATE {Export._meta.db_table} SET {columns} WHERE id = %s AND state = %s"  # noqa: S608 - our names
        with self.line.cursor() as cursor:
            cursor.execute(update, [*map(_plain, values.values()), self.pk, expecting.value])
            return bool(cursor.rowcount)


@contextmanager
def side_line(pk: int) -> Iterator[SideLine | None]:
    """The line of this file; None where another process writes it."""
    line, key = connection.copy(), [AdvisoryLock.WRITE_EXPORT.value, pk]
    try:
        with line.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
            is_ours = cursor.fetchone()[0]
        yield SideLine(line, pk) if is_ours else None
    finally:
        # A connection may go back to a pool, with the lock it holds; one that is broken holds none.
        with suppress(DatabaseError), line.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
        line.close()


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value
