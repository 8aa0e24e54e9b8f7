"""Where the files lie: compressed, because a list shrinks to a tenth; readers get them plain (exports.views)."""

from __future__ import annotations

import gzip
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, cast
from uuid import UUID

from django.conf import settings

from exports.models import Export


def file_of(token: UUID) -> Path:
    """Where the whole file lies, once it is whole."""
    return Path(settings.EXPORT_DIR, f"{token}.csv.gz")


def part_of(token: UUID) -> Path:
    """Where it lies while it is written. The folder is made, for its owner alone."""
    folder = Path(settings.EXPORT_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{token}.part"


def opened(token: UUID, *, packed: bool) -> IO[bytes]:
    """The whole file to be read, as it lies there or unpacked. Raises FileNotFoundError."""
    path = file_of(token)
    return path.open("rb") if packed else cast("IO[bytes]", gzip.open(path))


def remove(token: UUID) -> None:
    """Away with both, whichever there is."""
    file_of(token).unlink(missing_ok=True)
    part_of(token).unlink(missing_ok=True)


def sweep(before: datetime) -> int:
    """Away with what nobody has touched since that moment: its row is long gone. Returns how many files.

    By age, not by rows: the folder may be shared by two databases of one checkout.
    """
    old = [path for path in Path(settings.EXPORT_DIR).glob("*.*") if path.stat().st_mtime < before.timestamp()]
    for path in old:
        with suppress(FileNotFoundError):
            path.unlink()
    return len(old)


def name_of(export: Export, called: str) -> str:
    """The words of the file's name: what it is, its day, and what it is narrowed to."""
    return f"{called} {export.narrowed}".strip()
