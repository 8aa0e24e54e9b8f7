"""Somebody of a Spitzenverband speaks for the Kommunen only with a confirmed mandate."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from milestones.models import Plan
from municipalities.actions import appoint
from municipalities.models import Association
from ozgtracker.errors import NotAllowed
from ozgtracker.findings import found
from tests.conftest import TODAY, ClientOf, Person
from tests.milestones.reporting import Report
from tests.refusals import refusing

pytestmark = pytest.mark.django_db


def reportable(client: Client) -> set[str]:
    """The milestones the list has a button for."""
    rows = client.get("/milestones/").context["listing"].rows
    return {row.status.milestone.code for row in rows if row.may_report}


def test_whoever_waits_for_confirmation_reports_on_no_milestone(
    plan: Plan, report: Report, ministry: User, association_user: User, person: Person, client_of: ClientOf
) -> None:
    straw = person(Role.ASSOCIATION)
    named = appoint(by=ministry, user=straw, association=Association.objects.get(), on=TODAY)
    assert named.is_proposed

    with refusing(NotAllowed, found("milestone.mandate-waits")):
        report("L1", by=straw, forecast_on=date(2022, 3, 31))
    assert client_of(straw).get("/milestones/pilot-erfahrungen/report/").status_code == 403
    assert reportable(client_of(straw)) == set()
    assert reportable(client_of(association_user)) == {"M1", "M3", "P2", "L1"}
    report("L1", by=association_user, forecast_on=date(2022, 3, 31))
