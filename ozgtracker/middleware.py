"""Reads the clock once per request, refuses impossible addresses, and turns what the domain refuses into a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from ozgtracker import clock
from ozgtracker.errors import DomainError
from ozgtracker.failures import plainly
from ozgtracker.requests import Request
from ozgtracker.stichtag import InvalidStichtag, parse_stichtag

Handler = Callable[[HttpRequest], HttpResponse]


def null_byte_middleware(get_response: Handler) -> Handler:
    """Answers 400 to addresses with a NUL character: PostgreSQL takes none, and nobody types one."""

    def handle(request: HttpRequest) -> HttpResponse:
        values = (value for key, listed in request.GET.lists() for value in (key, *listed))
        if "\x00" in request.path_info or any("\x00" in value for value in values):
            raise BadRequest
        return get_response(request)

    return handle


def day_middleware(get_response: Handler) -> Handler:
    """Gives every request `today` and `day` (the Stichtag of ?stichtag=)."""

    def handle(plain: HttpRequest) -> HttpResponse:
        request = cast("Request", plain)
        request.today = clock.today()
        request.stichtag_typed = request.GET.get("stichtag", "")
        request.stichtag_error = ""
        try:
            request.day = parse_stichtag(request.stichtag_typed, request.today)
        except InvalidStichtag as error:
            request.day, request.stichtag_error = request.today, str(error)
        request.looking_back = request.day < request.today
        response = get_response(request)
        # The same address answers a page and a fragment: no cache may mix them up.
        patch_vary_headers(response, ["HX-Request", "Cookie"])
        return response

    return handle


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
        if request.headers.get("HX-Request"):
            return plainly(
                " ".join([exception.message, *getattr(exception, "conditions", ())]), status=exception.status
            )
        return render(request, "ozgtracker/refused.html", {"error": exception}, status=exception.status)
