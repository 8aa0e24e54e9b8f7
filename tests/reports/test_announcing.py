"""Each side is told once what has become overdue; what nobody can be told of stays in sight."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry, User
from accounts.roles import Role, Side
from milestones.actions import flag_overdue, report_milestone
from milestones.models import BecameOverdue, Plan
from milestones.states import State
from ozgtracker import clock
from reports import actions
from reports.addressees import ROLES_OF, unheard
from reports.models import Delivery
from tests.conftest import Person
from tests.milestones.conftest import By
from tests.reports.post import Post

ON = date(2022, 6, 15)


def told() -> list[tuple[str, str]]:
    return list(Delivery.objects.order_by("recipient").values_list("recipient", "subject"))


def test_every_side_has_somebody_who_is_told() -> None:
    assert {side: ROLES_OF[side] for side in Side if not ROLES_OF[side]} == {}


def test_one_digest_goes_to_everybody_of_the_responsible_side(
    plan: Plan, ministry: User, association_user: User, operator: User, steering: User, officer: User
) -> None:
    flag_overdue(on=ON)

    assert actions.announce_overdue(on=ON) == 3

    joint = "Überfällig: M1 Konzeption abgeschlossen, Leitfäden fertig (seit 31.03.2022)"
    # M1 and M3 are joint, L1 is the Kommunen's, M2a and M4 are the LDI's.
    assert told() == sorted(
        [
            (association_user.email, f"{joint} und 2 weitere"),
            (ministry.email, f"{joint} und ein weiterer"),
            (operator.email, "Überfällig: M2a Betriebsbereitschaft der APP erklärt (seit 31.01.2022) und ein weiterer"),
        ]
    )
    assert BecameOverdue.objects.unannounced().count() == 0
    assert AuditEntry.objects.filter(verb="overdue_announced").count() == 5


def test_the_mail_says_what_since_when_what_is_missing_and_where(plan: Plan, operator: User) -> None:
    flag_overdue(on=date(2022, 2, 10))

    actions.announce_overdue(on=date(2022, 2, 10))

    delivery = Delivery.objects.get()
    assert delivery.subject == "Überfällig: M2a Betriebsbereitschaft der APP erklärt (seit 31.01.2022)"
    assert delivery.body.splitlines()[:10] == [
        f"Guten Tag {operator.name},",
        "",
        "am 10.02.2022 ist neu überfällig:",
        "",
        "Betriebsbereitschaft der APP erklärt",
        "  fällig war: 31.01.2022 (10 Tage überfällig), verantwortlich: LDI",
        "  erwartet: –",
        "  es fehlt: „Betriebsbereitschaftserklärung der APP“ ist noch nicht freigegeben",
        "  http://127.0.0.1:8000/milestones/app-betriebsbereit/",
        "",
    ]


def test_a_name_becomes_no_link_in_a_mail(plan: Plan, person: Person) -> None:
    person(Role.OPERATOR, name="www.evil.example")
    flag_overdue(on=date(2022, 2, 10))

    actions.announce_overdue(on=date(2022, 2, 10))

    assert Delivery.objects.get().body.splitlines()[0] == "Guten Tag www. evil. example,"


def test_the_second_run_says_nothing_and_what_is_new_gets_a_digest_of_its_own(plan: Plan, operator: User) -> None:
    flag_overdue(on=date(2022, 2, 10))

    assert actions.announce_overdue(on=date(2022, 2, 10)) == 1
    assert actions.announce_overdue(on=date(2022, 2, 10)) == 0
    flag_overdue(on=ON)
    assert actions.announce_overdue(on=ON) == 1
    assert [subject for _, subject in told()] == [
        "Überfällig: M2a Betriebsbereitschaft der APP erklärt (seit 31.01.2022)",
        "Überfällig: M4 Betrieb vorbereitet: Betriebskonzept und Betriebshandbuch (seit 31.05.2022)",
    ]


def test_two_digests_on_one_day_are_two_mails(plan: Plan, operator: User, milestone: By) -> None:
    BecameOverdue.objects.create(milestone=milestone("M2a"), due_on=date(2022, 1, 31), noticed_on=ON)
    actions.announce_overdue(on=ON)
    BecameOverdue.objects.create(milestone=milestone("M4"), due_on=date(2022, 5, 31), noticed_on=ON)
    actions.announce_overdue(on=ON)

    assert Delivery.objects.count() == 2


def test_nobody_is_told_of_what_was_settled_in_between(plan: Plan, operator: User, milestone: By) -> None:
    flag_overdue(on=date(2022, 2, 10))
    report_milestone(
        by=operator,
        milestone=milestone("M2a"),
        on=date(2022, 2, 10),
        state=State.DEFERRED,
        reason="Beschluss des Lenkungsausschusses",
        supersedes=None,
    )

    assert actions.announce_overdue(on=date(2022, 2, 10)) == 0
    assert (Delivery.objects.count(), BecameOverdue.objects.unannounced().count()) == (0, 0)


def test_what_nobody_can_be_told_of_waits_in_sight_until_somebody_can(
    plan: Plan, ministry: User, person: Person
) -> None:
    flag_overdue(on=date(2022, 2, 10))

    assert actions.announce_overdue(on=date(2022, 2, 10)) == 0
    assert [event.milestone.code for event in unheard(date(2022, 2, 10))] == ["M2a"]

    person(Role.OPERATOR)
    assert unheard(date(2022, 2, 10)) == []
    assert actions.announce_overdue(on=date(2022, 2, 11)) == 1


def test_who_has_no_access_any_more_is_not_told(plan: Plan, person: Person) -> None:
    person(Role.OPERATOR, is_active=False)
    flag_overdue(on=date(2022, 2, 10))

    assert actions.announce_overdue(on=date(2022, 2, 10)) == 0


@pytest.mark.usefixtures("demonstration")
def test_a_demonstration_says_so(plan: Plan, operator: User) -> None:
    flag_overdue(on=date(2022, 2, 10))
    actions.announce_overdue(on=date(2022, 2, 10))

    delivery = Delivery.objects.get()
    assert (
        delivery.subject
        == "[Demonstrationsdaten] Überfällig: M2a Betriebsbereitschaft der APP erklärt (seit 31.01.2022)"
    )
    assert delivery.is_demonstration
    assert "(Demonstrationsdaten: Meldungen und Personen sind erfunden.)" in delivery.body.splitlines()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_tell_everybody_once(plan: Plan, ministry: User, association_user: User, operator: User) -> None:
    flag_overdue(on=ON)
    both = threading.Barrier(2)
    new: list[int] = []

    def announce() -> None:
        try:
            both.wait(10)
            new.append(actions.announce_overdue(on=ON))
        finally:
            connection.close()

    threads = [threading.Thread(target=announce) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(new) == [0, 3]
    assert Delivery.objects.count() == 3


def test_the_number_of_questions_does_not_grow_with_the_people(plan: Plan, person: Person) -> None:
    def count(people: int) -> int:
        for _ in range(people):
            person(Role.OPERATOR)
        BecameOverdue.objects.update(announced_on=None)
        with CaptureQueriesContext(connection) as captured:
            actions.announce_overdue(on=date(2022, 2, 10))
        return len(captured)

    flag_overdue(on=date(2022, 2, 10))

    assert count(1) == count(2)


def test_a_subject_is_one_line_and_fits_whatever_a_milestone_is_called(
    plan: Plan, operator: User, milestone: By, post: Post
) -> None:
    evil = milestone("M2a")
    evil.title = "Betrieb\r\nBcc: alle@demo.example\r\n\r\n" + "sehr lang " * 25
    evil.title = evil.title[:200]
    evil.save()
    flag_overdue(on=ON)

    actions.announce_overdue(on=ON)
    actions.deliver_due(instant=clock.instant, now=clock.now)

    delivery = Delivery.objects.get()
    assert len(delivery.subject) <= 200
    assert delivery.subject.startswith("Überfällig: M2a Betrieb Bcc: alle@demo.example sehr lang")
    assert delivery.subject.endswith("… (seit 31.01.2022) und ein weiterer")
    [message] = post.accepted
    assert (message["Subject"], message["Bcc"], message["To"]) == (delivery.subject, None, operator.email)
