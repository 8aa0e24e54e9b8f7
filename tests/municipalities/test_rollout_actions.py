"""Reporting on rollouts: who may, what the gate refuses, what the trail keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import F

from accounts.audit_words import in_one_line
from accounts.models import AuditEntry, User
from accounts.roles import Side
from municipalities.actions import Entry, confirm_unchanged, report_rollout, report_rollouts
from municipalities.gate_queries import explain, gates_for
from municipalities.models import Rollout, RolloutReport
from municipalities.reporting import RolloutInput
from municipalities.rollout_states import RolloutState
from ozgtracker.errors import Blocked, InvalidInput, LostRace, NotAllowed
from ozgtracker.findings import found
from ozgtracker.ui.as_of import AsOf
from services.models import Service
from tests.municipalities.conftest import Ready
from tests.municipalities.small_world import LONG_AGO, World
from tests.refusals import refusing

TODAY = date(2022, 6, 15)
MAY = date(2022, 5, 10)


def say(small: World, ozg_id: str = "10001", **values: Any) -> RolloutReport:
    """The officer of the town reports, following what stands."""
    rollout = small.rollout(ozg_id)
    given: dict[str, Any] = {"by": small.officer, "rollout": rollout, "on": TODAY, "supersedes": rollout.last_report}
    return report_rollout(**({"state": RolloutState.PLANNED} | given | values))


def test_a_report_is_appended_and_the_current_row_follows(small: World) -> None:
    report = say(small, forecast_on=date(2022, 9, 30), remark="Streng vertraulich", maturity=3)

    row = small.rollout("10001")
    assert (row.state, row.forecast_on, row.maturity, row.reported_on) == ("planned", date(2022, 9, 30), 3, TODAY)
    assert row.last_report == report
    assert (report.on_behalf, report.is_confirmation, report.is_demonstration) == (False, False, False)


def test_the_trail_keeps_before_and_after_but_never_the_remark(small: World) -> None:
    say(small, remark="Streng vertraulich", forecast_on=date(2022, 9, 30), evidence="https://koblenz.example/1")

    entry = AuditEntry.objects.get(verb="rollout_reported")
    assert entry.sentence == "Stadt Koblenz, „Leistung 10001“: geplant, live erwartet 30.09.2022."
    assert entry.subject_key == "071110000000/10001"
    nothing = {
        "state": "unknown", "live_on": None, "forecast_on": None, "maturity": None, "evidence": "",
        "is_own_solution": False,
    }  # fmt: skip
    said = {"state": "planned", "forecast_on": "2022-09-30", "evidence": "https://koblenz.example/1"}
    assert (entry.before, entry.after) == (nothing, nothing | said)
    assert "Nachweis (Adresse der Leistung): https://koblenz.example/1" in in_one_line(entry)
    assert "vertraulich" not in str(entry.__dict__)


def test_the_database_refuses_to_change_what_was_said(small: World) -> None:
    report = say(small)

    with pytest.raises(ProgrammingError, match="permission denied for table"), transaction.atomic():
        RolloutReport.objects.filter(pk=report.pk).update(state="ready")
    refused = pytest.raises(ProgrammingError, match="permission denied for table")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM municipalities_rolloutreport WHERE id = %s", [report.pk])


def test_an_association_reports_on_behalf_of_its_own_members_only(small: World) -> None:
    report = say(small, by=small.association_user)

    assert report.on_behalf
    assert AuditEntry.objects.get(verb="rollout_reported").on_behalf_of == "Stadt Koblenz"
    foreign = small.rollout("10001", small.villages)
    with refusing(NotAllowed, found("authority.who-reports", authority=small.villages.label)):
        report_rollout(
            by=small.association_user, rollout=foreign, on=TODAY, state=RolloutState.PLANNED, supersedes=None
        )


def test_nobody_else_reports(small: World, ministry: User, operator: User, auditor: User, admin: User) -> None:
    for somebody in (ministry, operator, auditor, admin):
        with refusing(NotAllowed, found("authority.who-reports", authority=small.town.label)):
            say(small, by=somebody)
    foreign = small.rollout("10001", small.district)
    with refusing(NotAllowed, found("authority.who-reports", authority=small.district.label)):
        report_rollout(by=small.officer, rollout=foreign, on=TODAY, state=RolloutState.PLANNED, supersedes=None)
    assert RolloutReport.objects.count() == 0


def test_a_dismissed_officer_no_longer_reports(small: World) -> None:
    small.officer.mandates.update(until=TODAY)

    with refusing(NotAllowed, found("authority.who-reports", authority=small.town.label)):
        say(small)


def test_the_gate_refuses_live_and_says_why(small: World, ready: Ready) -> None:
    with refusing(Blocked, found("rollout.not-live-yet", service="Leistung 10002")) as caught:
        say(small, "10002", state=RolloutState.LIVE, live_on=TODAY)
    assert caught.value.conditions == (
        found("gate.undated", name="APP", side=Side.LDI),
        found("gate.undated", name="EPAYMENT", side=Side.LDI),
    )

    ready("app", MAY)
    with refusing(Blocked, found("rollout.not-live-yet", service="Leistung 10002")) as caught:
        say(small, "10002", state=RolloutState.LIVE, live_on=TODAY)
    assert caught.value.conditions == (found("gate.undated", name="EPAYMENT", side=Side.LDI),)
    assert small.rollout("10002").state == "unknown"

    ready("epayment", TODAY)
    say(small, "10002", state=RolloutState.LIVE, live_on=TODAY)
    assert small.rollout("10002").live_on == TODAY


def test_nothing_was_live_before_its_components_were_ready(small: World, ready: Ready) -> None:
    ready("app", MAY)

    since = found("gate.ready-later", name="APP", day=MAY, side=Side.LDI)
    then = found("rollout.not-live-then", day=date(2022, 5, 9), unmet=(since,))
    with refusing(InvalidInput, then, field="live_on"):
        say(small, state=RolloutState.LIVE, live_on=date(2022, 5, 9))


def test_what_is_live_stays_reportable_when_the_gate_closes_again(small: World, ready: Ready) -> None:
    from services.actions import deliver_component

    ready("app", MAY)
    say(small, state=RolloutState.LIVE, live_on=MAY, on=MAY)
    deliver_component(
        by=None, component=small.component("app"), on=TODAY, ready_on=None, forecast_on=None, reason="Störung"
    )

    report = say(small, state=RolloutState.LIVE, maturity=3)

    assert report.live_on == MAY


def test_what_blocks_is_what_explains(small: World, ready: Ready) -> None:
    ready("app", MAY)
    rollout = small.rollout("10002")

    assert [condition.finding for condition in explain(rollout, TODAY)] == [
        found("gate.ready", name="APP", day=MAY, side=Side.LDI),
        found("gate.undated", name="EPAYMENT", side=Side.LDI),
        found("authority.unknown"),
    ]
    assert [condition.met for condition in explain(rollout, date(2022, 5, 9))] == [False, False, False]
    say(small, "10002", state=RolloutState.READY)
    ready_without_a_day = found("authority.ready", announced=found("announced.nothing"))
    assert explain(rollout, TODAY)[-1].finding == ready_without_a_day


def test_gates_need_two_queries_whatever_the_number(small: World, django_assert_num_queries: Any) -> None:
    one = list(Service.objects.filter(ozg_id="10001"))
    three = list(Service.objects.all())

    with django_assert_num_queries(2):
        gates_for(one, TODAY)
    with django_assert_num_queries(2):
        gates = gates_for(three, TODAY)
    assert {gate.is_open for gate in gates.values()} == {False}


def test_the_second_of_two_editors_gets_both_values(small: World) -> None:
    seen = small.rollout("10001").last_report
    first = say(small, state=RolloutState.IN_PROGRESS)

    with refusing(LostRace, found("statement.overtaken", title="Leistung 10001")) as caught:
        say(small, state=RolloutState.READY, supersedes=seen)

    assert caught.value.current == first
    assert small.rollout("10001").state == "in-progress"
    say(small, state=RolloutState.READY, supersedes=first)
    assert small.rollout("10001").state == "ready"


def test_a_report_of_another_rollout_is_no_predecessor(small: World) -> None:
    other = say(small, "10002")

    with refusing(LostRace, found("statement.overtaken", title="Leistung 10001")):
        say(small, "10001", supersedes=other)


def test_where_competence_ended_nothing_is_reported(small: World) -> None:
    Rollout.objects.filter(pk=small.rollout("10001").pk).update(is_competent=False)

    with refusing(InvalidInput, found("rollout.not-competent", authority=small.town.label, service="Leistung 10001")):
        say(small)


def test_the_address_must_be_one(small: World) -> None:
    for wrong in ("javascript:alert(1)", "koblenz", "ftp://koblenz.example"):
        with refusing(InvalidInput, found("rollout.whole-address"), field="evidence"):
            say(small, evidence=wrong)
    assert say(small, evidence="https://koblenz.example/antrag").evidence == "https://koblenz.example/antrag"


def test_several_are_reported_together_or_not_at_all(small: World) -> None:
    rollouts = [small.rollout("10001"), small.rollout("10002")]
    planned = RolloutInput(RolloutState.PLANNED, forecast_on=date(2022, 9, 30))

    with refusing(InvalidInput, found("rollout.why-state", state=RolloutState.LATER), field="reason"):
        report_rollouts(
            by=small.officer, authority=small.town, on=TODAY,
            entries=[Entry(rollouts[0], planned, None), Entry(rollouts[1], RolloutInput(RolloutState.LATER), None)],
        )  # fmt: skip
    assert RolloutReport.objects.count() == 0

    reports = report_rollouts(
        by=small.officer, authority=small.town, on=TODAY, entries=[Entry(row, planned, None) for row in rollouts]
    )
    assert len(reports) == 2
    trail = AuditEntry.objects.filter(verb="rollout_reported")
    assert (trail.count(), len(set(trail.values_list("change_set", flat=True)))) == (2, 1)


def test_a_foreign_rollout_is_not_reported_among_own_ones(small: World) -> None:
    entries = [Entry(small.rollout("10001", small.villages), RolloutInput(RolloutState.PLANNED), None)]

    with refusing(InvalidInput, found("rollout.somebody-elses")):
        report_rollouts(by=small.officer, authority=small.town, on=TODAY, entries=entries)


def test_unchanged_takes_one_click_a_month(small: World, django_assert_num_queries: Any) -> None:
    say(small, "10001", on=MAY, forecast_on=date(2022, 9, 30), reason="wie besprochen", maturity=2)

    with django_assert_num_queries(9):
        assert confirm_unchanged(by=small.officer, authority=small.town, on=TODAY) == 1

    report = small.rollout("10001").last_report
    assert report is not None
    assert (report.state, report.forecast_on, report.maturity) == ("planned", date(2022, 9, 30), 2)
    assert (report.said_on, report.is_confirmation) == (TODAY, True)
    assert confirm_unchanged(by=small.officer, authority=small.town, on=TODAY) == 0
    assert AuditEntry.objects.filter(verb="rollouts_confirmed").count() == 1


def test_unchanged_needs_the_same_queries_for_three(small: World, django_assert_num_queries: Any) -> None:
    for ozg_id in ("10001", "10002"):
        say(small, ozg_id, on=MAY)

    with django_assert_num_queries(9):
        assert confirm_unchanged(by=small.officer, authority=small.town, on=TODAY) == 2


def test_a_click_does_not_confirm_what_needs_a_word(small: World) -> None:
    say(small, "10001", on=MAY, forecast_on=date(2022, 6, 1))

    assert confirm_unchanged(by=small.officer, authority=small.town, on=TODAY) == 0
    assert small.rollout("10001").reported_on == MAY
    with refusing(NotAllowed, found("authority.who-reports", authority=small.villages.label)):
        confirm_unchanged(by=small.officer, authority=small.villages, on=TODAY)


def test_the_stichtag_turns_the_state_back(small: World) -> None:
    say(small, "10001", on=MAY)
    say(small, "10001", on=TODAY, state=RolloutState.READY)
    rows = Rollout.objects.filter(authority=small.town, service__ozg_id="10001")

    days = [LONG_AGO, MAY, date(2022, 6, 14), TODAY]
    assert [rows.as_of(AsOf(day, TODAY)).values_list(F("state_then"), flat=True)[0] for day in days] == [
        "unknown", "planned", "planned", "ready",
    ]  # fmt: skip


def test_the_tables_themselves_refuse_two_first_reports(small: World) -> None:
    say(small)
    rollout = small.rollout("10001")

    with pytest.raises(IntegrityError), transaction.atomic():
        RolloutReport.objects.create(rollout=rollout, said_on=TODAY, state="planned", by=small.officer)
    assert connection.in_atomic_block
