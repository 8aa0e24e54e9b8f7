"""The request as views see it: with HTMX details and the two days the middleware read once."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """`today` is today; `day` is the Stichtag the page shows (today unless ?stichtag= looks back).

    `looking_back`: a past day is shown; then nothing can be reported. ozgtracker.middleware sets all of them.
    """

    htmx: HtmxDetails
    today: date
    day: date
    stichtag_typed: str
    stichtag_error: str
    looking_back: bool
