"""Reporting on a milestone: who may, what is refused, what it sets in motion, and two editors at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import AuditEntry, User
from accounts.roles import Role
from milestones.actions import release_deliverable, report_milestone
from milestones.models import Milestone, MilestoneReport, Plan
from milestones.precision import Precision
from milestones.states import State
from ozgtracker.errors import Blocked, DomainError, InvalidInput, LostRace, NotAllowed
from services.actions import report_component
from services.models import Component, Delivery, Package

ON = date(2022, 1, 10)
By = Callable[[str], Milestone]
Report = Callable[..., MilestoneReport]


@pytest.fixture
def report(milestone: By, ministry: User, operator: User, association_user: User) -> Report:
    """report("M2a", state=State.STARTED, …): by somebody of the responsible side, after the last report."""
    reporters = {
        "land": ministry,
        "joint": ministry,
        "external": ministry,
        "ldi": operator,
        "kommunen": association_user,
    }

    def say(code: str, **values: Any) -> MilestoneReport:
        subject = milestone(code)
        given: dict[str, Any] = {
            "by": reporters[subject.responsible],
            "on": ON,
            "state": State.STARTED,
            "supersedes": subject.last_report,
        } | values
        return report_milestone(milestone=subject, **given)

    return say


def declared(**values: Any) -> dict[str, Any]:
    """A sound declaration of the APP."""
    return {
        "state": State.REACHED,
        "on": date(2022, 3, 15),
        "actual_on": date(2022, 3, 15),
        "declaring_body": "Landesbetrieb Daten und Information",
        "evidence": "Erklärung vom 15.03.2022",
    } | values


# -- what is appended


def test_it_appends_and_keeps_the_current_row(report: Report, milestone: By) -> None:
    first = report("M1", forecast_on=date(2022, 3, 31))
    second = report("M1", on=date(2022, 2, 28), forecast_on=date(2022, 4, 8), reason="Abstimmung dauert länger.")

    kept = milestone("M1")
    assert (kept.state, kept.forecast_on, kept.reported_on) == ("started", date(2022, 4, 8), date(2022, 2, 28))
    assert (kept.last_report, second.supersedes) == (second, first)
    entry = AuditEntry.objects.filter(verb="milestone.reported").latest("id")
    assert entry.sentence == "Konzeption abgeschlossen, Leitfäden fertig: in Arbeit, erwartet: 08.04.2022."
    assert (entry.subject_key, entry.reason) == ("konzeption-abgeschlossen", "Abstimmung dauert länger.")
    assert entry.before == {
        "state": "started",
        "forecast_on": "2022-03-31",
        "forecast_precision": "day",
        "actual_on": None,
    }


def test_a_rough_forecast_is_kept_by_its_last_day(report: Report) -> None:
    said = report(
        "M3", forecast_on=date(2022, 6, 10), forecast_precision=Precision.MONTH_END_FROM, reason="Support fehlt."
    )

    assert (said.forecast_on, said.forecast_precision) == (date(2022, 6, 30), "month_end_from")


def test_what_was_said_cannot_be_changed(report: Report) -> None:
    said = report("M1", forecast_on=date(2022, 3, 31))

    with pytest.raises(DatabaseError), transaction.atomic():
        MilestoneReport.objects.filter(pk=said.pk).update(reason="anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        MilestoneReport.objects.filter(pk=said.pk).delete()


# -- who may


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("M1", {Role.MINISTRY, Role.ASSOCIATION}),
        ("M2", {Role.MINISTRY}),
        ("M2a", {Role.OPERATOR}),
        ("L1", {Role.ASSOCIATION}),
        ("P3", {Role.MINISTRY}),
        ("M5", set()),
    ],
)
def test_only_the_responsible_side_reports(
    code: str, allowed: set[Role], milestone: By, person: Callable[..., User]
) -> None:
    let_in, sentences = set(), []
    for role in Role:
        try:
            with transaction.atomic():
                report_milestone(
                    by=person(role),
                    milestone=milestone(code),
                    on=ON,
                    state=State.STARTED,
                    forecast_on=date(2022, 1, 31),
                    supersedes=None,
                )
                let_in.add(role)
                transaction.set_rollback(True)
        except NotAllowed as refused:
            sentences.append(refused.message)

    assert let_in == allowed
    assert [sentence for sentence in sentences if not sentence.endswith(".")] == []


# -- what is refused


@pytest.mark.parametrize(
    ("code", "values", "field", "sentence"),
    [
        (
            "M1",
            {"forecast_on": date(2022, 1, 9)},
            "forecast_on",
            "Der erwartete Termin liegt in der Vergangenheit. Bitte nennen Sie den Termin, mit dem Sie heute rechnen.",
        ),
        ("M1", {}, "forecast_on", "Mit welchem Termin rechnen Sie heute?"),
        (
            "M1",
            {"forecast_on": date(9999, 12, 31), "reason": "Kein Ende in Sicht."},
            "forecast_on",
            "Dieser Tag liegt mehr als zehn Jahre entfernt. Bitte prüfen Sie die Jahreszahl.",
        ),
        (
            "M1",
            {"forecast_on": date(2022, 4, 1)},
            "reason",
            "Warum verschiebt sich der Termin nach hinten? Bitte begründen Sie es.",
        ),
        (
            "M1",
            {"state": State.DEFERRED, "reason": "  "},
            "reason",
            "Warum ist der Stand jetzt „bewusst zurückgestellt“? Bitte begründen Sie es.",
        ),
        (
            "M1",
            {"forecast_on": date(2022, 3, 31), "actual_on": ON},
            "actual_on",
            "Ein erreichter Tag gehört nur zum Stand „erreicht“.",
        ),
        ("M1", {"state": State.REACHED}, "actual_on", "An welchem Tag wurde der Meilenstein erreicht?"),
        (
            "M1",
            {"state": State.REACHED, "actual_on": date(2022, 1, 11)},
            "actual_on",
            "Der Tag, an dem der Meilenstein erreicht wurde, liegt in der Zukunft.",
        ),
        ("M2a", declared(declaring_body=" "), "declaring_body", "Welche Stelle hat die Erklärung abgegeben?"),
        (
            "M2a",
            declared(evidence=""),
            "evidence",
            "Eine Erklärung braucht ihr Dokument: Titel, Aktenzeichen oder Adresse.",
        ),
        (
            "P3",
            {"state": State.REACHED, "actual_on": ON},
            "state",
            "Was fortlaufend ist, wird nicht erreicht; melden Sie „in Arbeit“.",
        ),
    ],
)
def test_a_report_that_does_not_make_sense(
    report: Report, code: str, values: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        report(code, **values)

    assert (refused.value.field, refused.value.message) == (field, sentence)
    assert MilestoneReport.objects.count() == 0


def test_an_unchanged_slip_needs_no_second_reason(report: Report) -> None:
    report("M1", forecast_on=date(2022, 4, 29), reason="Abstimmung dauert länger.")

    again = report("M1", on=date(2022, 2, 28), forecast_on=date(2022, 4, 29))

    assert again.reason == ""


def test_a_step_the_table_does_not_know(report: Report) -> None:
    report("M1", forecast_on=date(2022, 3, 31))

    with pytest.raises(InvalidInput, match=r"^Von „in Arbeit“ führt kein Schritt nach „offen“"):
        report("M1", state=State.OPEN, forecast_on=date(2022, 3, 31))


def test_nobody_reports_before_the_last_report(report: Report) -> None:
    report("M1", forecast_on=date(2022, 3, 31))

    with pytest.raises(InvalidInput, match=r"^Zum 10\.01\.2022 liegt schon eine spätere Meldung vor"):
        report("M1", on=date(2022, 1, 9), forecast_on=date(2022, 3, 31))


def test_a_report_follows_one_about_the_same_milestone(report: Report) -> None:
    other = report("M4", forecast_on=date(2022, 5, 31))

    with pytest.raises(InvalidInput, match="gehört zu einem anderen Meilenstein"):
        report("M1", forecast_on=date(2022, 3, 31), supersedes=other)


# -- what reached waits for


def test_a_milestone_is_not_reached_before_its_documents(report: Report, ministry: User, milestone: By) -> None:
    kommunal, land = milestone("M1").deliverables.order_by("slug")
    release_deliverable(
        by=ministry, deliverable=kommunal, on=ON, released_on=date(2022, 1, 7), document="Leitfaden, Fassung 1.0"
    )

    with pytest.raises(Blocked) as refused:
        report("M1", state=State.REACHED, actual_on=ON)

    assert refused.value.conditions == ("„Leitfaden Land“ ist noch nicht freigegeben",)
    release_deliverable(by=ministry, deliverable=land, on=ON, released_on=ON, document="Leitfaden, Fassung 1.0")
    with pytest.raises(InvalidInput, match=r"lag erst am 10\.01\.2022 vollständig vor"):
        report("M1", state=State.REACHED, actual_on=date(2022, 1, 8))
    assert report("M1", state=State.REACHED, actual_on=ON).actual_on == ON


def test_a_start_waits_for_its_hard_predecessor_only(report: Report) -> None:
    report("M2a", forecast_on=date(2022, 2, 28), reason="Lasttest.")

    with pytest.raises(Blocked) as refused:
        report("M3", state=State.REACHED, actual_on=ON)

    assert refused.value.conditions == (
        "„Betriebsbereitschaft der APP erklärt“ ist noch nicht erreicht (erwartet am 28.02.2022)",
    )


def test_the_infrastructure_is_complete_when_every_component_in_scope_is(
    report: Report, ministry: User, operator: User, declare: Callable[[], None]
) -> None:
    day = date(2022, 9, 30)
    declare()
    responsible = {"land": ministry, "ldi": operator}
    for component in Component.objects.in_scope().exclude(slug__in=["app", "nutzerkonto", "epayment"]):
        report_component(
            by=responsible[component.responsible], component=component, on=day, ready_on=day, supersedes=None
        )
    epayment = Component.objects.get(slug="epayment")
    expected = report_component(
        by=operator, component=epayment, on=day, forecast_on=date(2022, 10, 28), reason="Anbindung.", supersedes=None
    )

    with pytest.raises(Blocked) as refused:
        report("M2", on=day, state=State.REACHED, actual_on=day)

    assert refused.value.conditions == ("ePayment ist noch nicht bereit (erwartet am 28.10.2022)",)
    later = date(2022, 10, 28)
    report_component(by=operator, component=epayment, on=later, ready_on=later, supersedes=expected)
    assert report("M2", on=later, state=State.REACHED, actual_on=later).state == "reached"


# -- what it sets in motion


@pytest.fixture
def declare(release_app: None, report: Report) -> Callable[[], None]:
    """declare() makes the APP ready on 15.03.2022."""

    def say() -> None:
        report("M2a", **declared())

    return say


@pytest.fixture
def release_app(operator: User, milestone: By) -> None:
    """The declaration lies on the table."""
    for deliverable in milestone("M2a").deliverables.all():
        release_deliverable(
            by=operator,
            deliverable=deliverable,
            on=date(2022, 3, 15),
            released_on=date(2022, 3, 15),
            document="Erklärung",
        )


def test_a_declaration_makes_its_components_ready(declare: Callable[[], None]) -> None:
    declare()

    ready = dict(Component.objects.exclude(ready_on=None).values_list("slug", "ready_on"))
    assert ready == {"app": date(2022, 3, 15), "nutzerkonto": date(2022, 3, 15)}
    said = Delivery.objects.get(component__slug="app")
    assert said.reason == "Gemeldet mit dem Meilenstein „Betriebsbereitschaft der APP erklärt“."


def test_a_forecast_reaches_components_and_package(report: Report) -> None:
    report("M2a", forecast_on=date(2022, 2, 28), reason="Lasttest.")
    report("M3", forecast_on=date(2022, 6, 30), reason="Support fehlt.")

    assert Component.objects.get(slug="app").forecast_on == date(2022, 2, 28)
    assert Package.objects.get(number=1).forecast_on == date(2022, 6, 30)


def test_the_same_word_twice_is_handed_down_once(report: Report) -> None:
    report("M2a", forecast_on=date(2022, 1, 31))
    report("M2a", forecast_on=date(2022, 1, 31), on=date(2022, 1, 20))

    assert Delivery.objects.filter(component__slug="app").count() == 1


def test_a_start_opens_its_package(report: Report, declare: Callable[[], None]) -> None:
    declare()
    report("M3", on=date(2022, 5, 31), state=State.REACHED, actual_on=date(2022, 5, 30))

    assert Package.objects.get(number=1).ready_on == date(2022, 5, 30)


def test_a_stream_opens_its_package_when_it_first_runs(report: Report) -> None:
    report("P3")
    report("P3", on=date(2022, 2, 10))

    assert Package.objects.get(number=3).ready_on == ON
    assert Delivery.objects.filter(package__number=3).count() == 1


def test_a_correction_takes_readiness_back(report: Report, declare: Callable[[], None]) -> None:
    declare()

    with pytest.raises(InvalidInput) as refused:
        report("M2a", on=date(2022, 3, 20), forecast_on=date(2022, 4, 29))
    assert refused.value.field == "reason"
    report("M2a", on=date(2022, 3, 20), forecast_on=date(2022, 4, 29), reason="Erklärung zurückgezogen.")

    app = Component.objects.get(slug="app")
    assert (app.ready_on, app.forecast_on) == (None, date(2022, 4, 29))


def test_another_actual_day_needs_a_reason(report: Report, declare: Callable[[], None]) -> None:
    declare()

    with pytest.raises(InvalidInput) as refused:
        report("M2a", **declared(on=date(2022, 3, 20), actual_on=date(2022, 3, 16)))
    assert refused.value.field == "reason"
    report("M2a", **declared(on=date(2022, 3, 20), actual_on=date(2022, 3, 16), reason="Tippfehler."))

    assert Component.objects.get(slug="app").ready_on == date(2022, 3, 16)


def test_an_aggregate_never_overrules_what_was_said_about_a_component(report: Report, operator: User) -> None:
    epayment = Component.objects.get(slug="epayment")
    report_component(by=operator, component=epayment, on=ON, forecast_on=date(2022, 10, 28), supersedes=None)
    report("M2", forecast_on=date(2022, 9, 30))
    report("M2", on=date(2022, 2, 10), forecast_on=date(2022, 10, 31), reason="Signatur verzögert sich.")

    forecasts = dict(Component.objects.values_list("slug", "forecast_on"))
    assert forecasts["epayment"] == date(2022, 10, 28)
    assert forecasts["signatur"] == date(2022, 10, 31)


def test_a_component_that_was_ready_before_stays_so(
    report: Report, ministry: User, declare: Callable[[], None]
) -> None:
    account = Component.objects.get(slug="nutzerkonto")
    report_component(by=ministry, component=account, on=ON, ready_on=date(2022, 1, 3), supersedes=None)
    declare()

    assert Component.objects.get(slug="nutzerkonto").ready_on == date(2022, 1, 3)


def test_what_was_said_about_a_component_since_the_page_was_built_stands(
    milestone: By, ministry: User, operator: User
) -> None:
    seen = Milestone.objects.prefetch_related("delivers").get(pk=milestone("M2a").pk)
    account = Component.objects.get(slug="nutzerkonto")
    report_component(by=ministry, component=account, on=ON, ready_on=date(2022, 1, 3), supersedes=None)

    forecast = date(2022, 1, 31)
    report_milestone(by=operator, milestone=seen, on=ON, state=State.STARTED, forecast_on=forecast, supersedes=None)

    found = dict(Component.objects.filter(delivered_by=seen).values_list("slug", "ready_on"))
    assert found == {"app": None, "nutzerkonto": date(2022, 1, 3)}


def test_nothing_is_written_where_the_report_is_refused(report: Report) -> None:
    with pytest.raises(DomainError):
        report("M2a", **declared())

    assert (MilestoneReport.objects.count(), Delivery.objects.count()) == (0, 0)
    assert AuditEntry.objects.exclude(verb="plan.loaded").count() == 0


# -- two editors


def test_the_second_of_two_editors_learns_what_stands_now(
    report: Report, milestone: By, association_user: User
) -> None:
    seen = report("M1", forecast_on=date(2022, 3, 31))
    theirs = report("M1", by=association_user, forecast_on=date(2022, 4, 29), reason="Beirat tagt später.")

    with pytest.raises(LostRace) as lost:
        report("M1", forecast_on=date(2022, 3, 31), supersedes=seen)

    assert lost.value.current == theirs
    assert (
        lost.value.message == "Zu „Konzeption abgeschlossen, Leitfäden fertig“ wurde inzwischen etwas anderes gemeldet."
    )
    assert milestone("M1").last_report == theirs


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("has_first", [False, True])
def test_of_two_reports_at_the_same_moment_one_wins_and_one_is_told(
    plan: Plan, milestone: By, ministry: User, has_first: bool
) -> None:
    seen = None
    if has_first:
        seen = report_milestone(
            by=ministry,
            milestone=milestone("M1"),
            on=ON,
            state=State.OPEN,
            forecast_on=date(2022, 3, 31),
            supersedes=None,
        )
    start = threading.Barrier(2, timeout=20)
    won: list[MilestoneReport] = []
    told: list[object] = []

    def edit(day: date) -> None:
        try:
            start.wait()
            won.append(
                report_milestone(
                    by=ministry, milestone=milestone("M1"), on=ON, state=State.STARTED, forecast_on=day, supersedes=seen
                )
            )
        except LostRace as lost:
            told.append(lost.current)
        finally:
            connection.close()

    editors = [threading.Thread(target=edit, args=(date(2022, 3, day),)) for day in (30, 31)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join(timeout=30)

    assert (len(won), len(told)) == (1, 1)
    assert told == won
    assert milestone("M1").last_report == won[0]
    assert MilestoneReport.objects.count() == 1 + has_first


@pytest.mark.django_db(transaction=True)
def test_the_database_decides_between_two_open_transactions(plan: Plan, milestone: By, ministry: User) -> None:
    """Both have read the same report before either has written: only the unique constraint can tell."""
    inserted, checked = threading.Event(), threading.Event()
    told: list[object] = []

    def slower() -> None:
        original = MilestoneReport.objects.create
        try:
            with transaction.atomic():
                assert not MilestoneReport.objects.filter(milestone__code="M1").exists()
                checked.set()
                inserted.wait(20)
                original(
                    milestone=milestone("M1"), said_on=ON, state="open", forecast_on=date(2022, 3, 31), by=ministry
                )
        except DatabaseError as refused:
            told.append(refused)
        finally:
            connection.close()

    other = threading.Thread(target=slower)
    other.start()
    checked.wait(20)
    report_milestone(
        by=ministry, milestone=milestone("M1"), on=ON, state=State.OPEN, forecast_on=date(2022, 3, 31), supersedes=None
    )
    inserted.set()
    other.join(timeout=30)

    assert len(told) == 1
    assert MilestoneReport.objects.count() == 1
