"""How far a file is, and why it came to nothing. Pure."""

from __future__ import annotations

from enum import StrEnum


class ExportState(StrEnum):
    """From being asked for to being taken away."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


UNDER_WAY = (ExportState.QUEUED, ExportState.RUNNING)


class Failure(StrEnum):
    """Why a file was not written to its end."""

    LOST = "lost"
    SPACE = "space"
    RIGHTS = "rights"
    BROKEN = "broken"
