"""Addresses of pages, for lists: hundreds of rows lead to the same few pages, whose pattern is looked up once."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, zip_longest

from django.urls import get_script_prefix, get_urlconf, reverse

# Stands for the argument of that place while a pattern is looked up; every converter of a number or of text takes it.
_MARK = 7_000_000_000


def address(name: str, *args: str | int) -> str:
    """What `reverse` says. Keys of digits alone are put into the pattern, anything else is reversed as such."""
    keys = [str(one) for one in args]
    if not all(key.isascii() and key.isdigit() for key in keys):
        return reverse(name, args=args)
    pieces = _pieces(get_script_prefix(), get_urlconf(), name, len(keys))
    return "".join(chain.from_iterable(zip_longest(pieces, keys, fillvalue="")))


@lru_cache(maxsize=500)
def _pieces(prefix: str, urlconf: str | None, name: str, number: int) -> tuple[str, ...]:
    """What stands before, between and behind the arguments."""
    rest, pieces = reverse(name, args=[_MARK + place for place in range(number)]), []
    for place in range(number):
        before, rest = rest.split(str(_MARK + place))
        pieces.append(before)
    return (*pieces, rest)
