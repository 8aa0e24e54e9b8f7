"""What the components need beyond plain templates."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def page_numbers(page: Page[object]) -> Iterator[int | str]:
    """The page numbers to offer around this one, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def host(address: str) -> str:
    """koblenz.example: where an address leads, said plainly; the whole of it where it names no host."""
    return urlsplit(address).hostname or address
