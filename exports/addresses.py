"""What makes two lists the same: page and filters, in whatever order somebody came to them. Pure."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

# Which page of the list one looks at, from which day, and how it was asked for: not what is in it.
NOT_FILTERS = frozenset({"seite", "vor", "nach", "stichtag", "direkt"})
LONGEST = 1000


def list_address(asked: str) -> str:
    """The address of the list without its day and its page; "" for what is no address of ours."""
    try:
        parts = urlsplit(asked)
        pairs = sorted((name, value) for name, value in parse_qsl(parts.query) if name not in NOT_FILTERS)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return ""
    address = f"{parts.path}?{urlencode(pairs)}" if pairs else parts.path
    return address if len(address) <= LONGEST and "\x00" not in address else ""


def extended(address: str, **pairs: str) -> str:
    """The address with these parameters behind its own; empty ones are left out."""
    more = urlencode({name: value for name, value in pairs.items() if value})
    return f"{address}{'&' if '?' in address else '?'}{more}" if more else address


def day_typed(asked: str) -> str:
    """The Stichtag that stands in the address; "" where none does."""
    try:
        return dict(parse_qsl(urlsplit(asked).query)).get("stichtag", "")
    except ValueError:
        return ""
