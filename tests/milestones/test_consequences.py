"""What a report changes beside what it is about: the rule, and what people are shown before it is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditEntry, User
from milestones.actions import foresee, report_milestone
from milestones.consequences import Consequences, Line, Stand, Thing, Touched, Wait, compare, moved_waits
from milestones.models import MilestoneReport, Plan
from milestones.states import State
from municipalities.models import Rollout
from ozgtracker.findings import Finding, found
from ozgtracker.findings import found as a_finding
from ozgtracker.saying import say
from services.actions import report_component
from services.models import Component, Delivery
from tests import factories
from tests.confirming import key_of
from tests.conftest import TODAY, ClientOf
from tests.milestones.conftest import By
from tests.milestones.reporting import Report
from tests.milestones.shown import HTMX, text
from tests.municipalities.small_world import make_service

SEPTEMBER, OCTOBER, NOVEMBER = date(2022, 9, 30), date(2022, 10, 28), date(2022, 11, 15)
MAY = date(2022, 5, 31)

# -- the rule

AGAINST = a_finding("light.before-predecessor", predecessor="Infrastruktur", day=NOVEMBER)
M, C = (Touched.MILESTONE, 1), (Touched.COMPONENT, 2)


def stand(milestone: str, component: str, contradiction: Finding | None = None, until: date | None = OCTOBER) -> Stand:
    things = {
        M: Thing(*M, "Paket 2", milestone, contradiction),
        C: Thing(*C, "ePayment", component),
    }
    return Stand(things, {C: Wait("Ausspielungen, die „ePayment“ brauchen", until, is_over=False)})


def test_what_the_report_is_about_is_not_told_again() -> None:
    found = compare(stand("28.10.2022", "a"), stand("15.11.2022", "b"), C, {})

    assert found.lines == (Line(Touched.MILESTONE, "Paket 2", "28.10.2022", "15.11.2022"),)


def test_rollouts_wait_longer_with_their_number() -> None:
    before, after = stand("x", "a"), stand("x", "b", until=NOVEMBER)

    assert moved_waits(before, after) == (C,)
    assert compare(before, after, C, {C: 2345}).lines == (
        Line(
            Touched.ROLLOUTS,
            "Ausspielungen, die „ePayment“ brauchen",
            a_finding("wait.until", number=2345, day=OCTOBER),
            a_finding("wait.until", number=2345, day=NOVEMBER),
        ),
    )
    assert not compare(before, after, C, {C: 0})


@pytest.mark.parametrize(
    ("wait", "number", "told"),
    [
        (Wait("x", OCTOBER, is_over=False), 1, a_finding("wait.until", number=1, day=OCTOBER)),
        (Wait("x", None, is_over=False), 2, a_finding("wait.undated", number=2)),
        (Wait("x", None, is_over=True), 2, a_finding("wait.nobody")),
        (Wait("x", None, is_over=False), 0, a_finding("wait.nobody")),
    ],
)
def test_who_waits_until_when(wait: Wait, number: int, told: Finding) -> None:
    assert wait.told(number) == told


def test_a_new_contradiction_is_a_warning_and_an_old_one_of_somebody_else_is_not() -> None:
    new = compare(stand("x", "a"), stand("x", "a", AGAINST), C, {})
    assert new.warnings == (a_finding("contradiction.new", name="Paket 2", why=AGAINST),)
    assert not compare(stand("x", "a", AGAINST), stand("x", "a", AGAINST), C, {})
    kept = compare(stand("x", "a", AGAINST), stand("x", "a", AGAINST), M, {})
    assert kept.warnings == (a_finding("contradiction.stays", name="Paket 2", why=AGAINST),)


words = st.sampled_from(["a", "b", "c"])
stands = st.builds(
    stand, words, words, st.sampled_from([None, a_finding("light.held-up")]), st.sampled_from([OCTOBER, NOVEMBER])
)


@given(stands, stands, st.sampled_from([M, C]), st.integers(0, 3))
def test_nothing_changed_is_nothing_to_confirm(before: Stand, after: Stand, about: Any, number: int) -> None:
    found = compare(before, after, about, dict.fromkeys(moved_waits(before, after), number))

    assert {line.kind for line in found.lines} <= {Touched.ROLLOUTS, C[0] if about == M else M[0]}
    assert (found.key == Consequences().key) == (not found)
    if before == after and not after.things[about].contradiction:
        assert not found


# -- on the real plan


@pytest.fixture
def promised(plan: Plan, ministry: User, operator: User, report: Report, declare: Callable[[], None]) -> None:
    """The APP is ready, everything else promised for September; package 2 starts then, two rollouts need ePayment."""
    declare()
    for component in Component.objects.in_scope().exclude(slug="app"):
        by = operator if component.responsible == "ldi" else ministry
        report_component(by=by, component=component, on=MAY, forecast_on=SEPTEMBER, supersedes=None)
    report("M2", on=MAY)
    report("P2", on=MAY, forecast_on=SEPTEMBER, forecast_precision="from_day")
    service = make_service("10173", "epayment")
    for number in (1, 2):
        place = factories.authority(f"07338500100{number}")
        Rollout.objects.create(authority=place, service=service, is_competent=True)


def later(component: Component, **values: Any) -> dict[str, Any]:
    last = Delivery.objects.latest_of(component)
    return {
        "supersedes": last.pk if last else "",
        "forecast_on": "2022-11-15",
        "reason_category": "contract",
        "reason": "Der Vertrag verzögert sich weiter.",
    } | values


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_late_component_shows_what_follows_and_is_stored_when_it_was_seen(
    promised: None, client_of: ClientOf, operator: User, headers: dict[str, str]
) -> None:
    epayment, client = Component.objects.get(slug="epayment"), client_of(operator)
    typed = later(epayment)

    shown = client.post("/components/epayment/report/", typed, headers=headers)

    assert shown.status_code == 200
    assert Component.objects.get(slug="epayment").forecast_on == SEPTEMBER
    told = text(shown)
    assert "Das ändert sich" in told
    assert (
        "Meilenstein Technische Infrastruktur vollständig (ohne LZA) 30.09.2022, im Plan 15.11.2022, kritisch" in told
    )
    assert "ab 30.09.2022, im Plan ab 30.09.2022, gefährdet, widersprüchlich" in told
    assert "Eröffnung erwartet am 30.09.2022 Eröffnung erwartet am 30.09.2022, ePayment aber erst am 15.11.2022" in told
    assert "2 warten, bis 30.09.2022 2 warten, bis 15.11.2022" in told
    late = found(
        "light.before-predecessor",
        predecessor="Technische Infrastruktur vollständig (ohne LZA)",
        day=date(2022, 11, 15),
    )
    name = "Inbetriebsetzung mit allen Basiskomponenten: Paket 2"
    assert say(found("contradiction.new", name=name, why=late)) in told
    assert "Der Vertrag verzögert sich weiter." in shown.content.decode()
    stored = client.post("/components/epayment/report/", typed | {"seen": key_of(shown)}, headers=headers)
    assert stored.status_code == 302
    assert Component.objects.get(slug="epayment").forecast_on == NOVEMBER


def test_looking_ahead_leaves_nothing_behind(promised: None, client_of: ClientOf, operator: User) -> None:
    before = (AuditEntry.objects.count(), Delivery.objects.count(), MilestoneReport.objects.count())

    client_of(operator).post("/components/epayment/report/", later(Component.objects.get(slug="epayment")))

    assert (AuditEntry.objects.count(), Delivery.objects.count(), MilestoneReport.objects.count()) == before


def test_what_changed_since_it_was_shown_is_shown_again(
    promised: None, client_of: ClientOf, operator: User, report: Report
) -> None:
    client = client_of(operator)
    typed = later(Component.objects.get(slug="epayment"))
    shown = client.post("/components/epayment/report/", typed)
    report(
        "P2", on=TODAY, forecast_on=NOVEMBER, forecast_precision="from_day", reason="Wir warten auf ePayment.",
        reason_category="dependency",
    )  # fmt: skip

    again = client.post("/components/epayment/report/", typed | {"seen": key_of(shown)})

    assert again.status_code == 200
    assert key_of(again) != key_of(shown)
    assert Component.objects.get(slug="epayment").forecast_on == SEPTEMBER


def test_a_report_without_consequences_is_stored_at_once(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    done = client_of(ministry).post(
        "/milestones/konzeption-abgeschlossen/report/", {"state": "started", "forecast_on": "2022-06-30",
        "forecast_precision": "day", "reason": "Die Abstimmung dauert an.", "reason_category": "decision"},
    )  # fmt: skip

    assert done.status_code == 302


def test_a_declaration_shows_the_component_it_writes(plan: Plan, client_of: ClientOf, operator: User) -> None:
    shown = client_of(operator).post(
        "/milestones/app-betriebsbereit/report/",
        {"state": "started", "forecast_on": "2022-07-15", "forecast_precision": "day",
         "reason": "Der Lasttest dauert an.", "reason_category": "technology"},
    )  # fmt: skip

    told = text(shown)
    assert "Basiskomponente Antrags- und Prozessplattform (APP) ohne Termin erwartet am 15.07.2022" in told
    assert "Nutzerkonto" not in told
    assert MilestoneReport.objects.count() == 0


def test_a_forecast_before_its_predecessor_is_warned_of(
    promised: None, client_of: ClientOf, ministry: User, milestone: By
) -> None:
    seen = milestone("P2").last_report_id

    shown = client_of(ministry).post(
        "/milestones/start-paket-2/report/",
        {"state": "started", "forecast_on": "2022-09-01", "forecast_precision": "from_day", "supersedes": seen,
         "reason": "Wir könnten früher anfangen.", "reason_category": "knowledge"},
    )  # fmt: skip

    assert "wird widersprüchlich: Setzt „Technische Infrastruktur vollständig (ohne LZA)“ voraus" in text(shown)
    assert milestone("P2").forecast_on == SEPTEMBER


def test_what_is_looked_ahead_at_is_what_happens(promised: None, milestone: By, ministry: User) -> None:
    """The consequences are read from the act itself, carried out and undone."""
    subject = milestone("P2")
    said: dict[str, Any] = {
        "by": ministry, "milestone": subject, "on": TODAY, "state": State.STARTED, "forecast_on": NOVEMBER,
        "reason": "Wir warten auf ePayment.", "reason_category": "dependency", "supersedes": subject.last_report,
    }  # fmt: skip

    found = foresee(lambda: report_milestone(**said), about=(Touched.MILESTONE, subject.pk), on=TODAY)

    assert [(line.kind.value, say(line.before), say(line.after)) for line in found.lines] == [
        ("package", "Eröffnung erwartet am 30.09.2022", "Eröffnung erwartet am 15.11.2022"),
        ("rollouts", "2 warten, bis 30.09.2022", "2 warten, bis 15.11.2022"),
    ]
    assert MilestoneReport.objects.filter(milestone=subject).count() == 1
