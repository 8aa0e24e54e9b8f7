"""Who has reported in a month: complete, partly, not at all; SQL sorts as the rule does."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from municipalities.models import Authority, Rollout, RolloutReport
from municipalities.months import Reported, Reporting, reported_class, reporting
from municipalities.words import REPORTED
from ozgtracker.ui.as_of import AsOf
from tests.municipalities.small_world import World

TODAY = date(2022, 6, 15)


def test_tables_are_total() -> None:
    assert set(REPORTED) == set(Reported)


@pytest.mark.parametrize(
    ("asked", "reported", "expected"),
    [
        (0, 0, None),
        (35, 0, Reported.NOTHING),
        (35, 1, Reported.PARTLY),
        (35, 34, Reported.PARTLY),
        (35, 35, Reported.COMPLETE),
    ],
)
def test_one_row_of_many_is_not_a_report(asked: int, reported: int, expected: Reported | None) -> None:
    assert reported_class(asked, reported) is expected


def test_who_is_asked_for_nothing_is_not_in_the_denominator() -> None:
    found = reporting([(2, 2), (2, 1), (2, 0), (0, 0)])

    assert (found, found.asked, found.incomplete) == (Reporting(complete=1, partly=1, nothing=1), 3, 2)


said = st.lists(st.tuples(st.integers(0, 6), st.dates(date(2022, 4, 1), TODAY)), max_size=12)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(said=said, ended=st.sets(st.integers(0, 6)), day=st.dates(date(2022, 4, 1), TODAY))
def test_sql_sorts_as_the_rule_does(small: World, said: list[tuple[int, date]], ended: set[int], day: date) -> None:
    """On any day, also where a competence has ended: the three classes, the unfinished, and the sum of all."""
    rollouts = list(Rollout.objects.order_by("pk"))
    with transaction.atomic():
        for place, rollout in enumerate(rollouts):
            _write(rollout, small, sorted(on for index, on in said if index == place), is_competent=place not in ended)
        found = {how: set(Authority.objects.reported(how, AsOf(day, TODAY))) for how in Reported}
        unfinished = set(Authority.objects.unfinished(AsOf(day, TODAY)))
        counted = Authority.objects.reporting(AsOf(day, TODAY))
        transaction.set_rollback(True)

    asked, reported = Counter[int](), Counter[int]()
    for place, rollout in enumerate(rollouts):
        if place not in ended:
            asked[rollout.authority_id] += 1
            in_month = any(index == place and day.replace(day=1) <= on <= day for index, on in said)
            reported[rollout.authority_id] += in_month
    classes = {one: reported_class(asked[one.pk], reported[one.pk]) for one in Authority.objects.all()}
    assert found == {how: {one for one, its in classes.items() if its is how} for how in Reported}
    assert unfinished == found[Reported.PARTLY] | found[Reported.NOTHING]
    assert counted == reporting((asked[one.pk], reported[one.pk]) for one in classes)


def _write(rollout: Rollout, small: World, days: list[date], *, is_competent: bool) -> None:
    """Appends a report for each day, and keeps the current row beside it, as the actions do."""
    last = None
    for day in days:
        last = RolloutReport.objects.create(
            rollout=rollout, said_on=day, state="planned", by=small.officer, supersedes=last
        )
    Rollout.objects.filter(pk=rollout.pk).update(is_competent=is_competent)
    if last is not None:
        Rollout.objects.filter(pk=rollout.pk).update(state="planned", reported_on=last.said_on, last_report=last)
