"""Lists of millions of rows, page by page: a page begins where the one before ended, so the last is as quick as any.

No row is skipped over and none counted. An address names the row it begins after (`nach`) or ends before (`vor`) by
what the list is ordered by; whatever changes meanwhile, no row is shown twice or left out.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

type Key = list[Any]


@dataclass(frozen=True, slots=True)
class OrderedPage:
    """One page, and the addresses' words for the one before and the one after; "" where there is none."""

    object_list: Any
    before: str
    after: str


def ordered_page(found: QuerySet[Any], *, after: str, before: str, size: int, is_last: bool = False) -> OrderedPage:
    """The page after or before the row named, or the last one; else the first. At most two queries."""
    order = [str(name) for name in found.query.order_by]
    key, backwards = (_read(before, order), True) if before else (_read(after, order), False)
    backwards = backwards and (key is not None)
    if is_last:
        key, backwards = None, True
    steps = [_turned(name) for name in order] if backwards else order
    rows = _beyond(found.order_by(*steps), steps, key, size + 1)
    has_more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    first, last = (_word(rows[0], order), _word(rows[-1], order)) if rows else ("", "")
    if backwards:
        return OrderedPage(rows, first if has_more else "", last if key is not None else "")
    return OrderedPage(rows, first if key is not None else "", last if has_more else "")


def _beyond(found: QuerySet[Any], order: Sequence[str], key: Key | None, size: int) -> list[Any]:
    """As many rows as that behind the key. PostgreSQL puts empty values last, or first where the order descends; asked
    for apart, both halves are read from an index."""
    halves = [True, False] if order[0].startswith("-") else [False, True]
    if key is not None:
        halves = halves[halves.index(key[0] is None) :]
    rows: list[Any] = []
    for place, is_empty in enumerate(halves):
        half = found.filter(**{f"{_name(order[0])}__isnull": is_empty})
        if key is not None and place == 0:
            half = half.filter(_behind(order, key))
        rows += half[: size - len(rows)]
        if len(rows) == size:
            break
    return rows


def _behind(order: Sequence[str], key: Key) -> Q:
    """SQL: rows behind the key: equal in the first columns, and beyond it in the next."""
    found, same = Q(), Q()
    for name, value in zip(order, key, strict=True):
        field, descends = _name(name), name.startswith("-")
        found |= same & _further(field, value, descends=descends)
        same &= Q(**{f"{field}__isnull": True}) if value is None else Q(**{field: value})
    if key[0] is not None:
        # Says no more than the rest, but tells where in the index to begin.
        found &= Q(**{f"{_name(order[0])}__{'lte' if order[0].startswith('-') else 'gte'}": key[0]})
    return found


def _further(field: str, value: Any, *, descends: bool) -> Q:
    if value is None:
        return Q(**{f"{field}__isnull": False}) if descends else Q(pk__in=[])
    beyond = Q(**{f"{field}__{'lt' if descends else 'gt'}": value})
    return beyond if descends else beyond | Q(**{f"{field}__isnull": True})


def _name(step: str) -> str:
    return step.removeprefix("-")


def _turned(step: str) -> str:
    return step.removeprefix("-") if step.startswith("-") else f"-{step}"


def _word(row: Any, order: Iterable[str]) -> str:
    """The row in the words of an address."""
    values = []
    for step in order:
        value = row
        for part in _name(step).split("__"):
            value = getattr(value, part) if value is not None else None
        values.append({"day": value.isoformat()} if isinstance(value, date) else value)
    return base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode().rstrip("=")


def _read(word: str, order: Sequence[str]) -> Key | None:
    """What _word wrote, for this order; None for anything else."""
    try:
        values = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        key = [date.fromisoformat(one["day"]) if isinstance(one, dict) else one for one in values]
    except (ValueError, TypeError, KeyError, binascii.Error, RecursionError):
        return None
    simple = all(one is None or type(one) in {str, int, date} for one in key)
    return key if simple and len(key) == len(order) else None
