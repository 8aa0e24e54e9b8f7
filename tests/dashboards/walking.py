"""Finds every counted figure on a page, so that a test can open what it links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from django.db.models import Model
from django.test import Client

TOTAL = re.compile(r'id="total" data-total="(\d+)"')


def counted_links(response: Any) -> dict[str, int]:
    """Address -> count of everything in the page's context that has both: figures, parts of bars, lines of tables."""
    found: dict[str, int] = {}
    for part in response.context:
        for value in part.dicts:
            for one in value.values():
                for href, count in _walk(one, set()):
                    assert found.setdefault(href, count) == count, href
    return found


def total_of(client: Client, href: str) -> int:
    """What the list behind a link says it holds."""
    response = client.get(href)
    assert response.status_code == 200, href
    match = TOTAL.search(response.content.decode())
    assert match is not None, href
    return int(match[1])


def _walk(value: Any, seen: set[int]) -> Iterator[tuple[str, int]]:
    if id(value) in seen or isinstance(value, (str, int, Model)):
        return
    seen.add(id(value))
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from _walk(one, seen)
    elif is_dataclass(value) and not isinstance(value, type):
        href, count = getattr(value, "href", ""), getattr(value, "count", None)
        if href and isinstance(count, int):
            yield href.partition("#")[0], count
        for field in fields(value):
            yield from _walk(getattr(value, field.name), seen)
