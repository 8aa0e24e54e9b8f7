"""The request as views see it: with HTMX details and the two days the middleware read once."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """`today` is today; `day` is the Stichtag the page shows (today unless ?stichtag= looks back)."""

    htmx: HtmxDetails
    today: date
    day: date
    stichtag_typed: str
    stichtag_error: str

    @property
    def looking_back(self) -> bool:
        """Whether the page shows a past day; then nothing can be reported."""
        return self.day < self.today
