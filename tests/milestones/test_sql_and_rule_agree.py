"""What SQL calls overdue and due is what the pure rule calls so, on milestones nobody thought of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from accounts.roles import Role
from milestones.models import Baseline, BaselineDate, Milestone, MilestoneReport, Plan
from milestones.precision import UNDATED, Precision
from milestones.states import MilestoneKind, State
from milestones.status import plan_status
from ozgtracker.ui.as_of import AsOf
from tests import factories

AGREED = date(2021, 12, 21)
days = st.dates(date(2021, 12, 21), date(2023, 3, 31))


@st.composite
def promises(draw: st.DrawFn) -> tuple[date | None, str]:
    precision = draw(st.sampled_from(Precision))
    return (None if precision in UNDATED else draw(days), precision.value)


reports = st.lists(st.tuples(days, st.sampled_from(State), st.integers(0, 200)), max_size=3).map(sorted)
milestones = st.tuples(st.sampled_from(MilestoneKind), promises(), st.none() | promises(), reports)


@pytest.fixture
def reporter(db: None) -> User:
    return factories.person(Role.MINISTRY)


def build(plan: Plan, number: int, spec: tuple[Any, ...], reporter: User) -> None:
    kind, first, second, said = spec
    milestone = Milestone.objects.create(
        plan=plan,
        slug=f"m{number}",
        code=f"m{number}",
        title=f"Meilenstein {number}",
        kind=kind.value,
        commitment="agreed",
        responsible="land",
        ordinal=number,
        source="Test",
        is_assumption=False,
    )
    for baseline, promise in zip(plan.baselines.order_by("number"), (first, second), strict=True):
        if promise is not None:
            BaselineDate.objects.create(baseline=baseline, milestone=milestone, date=promise[0], precision=promise[1])
    last = None
    for on, state, ahead in said:
        reached = state is State.REACHED
        last = MilestoneReport.objects.create(
            milestone=milestone,
            said_on=on,
            state=state.value,
            actual_on=on if reached else None,
            forecast_on=None if reached else on + timedelta(days=ahead),
            by=reporter,
            supersedes=last,
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(specs=st.lists(milestones, min_size=1, max_size=6), revised_on=days, on=days)
def test_overdue_in_sql_is_overdue_by_rule(
    reporter: User,
    specs: list[tuple[Any, ...]],
    revised_on: date,
    on: date,
) -> None:
    with transaction.atomic():
        plan = Plan.objects.create(slug="test", name="Test", agreed_on=AGREED, source="Test")
        for number, agreed_on in enumerate((AGREED, revised_on)):
            Baseline.objects.create(plan=plan, number=number, name=str(number), agreed_on=agreed_on, source="Test")
        for number, spec in enumerate(specs):
            build(plan, number, spec, reporter)

        by_rule = plan_status(plan, AsOf(on, on)).milestones
        in_sql = {row.pk: row.due_on for row in Milestone.objects.due(on)}  # type: ignore[attr-defined]  # annotated

        assert set(Milestone.objects.overdue(on).values_list("pk", flat=True)) == {
            row.milestone.pk for row in by_rule if row.assessment.is_overdue
        }
        assert in_sql == {row.milestone.pk: row.assessment.due_on for row in by_rule}
        transaction.set_rollback(True)
