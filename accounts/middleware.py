"""Default deny: a page that declares nobody is open to nobody, and what somebody may not see does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from ozgtracker.access import PUBLIC


class AccessMiddleware:
    """Holds every view to the roles it declares (ozgtracker.access)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the check needs the view and happens in process_view.

        What only some may see stays in no cache: offices share machines, and the back button outlives a session.
        """
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and getattr(match.func, "access", None) != PUBLIC:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """None lets the view answer; signed out goes to the sign-in; everything else is 404."""
        access: frozenset[str] = getattr(view, "access", frozenset())
        if access == PUBLIC:
            return None
        if access and not request.user.is_authenticated:
            return self._to_sign_in(request)
        if getattr(request.user, "role", None) not in access:
            raise Http404
        return None

    @staticmethod
    def _to_sign_in(request: HttpRequest) -> HttpResponse:
        """The sign-in, which leads back to where the person was: after a form or a fragment, to its page."""
        if request.headers.get("HX-Request"):
            # A sign-in form inside a table cell helps nobody: the whole page goes there.
            return HttpResponseClientRedirect(redirect_to_login(_path(request.headers.get("HX-Current-URL", "/"))).url)
        if request.method not in {"GET", "HEAD"}:
            return redirect_to_login(_path(request.headers.get("Referer", "/")))
        page = request.get_full_path()
        # Whoever only typed the site's name asked for no page: the role decides where the work begins.
        return redirect(settings.LOGIN_URL) if page == "/" else redirect_to_login(page)


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        # Whoever sends such a header ("http://[") was on no page of ours.
        return "/"
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
