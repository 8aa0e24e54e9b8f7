"""Which days somebody can mean."""

from __future__ import annotations

from datetime import date

import pytest

from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from ozgtracker.plausible import refuse_far
from tests.refusals import refusing

ON = date(2022, 6, 15)


@pytest.mark.parametrize("day", [None, ON, date(2012, 1, 1), date(2032, 12, 31)])
def test_it_takes_days_within_ten_years(day: date | None) -> None:
    refuse_far(ON, forecast_on=day)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2011, 12, 31), date(2033, 1, 1), date(9999, 12, 31)])
def test_it_asks_for_the_year_of_any_other(day: date) -> None:
    with refusing(InvalidInput, found("day.far-away"), field="forecast_on"):
        refuse_far(ON, actual_on=ON, forecast_on=day)
