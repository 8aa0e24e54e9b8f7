"""The light of a milestone on the very day it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from milestones.light import Light, assess
from tests.milestones.test_light import BASE, DUE


@pytest.mark.parametrize(
    ("forecast_on", "light", "reason"),
    [
        (DUE, Light.GREEN, "Erwartet am 31.05.2022, wie vereinbart."),
        (
            date(2022, 6, 14),
            Light.YELLOW,
            "Am 31.05.2022 fällig, erwartet erst am 14.06.2022, 14 Tage nach dem vereinbarten Termin.",
        ),
        (
            date(2022, 7, 15),
            Light.RED,
            (
                "Am 31.05.2022 fällig, erwartet erst am 15.07.2022, 45 Tage nach dem vereinbarten Termin, "
                "mehr als 30 Tage."
            ),
        ),
    ],
)
def test_on_its_last_day_nothing_expected_later_is_in_order(forecast_on: date, light: Light, reason: str) -> None:
    found = assess(replace(BASE, forecast_on=forecast_on), DUE)

    assert (found.light, found.reason, found.is_due, found.is_overdue) == (light, reason, True, False)
