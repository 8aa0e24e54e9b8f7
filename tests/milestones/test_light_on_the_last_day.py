"""The light of a milestone on the very day it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from milestones.light import Light, assess
from ozgtracker.findings import Fact, Finding, found
from tests.milestones.light_cases import BASE, DUE


def on(day: date) -> Finding:
    return found("when.day", date=found("date.day", day=day))


SLIP: dict[str, Fact] = {
    "on": DUE,
    "by": timedelta(days=14),
    "when": on(date(2022, 6, 14)),
}
FAR: dict[str, Fact] = {
    "on": DUE,
    "by": timedelta(days=45),
    "when": on(date(2022, 7, 15)),
}


@pytest.mark.parametrize(
    ("forecast_on", "light", "reason"),
    [
        (DUE, Light.GREEN, found("light.as-agreed", when=on(DUE))),
        (date(2022, 6, 14), Light.YELLOW, found("light.late", slip=found("slip", **SLIP))),
        (date(2022, 7, 15), Light.RED, found("light.far-late", slip=found("slip", **FAR), limit=30)),
    ],
)
def test_on_its_last_day_nothing_expected_later_is_in_order(forecast_on: date, light: Light, reason: Finding) -> None:
    looked = assess(replace(BASE, forecast_on=forecast_on), DUE)

    assert (looked.light, looked.reason, looked.is_due, looked.is_overdue) == (light, reason, True, False)
