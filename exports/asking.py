"""A list as its own page would give it to somebody: asked from inside, by the address of its download.

So page, download at once and file are one query under one set of rights; no list has to be described twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, QueryDict
from django.urls import resolve
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from accounts.requests import MemberRequest
from ozgtracker.ui.listing import Listing
from ozgtracker.ui.requests import show_day


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is called, the day it shows, and the list itself; nothing of it is read yet."""

    title: str
    day: date
    listing: Listing

    @property
    def narrowed(self) -> str:
        """What it is narrowed to, as one reads it; "" for all of it."""
        return " · ".join(self.listing.filters.in_words)


def ask(address: str, *, person: User, day: date, today: date) -> Asked:
    """The list at this address, of that day, for this person. Raises Http404 where there is none for them.

    Only views that declare accounts.downloads.whole_list answer; access is checked as at the door.
    """
    path, _, query = address.partition("?")
    view: Any = resolve(path)
    listed = getattr(view.func, "whole_list", None)
    if listed is None or not person.is_active or person.role not in getattr(view.func, "access", ()):
        raise Http404
    shown = day if getattr(view.func, "turns_back", False) else today
    request = _request(path, query, person=person, day=shown, today=today)
    return Asked(str(view.func.title), shown, listed(request, *view.args, **view.kwargs))


def _request(path: str, query: str, *, person: User, day: date, today: date) -> MemberRequest:
    """What the middleware would have made of it."""
    request = MemberRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.META["QUERY_STRING"] = query
    request.GET = QueryDict(query)
    request.user, request.today, request.asked_day = person, today, day
    request.stichtag_typed = request.stichtag_error = ""
    request.htmx = HtmxDetails(request)
    show_day(request, day)
    return request
