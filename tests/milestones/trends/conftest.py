"""Reports whose lines say something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.milestones.reporting import Report

MONTHS = [date(2021, 12, 31), date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 31), date(2022, 4, 29)]
MAY = date(2022, 5, 31)


@pytest.fixture
def handbook(report: Report) -> None:
    """Five months unchanged, thirty days later on the day it is due."""
    for day in MONTHS:
        report("M4", on=day, forecast_on=MAY)
    report("M4", on=MAY, forecast_on=date(2022, 6, 30), reason="Das Handbuch wird noch geprüft.")


@pytest.fixture
def platform(declare: Callable[[], None], report: Report) -> None:
    """The worked example of design, domain 4.1."""
    report("M2a", on=MONTHS[0], forecast_on=date(2022, 1, 31))
    report("M2a", on=MONTHS[1], forecast_on=date(2022, 2, 28), reason="Der Lasttest dauert an.")
    report("M2a", on=MONTHS[2], forecast_on=date(2022, 3, 15), reason="Der Lasttest dauert an.")
    declare()
