"""The pages of mandates: what waits, for whom, and who speaks for the Spitzenverbände."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.roles import Role
from municipalities.actions import appoint, confirm_mandates
from municipalities.models import Association, Representative
from ozgtracker.findings import found
from ozgtracker.saying import say
from tests import factories
from tests.conftest import TODAY, ClientOf, Person
from tests.municipalities.small_world import World

SENTENCE = "Diese Person arbeitet nicht bei uns."


def decide(client: Client, *mandates: Representative, decision: str = "confirm", **more: str) -> int:
    values = {"which": "ticked", "mandate": [one.pk for one in mandates], "decision": decision, **more}
    return client.post("/mandates/decide/", values).status_code


def test_the_page_confirms_what_is_ticked_or_all_that_is_shown(
    small: World, ministry: User, straw: User, proposed: Representative, client_of: ClientOf, person: Person
) -> None:
    more = [appoint(by=ministry, user=person(Role.AUTHORITY), authority=small.town, on=TODAY) for _one in range(2)]
    client = client_of(small.officer)
    page = client.get("/mandates/")
    assert [one.mandate for one in page.context["mine"].data] == [proposed, *more]
    assert page.context["navigation"][-1].waiting == 3

    assert decide(client, proposed) == 302
    shown = {"which": "shown", "shown": [one.pk for one in more], "decision": "decline", "reason": SENTENCE}
    assert client.post("/mandates/decide/", shown).status_code == 302

    assert [Representative.objects.get(pk=one.pk).look.slug for one in (proposed, *more)] == ["reached", "red", "red"]


def test_one_of_a_foreign_body_does_not_exist_not_even_among_own_ones(
    small: World, ministry: User, proposed: Representative, client_of: ClientOf, person: Person
) -> None:
    factories.mandate(person(Role.AUTHORITY), small.district)
    foreign = appoint(by=ministry, user=person(Role.AUTHORITY), authority=small.district, on=TODAY)

    statuses = [
        decide(client_of(small.officer), foreign),
        decide(client_of(small.officer), proposed, foreign),
        decide(client_of(small.association_user), foreign, decision="decline", reason=SENTENCE),
        decide(client_of(ministry), proposed),
        decide(client_of(proposed.user), proposed),
    ]

    assert statuses == [404] * 5
    assert Representative.objects.proposed().count() == 2


def test_whoever_is_second_hears_that_it_is_decided(
    small: World, proposed: Representative, client_of: ClientOf
) -> None:
    assert decide(client_of(small.officer), proposed) == 302

    again: Any = client_of(small.association_user).post(
        "/mandates/decide/",
        {"which": "ticked", "mandate": [proposed.pk], "decision": "decline", "reason": SENTENCE},
        follow=True,
    )

    assert again.redirect_chain == [("/mandates/", 302)]
    assert [str(one) for one in again.context["messages"]] == [say(found("mandate.decided-meanwhile"))]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"which": "ticked"}, "which"), ({"which": "shown", "decision": "decline"}, "reason"), ({}, "which")],
)
def test_what_is_missing_is_said_at_its_field_and_ticks_stay(
    small: World, proposed: Representative, client_of: ClientOf, values: dict[str, str], field: str
) -> None:
    answer = client_of(small.officer).post("/mandates/decide/", {"shown": [proposed.pk], **values})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Representative.objects.proposed().count() == 1


def test_who_named_sees_for_whom_it_waits(
    ministry: User, proposed: Representative, client_of: ClientOf, auditor: User
) -> None:
    for reader in (ministry, auditor):
        page = client_of(reader).get("/mandates/")

        assert list(page.context["mine"].data) == []
        assert [one.confirmers for one in page.context["others"].data] == ["Stadt Koblenz oder staedtetag"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_for_one_and_for_three(
    small: World, ministry: User, person: Person, client_of: ClientOf, rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _one in range(rows):
        appoint(by=ministry, user=person(Role.AUTHORITY), authority=small.town, on=TODAY)
    client = client_of(small.association_user)

    # Session, user, mandates, their associations, demonstration; whether anybody waits, and for whom.
    with django_assert_num_queries(8):
        client.get("/mandates/")


def test_an_authority_shows_who_waits(
    small: World, ministry: User, proposed: Representative, client_of: ClientOf
) -> None:
    html = client_of(ministry).get(f"/municipalities/{small.town.ars}/").content.decode()

    assert ("S. Strohmann" in html, "wartet auf Bestätigung" in html, "Benennung zurückziehen" in html) == (
        True, True, True,
    )  # fmt: skip


# -- associations in the browser --


def test_an_association_gets_its_speaker_in_the_browser(
    small: World, ministry: User, person: Person, client_of: ClientOf
) -> None:
    new = person(Role.ASSOCIATION, name="N. Neu")
    client = client_of(ministry)

    answer = client.post("/associations/staedtetag/representatives/", {"user": new.pk, "is_deputy": "on"})

    assert (answer.status_code, answer["Location"]) == (302, "/associations/#staedtetag")
    mandate = Representative.objects.get(user=new)
    assert (mandate.is_proposed, mandate.is_deputy) == (True, True)
    confirm_mandates(by=small.association_user, representatives=[mandate], on=TODAY)
    client.post(f"/associations/staedtetag/representatives/{mandate.pk}/dismiss/")
    mandate.refresh_from_db()
    assert (mandate.since, mandate.until) == (TODAY, TODAY)


def test_an_association_refuses_at_the_field_and_opens_the_form(
    small: World, ministry: User, client_of: ClientOf
) -> None:
    for user in (small.association_user, small.officer):
        answer = client_of(ministry).post("/associations/staedtetag/representatives/", {"user": user.pk})

        assert answer.status_code == 422
        [row] = answer.context["rows"]
        assert list(row.form.errors) == ["user"]
    mandate = Representative.objects.get(user=small.officer)
    foreign = f"/associations/staedtetag/representatives/{mandate.pk}/dismiss/"
    assert client_of(ministry).post(foreign).status_code == 404


def test_somebody_of_an_association_reports_on_milestones_only_with_a_mandate(person: Person, small: World) -> None:
    assert not Representative.objects.lasting().filter(user=person(Role.ASSOCIATION)).exists()
    assert Representative.objects.lasting().filter(user=small.association_user).exists()


def taken(client: Client, address: str) -> tuple[str, list[list[str]]]:
    """The name of the file, and its lines without the heads."""
    answer = client.get(address)
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")  # type: ignore[attr-defined]  # it streams
    return answer["Content-Disposition"], list(csv.reader(StringIO(text), delimiter=";"))[1:]


def test_what_waits_can_be_taken_away_by_who_sees_it(
    small: World, ministry: User, straw: User, proposed: Representative, client_of: ClientOf, person: Person
) -> None:
    whom, by = proposed.user, proposed.appointed_by
    assert by is not None
    rest = ["nein", "Stadt Koblenz", "15.06.2022", by.name]

    name, own = taken(client_of(small.officer), "/mandates/csv/")

    assert name == 'attachment; filename="benennungen-bis-2022-06-15.csv"'
    assert own == [["Sie", whom.name, whom.email, *rest]]
    assert taken(client_of(person(Role.AUDITOR)), "/mandates/csv/")[1] == [
        [client_of(ministry).get("/mandates/").context["others"].data[0].confirmers, whom.name, "", *rest]
    ]
    assert taken(client_of(whom), "/mandates/csv/")[1] == []
    for reader, shown in ((small.officer, 1), (whom, 0)):
        assert client_of(reader).get("/mandates/").content.decode().count('href="/mandates/csv/"') == shown


def test_who_speaks_for_the_associations_can_be_taken_away(
    small: World, ministry: User, client_of: ClientOf, person: Person
) -> None:
    association = Association.objects.get()
    factories.association("leer")
    later = appoint(by=ministry, user=person(Role.ASSOCIATION, name="Z. Später"), association=association, on=TODAY)
    speaking = Representative.objects.get(association=association, since__isnull=False)
    since = speaking.since
    assert since is not None
    client = client_of(person(Role.STEERING))

    name, lines = taken(client, "/associations/csv/")

    assert name == 'attachment; filename="spitzenverbaende-bis-2022-06-15.csv"'
    assert sorted(lines) == sorted([
        [association.name, speaking.user.name, "nein", "", f"{since:%d.%m.%Y}", "", "", "nein"],
        [association.name, "Z. Später", "nein", later.look.label, "", "15.06.2022", ministry.name, "nein"],
        ["Verband leer", "", "", "", "", "", "", ""],
    ])  # fmt: skip
    address = "/associations/?stichtag=2022-05-31"
    assert client.get(address).content.decode().count('href="/associations/csv/?stichtag=2022-05-31"') == 1


def test_the_tables_ask_the_same_for_one_and_for_three(
    small: World,
    ministry: User,
    proposed: Representative,
    client_of: ClientOf,
    person: Person,
) -> None:
    client = client_of(ministry)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            taken(client, address)
        return len(queries)

    addresses = ("/mandates/csv/", "/associations/csv/")
    with_one = [asked(address) for address in addresses]
    association = Association.objects.get()
    for _more in range(2):
        appoint(by=ministry, user=person(Role.AUTHORITY), authority=small.town, on=TODAY)
        appoint(by=ministry, user=person(Role.ASSOCIATION), association=association, on=TODAY)

    assert [asked(address) for address in addresses] == with_one
