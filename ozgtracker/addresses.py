"""An address as a log may show it: which page was asked for, without the keys that stand in some addresses."""

from __future__ import annotations

from django.conf import settings
from django.urls import Resolver404, resolve

UNKNOWN = "/?"


def shown_address(path: str) -> str:
    """The route of the page with its numbers, files of ours in full; "/?" where there is no such page.

    What else stands in a path may be the key of a link that sets a password.
    """
    if path.startswith(f"/{settings.STATIC_URL.lstrip('/')}"):
        return path if path.isascii() and path.isprintable() else UNKNOWN
    try:
        match = resolve(path)
    except Resolver404:
        return UNKNOWN
    route = f"/{match.route}"
    for name, value in match.kwargs.items():
        if isinstance(value, int):
            route = route.replace(f"<int:{name}>", str(value))
    return route
