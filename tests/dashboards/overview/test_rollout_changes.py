"""What changed in the rollouts between two days: the figures of one line add up."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.figures.packages import live_growth, package_figures
from dashboards.figures.tallies import state_tally
from dashboards.overview.changes import rollout_changes
from municipalities.rollout_states import RolloutState as S
from ozgtracker.ui.as_of import AsOf
from tests.dashboards.small import Small

APRIL, MAY, JUNE = date(2022, 4, 12), date(2022, 5, 31), date(2022, 6, 8)


def line(package: str) -> tuple[str, str, str]:
    at = AsOf(date(2022, 6, 15), date(2022, 6, 15))
    changes = rollout_changes(package_figures(at), MAY, at)
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


WRONG = "Gemeldet war die falsche Leistung."


def test_what_never_was_live_is_corrected_and_not_withdrawn(small: Small) -> None:
    """Live by mistake before the last report: the count falls, and the line says why."""
    small.say(small.town, "10001", S.LIVE, APRIL)
    small.say(small.free, "10001", S.LIVE, APRIL)
    small.say(small.town, "10001", S.PLANNED, JUNE, reason=WRONG, is_correction=True)

    assert line("Paket 1") == ("2", "1", "0 neu live, 0 zurückgenommen, 1 berichtigt")


def test_a_mistake_mended_between_the_two_days_is_no_news(small: Small) -> None:
    small.say(small.town, "10001", S.PLANNED, APRIL)
    small.say(small.town, "10001", S.LIVE, JUNE)
    small.say(small.town, "10001", S.PLANNED, date(2022, 6, 9), reason=WRONG, is_correction=True)

    at = AsOf(date(2022, 6, 15), date(2022, 6, 15))
    assert rollout_changes(package_figures(at), MAY, at) == []


def test_a_withdrawal_that_never_was_is_corrected_and_not_new(small: Small) -> None:
    small.say(small.town, "10001", S.LIVE, APRIL)
    small.say(small.town, "10001", S.WITHDRAWN, date(2022, 5, 20))
    small.say(small.town, "10001", S.LIVE, JUNE, live_on=APRIL, reason=WRONG, is_correction=True)

    assert line("Paket 1") == ("0", "1", "0 neu live, 0 zurückgenommen, 1 berichtigt")


def test_the_growth_keeps_what_was_said_on_each_day(small: Small) -> None:
    """A past day equals the report issued for it; from its day on the correction counts."""
    small.say(small.town, "10001", S.LIVE, APRIL)
    small.say(small.town, "10001", S.PLANNED, JUNE, reason=WRONG, is_correction=True)

    growth = live_growth(AsOf(date(2022, 6, 15), date(2022, 6, 15)))

    assert growth == {1: ((APRIL, 1), (JUNE, 0))}
    then = AsOf(MAY, date(2022, 6, 15))
    assert state_tally(then).counts[1].live == 1
