"""Long lists with the newest first, page by page: by key, so that the last page is as quick as the first."""

from __future__ import annotations

from typing import Any

PAGE = 50


def page_by_key(found: Any, asked: str) -> tuple[list[Any], int | None]:
    """One page of a list with the newest first, and the key after which the next one begins (None: the last).

    asked: the key after which this page begins; anything else gives the first one. Pages by key stay quick after years.
    """
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        found = found.older_than(int(asked))
    rows = list(found[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None
