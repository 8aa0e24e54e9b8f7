"""Failures as sentences: never a trace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ozgtracker.access import PUBLIC
from ozgtracker.asked_from import asked_from, to_sign_in
from ozgtracker.errors import Throttled


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
        answer = plainly(error.message, status=error.status)
    else:
        answer = render(request, "429.html", {"error": error}, status=error.status)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """What allauth answers with where it counts itself; all its rates are a minute's (ACCOUNT_RATE_LIMITS)."""
    sentence = _(
        "Zu viele Versuche in kurzer Zeit. Bitte warten Sie eine Minute und versuchen Sie es dann noch einmal."
    )
    return throttled(request, Throttled(sentence, seconds=60))


def plainly(sentence: str, *, status: int) -> HttpResponse:
    """A refusal for HTMX: the sentence alone, which static/answers.js puts beside the button."""
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
