"""Addresses as they may be shown: of a page in a log, without keys; of evidence on a page, with where it leads."""

from __future__ import annotations

from urllib.parse import urlsplit

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


def plain_host(address: str) -> str:
    """The host that a web address leads to, in the letters that are asked for (xn--…); "" for anything else.

    "https://rlp.de@evil.example/" leads to evil.example, and a Cyrillic "а" looks like a Latin one.
    """
    try:
        parts = urlsplit(address.strip())
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return ""
        return parts.hostname.encode("idna").decode("ascii")
    except ValueError:
        return ""
