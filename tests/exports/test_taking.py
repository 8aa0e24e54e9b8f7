"""Taking a file away: by its owner, whole, for a week, with the rights it was written with."""

from __future__ import annotations

import gzip
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.idle import BY_ITSELF
from accounts.models import DemonstrationMark, User
from accounts.roles import EVERYONE, Role
from exports.models import Export
from exports.states import ExportState, Failure
from tests import factories
from tests.conftest import TODAY, ClientOf
from tests.dashboards.small import Small
from tests.exports.conftest import Order, content, shown

pytestmark = pytest.mark.django_db(transaction=True)
PAST = date(2022, 5, 10)
POLL = {"HX-Request": "true", "HX-Target": "own", BY_ITSELF: "1"}


def taken(client: Client, export: Export, **headers: str) -> Any:
    return client.get(f"/exports/{export.token}/csv/", headers=headers)


def test_the_owner_takes_it_plain_or_packed(told: Small, client_of: ClientOf, written: Order, ministry: User) -> None:
    client, export = client_of(ministry), written("/rollouts/csv/?stand=live", day=PAST)

    packed, plain = taken(client, export, **{"Accept-Encoding": "gzip, br"}), taken(client, export)

    name = 'attachment; filename="ausspielungen-bis-2022-05-10-stand-live.csv"'
    for answer in (packed, plain):
        assert (answer["Content-Disposition"], answer["Content-Type"]) == (name, "text/csv; charset=utf-8")
        assert answer["Cache-Control"] == "no-store"
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(packed.streaming_content)) == content(export)
    assert b"".join(plain.streaming_content) == content(export)


def test_a_file_of_a_demonstration_says_so(told: Small, client_of: ClientOf, written: Order, ministry: User) -> None:
    export = written()
    DemonstrationMark.objects.create(until=TODAY, seed=1)

    name = taken(client_of(ministry), export)["Content-Disposition"]

    assert name == 'attachment; filename="demonstrationsdaten-ausspielungen-bis-2022-06-15.csv"'


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_for_everybody_else_it_does_not_exist(told: Small, client_of: ClientOf, written: Order, role: Role) -> None:
    export, client = written(), client_of(factories.person(role))

    answers = {
        taken(client, export).status_code,
        *(client.post(f"/exports/{export.token}/{verb}/").status_code for verb in ("restart", "discard")),
    }

    assert (answers, Export.objects.count()) == ({404}, 1)
    assert "Ausspielungen" not in shown(client.get("/exports/").content.decode())


def test_it_is_kept_for_as_many_days_and_not_one_more(
    told: Small, client_of: ClientOf, written: Order, ministry: User, settings: Settings
) -> None:
    export, client = written(), client_of(ministry)
    settings.EXPORT_DAYS = 3

    statuses = []
    for settings.TODAY in [TODAY + timedelta(days=days) for days in (0, 2, 3)]:
        words = shown(client.get("/exports/").content.decode())
        statuses.append((taken(client, export).status_code, "Abzuholen bis 17.06.2022." in words))

    assert statuses == [(200, True), (200, True), (404, False)]


@pytest.mark.parametrize("state", [ExportState.QUEUED, ExportState.RUNNING, ExportState.FAILED])
def test_what_is_not_whole_cannot_be_taken(
    told: Small, client_of: ClientOf, written: Order, ministry: User, state: ExportState
) -> None:
    export, client = written(), client_of(ministry)
    failure = Failure.BROKEN.value if state is ExportState.FAILED else ""
    Export.objects.update(state=state, failure=failure)

    assert taken(client, export).status_code == 404
    assert f"/exports/{export.token}/csv/" not in client.get("/exports/").content.decode()


def test_a_file_that_is_gone_or_was_never_there_is_404(
    told: Small, client_of: ClientOf, written: Order, ministry: User
) -> None:
    client, export = client_of(ministry), written()
    Export.objects.update(token=uuid4())
    export.refresh_from_db()

    assert taken(client, export).status_code == 404
    assert client.get(f"/exports/{uuid4()}/csv/").status_code == 404


def _another_role(person: User) -> None:
    User.objects.filter(pk=person.pk).update(role=Role.AUDITOR)


def _a_mandate(person: User) -> None:
    factories.mandate(person, factories.authority("073385001009"))


@pytest.mark.parametrize("change", [_another_role, _a_mandate])
def test_with_other_rights_than_it_was_written_with_nobody_takes_it(
    told: Small, client_of: ClientOf, written: Order, ministry: User, change: Any
) -> None:
    export = written("/audit/csv/")

    change(ministry)

    client = client_of(User.objects.get(pk=ministry.pk))
    assert taken(client, export).status_code == 404
    assert "Ihre Rechte haben sich seitdem geändert." in shown(client.get("/exports/").content.decode())


def test_who_no_longer_sees_the_list_does_not_get_the_file(told: Small, client_of: ClientOf, written: Order) -> None:
    export = written("/audit/csv/")
    Export.objects.update(address="/sign-ins/csv/")

    assert taken(client_of(export.person), export).status_code == 404
