"""Whoever does nothing for a while is signed out: offices share machines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from ozgtracker import clock
from ozgtracker.access import PUBLIC

SEEN = "seen_at"
# Not with every request: each would write the session.
NOTED_AFTER = timedelta(minutes=1)
# What a page asks for by itself says so: nobody need sit in front of it. Saying so can only end a session sooner.
BY_ITSELF = "X-By-Itself"


class IdleMiddleware:
    """Ends a session that was not used for settings.IDLE_MINUTES, and says so where one signs in again.

    What was typed and not saved comes back after signing in, as after every session that ended.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; whether it needs a session is known with its view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_rest: Any) -> None:
        """Before access is checked; what everybody may see asks for nobody's session."""
        if getattr(view, "access", None) == PUBLIC or not request.user.is_authenticated:
            return
        now, seen = clock.instant().timestamp(), request.session.get(SEEN)
        if seen is not None and now - seen > settings.IDLE_MINUTES * 60:
            logout(request)
            words = ngettext(
                "Sie waren %(n)d Minute lang nicht tätig und sind deshalb abgemeldet.",
                "Sie waren %(n)d Minuten lang nicht tätig und sind deshalb abgemeldet.",
                settings.IDLE_MINUTES,
            )
            messages.info(request, words % {"n": settings.IDLE_MINUTES})
        elif seen is None or (now - seen > NOTED_AFTER.total_seconds() and not request.headers.get(BY_ITSELF)):
            request.session[SEEN] = now
            UserSession.objects.create_from_request(request)


@receiver(user_logged_in)
def note_first_moment(request: HttpRequest | None, **_ignored: Any) -> None:
    """With the sign-in itself, so that the first page does not write the session again."""
    if request is not None:
        request.session[SEEN] = clock.instant().timestamp()
