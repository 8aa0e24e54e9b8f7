"""How often a password may be guessed and a link asked for (docs/adr/0009).

Counted for an account *and* where the guess comes from, never for an account alone: else every stranger could lock
people out. Who is signed in, or has signed in here before, is counted apart from all others at the same address.
"""

from __future__ import annotations

from datetime import timedelta

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import get_random_string, salted_hmac

from accounts.models import User
from ozgtracker.errors import Throttled
from ozgtracker.findings import found

APP = "allauth.account"  # whose table of rates it is: ACCOUNT_RATE_LIMITS
WINDOW = 5 * 60  # seconds; the longest of those rates that ends in an answer
KNOWN_FOR = timedelta(days=settings.KNOWN_BROWSER_DAYS)


def count_guess(request: HttpRequest, email: str) -> RateLimitUsage:
    """Count one guess before it is tried; a right one is to be rolled back. Raises Throttled."""
    own = _own_place(request, email)
    guess = _take(request, "guess", f"{_plain(email)}|{own or _place(request)}")
    if guess is None:
        raise _wait()
    if own:
        return guess
    # Whoever tries many accounts from one place; people at the same place who are known are not asked.
    many = _take(request, "guess_here", _place(request))
    if many is None:
        guess.rollback()
        raise _wait()
    return RateLimitUsage(usage=[*guess.usage, *many.usage])


def forget_guesses(request: HttpRequest, email: str) -> None:
    """Whoever set a new password by a link proved to be the person: may sign in here at once."""
    key = f"{_plain(email)}|{_place(request)}"
    ratelimit.clear(request, app=APP, action="guess", key=key)


def count_link(request: HttpRequest, email: str) -> None:
    """Count one request for a link, whether or not the address is known. Raises Throttled."""
    if _take(request, "link", f"{_plain(email)}|{_place(request)}") is None:
        raise _wait()


def letter_due(request: HttpRequest, person: User) -> bool:
    """Whether one more letter with a link may go to this person; where not, the mailbox has three new ones already."""
    return _take(request, "letter", str(person.pk)) is not None


def know_browser(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """This person has signed in with this browser: from now on strangers at the same address do not count for it."""
    response.set_signed_cookie(
        _cookie(person.email),
        _known(request, person.email) or get_random_string(12),
        salt=_salt(person.email),
        max_age=KNOWN_FOR,
        path=reverse("account_login"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _take(request: HttpRequest, action: str, key: str) -> RateLimitUsage | None:
    return ratelimit.consume(request, app=APP, action=action, key=key)


def _own_place(request: HttpRequest, email: str) -> str:
    if request.user.is_authenticated and _plain(request.user.email) == _plain(email):
        return "signed in"
    known = _known(request, email)
    return f"browser {known}" if known else ""


def _place(request: HttpRequest) -> str:
    """Of IPv6 the network: one household has more addresses than there are guesses."""
    network: str = ratelimit.get_ip(request)
    return network


def _known(request: HttpRequest, email: str) -> str:
    known = request.get_signed_cookie(_cookie(email), default=None, salt=_salt(email), max_age=KNOWN_FOR)
    return known or ""


def _plain(email: str) -> str:
    return email.strip().lower()


def _salt(email: str) -> str:
    return f"accounts.known-browser:{_plain(email)}"


def _cookie(email: str) -> str:
    """One for each person at a shared machine; the name tells nobody who that is."""
    return f"known-{salted_hmac('accounts.known-browser', _plain(email), algorithm='sha256').hexdigest()[:16]}"


def _wait() -> Throttled:
    return Throttled(found("tries.wait-minutes", minutes=WINDOW // 60), seconds=WINDOW)
