"""A wrong report is corrected by another one: from its day on that counts, what had been said before stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.models import AuditEntry
from municipalities.actions import Entry, confirm_unchanged, report_rollout, report_rollouts, undo_reports
from municipalities.corrected import corrected_days
from municipalities.models import Rollout, RolloutReport
from municipalities.reporting import RolloutInput, allowed_after
from municipalities.rollout_states import RolloutState
from ozgtracker import clock
from ozgtracker.errors import Blocked, InvalidInput, LostRace, NotAllowed
from ozgtracker.findings import found
from ozgtracker.statements.rules import WHAT_WAS_WRONG
from ozgtracker.statements.undo import WINDOW, latest_undoable
from ozgtracker.ui.as_of import AsOf
from tests import factories
from tests.conftest import ClientOf
from tests.municipalities.conftest import Ready
from tests.municipalities.small_world import World
from tests.refusals import owed, refusing

MAY, TENTH, TODAY = date(2022, 5, 10), date(2022, 6, 10), date(2022, 6, 15)
WRONG = "Gemeldet war die falsche Leistung."


def say(small: World, on: date = TODAY, **values: Any) -> RolloutReport:
    rollout = small.rollout("10001")
    given: dict[str, Any] = {"by": small.officer, "rollout": rollout, "on": on, "supersedes": rollout.last_report}
    return report_rollout(**(given | values))


def stood(small: World, day: date) -> tuple[str, date | None, date | None]:
    """State, live since and last word, as they stood on that day."""
    row = vars(Rollout.objects.as_of(AsOf(day, TODAY + timedelta(days=1))).get(pk=small.rollout("10001").pk))
    return row["state_then"], row["live_then"], row["said_then"]


def undo(small: World, report: RolloutReport, *, by: Any = None, at: datetime | None = None, on: date = TODAY) -> int:
    return undo_reports(
        by=by or small.officer,
        authority=small.town,
        change_set=report.change_set,
        on=on,
        at=at or clock.instant(),
    )


@pytest.fixture
def wrongly_live(small: World, ready: Ready) -> RolloutReport:
    """Reported as live in May, confirmed in June: and it never was."""
    ready("app", date(2022, 5, 2))
    report = say(small, MAY, state=RolloutState.LIVE, live_on=date(2022, 5, 9), maturity=3)
    confirm_unchanged(by=small.officer, authority=small.town, on=date(2022, 6, 1))
    return report


def test_whoever_corrects_a_confirmation_corrects_what_it_confirmed_on_every_day_one_looks_at(
    small: World, wrongly_live: RolloutReport, client_of: ClientOf
) -> None:
    confirmation = small.rollout("10001").last_report
    assert confirmation is not None
    correction = say(small, TENTH, state=RolloutState.IN_PROGRESS, reason=WRONG, is_correction=True)
    client = client_of(small.officer)

    assert corrected_days([correction.rollout_id]) == {wrongly_live.pk: TENTH, confirmation.pk: TENTH}
    for day, shown in (("2022-05-31", 1), ("2022-06-09", 2), ("2022-06-15", 3)):
        why: Any = client.get(f"/rollouts/{small.town.ars}/10001/?stichtag={day}").context["page"]
        place: Any = client.get(f"/municipalities/{small.town.ars}/?stichtag={day}").context["page"]
        expected = [None, TENTH, TENTH][3 - shown :]
        assert [one.corrected_on for one in why.said] == expected, day
        assert [one.corrected_on for one in place.said] == expected, day


@pytest.mark.usefixtures("wrongly_live")
def test_what_was_never_live_is_no_longer_live_from_the_day_it_is_said(small: World) -> None:
    said = say(small, TENTH, state=RolloutState.IN_PROGRESS, reason=WRONG, is_correction=True)

    assert said.corrects == said.supersedes
    assert stood(small, date(2022, 6, 9)) == ("live", date(2022, 5, 9), date(2022, 6, 1))
    assert stood(small, TENTH) == ("in-progress", None, TENTH)
    assert small.rollout("10001").state == "in-progress"
    assert AuditEntry.objects.get(verb="rollout_reported", on=TENTH).sentence == (
        "Stadt Koblenz, „Leistung 10001“: berichtigt: in Arbeit."
    )


@pytest.mark.usefixtures("wrongly_live")
def test_a_wrong_day_is_corrected_too(small: World) -> None:
    say(
        small,
        TENTH,
        state=RolloutState.LIVE,
        live_on=MAY,
        reason="Das war ein Tippfehler beim Tag.",
        is_correction=True,
    )

    assert stood(small, date(2022, 6, 9))[1] == date(2022, 5, 9)
    assert stood(small, TENTH)[1] == MAY


@pytest.mark.usefixtures("wrongly_live")
@pytest.mark.parametrize("reason", ["", ".", "\u200b", "\u2060\u0001", "falsch"])
def test_a_correction_says_what_was_wrong(small: World, reason: str) -> None:
    with refusing(InvalidInput, owed(WHAT_WAS_WRONG, reason), field="reason"):
        say(small, state=RolloutState.PLANNED, reason=reason, is_correction=True)


@pytest.mark.usefixtures("wrongly_live")
def test_without_being_a_correction_live_can_only_be_withdrawn(small: World) -> None:
    next_one = found("rollout.may-not-follow", before=RolloutState.LIVE, allowed=allowed_after(RolloutState.LIVE))
    with refusing(InvalidInput, next_one, field="state"):
        say(small, state=RolloutState.IN_PROGRESS, reason=WRONG)


def test_where_nothing_was_said_nothing_is_corrected(small: World) -> None:
    with refusing(InvalidInput, found("statement.nothing-to-correct"), field="is_correction"):
        say(small, state=RolloutState.PLANNED, reason=WRONG, is_correction=True)


def test_a_correction_passes_the_gate_as_every_report_does(small: World) -> None:
    say(small, TENTH, state=RolloutState.PLANNED)

    with refusing(Blocked, found("rollout.not-live-yet", service=small.rollout("10001").service.name)):
        say(small, state=RolloutState.LIVE, live_on=TODAY, reason=WRONG, is_correction=True)


def test_an_undone_first_report_leaves_no_word(small: World) -> None:
    report = say(small, state=RolloutState.PLANNED, forecast_on=date(2022, 9, 30))

    assert undo(small, report) == 1

    row = small.rollout("10001")
    assert (row.state, row.forecast_on, row.reported_on) == ("unknown", None, None)
    assert stood(small, TODAY) == ("unknown", None, None)
    assert [one.pk for one in Rollout.objects.competent().as_of(AsOf(TODAY, TODAY)).unreported_in_month(TODAY)].count(
        row.pk
    ) == 1
    assert RolloutReport.objects.filter(rollout=row).count() == 2
    assert AuditEntry.objects.filter(verb="rollouts_undone").count() == 1
    # And what is said next begins anew, after the row that took the word back.
    say(small, state=RolloutState.IN_PROGRESS)
    assert small.rollout("10001").state == "in-progress"


def test_an_undone_report_gives_the_word_before_back_with_its_day(small: World) -> None:
    say(small, MAY, state=RolloutState.PLANNED, forecast_on=date(2022, 9, 30), remark="bleibt")
    report = say(small, state=RolloutState.IN_PROGRESS, forecast_on=date(2022, 9, 30))

    undo(small, report)

    row = small.rollout("10001")
    assert (row.state, row.forecast_on, row.reported_on) == ("planned", date(2022, 9, 30), MAY)
    assert row.last_report is not None
    assert (row.last_report.remark, row.last_report.corrects_id) == ("bleibt", report.pk)
    # In June nothing counts as reported; the June report can still be made.
    assert row in Rollout.objects.confirmable(TODAY)


def test_several_at_once_are_taken_back_at_once(small: World) -> None:
    entries = [Entry(small.rollout(ozg), RolloutInput(RolloutState.PLANNED), None) for ozg in ("10001", "10002")]
    reports = report_rollouts(by=small.officer, authority=small.town, on=TODAY, entries=entries)

    assert {report.change_set for report in reports} == {reports[0].change_set}
    assert undo(small, reports[0]) == 2
    assert set(Rollout.objects.filter(authority=small.town).values_list("state", flat=True)) == {"unknown"}


def test_confirmations_can_be_taken_back(small: World) -> None:
    say(small, MAY, state=RolloutState.PLANNED)
    assert confirm_unchanged(by=small.officer, authority=small.town, on=TODAY) == 1

    undo(small, RolloutReport.objects.latest("pk"))

    assert small.rollout("10001").reported_on == MAY


def test_only_who_reported_takes_it_back(small: World) -> None:
    report = say(small, state=RolloutState.PLANNED)
    colleague = factories.person()
    deputy = factories.person(small.officer.role)  # type: ignore[arg-type]
    factories.mandate(deputy, small.town)

    with refusing(NotAllowed, found("authority.who-reports", authority=small.town.label)):
        undo(small, report, by=colleague)
    for somebody in (deputy, small.association_user):
        with refusing(NotAllowed, found("undo.somebody-elses")):
            undo(small, report, by=somebody)


def test_after_half_an_hour_it_is_a_correction(small: World) -> None:
    report = say(small, state=RolloutState.PLANNED)

    with refusing(Blocked, found("undo.too-late")):
        undo(small, report, at=report_moment(report) + WINDOW)
    assert undo(small, report, at=report_moment(report) + WINDOW - timedelta(seconds=1)) == 1


def test_it_is_too_late_where_more_was_said(small: World) -> None:
    report = say(small, state=RolloutState.PLANNED)
    say(small, state=RolloutState.IN_PROGRESS)

    with refusing(LostRace, found("undo.overtaken")):
        undo(small, report)
    assert small.rollout("10001").state == "in-progress"


def test_nothing_is_undone_twice(small: World) -> None:
    report = say(small, state=RolloutState.PLANNED)
    undo(small, report)

    with refusing(LostRace, found("undo.overtaken")):
        undo(small, report)
    with refusing(Blocked, found("undo.too-late")):
        undo(small, RolloutReport.objects.latest("pk"))


def test_the_page_offers_the_last_change_for_half_an_hour(small: World) -> None:
    reports = RolloutReport.objects.filter(rollout__authority=small.town)
    assert latest_undoable(reports, by=small.officer, on=TODAY, at=clock.instant()) is None

    report = say(small, state=RolloutState.PLANNED)
    moment = report_moment(report)
    offered = latest_undoable(reports, by=small.officer, on=TODAY, at=clock.instant())
    assert offered is not None
    assert (offered.change_set, offered.number, offered.until) == (report.change_set, 1, moment + WINDOW)
    assert latest_undoable(reports, by=small.association_user, on=TODAY, at=clock.instant()) is None
    assert latest_undoable(reports, by=small.officer, on=TODAY, at=moment + WINDOW) is None
    # What a demonstration plays in a minute was said over months.
    assert latest_undoable(reports, by=small.officer, on=TODAY + timedelta(days=1), at=moment) is not None
    assert latest_undoable(reports, by=small.officer, on=TODAY + timedelta(days=2), at=moment) is None

    undo(small, report)
    assert latest_undoable(reports, by=small.officer, on=TODAY, at=clock.instant()) is None


def report_moment(report: RolloutReport) -> datetime:
    """When the database recorded it."""
    report.refresh_from_db()
    return report.recorded_at


def test_the_database_lets_nothing_be_unsaid_otherwise(small: World) -> None:
    say(small, state=RolloutState.PLANNED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM municipalities_rolloutreport WHERE is_retraction <> (state = 'unknown')")
        assert cursor.fetchone() == (0,)
