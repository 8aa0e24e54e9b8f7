"""Tables to take away: called by what they hold and the Stichtag, and marked where everything is invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from accounts.models import DemonstrationMark
from ozgtracker.spreadsheet import Cell, Sheet, csv_answer


def download(title: str, day: date, sheet: Sheet) -> StreamingHttpResponse:
    """A CSV called like "leistungen-bis-2022-05-31.csv", with "demonstrationsdaten" in front where it is one."""
    return table_download(title, day, sheet.header, sheet.lines)


def table_download(
    title: str, day: date, header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> StreamingHttpResponse:
    """The same of heads and lines by themselves."""
    words = _("%(title)s bis %(day)s") % {"title": title, "day": day.isoformat()}
    if DemonstrationMark.objects.exists():
        words = _("Demonstrationsdaten %(title)s") % {"title": words}
    return csv_answer(words, header, rows)
