"""People with a small Land to take away, files in a folder of the test, and every list large."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from exports import files
from exports.actions import order_export, write_next
from exports.models import Export
from tests.conftest import TODAY
from tests.dashboards import small as builders
from tests.dashboards.conftest import SMALL, TOLD
from tests.databases import choose

ROLLOUTS = "/rollouts/csv/"
Order = Callable[..., Export]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The small Land is built once."""
    choose(items, Path(__file__).parent, {"told": TOLD, "small": SMALL})


@pytest.fixture
def told(db: None) -> builders.Small:
    """A world in which everything occurs."""
    return builders.find()


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where the files lie; two rows are many."""
    settings.EXPORT_ROWS = 2
    settings.EXPORT_DIR = tmp_path / "exports"
    return tmp_path / "exports"


@pytest.fixture
def order(ministry: User) -> Order:
    """order("/rollouts/csv/?stand=live", by=officer): asked for; the ministry, all rollouts and today unless said."""

    def ask(address: str = ROLLOUTS, **said: Any) -> Export:
        values: dict[str, Any] = {"by": ministry, "address": address, "day": TODAY, "on": TODAY} | said
        return order_export(**values)

    return ask


@pytest.fixture
def written(order: Order) -> Order:
    """The same, and written to its end."""

    def write(*address: str, **said: Any) -> Export:
        export = order(*address, **said)
        assert write_next(on=TODAY)
        export.refresh_from_db()
        return export

    return write


def content(export: Export) -> bytes:
    """What lies on the disk, unpacked."""
    return gzip.decompress(files.file_of(export.token).read_bytes())


def at_once(client: Client, address: str) -> bytes:
    """What the list's own download sends."""
    answer = client.get(f"{address}{'&' if '?' in address else '?'}direkt=ja")
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a StreamingHttpResponse has it


def shown(html: str) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
