"""Releasing a document: once, by the responsible side, not in the future."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import AuditEntry, User
from milestones.actions import release_deliverable
from milestones.models import Plan
from ozgtracker.errors import InvalidInput, LostRace, NotAllowed
from tests.milestones.conftest import By

ON = date(2022, 2, 10)


def test_a_release_is_recorded_once(plan: Plan, milestone: By, operator: User, ministry: User) -> None:
    handbook = milestone("M4").deliverables.get(slug="betriebshandbuch")
    release = release_deliverable(by=operator, deliverable=handbook, on=ON, released_on=ON, document=" Handbuch 1.0 ")

    assert release.document == "Handbuch 1.0"
    assert AuditEntry.objects.get(verb="deliverable.released").sentence == "Betriebshandbuch freigegeben am 10.02.2022."
    with pytest.raises(LostRace) as lost:
        release_deliverable(by=operator, deliverable=handbook, on=ON, released_on=ON, document="Handbuch 1.1")
    assert lost.value.current == release
    with pytest.raises(NotAllowed):
        release_deliverable(by=ministry, deliverable=handbook, on=ON, released_on=ON, document="Handbuch 1.1")


@pytest.mark.parametrize(
    ("released_on", "document", "field"), [(date(2022, 2, 11), "Handbuch", "released_on"), (ON, "  ", "document")]
)
def test_a_release_that_is_refused(
    plan: Plan, milestone: By, operator: User, released_on: date, document: str, field: str
) -> None:
    handbook = milestone("M4").deliverables.get(slug="betriebshandbuch")

    with pytest.raises(InvalidInput) as refused:
        release_deliverable(by=operator, deliverable=handbook, on=ON, released_on=released_on, document=document)

    assert refused.value.field == field
