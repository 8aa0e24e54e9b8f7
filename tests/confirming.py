"""Sending a form as somebody does who reads what follows from it, and sends it again."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

_SEEN = re.compile(r'name="seen" value="([0-9a-f]+)"')


def key_of(answer: Any) -> str:
    """What the form hands back once its consequences were seen; empty where it shows none."""
    found = _SEEN.search(answer.content.decode())
    return found[1] if found else ""


def send(client: Client, address: str, data: dict[str, Any], **options: Any) -> Any:
    """The answer to the second sending where the first one only showed what follows."""
    answer = client.post(address, data, **options)
    key = key_of(answer) if answer.status_code == 200 else ""
    return client.post(address, data | {"seen": key}, **options) if key else answer
