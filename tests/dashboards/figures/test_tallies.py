"""What is counted beside the rows equals the rows, on every day, whatever happened in whatever order."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.figures.areas import places_in_package, places_of
from dashboards.figures.authorities import reported
from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.rollouts import find_rollouts, rollouts_in_package, rollouts_on, tally, tally_by_package
from dashboards.figures.tallies import state_tally
from municipalities.actions import (
    answer_competence,
    close_days,
    confirm_unchanged,
    rebuild_tallies,
    sync_rollouts,
    tally_differences,
    undo_reports,
)
from municipalities.models import (
    Authority,
    Competence,
    MonthTally,
    PlaceTally,
    Rollout,
    RolloutReport,
    ServiceTally,
)
from municipalities.rollout_states import RolloutState as S
from municipalities.tally_queries import by_authority, by_service, groups_on
from ozgtracker.errors import DomainError
from ozgtracker.ui.as_of import AsOf
from services.actions.former import belonging, keep_former
from services.models import Package, Service
from tests.dashboards.conftest import SMALL
from tests.dashboards.small import AGREED, Small, more_services

NOTHING = {"ServiceTally": 0, "PlaceTally": 0, "MonthTally": 0}


@dataclass
class History:
    """Plays one thing after the other; what the product refuses does not happen."""

    small: Small
    data: st.DataObject
    day: date = AGREED
    done: list[str] = field(default_factory=list)

    def play(self) -> None:
        """Something, some days later, through the actions everybody uses."""
        self.day += timedelta(days=self.data.draw(st.integers(0, 25)))
        verbs: list[Callable[[], Any]] = [
            self.say, self.say, self.correct, self.confirm, self.undo, self.answer, self.compete, self.move, self.close,
        ]  # fmt: skip
        verb = self.data.draw(st.sampled_from(verbs))
        with contextlib.suppress(DomainError), transaction.atomic():
            verb()
            self.done.append(verb.__name__)

    def _rollout(self, **fields: Any) -> Rollout | None:
        rows = list(Rollout.objects.filter(**fields).select_related("authority", "service").order_by("pk"))
        return self.data.draw(st.sampled_from(rows)) if rows else None

    def say(self, *, is_correction: bool = False) -> None:
        rollout = self._rollout(is_competent=True)
        assert rollout is not None
        state = self.data.draw(st.sampled_from([one for one in S if one is not S.UNKNOWN]))
        quality = self.data.draw(st.sampled_from([{}, {"maturity": 3, "evidence": "https://ort.example/"}]))
        extra = quality if state is S.LIVE else {}
        self.small.say(rollout.authority, rollout.service.ozg_id, state, self.day, is_correction=is_correction, **extra)

    def correct(self) -> None:
        self.say(is_correction=True)

    def confirm(self) -> None:
        authority = self.data.draw(st.sampled_from(list(Authority.objects.order_by("pk"))))
        confirm_unchanged(by=self.small.officer, authority=authority, on=self.day)

    def undo(self) -> None:
        last = RolloutReport.objects.select_related("rollout__authority").order_by("-pk").first()
        if last is not None:
            undo_reports(
                by=self.small.officer,
                authority=last.rollout.authority,
                change_set=last.change_set,
                on=self.day,
                at=last.recorded_at + timedelta(minutes=1),
            )

    def answer(self) -> None:
        rollout = self._rollout(state=S.NOT_COMPETENT)
        if rollout is not None and rollout.last_report is not None:
            answer_competence(
                by=self.small.ministry,
                report=rollout.last_report,
                on=self.day,
                agrees=self.data.draw(st.booleans()),
                reason="Weil es so ist.",
                supersedes=rollout.last_report.answers.last(),
            )

    def compete(self) -> None:
        """A kind of authority carries a service out from a day on, or no longer."""
        service = self.data.draw(st.sampled_from(list(Service.objects.order_by("pk"))))
        kind = self.data.draw(st.sampled_from(["landkreis", "verbandsgemeinde", "kreisfreie_stadt"]))
        gone, _rows = Competence.objects.filter(service=service, kind=kind).delete()
        if not gone:
            Competence.objects.create(service=service, kind=kind, source="Test", is_assumption=True)
        sync_rollouts(on=self.day, valid_from=self._since())

    def move(self) -> None:
        """A service belongs to another package from a day on."""
        before = belonging()
        service = self.data.draw(st.sampled_from(list(Service.objects.filter(package__isnull=False).order_by("pk"))))
        number = self.data.draw(st.sampled_from([1, 2, 3]))
        Service.objects.filter(pk=service.pk).update(package=Package.objects.get(number=number))
        since = self._since()
        keep_former(before, since)
        sync_rollouts(on=self.day, valid_from=since)

    def close(self) -> None:
        close_days(on=self.day)

    def _since(self) -> date:
        return self.day - timedelta(days=self.data.draw(st.integers(0, 10)))


def _check(at: AsOf) -> None:
    """Every way to count, against the rows."""
    rows = rollouts_on(at)
    tallied = by_service(at)
    assert {pk: one.count for pk, one in tallied.items()} == tally(rows, "service", at)
    everything = state_tally(at)
    assert everything.counts == tally_by_package(rows, at)
    live, by_word = RolloutCriteria(state=S.LIVE, maturity=3), RolloutCriteria(evidence="nein")
    assert [everything.answer(one) for one in (live, by_word)] == [
        find_rollouts(one, at).count() for one in (live, by_word)
    ]
    groups = groups_on(at)
    for number in (1, 2, 3):
        in_package = rollouts_in_package(number, at)
        counted = by_authority(at, groups.in_package(number), groups.waiting)
        assert counted == tally(in_package, "authority", at)
        assert places_in_package(number, at, groups) == places_of(in_package, at)
    assert reported(at) == Authority.objects.valid_on(at.day).reporting(at)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
@pytest.mark.world(SMALL)
@pytest.mark.django_db
def test_tallies_equal_the_rows_on_every_day_of_any_history(small: Small, data: st.DataObject) -> None:
    with transaction.atomic():
        history = History(small, data)
        for _step in range(data.draw(st.integers(4, 12))):
            history.play()
        today = history.day
        assert tally_differences() == NOTHING, history.done
        for back in {0, 1, *data.draw(st.lists(st.integers(2, (today - AGREED).days + 3), max_size=3))}:
            _check(AsOf(today - timedelta(days=back), today))
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_closed_days_are_one_row_each_and_a_balance_nobody_adds_up_again(told: Small, at: AsOf) -> None:
    before = state_tally(at)
    rows = ServiceTally.objects.count()

    close_days(on=at.day)
    close_days(on=at.day)

    assert state_tally(at) == before
    days = ServiceTally.objects.filter(is_balance=True).values_list("day", flat=True).distinct()
    assert list(days) == [date(2022, 6, 14)]
    assert ServiceTally.objects.on(at.day).filter(is_balance=False).count() == 0
    assert ServiceTally.objects.filter(is_balance=False).count() <= rows
    assert tally_differences() == NOTHING


@pytest.mark.django_db
def test_balances_of_the_ends_of_months_stay_and_those_between_go(told: Small, at: AsOf) -> None:
    for day in (date(2022, 4, 1), date(2022, 4, 2), date(2022, 6, 9), date(2022, 6, 10)):
        close_days(on=day)

    days = PlaceTally.objects.filter(is_balance=True).values_list("day", flat=True).distinct().order_by("day")
    assert list(days) == [date(2022, 3, 31), date(2022, 6, 9)]
    for day in (date(2022, 3, 19), date(2022, 3, 31), date(2022, 4, 15), date(2022, 6, 9), at.day):
        _check(AsOf(day, at.today))


@pytest.mark.django_db
def test_a_report_of_a_closed_day_makes_its_balance_anew(small: Small, at: AsOf) -> None:
    close_days(on=at.day)

    small.say(small.town, "10001", S.LIVE, date(2022, 6, 14))

    assert ServiceTally.objects.filter(is_balance=True).exists() is False
    _check(AsOf(date(2022, 6, 14), at.today))
    _check(at)


@pytest.mark.django_db
def test_what_stands_wrong_is_noticed_and_made_anew(told: Small, at: AsOf) -> None:
    ServiceTally.objects.filter(live__gt=0).update(live=7)
    MonthTally.objects.all().delete()

    found = tally_differences()
    assert (found["ServiceTally"] > 0, found["PlaceTally"], found["MonthTally"] > 0) == (True, 0, True)

    rebuild_tallies()

    assert tally_differences() == NOTHING
    _check(at)


@pytest.mark.django_db
def test_a_new_service_counts_at_once(told: Small, at: AsOf) -> None:
    more_services(3)

    _check(at)
    assert tally_differences() == NOTHING
