"""Which page a form or a fragment stands on, and how an answer leads back there."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

READING = frozenset({"GET", "HEAD"})


def asked_from(request: HttpRequest) -> str:
    """Path and query of the page this request was made from; always one of this site, "/" where nobody says."""
    if request.headers.get("HX-Request"):
        return _path(request.headers.get("HX-Current-URL", "/"))
    if request.method in READING:
        return request.get_full_path()
    return _path(request.headers.get("Referer", "/"))


def same_page_or(request: HttpRequest, otherwise: str) -> HttpResponse:
    """After saving: HTMX gets the page anew that the form stands on, so that every figure on it is true again
    (static/answers.js takes over what changed); everybody else goes to `otherwise`."""
    stands_on = request.headers.get("HX-Request") and request.headers.get("HX-Current-URL")
    return HttpResponseRedirect(asked_from(request)) if stands_on else redirect(otherwise)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in, which leads back to the page; whoever wanted to save something is told that it was not."""
    if request.method not in READING:
        messages.warning(request, _("Sie sind nicht mehr angemeldet. Es wurde nichts gespeichert."))
    page = asked_from(request)
    # Whoever only typed the site's name asked for no page: the role decides where the work begins.
    asks_for_nothing = page == "/" and request.method in READING and not request.headers.get("HX-Request")
    answer = HttpResponseRedirect(resolve_url(settings.LOGIN_URL)) if asks_for_nothing else redirect_to_login(page)
    # A sign-in form inside a table cell helps nobody: the whole page goes there.
    return HttpResponseClientRedirect(answer.url) if request.headers.get("HX-Request") else answer


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        # Whoever sends such a header ("http://[") was on no page of ours.
        return "/"
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    # What begins otherwise would be taken for the name of a page, and there is none of that name.
    return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/"
