"""Tables to take away: called by what they hold and the Stichtag, and marked where everything is invented."""

from __future__ import annotations

from datetime import date

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from accounts.models import DemonstrationMark
from ozgtracker.spreadsheet import Sheet, csv_answer


def download(title: str, day: date, sheet: Sheet) -> StreamingHttpResponse:
    """A CSV called like "leistungen-bis-2022-05-31.csv", with "demonstrationsdaten" in front where it is one."""
    words = _("%(title)s bis %(day)s") % {"title": title, "day": day.isoformat()}
    if DemonstrationMark.objects.exists():
        words = _("Demonstrationsdaten %(title)s") % {"title": words}
    return csv_answer(words, sheet.header, sheet.lines)
