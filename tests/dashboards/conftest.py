"""The small Land this room's tests stand on."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.figures.moment import Moment
from tests.dashboards import small as builders


@pytest.fixture
def small(db: None) -> builders.Small:
    """Four administrations, six services, the real plan; nothing reported yet."""
    return builders.build()


@pytest.fixture
def at() -> Moment:
    """Today, 15.06.2022."""
    return Moment(date(2022, 6, 15), date(2022, 6, 15))
