"""Releasing a document: once, by the responsible side, not in the future."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from accounts.roles import Side
from milestones.actions import correct_release, release_deliverable
from milestones.models import DeliverableRelease, Plan
from milestones.status import plan_status
from ozgtracker.errors import Blocked, InvalidInput, LostRace, NotAllowed
from ozgtracker.findings import found
from ozgtracker.ui.as_of import AsOf
from tests.milestones.conftest import By
from tests.refusals import refusing

ON = date(2022, 2, 10)


def test_a_release_is_recorded_once(plan: Plan, milestone: By, operator: User, ministry: User) -> None:
    handbook = milestone("M4").deliverables.get(slug="betriebshandbuch")
    release = release_deliverable(by=operator, deliverable=handbook, on=ON, released_on=ON, document=" Handbuch 1.0 ")

    assert release.document == "Handbuch 1.0"
    assert AuditEntry.objects.get(verb="deliverable.released").sentence == "Betriebshandbuch freigegeben am 10.02.2022."
    with refusing(LostRace, found("release.released-already", title=handbook.title, day=ON)) as lost:
        release_deliverable(by=operator, deliverable=handbook, on=ON, released_on=ON, document="Handbuch 1.1")
    assert lost.value.current == release
    with refusing(NotAllowed, found("milestone.who-reports", title=handbook.milestone.title, side=Side.LDI)):
        release_deliverable(by=ministry, deliverable=handbook, on=ON, released_on=ON, document="Handbuch 1.1")


@pytest.mark.parametrize(
    ("released_on", "document", "field", "code"),
    [
        (date(2022, 2, 11), "Handbuch", "released_on", "release.to-come"),
        (ON, "  ", "document", "release.which-document"),
    ],
)
def test_a_release_that_is_refused(
    plan: Plan, milestone: By, operator: User, released_on: date, document: str, field: str, code: str
) -> None:
    handbook = milestone("M4").deliverables.get(slug="betriebshandbuch")

    with refusing(InvalidInput, found(code), field=field):
        release_deliverable(by=operator, deliverable=handbook, on=ON, released_on=released_on, document=document)


LATER = date(2022, 2, 14)
WRONG = "Freigegeben wurde nur der Entwurf."


@pytest.fixture
def released(milestone: By, operator: User) -> DeliverableRelease:
    handbook = milestone("M4").deliverables.get(slug="betriebshandbuch")
    return release_deliverable(by=operator, deliverable=handbook, on=ON, released_on=ON, document="Handbuch 1.0")


def correct(by: User, release: DeliverableRelease, **values: Any) -> DeliverableRelease:
    given = {"released_on": None, "document": "", "reason": WRONG, "on": LATER, "supersedes": release}
    return correct_release(by=by, deliverable=release.deliverable, **(given | values))


def documents(plan: Plan, day: date) -> dict[str, date | None]:
    status = next(row for row in plan_status(plan, AsOf(day, LATER)).milestones if row.milestone.code == "M4")
    return {one.deliverable.slug: one.released_on for one in status.deliverables}


def test_a_wrong_release_is_corrected_from_its_day_on(plan: Plan, released: DeliverableRelease, operator: User) -> None:
    correction = correct(operator, released)

    assert (correction.corrects, correction.supersedes) == (released, released)
    assert documents(plan, date(2022, 2, 13))["betriebshandbuch"] == ON
    assert documents(plan, LATER)["betriebshandbuch"] is None
    entry = AuditEntry.objects.get(verb="deliverable.corrected")
    assert (entry.sentence, entry.reason) == ("Betriebshandbuch: nicht freigegeben.", WRONG)
    # It can be released then, truly.
    release_deliverable(
        by=operator, deliverable=released.deliverable, on=LATER, released_on=LATER, document="Handbuch 1.0"
    )
    assert documents(plan, LATER)["betriebshandbuch"] == LATER


def test_a_wrong_day_and_a_wrong_document_are_corrected(released: DeliverableRelease, operator: User) -> None:
    correction = correct(operator, released, released_on=date(2022, 2, 9), document="Handbuch 1.1")

    assert (correction.released_on, correction.document) == (date(2022, 2, 9), "Handbuch 1.1")


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"reason": "\u200b"}, "reason", "statement.what-was-wrong"),
        ({"released_on": date(2022, 2, 15), "document": "Handbuch"}, "released_on", "release.to-come"),
        ({"released_on": date(2022, 2, 9), "document": "\u2060"}, "document", "release.which-document"),
        ({"released_on": ON, "document": "Handbuch 1.0"}, "released_on", "statement.same-as-before"),
    ],
)
def test_a_correction_that_is_refused(
    released: DeliverableRelease, operator: User, values: dict[str, Any], field: str, code: str
) -> None:
    with refusing(InvalidInput, found(code), field=field):
        correct(operator, released, **values)


def test_the_second_of_two_who_correct_sees_the_first(released: DeliverableRelease, operator: User) -> None:
    first = correct(operator, released)

    with refusing(LostRace, found("statement.overtaken", title=released.deliverable.title)) as lost:
        correct(operator, released, released_on=date(2022, 2, 9), document="Handbuch 1.1")
    assert lost.value.current == first


def test_a_reached_milestone_keeps_what_it_stands_on(
    declare: Callable[[], None], milestone: By, operator: User
) -> None:
    declare()
    release = DeliverableRelease.objects.get(deliverable__milestone=milestone("M2a"))

    with refusing(Blocked, found("milestone.stands-reached", title=milestone("M2a").title)):
        correct(operator, release, on=date(2022, 3, 16))


def test_nobody_corrects_somebody_elses_release(
    released: DeliverableRelease, ministry: User, association_user: User, auditor: User
) -> None:
    for somebody in (ministry, association_user, auditor):
        with refusing(
            NotAllowed, found("milestone.who-reports", title=released.deliverable.milestone.title, side=Side.LDI)
        ):
            correct(somebody, released)


def test_the_page_offers_the_correction_and_shows_it(
    client: Client, released: DeliverableRelease, operator: User
) -> None:
    client.force_login(operator)
    address = reverse("milestone", args=["betrieb-vorbereitet"])
    correction = reverse("deliverable-correct", args=["betrieb-vorbereitet", "betriebshandbuch"])
    assert correction in client.get(address).content.decode()

    refused = client.post(correction, {"supersedes": released.pk, "released_on": "", "document": "", "reason": "."})
    assert refused.status_code == 422
    stored = client.post(correction, {"supersedes": released.pk, "released_on": "", "document": "", "reason": WRONG})

    assert stored.status_code == 302
    page = client.get(address).content.decode()
    assert WRONG in page
    assert correction not in page
