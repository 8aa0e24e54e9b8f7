"""Where a request came from: the one place that reads the address (docs/operation.md, OZG_TRUSTED_PROXIES)."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def source_address(request: HttpRequest) -> str:
    """The IP address that the outermost of our own proxies saw; without proxies that of the connection.

    What a client writes into X-Forwarded-For itself stands further to the left and never counts. "" where nobody says.
    """
    connection = _address(str(request.META.get("REMOTE_ADDR", "")))
    trusted: int = settings.TRUSTED_PROXIES
    passed_on = request.headers.get("X-Forwarded-For", "").split(",")
    if trusted == 0 or len(passed_on) < trusted:
        return connection
    return _address(passed_on[-trusted]) or connection


def _address(written: str) -> str:
    text = written.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    # Written as IPv6 by a socket that takes both; counted by its IPv6 network, all of IPv4 would be one place.
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)
