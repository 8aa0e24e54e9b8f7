"""Every view declares who may call it; what declares nothing is closed (accounts.middleware enforces it)."""

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


def _declare(view: View, access: frozenset[str]) -> View:
    target: Any = view
    target.access = access
    return view
