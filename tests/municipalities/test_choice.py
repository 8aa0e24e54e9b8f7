"""For whom do I report? What somebody reads who speaks for several, for one, or for none."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from municipalities.actions import report_rollout
from municipalities.models import Association, Authority, Membership, RolloutReport
from municipalities.rollout_states import RolloutState
from tests import factories
from tests.conftest import ClientOf
from tests.municipalities.small_world import DISTRICT, World

TODAY = date(2022, 6, 15)


def test_an_association_chooses_the_member_with_most_missing(small: World, client_of: ClientOf) -> None:
    Membership.objects.create(
        association=Association.objects.get(), authority=small.district, source="Test", is_assumption=False
    )
    town = small.rollout("10001")
    report_rollout(by=small.officer, rollout=town, on=TODAY, state=RolloutState.PLANNED, supersedes=None)
    client = client_of(small.association_user)

    answer = client.get("/report/")
    members = answer.context["listing"].rows
    assert [(member.label, member.missing, member.services) for member in members] == [
        ("Landkreis Ahrweiler", 3, 3),
        ("Stadt Koblenz", 1, 2),
    ]
    assert (
        "0 von 2 Verwaltungen haben im Juni vollständig gemeldet, 1 teilweise, 1 gar nicht." in answer.content.decode()
    )
    assert [member.label for member in client.get("/report/?q=koblenz").context["listing"].rows] == ["Stadt Koblenz"]
    assert "Keine Ihrer Verwaltungen heißt so." in client.get("/report/?q=Mainz").content.decode()

    client.post(f"/report/{DISTRICT}/10001/", {"state": "planned"})
    assert RolloutReport.objects.get(rollout__authority=small.district).on_behalf


def test_who_is_asked_for_nothing_is_no_part_of_the_sum(small: World, client_of: ClientOf) -> None:
    empty = factories.authority("071310007007")
    Membership.objects.create(association=Association.objects.get(), authority=empty, source="T", is_assumption=False)
    for ozg_id in ("10001", "10002"):
        rollout = small.rollout(ozg_id)
        report_rollout(by=small.officer, rollout=rollout, on=TODAY, state=RolloutState.PLANNED, supersedes=None)

    body = client_of(small.association_user).get("/report/").content.decode()

    assert "Ihre Verwaltung hat im Juni vollständig gemeldet." in body


def test_an_association_with_one_member_goes_straight_to_it(small: World, client_of: ClientOf) -> None:
    assert client_of(small.association_user).get("/report/").context["page"].authority == small.town


def test_somebody_without_mandate_is_told_so(small: World, officer: User, client_of: ClientOf) -> None:
    assert "Sie sprechen noch für keine Verwaltung." in client_of(officer).get("/report/").content.decode()


def test_only_an_association_reports_on_behalf(small: World, client_of: ClientOf) -> None:
    Membership.objects.create(
        association=Association.objects.get(), authority=small.district, source="Test", is_assumption=False
    )
    factories.mandate(small.officer, small.district)

    association = client_of(small.association_user).get("/report/").content.decode()
    officer = client_of(small.officer).get("/report/").content.decode()

    assert ("im Auftrag" in association, "im Auftrag" in officer) == (True, False)
    assert "Für welche Ihrer Verwaltungen möchten Sie melden?" in officer
    assert f'href="?ars={DISTRICT}&amp;zeigen=offen"' in officer


def test_the_choice_needs_the_same_queries_for_one_member_and_for_three(small: World, client_of: ClientOf) -> None:
    client = client_of(small.association_user)
    association = Association.objects.get()
    Membership.objects.create(association=association, authority=small.district, source="T", is_assumption=False)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/report/").status_code == 200
        return len(captured)

    few = count()
    for other in (small.villages, factories.authority("071310007007")):
        Membership.objects.create(association=association, authority=other, source="T", is_assumption=False)
    assert Authority.objects.count() == 4
    assert count() == few
