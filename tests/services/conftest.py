"""The real catalogue for the tests of this room."""

from __future__ import annotations

from datetime import date

import pytest

from services.actions import load_catalogue


@pytest.fixture
def catalogue(db: None) -> None:
    """As it ships."""
    load_catalogue(on=date(2022, 1, 10))
