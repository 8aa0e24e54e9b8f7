"""What authorities are made to say: the same from the same seed, a prefix on an earlier day, never before the gate."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from demonstration.rollouts import (
    LIVE_IN_PACKAGE_1,
    NEVER_REPORT,
    PILOT_DISTRICT,
    REMARKS,
    STOPPED_REPORTING,
    rounds,
)
from demonstration.round import PACKAGE_1_OPENS, Offer, Place, Round
from demonstration.story import ENDS_ON
from milestones.deadlines import is_working_day
from municipalities.reporting import Before, RolloutInput, validate
from municipalities.rollout_states import RolloutState

GATE = date(2022, 3, 15)
SERVICES = (
    *(Offer(f"101{number:02d}", 1, GATE) for number in range(20)),
    *(Offer(f"102{number:02d}", 2, None) for number in range(12)),
    Offer("10300", 3, GATE),
    Offer("10301", 3, None),
    Offer("10400", None, None),
)
PLACES = (
    *(Place(f"07135{5000 + number}000", PILOT_DISTRICT, SERVICES) for number in range(5)),
    *(Place(f"07131{5000 + number}000", "071310000000", SERVICES) for number in range(189)),
)
PACKAGE = {offer.ozg_id: offer.package for offer in SERVICES}
GATES = {offer.ozg_id: offer.gate_opens_on for offer in SERVICES}
seeds = st.integers(0, 10_000)
days = st.dates(date(2021, 12, 21), ENDS_ON)


@cache
def told(seed: int, until: date = ENDS_ON) -> tuple[Round, ...]:
    return rounds(PLACES, seed=seed, until=until)


def standing(seed: int) -> dict[tuple[str, str], RolloutInput]:
    """What stands at the end of the story."""
    return {(one.ars, ozg_id): said for one in told(seed) for ozg_id, said in one.said}


def test_something_is_noted_now_and_then() -> None:
    said = [word for one in told(1) for _service, word in one.said]
    noted = [word for word in said if word.remark]

    assert {word.remark for word in noted} == set(REMARKS)
    assert 0.04 < len(noted) / len(said) < 0.12


def test_the_same_seed_says_the_same_and_another_one_does_not() -> None:
    again = rounds(PLACES, seed=1, until=ENDS_ON)

    assert again == told(1)
    assert told(2) != told(1)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(1, 3), earlier=days, later=days)
def test_what_was_said_by_a_day_stays_said_afterwards(seed: int, earlier: date, later: date) -> None:
    first, second = sorted((earlier, later))

    short, long = told(seed, first), told(seed, second)

    assert long[: len(short)] == short
    assert [one for one in long[len(short) :] if one.on <= first] == []


@settings(max_examples=8, deadline=None)
@given(seed=seeds)
def test_the_counts_of_the_story_hold_for_every_seed(seed: int) -> None:
    speaking = {one.ars for one in told(seed)}
    in_june = {one.ars for one in told(seed) if one.on >= date(2022, 6, 1)}
    live = {ars for (ars, ozg_id), said in standing(seed).items() if _is_live(said) and PACKAGE[ozg_id] == 1}
    states = Counter(said.state for said in standing(seed).values())

    assert len(PLACES) - len(speaking) == NEVER_REPORT
    assert len(speaking) - len(in_june) == STOPPED_REPORTING
    assert len(live) == LIVE_IN_PACKAGE_1
    assert states[RolloutState.WITHDRAWN] == 1
    assert [said.state for one in told(seed) for _service, said in one.said if said.is_correction] == [
        RolloutState.IN_PROGRESS
    ]
    assert set(states) == set(RolloutState) - {RolloutState.UNKNOWN}


@settings(max_examples=8, deadline=None)
@given(seed=seeds)
def test_nothing_is_live_before_its_gate_or_on_a_day_offices_are_closed(seed: int) -> None:
    live = [(one, ozg_id, said) for one in told(seed) for ozg_id, said in one.said if _is_live(said)]

    for one, ozg_id, said in live:
        gate = GATES[ozg_id]
        assert gate is not None
        assert said.live_on is not None
        assert gate <= said.live_on <= one.on
        assert is_working_day(said.live_on)
        assert one.ars.startswith("07135") or said.live_on >= PACKAGE_1_OPENS
    assert [one.on for one in told(seed) if not is_working_day(one.on)] == []


@settings(max_examples=5, deadline=None)
@given(seed=seeds)
def test_the_rules_of_the_house_take_every_word_of_it(seed: int) -> None:
    before: dict[tuple[str, str], Before] = {}
    for one in told(seed):
        for ozg_id, said in one.said:
            key = (one.ars, ozg_id)
            kept = validate(before.get(key, Before(RolloutState.UNKNOWN, None, None, None)), said, one.on)
            before[key] = Before(kept.state, kept.live_on, kept.forecast_on, one.on)


def test_nobody_speaks_twice_on_a_day() -> None:
    assert [key for key, number in Counter((one.on, one.ars) for one in told(1)).items() if number > 1] == []


def test_services_spread_unevenly_and_what_is_put_off_has_different_reasons() -> None:
    live = Counter(ozg_id for (_ars, ozg_id), said in standing(1).items() if _is_live(said))
    reasons = {said.reason for said in standing(1).values() if said.state is RolloutState.LATER}

    assert live.most_common()[0][1] > 3 * live.most_common()[-1][1]
    assert len(reasons) == 4


def test_fewer_places_than_the_story_knows_are_no_trouble() -> None:
    assert rounds((), seed=1, until=ENDS_ON) == ()
    assert rounds(PLACES[:9], seed=1, until=ENDS_ON) != ()
    assert rounds(PLACES[-9:], seed=1, until=ENDS_ON) == ()


def _is_live(said: RolloutInput) -> bool:
    return said.state is RolloutState.LIVE
