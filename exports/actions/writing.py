"""Writes a list to its file: the very lines a download at once would send, as they are read, in bounded memory."""

from __future__ import annotations

import errno
import gzip
import logging
import os
from datetime import date
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.http import Http404

from exports import files
from exports.actions.side_line import SideLine, side_line
from exports.asking import ask
from exports.models import Export
from exports.permissions import rights_of
from exports.states import ExportState, Failure
from ozgtracker import spreadsheet
from ozgtracker.space import free_megabytes
from ozgtracker.ui.listing import Listing

# Rows, and seconds: how often the writer looks up.
ROWS, SECONDS = 1000, 1.0
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
logger = logging.getLogger(__name__)


class NotWanted(Exception):
    """Its owner has taken the order back."""


def write_next(*, on: date) -> bool:
    """Write the file that has waited longest to its end, whichever end that is; False where none waits."""
    for pk in Export.objects.queued().values_list("pk", flat=True):
        with side_line(pk) as line:
            if line is not None and line.begin():
                _write(pk, line, on)
                return True
    return False


def _write(pk: int, line: SideLine, on: date) -> None:
    """Done, failed with a reason, or gone without a trace; only a process that is killed leaves it as it is."""
    export = Export.objects.select_related("person").get(pk=pk)
    part = files.part_of(export.token)
    try:
        _fill(export, part, line, on)
    except NotWanted:
        files.remove(export.token)
    except Http404:
        _fail(line, part, Failure.RIGHTS)
    except Exception as error:
        logger.exception("A list could not be written")
        _fail(line, part, Failure.SPACE if getattr(error, "errno", 0) in NO_SPACE else Failure.BROKEN)


def _fail(line: SideLine, part: Path, why: Failure) -> None:
    part.unlink(missing_ok=True)
    line.tell(state=ExportState.FAILED, failure=why)


def _fill(export: Export, part: Path, line: SideLine, on: date) -> None:
    """Raises NotWanted, Http404 where the owner no longer sees the list, OSError where the disk is full."""
    rights = rights_of(export.person, on)
    asked = ask(export.address, person=export.person, day=export.day, today=on)
    _tell(line, day=asked.day, rights=rights, rows_expected=asked.listing.known_rows()[0])
    rows, size = _pour(asked.listing, part, line)
    part.replace(files.file_of(export.token))
    _tell(line, state=ExportState.DONE, rows_written=rows, size=size)


def _pour(listing: Listing, part: Path, line: SideLine) -> tuple[int, int]:
    """Line by line; returns how many rows and bytes. The first line is the heads."""
    sheet, rows, size, looked = listing.sheet(), 0, 0, monotonic()
    with part.open("wb") as raw:
        with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0) as file:
            for rows, text in enumerate(spreadsheet.lines(sheet.header, sheet.lines)):
                size += file.write(text.encode())
                if rows % ROWS == 0 and monotonic() - looked > SECONDS:
                    _look_up(line, part, rows)
                    looked = monotonic()
        raw.flush()
        # What is called done is on the disk, whatever happens to the power.
        os.fsync(raw.fileno())
    return rows, size


def _look_up(line: SideLine, part: Path, rows: int) -> None:
    """How far, is it still wanted, and is there room: not to the last byte, for others write there, too."""
    _tell(line, rows_written=rows)
    if free_megabytes(part.parent) < settings.FREE_SPACE_MB:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _tell(line: SideLine, **values: object) -> None:
    if not line.tell(**values):
        raise NotWanted
