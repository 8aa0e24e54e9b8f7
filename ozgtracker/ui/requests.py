"""The request as views see it: with HTMX details and the days the middleware read once."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from ozgtracker.ui.as_of import AsOf


class Request(HttpRequest):
    """`today` is today; `asked_day` the Stichtag of the address (today without one); `day` the one the page shows.

    They differ where a page cannot be turned back (ozgtracker.access.turns_back).

    `as_of`: `day` and `today` together, to be handed down. `looking_back`: a past day is shown; then nothing can be
    reported. `wrote`: something was sent to the database that may have been stored. ozgtracker.middleware sets
    all of them. `kept_as`, `moves_alone`: whether a browser may keep the answer (ozgtracker.kept).
    """

    htmx: HtmxDetails
    today: date
    asked_day: date
    day: date
    stichtag_typed: str
    stichtag_error: str
    looking_back: bool
    as_of: AsOf
    wrote: bool
    kept_as: str
    moves_alone: bool


def show_day(request: Request, day: date) -> None:
    """From here on the request shows that day, as it is seen on its `today`."""
    request.as_of = AsOf(day, request.today)
    request.day, request.looking_back = day, request.as_of.looking_back
