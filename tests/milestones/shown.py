"""What a reader sees of a page of the plan."""

from __future__ import annotations

import re
from typing import Any

HTMX = {"HX-Request": "true"}


def text(response: Any) -> str:
    """What a reader sees, on one line."""
    words = re.sub(r"<(script|style|title|desc)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", words).split())


def total(response: Any) -> int:
    found = re.search(r'id="total" data-total="(\d+)"', response.content.decode())
    assert found
    return int(found[1])


def answer_of(response: Any) -> str:
    found = re.search(r"<h1.*?>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert found
    return re.sub(r"<[^>]+>", "", found[1])
