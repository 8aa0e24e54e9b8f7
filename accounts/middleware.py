"""Default deny: a page that declares nobody is open to nobody, and what somebody may not see does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from ozgtracker.access import PUBLIC
from ozgtracker.asked_from import to_sign_in


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
            return to_sign_in(request)
        if getattr(request.user, "role", None) not in access:
            raise Http404
        return None
