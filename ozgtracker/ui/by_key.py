"""Long lists with the newest first, page by page: by key, so that the last page is as quick as the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PAGE = 50


@dataclass(frozen=True, slots=True)
class KeyPage:
    """One page. `older`: the key after which the next one begins, None on the last."""

    object_list: Any
    older: int | None
    is_first: bool


def page_by_key(found: Any, asked: str) -> KeyPage:
    """The page of a list with the newest first that begins after the key `asked`; anything else gives the first one."""
    is_key = asked.isascii() and asked.isdigit() and len(asked) < 19
    rows = list((found.older_than(int(asked)) if is_key else found)[: PAGE + 1])
    return KeyPage(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None, is_first=not asked)
