"""Tables to take away: called by what they hold and the Stichtag, and marked where everything is invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.models import DemonstrationMark
from accounts.requests import MemberRequest
from ozgtracker.declared import declared
from ozgtracker.spreadsheet import Sheet, csv_answer
from ozgtracker.ui.listing import Listing

type Listed = Callable[..., Listing]
AT_ONCE = "direkt"


def called(title: str, day: date) -> str:
    """What a table is called: "Leistungen bis 2022-05-31", with "Demonstrationsdaten" in front where it is one."""
    words = _("%(title)s bis %(day)s") % {"title": title, "day": day.isoformat()}
    return _("Demonstrationsdaten %(title)s") % {"title": words} if DemonstrationMark.objects.exists() else words


def download(title: str, day: date, sheet: Sheet) -> StreamingHttpResponse:
    """A CSV called like "leistungen-bis-2022-05-31.csv"."""
    return csv_answer(called(title, day), sheet.header, sheet.lines)


def whole_list(title: Any) -> Callable[[Listed], Callable[..., HttpResponseBase]]:
    """Makes a view of one that gives a list: whoever asks takes all of it away as CSV.

    A list of settings.EXPORT_ROWS rows or more is offered as a file written aside, by the room that declares `aside`
    the name of that page; `?direkt=ja` takes it at once all the same.
    """

    def decorate(listed: Listed) -> Callable[..., HttpResponseBase]:
        @wraps(listed)
        def inner(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            listing = listed(request, *args, **kwargs)
            offers = [] if request.GET.get(AT_ONCE) else declared("aside")
            if offers and is_large(listing):
                return redirect(f"{reverse(offers[0])}?{urlencode({'liste': request.get_full_path()})}")
            return download(str(title), request.day, listing.sheet())

        view: Any = inner
        view.whole_list, view.title = listed, title
        return inner

    return decorate


def is_large(listing: Listing) -> bool:
    """Whether somebody would wait for it: known without counting any further than that."""
    rows, is_all = listing.known_rows(settings.EXPORT_ROWS)
    return rows >= settings.EXPORT_ROWS or not is_all
