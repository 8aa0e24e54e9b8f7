from __future__ import annotations

from datetime import date

import pytest

from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.packages import live_growth, package_figures
from dashboards.figures.rollouts import find_rollouts, rollouts_on, status_of, tally
from municipalities.coverage import Count
from municipalities.rollout_states import RolloutState as S
from ozgtracker.ui.as_of import AsOf
from tests.dashboards.small import Small

MARCH, APRIL, JUNE = date(2022, 3, 20), date(2022, 4, 20), date(2022, 6, 1)
TODAY = date(2022, 6, 15)


def test_tally_counts_by_state_and_knows_what_nobody_reported(small: Small, at: AsOf) -> None:
    small.say(small.town, "10001", S.LIVE, MARCH)
    small.say(small.villages, "10001", S.PLANNED, MARCH, forecast_on=date(2022, 9, 1))

    found = tally(rollouts_on(at).filter(service__ozg_id="10001"), "service__ozg_id", at)

    assert found == {"10001": Count(live=1, planned=1, unknown=1)}


def test_an_earlier_stichtag_shows_what_was_known_then(small: Small) -> None:
    small.say(small.town, "10001", S.PLANNED, MARCH, forecast_on=date(2022, 9, 1))
    small.say(small.town, "10001", S.LIVE, JUNE)

    states = {
        day: status_of(rollouts_on(AsOf(day, TODAY)).get(authority=small.town, service__ozg_id="10001")).state
        for day in (date(2022, 3, 19), MARCH, APRIL, JUNE, TODAY)
    }

    assert list(states.values()) == [S.UNKNOWN, S.PLANNED, S.PLANNED, S.LIVE, S.LIVE]


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        (RolloutCriteria(), 12),
        (RolloutCriteria(package=1), 5),
        (RolloutCriteria(state=S.LIVE), 1),
        (RolloutCriteria(state=S.UNKNOWN), 10),
        (RolloutCriteria(service="10003"), 3),
        (RolloutCriteria(authority="071110000000"), 5),
        (RolloutCriteria(kind="landkreis"), 3),
        (RolloutCriteria(district="071310000000"), 7),
        (RolloutCriteria(reported="ja"), 1),
        (RolloutCriteria(reported="nein"), 11),
        (RolloutCriteria(what="wohnsitz ANMELDEN"), 3),
        (RolloutCriteria(what="1000 wohnsitz"), 3),
        (RolloutCriteria(where="stadt"), 7),
        (RolloutCriteria(changed_since=date(2022, 4, 1)), 1),
        (RolloutCriteria(changed_since=date(2022, 4, 1), state=S.LIVE), 1),
        (RolloutCriteria(changed_since=date(2022, 1, 1)), 2),
    ],
)
def test_criteria_select_the_rows_they_name(small: Small, at: AsOf, criteria: RolloutCriteria, expected: int) -> None:
    small.say(small.villages, "10001", S.READY, MARCH, forecast_on=date(2022, 7, 1))
    small.say(small.town, "10001", S.READY, MARCH, forecast_on=date(2022, 7, 1))
    small.say(small.town, "10001", S.LIVE, JUNE)

    assert find_rollouts(criteria, at).count() == expected


def test_growth_falls_when_something_is_withdrawn_and_ends_at_what_is_live(small: Small, at: AsOf) -> None:
    small.say(small.town, "10001", S.LIVE, MARCH)
    small.say(small.villages, "10001", S.LIVE, MARCH)
    small.say(small.town, "10001", S.LIVE, APRIL, live_on=MARCH)
    small.say(small.town, "10001", S.WITHDRAWN, JUNE)

    assert live_growth(at) == {1: ((MARCH, 2), (JUNE, 1))}
    assert package_figures(at)[0].count.live == 1


def test_package_figures_count_authorities_services_and_what_is_missing(small: Small, at: AsOf) -> None:
    small.say(small.town, "10001", S.LIVE, MARCH)
    small.say(small.town, "10002", S.LIVE, MARCH)

    first, second, third = package_figures(at)

    assert (first.authorities_live, first.authorities, first.services_live, first.services) == (1, 4, 2, 2)
    assert (first.count, first.unmet) == (Count(live=2, unknown=3), ())
    assert [need.component.slug for need in second.unmet] == ["epayment"]
    assert (second.authorities_live, second.authorities, third.services) == (0, 3, 1)
    assert third.opening == "fortlaufend, ohne Schlusstermin"
