"""Issues as rows, without the seconds it takes to draw them."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from reports.calendar import last_day, month_after
from reports.issue.composing import compose
from reports.issue.formats import store
from reports.models import StatusReport


def kept_issue(number: int, month: date) -> StatusReport:
    """The issue about this month with a PDF of a few bytes, created on the first of the next month."""
    on = month_after(month)
    pdf = b"%PDF-1.7 issue " + str(number).encode()
    return StatusReport.objects.create(
        number=number,
        month=month,
        day=last_day(month),
        created_on=on,
        snapshot=store(compose(number=number, month=month, on=on, demonstration=False)),
        pdf=pdf,
        sha256=sha256(pdf).hexdigest(),
    )
