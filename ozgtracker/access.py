"""Every view declares who may call it (accounts.middleware enforces it) and whether it can show a past day.

What declares no roles is closed; what does not say that it turns back shows today (ozgtracker.middleware).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.http.response import HttpResponseBase

type View = Callable[..., HttpResponseBase]

PUBLIC: frozenset[str] = frozenset({"public"})


def public(view: View) -> View:
    """Open to everybody, signed in or not."""
    return _declare(view, PUBLIC)


def allow(roles: Collection[str]) -> Callable[[View], View]:
    """Open to signed-in people of these roles; for all others the page does not exist."""

    def decorate(view: View) -> View:
        return _declare(view, frozenset(roles))

    return decorate


def turns_back(view: View) -> View:
    """The page shows a past day where ?stichtag= asks for it; every other page shows today and says so.

    Whoever declares it reads nothing but what had been said by request.day (tests/closed_worlds/test_stichtag.py).
    """
    target: Any = view
    target.turns_back = True
    return view


def _declare(view: View, access: frozenset[str]) -> View:
    target: Any = view
    target.access = access
    return view
