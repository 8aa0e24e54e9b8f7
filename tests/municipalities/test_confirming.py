"""Four eyes on mandates: named by one side, in force when the other one agrees. And those who try to get around it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEntry, User
from accounts.roles import Role
from municipalities.actions import appoint, confirm_mandates, decline_mandates, dismiss
from municipalities.confirmation import Confirmation, MandateEvent
from municipalities.models import Association, Authority, MandateNotice, Representative
from municipalities.permissions import may_report
from ozgtracker.errors import Blocked, InvalidInput, NotAllowed
from tests import factories
from tests.conftest import TODAY, ClientOf, Person
from tests.municipalities.small_world import World

TOMORROW = date(2022, 6, 16)
SENTENCE = "Diese Person arbeitet nicht bei uns."


@pytest.fixture
def straw(small: World, person: Person) -> User:
    """Somebody the ministry has invited."""
    return person(Role.AUTHORITY, name="S. Strohmann")


@pytest.fixture
def proposed(small: World, ministry: User, straw: User) -> Representative:
    """The ministry alone has named the straw person for the town, whose officer and association are in force."""
    return appoint(by=ministry, user=straw, authority=small.town, on=TODAY)


def told(event: MandateEvent) -> set[str]:
    return set(MandateNotice.objects.filter(event=event).values_list("recipient__email", flat=True))


# -- who is named by the ministry alone speaks for nobody --


def test_a_straw_person_of_the_ministry_cannot_report_for_the_town(
    small: World, straw: User, proposed: Representative, client_of: ClientOf
) -> None:
    assert (proposed.since, proposed.is_proposed) == (None, True)
    assert not may_report(straw, small.town, TODAY)
    assert not may_report(straw, small.town, TOMORROW)
    assert client_of(straw).get(f"/report/?ars={small.town.ars}").status_code == 404
    assert client_of(straw).post(f"/report/{small.town.ars}/10001/", {"state": "planned"}).status_code == 404
    assert list(Authority.objects.visible_to(straw, TODAY)) == []
    assert AuditEntry.objects.get(verb="representative_appointed").sentence == (
        "S. Strohmann ist benannt, für Stadt Koblenz zu sprechen; das wartet auf Bestätigung."
    )


def test_the_person_reads_what_it_waits_for_instead_of_being_sent_in_a_circle(
    small: World, straw: User, proposed: Representative, client_of: ClientOf
) -> None:
    html = client_of(straw).get("/report/").content.decode()

    assert "Ihre Benennung wartet auf Bestätigung durch Stadt Koblenz oder staedtetag." in html
    assert (
        "Sie sprechen noch für keine Verwaltung."
        in client_of(factories.person(Role.ASSOCIATION)).get("/report/").content.decode()
    )


def test_the_body_is_told_and_not_its_association(small: World, proposed: Representative) -> None:
    assert told(MandateEvent.APPOINTED) == {small.officer.email}


def test_the_association_is_told_where_the_body_has_nobody(small: World, ministry: User, straw: User) -> None:
    dismiss(by=ministry, representative=Representative.objects.get(user=small.officer), on=TODAY)
    appoint(by=ministry, user=straw, authority=small.town, on=TODAY)

    assert told(MandateEvent.ENDED) == {small.association_user.email, small.officer.email}
    assert told(MandateEvent.APPOINTED) == {small.association_user.email}


# -- who confirms --


@pytest.mark.parametrize(
    ("who", "how"), [("officer", Confirmation.BODY), ("association_user", Confirmation.ASSOCIATION)]
)
def test_the_body_or_its_association_confirms(
    small: World, straw: User, proposed: Representative, who: str, how: Confirmation
) -> None:
    confirm_mandates(by=getattr(small, who), representatives=[proposed], on=TOMORROW)

    proposed.refresh_from_db()
    assert (proposed.since, proposed.confirmation, proposed.decided_by) == (TOMORROW, how, getattr(small, who))
    assert [may_report(straw, small.town, day) for day in (TODAY, TOMORROW)] == [False, True]
    assert told(MandateEvent.CONFIRMED) == {straw.email, proposed.appointed_by.email}  # type: ignore[union-attr]


def test_nobody_else_confirms_or_declines(
    small: World, ministry: User, admin: User, straw: User, proposed: Representative, person: Person
) -> None:
    foreign = person(Role.AUTHORITY)
    factories.mandate(foreign, small.district)
    other_association = person(Role.ASSOCIATION)
    factories.mandate(other_association, factories.association("landkreistag", members=(small.district,)))
    strangers = [ministry, admin, person(Role.MINISTRY), straw, foreign, other_association]
    strangers += [person(role) for role in (Role.STEERING, Role.AUDITOR, Role.OPERATOR, Role.ASSOCIATION)]

    for stranger in strangers:
        with pytest.raises(NotAllowed):
            confirm_mandates(by=stranger, representatives=[proposed], on=TODAY)
        with pytest.raises(NotAllowed):
            decline_mandates(by=stranger, representatives=[proposed], reason=SENTENCE, on=TODAY)
    proposed.refresh_from_db()
    assert proposed.is_proposed


def test_a_representative_not_yet_confirmed_confirms_nobody(
    small: World, ministry: User, straw: User, proposed: Representative, person: Person
) -> None:
    second = appoint(by=ministry, user=person(Role.AUTHORITY), authority=small.town, on=TODAY)

    with pytest.raises(NotAllowed):
        confirm_mandates(by=straw, representatives=[second], on=TODAY)


def test_a_dismissed_or_closed_representative_confirms_nobody(
    small: World, ministry: User, proposed: Representative
) -> None:
    User.objects.filter(pk=small.association_user.pk).update(is_active=False)
    dismiss(by=ministry, representative=Representative.objects.get(user=small.officer), on=TODAY)

    for gone in (small.association_user, small.officer):
        with pytest.raises(NotAllowed):
            confirm_mandates(by=gone, representatives=[proposed], on=TODAY)


def test_the_database_itself_knows_no_mandate_confirmed_by_who_made_or_who_holds_it(proposed: Representative) -> None:
    for decider in (proposed.appointed_by, proposed.user, None):
        with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
            Representative.objects.filter(pk=proposed.pk).update(
                since=TODAY, confirmation=Confirmation.SECOND, decided_by=decider
            )
    with pytest.raises(IntegrityError, match="in_force_is_confirmed"), transaction.atomic():
        Representative.objects.filter(pk=proposed.pk).update(since=TODAY)


# -- an empty installation --


@pytest.fixture
def empty(catalogue: None) -> Association:
    """An association with one member; nobody speaks for either."""
    return factories.association("landkreistag", members=(factories.authority("071310000000", kind="landkreis"),))


def test_the_first_of_an_association_needs_a_second_person(
    empty: Association, ministry: User, admin: User, person: Person
) -> None:
    first = appoint(by=ministry, user=person(Role.ASSOCIATION), association=empty, on=TODAY)

    assert (first.is_proposed, told(MandateEvent.APPOINTED)) == (True, {admin.email})
    with pytest.raises(NotAllowed):
        confirm_mandates(by=ministry, representatives=[first], on=TODAY)
    confirm_mandates(by=admin, representatives=[first], on=TODAY)
    first.refresh_from_db()
    assert (first.confirmation, first.decided_by) == (Confirmation.SECOND, admin)


def test_the_next_one_is_confirmed_by_the_first_and_no_longer_by_a_second_person(
    empty: Association, ministry: User, admin: User, person: Person
) -> None:
    speaker = person(Role.ASSOCIATION)
    factories.mandate(speaker, empty)
    officer = appoint(by=ministry, user=person(Role.AUTHORITY), authority=empty.members.get(), on=TODAY)

    with pytest.raises(NotAllowed):
        confirm_mandates(by=admin, representatives=[officer], on=TODAY)
    confirm_mandates(by=speaker, representatives=[officer], on=TODAY)
    officer.refresh_from_db()
    assert officer.confirmation == Confirmation.ASSOCIATION


def test_where_nobody_else_is_there_at_all_it_counts_and_says_so(
    empty: Association, ministry: User, person: Person, client_of: ClientOf
) -> None:
    first = appoint(by=ministry, user=person(Role.ASSOCIATION, name="L. Tag"), association=empty, on=TODAY)

    assert (first.since, first.confirmation) == (TODAY, Confirmation.ALONE)
    assert AuditEntry.objects.get(verb="representative_confirmed").sentence == (
        "L. Tag spricht für Verband landkreistag, ohne Gegenbestätigung: Es gibt noch niemanden, der bestätigt."
    )
    assert "ohne Gegenbestätigung" in client_of(ministry).get("/associations/").content.decode()


def test_nobody_becomes_alone_by_closing_the_access_of_others(
    empty: Association, ministry: User, person: Person
) -> None:
    person(Role.ADMIN, is_active=False, last_login=timezone.make_aware(timezone.datetime(2022, 6, 1)))

    first = appoint(by=ministry, user=person(Role.ASSOCIATION), association=empty, on=TODAY)

    assert first.is_proposed


# -- declining, taking back, deciding twice --


@pytest.mark.parametrize("empty_reason", ["", "   ", ".", "\u200b\u2060", "nein", "nnnnnnnnn nnnnnnnnn"])
def test_declining_needs_a_sentence(small: World, proposed: Representative, empty_reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        decline_mandates(by=small.officer, representatives=[proposed], reason=empty_reason, on=TODAY)

    assert refused.value.field == "reason"


def test_a_declined_one_is_over_and_the_person_reads_why(
    small: World, straw: User, proposed: Representative, client_of: ClientOf
) -> None:
    decline_mandates(by=small.officer, representatives=[proposed], reason=SENTENCE, on=TODAY)

    proposed.refresh_from_db()
    assert (proposed.since, proposed.until, proposed.look.slug) == (None, TODAY, "red")
    assert told(MandateEvent.DECLINED) == {straw.email, proposed.appointed_by.email}  # type: ignore[union-attr]
    assert SENTENCE in client_of(straw).get("/report/").content.decode()
    for decide in (confirm_mandates, decline_mandates):
        more = {"reason": SENTENCE} if decide is decline_mandates else {}
        with pytest.raises(Blocked, match="inzwischen entschieden"):
            decide(by=small.officer, representatives=[proposed], on=TODAY, **more)  # type: ignore[operator]


def test_what_was_taken_back_before_it_counted_is_told_to_nobody(
    ministry: User, straw: User, small: World, proposed: Representative
) -> None:
    dismiss(by=ministry, representative=proposed, on=TODAY)

    assert told(MandateEvent.ENDED) == set()
    assert AuditEntry.objects.get(verb="representative_dismissed").sentence == (
        "Benennung von S. Strohmann für Stadt Koblenz zurückgezogen, bevor sie bestätigt war."
    )
    assert not may_report(straw, small.town, TOMORROW)


def test_whoever_lost_the_role_meanwhile_is_not_confirmed(small: World, straw: User, proposed: Representative) -> None:
    User.objects.filter(pk=straw.pk).update(role=Role.STEERING)

    with pytest.raises(Blocked, match=r"S\. Strohmann kann nicht für Stadt Koblenz sprechen"):
        confirm_mandates(by=small.officer, representatives=[proposed], on=TODAY)


# -- the page --


def decide(client: Client, *mandates: Representative, decision: str = "confirm", **more: str) -> int:
    values = {"which": "ticked", "mandate": [one.pk for one in mandates], "decision": decision, **more}
    return client.post("/mandates/decide/", values).status_code


def test_the_page_confirms_what_is_ticked_or_all_that_is_shown(
    small: World, ministry: User, straw: User, proposed: Representative, client_of: ClientOf, person: Person
) -> None:
    more = [appoint(by=ministry, user=person(Role.AUTHORITY), authority=small.town, on=TODAY) for _one in range(2)]
    client = client_of(small.officer)
    page = client.get("/mandates/")
    assert [one.mandate for one in page.context["mine"]] == [proposed, *more]
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

        assert page.context["mine"] == []
        assert [one.confirmers for one in page.context["others"]] == ["Stadt Koblenz oder staedtetag"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_for_one_and_for_three(
    small: World, ministry: User, person: Person, client_of: ClientOf, rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _one in range(rows):
        appoint(by=ministry, user=person(Role.AUTHORITY), authority=small.town, on=TODAY)
    client = client_of(small.association_user)

    with django_assert_num_queries(6):  # session, user, mandates, their associations, demonstration, what waits
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
