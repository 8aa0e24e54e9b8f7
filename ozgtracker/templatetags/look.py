"""What the components need beyond plain templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation.trans_real import catalog

from ozgtracker.addresses import plain_host
from ozgtracker.declared import declared_for
from ozgtracker.ui import badges, cells
from ozgtracker.ui.badges import BADGES, Badge

register = template.Library()
_SPACES = re.compile(r"(\s+)")


@register.filter
def page_numbers(page: Page[object]) -> Iterator[int | str]:
    """The page numbers to offer around this one, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def host(address: str) -> str:
    """koblenz.example: where an address leads, said plainly; the whole of it where it names no host."""
    return plain_host(address) or address


@register.filter
def reference(text: str) -> SafeString:
    """What somebody gave as evidence: each web address in it a link with the host it leads to beside it."""
    return SafeString("".join(_linked(part) for part in _SPACES.split(text)))


def _linked(part: str) -> str:
    address = part.rstrip(".,;:!?)")
    leads_to = plain_host(address)
    if not leads_to:
        return escape(part)
    link = '<a href="{}" rel="noopener noreferrer nofollow">{}</a> <span class="muted small">({})</span>{}'
    return format_html(link, address, address, leads_to, part.removeprefix(address))


@register.simple_tag
def declared_links(page: str) -> list[Any]:
    """What rooms further up add to this page: (label, URL name, CSS class) each (ozgtracker.declared)."""
    return declared_for("links", page)


@register.simple_tag
def sign(badge: str | Badge) -> SafeString:
    """The sign of a code of ozgtracker.ui.badges, or of a look taken from there; the word must stand beside it."""
    return badges.sign(BADGES[badge] if isinstance(badge, str) else badge)


@register.simple_tag
def pill(badge: Badge) -> SafeString:
    """Sign and word of a state."""
    return badges.pill(badge)


@register.simple_tag
def counted(number: cells.Counted, word: str, name: str) -> SafeString:
    """A number that opens the rows it counts; as what (`word`) and of whom (`name`) is only heard."""
    return cells.counted(number, f"{word}, {name}" if word else name)


@register.simple_tag
def words_of_scripts() -> SafeString:
    """What scripts say (components/words.html): the same on every page, and a sixth of the work of a simple one."""
    return _words_of_scripts(catalog())


@lru_cache(maxsize=8)
def _words_of_scripts(_catalogue: object) -> SafeString:
    """Drawn once for each catalogue of translations."""
    return render_to_string("components/words.html")


@register.filter
def word(code: str) -> str:
    """The word of a code of ozgtracker.ui.badges."""
    return BADGES[code].label
