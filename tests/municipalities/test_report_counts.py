"""What the officer's page counts in SQL is what its rows say, on any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from municipalities.models import CompetenceAnswer, Rollout, RolloutReport
from municipalities.report_counts import Counts
from municipalities.report_page import report_heads, whole_page
from municipalities.report_rows import Row
from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf
from services.models import FormerAssignment, Service
from tests.municipalities.small_world import World, make_service

TODAY = date(2022, 6, 15)
days = st.dates(date(2022, 4, 1), TODAY)


@dataclass(frozen=True, slots=True)
class Said:
    """One report: about which of the services, when, what day it expects, and when it was answered, if ever."""

    place: int
    on: date
    forecast_on: date | None
    answered_on: date | None


told = st.lists(
    st.builds(
        Said,
        place=st.integers(0, 4),
        on=days,
        forecast_on=st.none() | st.dates(date(2022, 5, 1), date(2022, 7, 31)),
        answered_on=st.none() | days,
    ),
    max_size=12,
)


@pytest.fixture
def five(small: World) -> World:
    """The town with five services, two of them known by no package, one of these only since May."""
    make_service("10004", "epayment", kinds=("kreisfreie_stadt",))
    for ozg_id in ("10005", "10006"):
        make_service(ozg_id, package=None, assignment="unknown")
    for service in Service.objects.filter(ozg_id__in=("10004", "10005", "10006")):
        Rollout.objects.get_or_create(authority=small.town, service=service)
    moved = Service.objects.get(ozg_id="10005")
    FormerAssignment.objects.create(
        service=moved, package=small.service("10001").package, assignment="package", valid_until=date(2022, 5, 5)
    )
    return small


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(told=told, day=days | st.just(TODAY), only_missing=st.booleans())
def test_every_count_is_that_of_the_rows(five: World, told: list[Said], day: date, *, only_missing: bool) -> None:
    at = AsOf(day, TODAY)
    with transaction.atomic():
        for place, rollout in enumerate(Rollout.objects.filter(authority=five.town).order_by("service__ozg_id")):
            write(five, rollout, sorted((one for one in told if one.place == place), key=lambda one: one.on))
        heads = report_heads(five.town, at, only_missing=only_missing)
        page, shown = whole_page(five.town, at), whole_page(five.town, at, only_missing=only_missing)
        confirmable = Rollout.objects.filter(authority=five.town).confirmable(TODAY).count()
        transaction.set_rollback(True)

    assert page.counts == heads.counts == counted(page.rows)
    assert {group.key: group.counts for group in page.groups} == {
        group.key: counted(group.rows) for group in page.groups
    }
    assert [(group.key, group.listed) for group in heads.groups] == [
        (group.key, len(group.rows)) for group in shown.groups
    ]
    assert shown.rows == tuple(row for row in page.rows if not (only_missing and row.is_done))
    assert day != TODAY or heads.confirmable == confirmable


def counted(rows: tuple[Row, ...]) -> Counts:
    """Row by row, as the page says it of each."""
    missing = [row for row in rows if not row.is_done]
    reported = [row for row in missing if row.said_on is not None]
    return Counts(
        total=len(rows),
        missing=len(missing),
        confirmable=sum(not row.is_past and row.answer is None for row in reported),
        never=len(missing) - len(reported),
        past=sum(row.is_past for row in missing),
    )


def write(world: World, rollout: Rollout, lines: list[Said]) -> None:
    """Appends what was said and answered, and keeps the current row beside it, as the actions do."""
    last = None
    for line in lines:
        # Nothing is answered but that an authority is not competent, and who is not expects no day.
        denies = line.answered_on is not None
        last = RolloutReport.objects.create(
            rollout=rollout, said_on=line.on, by=world.officer, supersedes=last,
            state=RolloutState.NOT_COMPETENT if denies else RolloutState.PLANNED,
            forecast_on=None if denies else line.forecast_on,
        )  # fmt: skip
        if line.answered_on:
            CompetenceAnswer.objects.create(
                report=last, said_on=line.answered_on, agrees=False, reason="Sie ist zuständig.", by=world.officer
            )
        Rollout.objects.filter(pk=rollout.pk).update(
            state=last.state, forecast_on=last.forecast_on, reported_on=line.on, last_report=last
        )
