"""Who asks: the person of the session, read with it where that is possible."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from accounts.models import User


class WhoAsksMiddleware(AuthenticationMiddleware):
    """Django's, which asks the database for the person only where the session did not bring it."""

    def process_request(self, request: HttpRequest) -> None:
        """request.user, looked up when it is first asked for."""
        super().process_request(request)

        def person() -> User | AnonymousUser:
            return read_with_session(request) or auth.get_user(request)

        request.user = SimpleLazyObject(person)  # type: ignore[assignment]  # as Django does


def read_with_session(request: HttpRequest) -> User | None:
    """The person that came with the session, where it is certain that Django would find the same; or None.

    The same key, active, signed in by a way that still exists, and the password is the one of the sign-in.
    """
    session = request.session
    held = {name: session.get(name) for name in (SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY)}
    person: User | None = getattr(session, "person", None)
    if person is None or held[SESSION_KEY] != str(person.pk) or not person.is_active:
        return None
    known_way = held[BACKEND_SESSION_KEY] in settings.AUTHENTICATION_BACKENDS
    same = constant_time_compare(held[HASH_SESSION_KEY] or "", person.get_session_auth_hash())
    return person if known_way and same else None
