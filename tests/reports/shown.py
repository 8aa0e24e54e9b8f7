"""What a reader sees of a page about reports or mail."""

from __future__ import annotations

import re

from django.test import Client


def text(client: Client, address: str, status: int = 200) -> str:
    """What stands on the page, without markup, in one line."""
    answer = client.get(address)
    assert answer.status_code == status
    plain = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(plain.split())


def heading(client: Client, address: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", client.get(address).content.decode(), re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())
