"""Locks on something that is no row: who comes second waits until the first is committed or rolled back."""

from __future__ import annotations

from enum import IntEnum

from django.db import connection


class AdvisoryLock(IntEnum):
    """What only one transaction at a time may do. Any number will do, as long as all of them stand here."""

    NUMBER_A_REPORT = 20_211_221
    # All loads share one lock: catalogue, territory, competences and plan refer to each other's rows.
    LOAD_FILES = 20_211_222
    # The database itself waits for this one at the end of a transaction (accounts/migrations/0008_trail_chain.py).
    SEAL_THE_TRAIL = 20_211_223
    # With the number of the file beside it, held by a session as long as it writes (exports.writer).
    WRITE_EXPORT = 20_211_224

    def acquire(self) -> None:
        """Wait until nobody else holds it, then hold it until the transaction ends. Only inside a transaction."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [self.value])
