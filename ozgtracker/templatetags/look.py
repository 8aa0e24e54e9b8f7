"""What the components need beyond plain templates."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django import template
from django.core.paginator import Page
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ozgtracker.badges import BADGES, Badge

register = template.Library()


@register.filter
def page_numbers(page: Page[object]) -> Iterator[int | str]:
    """The page numbers to offer around this one, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def host(address: str) -> str:
    """koblenz.example: where an address leads, said plainly; the whole of it where it names no host."""
    return urlsplit(address).hostname or address


@register.simple_tag
def sign(badge: str | Badge) -> SafeString:
    """The sign of a code of ozgtracker.badges, or of a look taken from there; the word must stand beside it."""
    look = BADGES[badge] if isinstance(badge, str) else badge
    return format_html('<span class="sign sign--{}" aria-hidden="true">{}</span>', look.slug, look.sign)


@register.filter
def word(code: str) -> str:
    """The word of a code of ozgtracker.badges."""
    return BADGES[code].label
