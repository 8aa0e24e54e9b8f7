"""What changed in the rollouts between two days: the figures of one line add up."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.figures.changes import rollout_changes
from dashboards.figures.moment import Moment
from dashboards.figures.packages import counts_by_package, package_figures
from municipalities.rollout_states import RolloutState as S
from tests.dashboards.small import Small

APRIL, MAY, JUNE = date(2022, 4, 12), date(2022, 5, 31), date(2022, 6, 8)


def line(package: str) -> tuple[str, str, str]:
    at = Moment(date(2022, 6, 15), date(2022, 6, 15))
    changes = rollout_changes(package_figures(at, counts_by_package(at)), MAY, at)
    return next((one.before, one.now, one.reason) for one in changes if one.what.startswith(package))


@pytest.mark.parametrize(
    ("live_on", "expected"),
    [
        (APRIL, ("1", "1", "1 neu live, 1 zurückgenommen")),
        (JUNE, ("0", "1", "1 neu live, 0 zurückgenommen, 1 zwischendurch live")),
    ],
)
def test_what_went_live_and_back_in_between_is_named_apart(
    small: Small, live_on: date, expected: tuple[str, str, str]
) -> None:
    small.say(small.town, "10001", S.LIVE, live_on)
    small.say(small.town, "10001", S.WITHDRAWN, date(2022, 6, 14))
    small.say(small.free, "10001", S.LIVE, JUNE)

    assert line("Paket 1") == expected
