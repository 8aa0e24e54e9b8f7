"""Reads the clock once per request, and turns what the domain refuses into a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from ozgtracker import clock, seen_day
from ozgtracker.access import PUBLIC
from ozgtracker.errors import DomainError, ImplausibleDay, Throttled
from ozgtracker.failures import plainly, throttled
from ozgtracker.saying import say
from ozgtracker.ui.requests import Request, show_day
from ozgtracker.ui.stichtag import InvalidStichtag, parse_stichtag

Handler = Callable[[HttpRequest], HttpResponse]
SAFE = ("GET", "HEAD", "OPTIONS")
# How a statement begins that stores nothing.
READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "SET ")


def writing_middleware(get_response: Handler) -> Handler:
    """Notes in `request.wrote` whether anything was sent to the database that may have been stored.

    Only whoever knows this can say, when the database goes in the middle of a request, what became of it.
    """

    def handle(plain: HttpRequest) -> HttpResponse:
        request = cast("Request", plain)
        request.wrote = False

        def note(execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
            if not str(sql).startswith(READING):
                request.wrote = True
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            return get_response(request)

    return handle


def permissions_middleware(get_response: Handler) -> Handler:
    """Says with every answer which abilities of the browser no page may use (settings.PERMISSIONS_POLICY)."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    return handle


class DayMiddleware:
    """Gives every request `today`, `asked_day` (the Stichtag of ?stichtag=) and `day`, the day its page shows."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, plain: HttpRequest) -> HttpResponse:
        """Read the clock, once."""
        request = cast("Request", plain)
        request.today = clock.today()
        request.stichtag_typed = request.GET.get("stichtag", "")
        request.stichtag_error = ""
        try:
            request.asked_day = parse_stichtag(request.stichtag_typed, request.today)
        except InvalidStichtag as error:
            request.asked_day, request.stichtag_error = request.today, say(error.why)
        show_day(request, request.asked_day)
        response = self.get_response(request)
        # The same address answers a page and a fragment: no cache may mix them up.
        patch_vary_headers(response, ["HX-Request", "Cookie"])
        return response

    def process_view(self, plain: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        """A page that does not turn back shows today, whatever day is asked for (ozgtracker.access.turns_back).

        Nothing is stored for a day that cannot be believed; what everybody may do, signing in, goes on.
        """
        request = cast("Request", plain)
        if not getattr(view, "turns_back", False):
            show_day(request, request.today)
        if request.method in SAFE or getattr(view, "access", None) == PUBLIC:
            return None
        try:
            seen_day.believe(request.today)
        except ImplausibleDay as error:
            return refused(request, error)
        return None


class DomainErrorMiddleware:
    """Shows a DomainError that no view caught as a page with its sentence and status."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """One page for every refusal, for HTMX its sentences alone; anything else is Django's business."""
        if not isinstance(exception, DomainError):
            return None
        if isinstance(exception, Throttled):
            return throttled(request, exception)
        return refused(request, exception)


def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The page of a refusal; for HTMX its sentences alone."""
    if request.headers.get("HX-Request"):
        sentences = (error.finding, *getattr(error, "conditions", ()))
        return plainly(" ".join(say(one) for one in sentences), status=error.status)
    return render(request, "ozgtracker/refused.html", {"error": error}, status=error.status)
