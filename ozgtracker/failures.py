"""Failures as sentences: never a trace."""

from __future__ import annotations

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import defaults
from redis import exceptions as redis

from ozgtracker.access import PUBLIC
from ozgtracker.asked_from import READING, asked_from, to_sign_in
from ozgtracker.errors import Throttled
from ozgtracker.findings import found
from ozgtracker.saying import refusal

# Of PostgreSQL: the line is cut (class 08), too many sessions, shut down, crashed, not yet started.
GONE = ("08", "53300", "57P01", "57P02", "57P03")
# The limit of a statement: PGOPTIONS of the web server (script/house/site.py, docker-compose.yml).
TOO_LONG = "57014"
RETRY_AFTER = 5  # seconds


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is gone (both cookies lost, or it came from elsewhere): what happened, and the way back."""
    is_open = getattr(getattr(request.resolver_match, "func", None), "access", None) == PUBLIC
    signed_out = not request.user.is_authenticated and not is_open
    if request.headers.get("HX-Request"):
        return (
            to_sign_in(request)
            if signed_out
            else plainly(
                _("Das Formular ist abgelaufen. Es wurde nichts gespeichert; bitte laden Sie die Seite neu."),
                status=403,
            )
        )
    back = asked_from(request)
    if signed_out:
        back = f"{resolve_url('account_login')}?{urlencode({'next': back})}"
    return render(request, "ozgtracker/form_expired.html", {"back": back, "signed_out": signed_out}, status=403)


def throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    """Too many tries: a page, for HTMX the sentence alone, and Retry-After for programs."""
    if request.headers.get("HX-Request"):
        answer = plainly(refusal(error), status=error.status)
    else:
        answer = render(request, "429.html", {"error": error}, status=error.status)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """What allauth answers with where it counts itself; all its rates are a minute's (ACCOUNT_RATE_LIMITS)."""
    return throttled(request, Throttled(found("tries.wait-a-minute"), seconds=60))


def plainly(sentence: str, *, status: int) -> HttpResponse:
    """A refusal for HTMX: the sentence alone, which static/answers.js puts beside the button."""
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    """The page after a failure: 503 where an engine does not answer, and then what is certain; 500 otherwise."""
    reason = _out_of_reach(sys.exc_info()[1])
    if not reason:
        return defaults.server_error(request)
    nothing_stored = request.method not in READING and not getattr(request, "wrote", False)
    stored = "" if request.method in READING else _what_became_of_it(nothing_stored=nothing_stored)
    if request.headers.get("HX-Request"):
        answer = plainly(f"{reason} {stored}".strip(), status=503)
    else:
        page = {"reason": reason, "stored": stored, "nothing_stored": nothing_stored, "again": asked_from(request)}
        answer = HttpResponse(render_to_string("503.html", page), status=503)
    answer["Retry-After"], answer["Cache-Control"] = str(RETRY_AFTER), "no-store"
    if nothing_stored:
        # For static/answers.js. A 503 without it may come from a proxy, which does not know.
        answer["OZG-Stored"] = "nothing"
    return answer


def _out_of_reach(error: BaseException | None) -> str:
    if isinstance(error, OperationalError):
        # Without a code the client itself noticed: no connection, or the end of one.
        state: str | None = getattr(error.__cause__, "sqlstate", None)
        if state == TOO_LONG:
            return _("Das hat länger gedauert, als eine Seite dauern darf, und wurde abgebrochen.")
        return _("Die Datenbank antwortet gerade nicht.") if state is None or state.startswith(GONE) else ""
    if isinstance(error, (redis.ConnectionError, redis.TimeoutError)):
        return _("Anmelden und Passwort ändern geht gerade nicht: Der Dienst, der die Versuche zählt, antwortet nicht.")
    return ""


def _what_became_of_it(*, nothing_stored: bool) -> str:
    if nothing_stored:
        return _("Es wurde nichts gespeichert.")
    return _(
        "Ob gespeichert wurde, was Sie gerade senden wollten, ist unklar: "
        "Sehen Sie bitte nach, bevor Sie es noch einmal senden."
    )
