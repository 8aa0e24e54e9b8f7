"""A month's report comes into being once, complete, and never changes afterwards."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from accounts.models import AuditEntry, User
from accounts.pseudonyms import named
from milestones.actions import answer_proposal, propose_date, report_milestone
from milestones.models import Plan
from milestones.precision import Precision
from milestones.proposals import Verdict
from milestones.states import State
from ozgtracker.errors import Blocked, InvalidInput, NotAllowed
from ozgtracker.findings import found
from ozgtracker.saying import say
from reports import actions
from reports.issue.composing import compose
from reports.issue.formats import data_of, read
from reports.models import Delivery, Recipient, StatusReport
from tests import factories
from tests.refusals import refusing
from tests.reports.issues import kept_issue

MAY, FIRST_OF_JUNE = date(2022, 5, 1), date(2022, 6, 1)


def test_it_is_numbered_frozen_and_put_into_the_outbox_of_everybody_on_the_list(land: Plan) -> None:
    Recipient.objects.create(name="Früher", email="frueher@demo.example", is_active=False)

    report = actions.issue_report(by=None, month=MAY, on=FIRST_OF_JUNE)

    assert (report.number, report.month, report.day, report.created_on) == (1, MAY, date(2022, 5, 31), FIRST_OF_JUNE)
    assert bytes(report.pdf).startswith(b"%PDF-")
    assert report.sha256 == sha256(bytes(report.pdf)).hexdigest()
    assert report.is_demonstration is False
    assert data_of(report.snapshot) == compose(number=1, month=MAY, on=FIRST_OF_JUNE, demonstration=False)
    deliveries = Delivery.objects.order_by("recipient").values_list("kind", "recipient", "period", "state", "subject")
    assert list(deliveries) == [
        ("report", "land@demo.example", "2022-05", "queued", "Statusbericht Nr. 1, Mai 2022"),
        ("report", "lenkung@demo.example", "2022-05", "queued", "Statusbericht Nr. 1, Mai 2022"),
    ]
    [entry] = named(AuditEntry.objects.filter(verb="report_issued"))
    assert entry.sentence == "Statusbericht Nr. 1, Mai 2022 erstellt und an 2 Empfänger eingereiht."
    assert (entry.by_name, entry.source, entry.after) == (
        "System",
        "job",
        {"number": 1, "month": "2022-05-01", "sha256": report.sha256},
    )


def test_the_mail_says_what_the_report_says(land: Plan) -> None:
    report = actions.issue_report(by=None, month=MAY, on=FIRST_OF_JUNE)

    body = Delivery.objects.first().body  # type: ignore[union-attr]  # there is one
    paper = read(report.snapshot)
    lines = body.splitlines()
    assert paper.sentence_text in lines
    assert f"http://127.0.0.1:8000/reports/{report.number}/" in lines
    assert f"Prüfsumme der PDF-Datei (SHA-256): {report.sha256}" in lines
    assert [line for line in lines if line.startswith("- Überfällig: ")] == ["- Überfällig: 3 (seit 120 Tagen · LDI)"]


def test_the_name_of_a_recipient_becomes_no_link(land: Plan) -> None:
    Recipient.objects.update(name="evil.example.com")

    actions.issue_report(by=None, month=MAY, on=FIRST_OF_JUNE)

    bodies = Delivery.objects.values_list("body", flat=True)
    assert ["„evil. example. com“" in body and "evil.example.com" not in body for body in bodies] == [True, True]


def test_asked_again_it_gives_the_same_issue(land: Plan) -> None:
    first = actions.issue_report(by=None, month=MAY, on=FIRST_OF_JUNE)
    again = actions.issue_report(by=None, month=date(2022, 5, 17), on=date(2022, 6, 15))

    assert again == first
    assert (StatusReport.objects.count(), Delivery.objects.count()) == (1, 2)


def test_a_month_that_is_not_over_has_no_report(land: Plan) -> None:
    with refusing(InvalidInput, found("report.month-not-over", month=MAY), field="month"):
        actions.issue_report(by=None, month=MAY, on=date(2022, 5, 31))
    assert not StatusReport.objects.exists()


@pytest.mark.django_db
def test_without_a_plan_nothing_is_due_and_nothing_can_be_reported() -> None:
    assert actions.issue_due_reports(on=date(2022, 6, 15)) == []
    with refusing(Blocked, found("report.no-plan", day=date(2022, 5, 31))):
        actions.issue_report(by=None, month=MAY, on=FIRST_OF_JUNE)


def test_before_the_plan_was_agreed_there_is_nothing_to_report(land: Plan) -> None:
    with refusing(Blocked, found("report.no-plan", day=date(2021, 11, 30))):
        actions.issue_report(by=None, month=date(2021, 11, 1), on=FIRST_OF_JUNE)
    assert actions.issue_due_reports(on=date(2021, 12, 20)) == []


def test_only_the_ministry_or_the_schedule_makes_a_report(
    land: Plan, ministry: User, steering: User, auditor: User
) -> None:
    for user in (steering, auditor):
        with refusing(NotAllowed, found("report.who-issues")):
            actions.issue_report(by=user, month=MAY, on=FIRST_OF_JUNE)

    assert actions.issue_report(by=ministry, month=MAY, on=FIRST_OF_JUNE).number == 1


def test_after_an_outage_every_missing_month_follows_in_order(land: Plan) -> None:
    kept_issue(1, date(2022, 3, 1))

    made = actions.issue_due_reports(on=date(2022, 6, 15))

    assert [(report.number, report.month) for report in made] == [(2, date(2022, 4, 1)), (3, MAY)]
    assert actions.issue_due_reports(on=date(2022, 6, 15)) == []


def test_an_issue_cannot_be_changed_or_deleted(land: Plan) -> None:
    report = kept_issue(1, MAY)

    with pytest.raises(DatabaseError), transaction.atomic():
        StatusReport.objects.update(sha256="0")
    with pytest.raises(DatabaseError), transaction.atomic():
        report.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        report.delete()


def test_what_is_reported_later_changes_neither_the_issue_nor_what_that_day_looked_like(
    land: Plan, operator: User
) -> None:
    before = compose(number=1, month=MAY, on=FIRST_OF_JUNE, demonstration=False)
    milestone = land.milestones.get(code="M4")

    report_milestone(
        by=operator,
        milestone=milestone,
        on=date(2022, 6, 10),
        state=State.STARTED,
        forecast_on=date(2022, 9, 30),
        reason="Es fehlt Personal.",
        reason_category="staff",
        supersedes=None,
    )

    assert compose(number=1, month=MAY, on=FIRST_OF_JUNE, demonstration=False) == before


def test_a_date_that_was_agreed_anew_is_a_change(land: Plan, ministry: User, association_user: User) -> None:
    factories.mandate(association_user, factories.association(), since=land.agreed_on)
    proposal = propose_date(
        by=ministry,
        milestone=land.milestones.get(code="P2"),
        on=date(2022, 5, 9),
        day=date(2022, 12, 30),
        precision=Precision.DAY,
        reason="Die Schulungen beginnen erst im Herbst.",
        reason_category="staff",
    )
    answer_proposal(by=association_user, proposal=proposal, verdict=Verdict.CONFIRMED, on=date(2022, 5, 10))

    (row,) = compose(number=1, month=MAY, on=FIRST_OF_JUNE, demonstration=False).changes
    said = "Vorgeschlagen am 09.05.2022 (Land), bestätigt am 10.05.2022 (Kommunen)"
    assert (row.before, row.now, row.reason) == (
        "vereinbart: ab 30.09.2022",
        "vereinbart: 30.12.2022",
        f"{said}: Die Schulungen beginnen erst im Herbst.",
    )


@pytest.mark.usefixtures("demonstration")
def test_a_demonstration_is_labelled_in_report_mail_and_row(land: Plan) -> None:
    report = actions.issue_report(by=None, month=MAY, on=FIRST_OF_JUNE)

    delivery = Delivery.objects.first()
    assert delivery is not None
    assert (report.is_demonstration, delivery.is_demonstration) == (True, True)
    assert delivery.subject == "[Demonstrationsdaten] Statusbericht Nr. 1, Mai 2022"
    assert "Demonstrationsdaten: Meldungen und Personen sind erfunden." in delivery.body.splitlines()


def run_reports(*arguments: str) -> str:
    out = StringIO()
    call_command("run_reports", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_makes_what_is_due_and_the_second_time_nothing(land: Plan) -> None:
    assert run_reports() == "Statusbericht Nr. 1 (05/2022) erstellt. Zustellungen eingereiht: 2.\n"
    assert run_reports() == "Es ist kein Statusbericht fällig.\n"
    assert (
        run_reports("--month", "2022-05") == "Statusbericht Nr. 1 (05/2022) liegt schon vor, erstellt am 15.06.2022.\n"
    )


def test_the_command_refuses_with_a_sentence(land: Plan) -> None:
    with pytest.raises(CommandError) as stopped:
        run_reports("--month", "2022-06")
    assert str(stopped.value) == say(found("report.month-not-over", month=date(2022, 6, 1)))
    with pytest.raises(CommandError, match="„Mai“ ist kein Monat der Form 2022-05"):
        run_reports("--month", "Mai")
