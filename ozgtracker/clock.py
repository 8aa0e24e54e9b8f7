"""The only place that reads the clock. The edge asks once and hands the day down."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Today in Europe/Berlin, or the day OZG_TODAY sets for a demonstration."""
    moved: date | None = settings.TODAY
    return moved or timezone.localdate()  # noqa: TID251  # the one place


def now() -> datetime:
    """This moment, aware; with OZG_TODAY set, this time of day on that day."""
    moment = timezone.localtime()  # noqa: TID251  # the one place
    moved: date | None = settings.TODAY
    return moment if moved is None else moment.replace(year=moved.year, month=moved.month, day=moved.day)
