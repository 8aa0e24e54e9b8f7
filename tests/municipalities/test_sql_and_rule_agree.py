"""What the lists ask in SQL is what the rules say, on any day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from municipalities.models import CompetenceAnswer, Rollout, RolloutReport
from municipalities.reporting import RolloutInput, lacks_evidence
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from ozgtracker.ui.as_of import AsOf
from tests.municipalities.small_world import World

TODAY = date(2022, 6, 15)
ADDRESS = "https://koblenz.example/1"
days = st.dates(date(2022, 1, 1), TODAY)
SPOKEN = [state for state in RolloutState if state is not RolloutState.UNKNOWN]
saids = st.builds(
    RolloutInput,
    state=st.sampled_from(SPOKEN),
    maturity=st.none() | st.integers(2, 4),
    evidence=st.sampled_from(["", ADDRESS]),
    is_own_solution=st.booleans(),
).filter(lambda said: said.evidence or not said.is_own_solution)
# Which rollout, what is said of it and when, and when the ministry answered, if ever.
told = st.lists(st.tuples(st.integers(0, 6), days, saids, st.none() | days), max_size=10)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(told=told, day=days)
def test_they_find_the_same_rollouts(
    small: World, told: list[tuple[int, date, RolloutInput, date | None]], day: date
) -> None:
    rollouts = list(Rollout.objects.order_by("pk"))
    with transaction.atomic():
        last = {row: _write(small, row, _in_order(told, place)) for place, row in enumerate(rollouts)}
        found = Rollout.objects.competent().as_of(AsOf(day, TODAY))
        in_sql = {
            "lacks": set(found.without_evidence()),
            "shows": set(found.with_evidence()),
            "waits": set(found.waiting_then()),
            "asks": set(found.said_not_competent(day)),
        }
        transaction.set_rollback(True)

    standing = {row: _on(lines, day) for row, lines in last.items()}
    live = {row for row, (said, _answered) in standing.items() if said.state is RolloutState.LIVE}
    lacks = {
        row for row in live if lacks_evidence(RolloutState.LIVE, standing[row][0].maturity, standing[row][0].evidence)
    }
    assert in_sql == {
        "lacks": lacks,
        "shows": live - lacks,
        "waits": {
            row
            for row, (said, _answered) in standing.items()
            if said.state not in {RolloutState.LIVE, *WITHOUT_WORK} and not said.is_own_solution
        },
        "asks": {
            row
            for row, (said, answered) in standing.items()
            if said.state is RolloutState.NOT_COMPETENT and (answered is None or answered > day)
        },
    }


def _lacks(said: RolloutInput) -> bool:
    return lacks_evidence(said.state, said.maturity, said.evidence)


type Lines = list[tuple[date, RolloutInput, date | None]]


def _in_order(told: list[tuple[int, date, RolloutInput, date | None]], place: int) -> Lines:
    return sorted(
        ((on, said, answered) for where, on, said, answered in told if where == place), key=lambda line: line[0]
    )


def _write(small: World, rollout: Rollout, lines: Lines) -> Lines:
    """Appends what was said and answered, and keeps the current row beside it, as the actions do."""
    last = None
    for on, said, answered in lines:
        last = RolloutReport.objects.create(
            rollout=rollout, said_on=on, state=said.state, live_on=on if said.state is RolloutState.LIVE else None,
            maturity=said.maturity, evidence=said.evidence, is_own_solution=said.is_own_solution, by=small.officer,
            supersedes=last,
        )  # fmt: skip
        if answered:
            CompetenceAnswer.objects.create(
                report=last, said_on=answered, agrees=False, reason="Sie ist zuständig.", by=small.officer
            )
        Rollout.objects.filter(pk=rollout.pk).update(
            state=last.state, live_on=last.live_on, maturity=last.maturity, evidence=last.evidence,
            is_own_solution=last.is_own_solution, reported_on=on, last_report=last,
        )  # fmt: skip
    return lines


def _on(lines: Lines, day: date) -> tuple[RolloutInput, date | None]:
    """What stood at the end of that day, and when it was answered."""
    by_then = [(said, answered) for on, said, answered in lines if on <= day]
    return by_then[-1] if by_then else (RolloutInput(RolloutState.UNKNOWN), None)
