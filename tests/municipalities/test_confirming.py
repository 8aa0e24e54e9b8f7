"""Four eyes on mandates: named by one side, in force when the other one agrees. And those who try to get around it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry, User
from accounts.roles import Role
from municipalities.actions import appoint, confirm_mandates, decline_mandates, dismiss
from municipalities.confirmation import Confirmation, MandateEvent
from municipalities.models import Association, Authority, MandateNotice, Representative
from municipalities.permissions import may_report
from ozgtracker.errors import Blocked, InvalidInput, NotAllowed
from ozgtracker.findings import found
from tests import factories, trail
from tests.conftest import TODAY, ClientOf, Person
from tests.municipalities.small_world import World
from tests.refusals import refusing

TOMORROW = date(2022, 6, 16)
SENTENCE = "Diese Person arbeitet nicht bei uns."


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
    assert trail.told("sentence", of=AuditEntry.objects.filter(verb="representative_appointed")) == [
        ("S. Strohmann ist benannt, für Stadt Koblenz zu sprechen; das wartet auf Bestätigung.",)
    ]


def test_the_person_reads_what_it_waits_for_instead_of_being_sent_in_a_circle(
    small: World, straw: User, proposed: Representative, client_of: ClientOf
) -> None:
    html = client_of(straw).get("/report/").content.decode()

    assert "Ihre Benennung wartet auf Bestätigung; es bestätigt: Stadt Koblenz oder staedtetag." in html
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
        with refusing(NotAllowed, found("mandate.who-confirms")):
            confirm_mandates(by=stranger, representatives=[proposed], on=TODAY)
        with refusing(NotAllowed, found("mandate.who-confirms")):
            decline_mandates(by=stranger, representatives=[proposed], reason=SENTENCE, on=TODAY)
    proposed.refresh_from_db()
    assert proposed.is_proposed


def test_a_representative_not_yet_confirmed_confirms_nobody(
    small: World, ministry: User, straw: User, proposed: Representative, person: Person
) -> None:
    second = appoint(by=ministry, user=person(Role.AUTHORITY), authority=small.town, on=TODAY)

    with refusing(NotAllowed, found("mandate.who-confirms")):
        confirm_mandates(by=straw, representatives=[second], on=TODAY)


def test_a_dismissed_or_closed_representative_confirms_nobody(
    small: World, ministry: User, proposed: Representative
) -> None:
    User.objects.filter(pk=small.association_user.pk).update(is_active=False)
    dismiss(by=ministry, representative=Representative.objects.get(user=small.officer), on=TODAY)

    for gone in (small.association_user, small.officer):
        with refusing(NotAllowed, found("mandate.who-confirms")):
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
    with refusing(NotAllowed, found("mandate.who-confirms")):
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

    with refusing(NotAllowed, found("mandate.who-confirms")):
        confirm_mandates(by=admin, representatives=[officer], on=TODAY)
    confirm_mandates(by=speaker, representatives=[officer], on=TODAY)
    officer.refresh_from_db()
    assert officer.confirmation == Confirmation.ASSOCIATION


def test_where_nobody_else_is_there_at_all_it_counts_and_says_so(
    empty: Association, ministry: User, person: Person, client_of: ClientOf
) -> None:
    first = appoint(by=ministry, user=person(Role.ASSOCIATION, name="L. Tag"), association=empty, on=TODAY)

    assert (first.since, first.confirmation) == (TODAY, Confirmation.ALONE)
    assert trail.told("sentence", of=AuditEntry.objects.filter(verb="representative_confirmed")) == [
        ("L. Tag spricht für Verband landkreistag, ohne Gegenbestätigung: Es gibt noch niemanden, der bestätigt.",)
    ]
    assert "ohne Gegenbestätigung" in client_of(ministry).get("/associations/").content.decode()


def test_nobody_becomes_alone_by_closing_the_access_of_others(
    empty: Association, ministry: User, person: Person
) -> None:
    person(Role.ADMIN, is_active=False, last_login=datetime(2022, 6, 1, tzinfo=UTC))

    first = appoint(by=ministry, user=person(Role.ASSOCIATION), association=empty, on=TODAY)

    assert first.is_proposed


# -- declining, taking back, deciding twice --


@pytest.mark.parametrize("empty_reason", ["", "   ", ".", "\u200b\u2060", "nein", "nnnnnnnnn nnnnnnnnn"])
def test_declining_needs_a_sentence(small: World, proposed: Representative, empty_reason: str) -> None:
    with refusing(InvalidInput, found("mandate.why-not"), field="reason"):
        decline_mandates(by=small.officer, representatives=[proposed], reason=empty_reason, on=TODAY)


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
        with refusing(Blocked, found("mandate.decided-meanwhile")):
            decide(by=small.officer, representatives=[proposed], on=TODAY, **more)


def test_what_was_taken_back_before_it_counted_is_told_to_nobody(
    ministry: User, straw: User, small: World, proposed: Representative
) -> None:
    dismiss(by=ministry, representative=proposed, on=TODAY)

    assert told(MandateEvent.ENDED) == set()
    assert trail.told("sentence", of=AuditEntry.objects.filter(verb="representative_dismissed")) == [
        ("Benennung von S. Strohmann für Stadt Koblenz zurückgezogen, bevor sie bestätigt war.",)
    ]
    assert not may_report(straw, small.town, TOMORROW)


def test_whoever_lost_the_role_meanwhile_is_not_confirmed(small: World, straw: User, proposed: Representative) -> None:
    User.objects.filter(pk=straw.pk).update(role=Role.STEERING)

    with refusing(
        Blocked,
        found(
            "mandate.cannot-speak",
            name=straw.name,
            body=small.town.label,
            why=found("mandate.other-role", role=Role.AUTHORITY),
        ),
    ):
        confirm_mandates(by=small.officer, representatives=[proposed], on=TODAY)
