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
    """The moment to show and to keep, aware; with OZG_TODAY set, this time of day on that day."""
    moment = instant()
    moved: date | None = settings.TODAY
    return moment if moved is None else moment.replace(year=moved.year, month=moved.month, day=moved.day)


def instant() -> datetime:
    """The real moment, aware, whatever OZG_TODAY says: only to measure how long something took or has to wait.

    A day that stands still jumps back at midnight; what waits until a moment after it would wait for ever.
    """
    return timezone.localtime()  # noqa: TID251  # the one place
