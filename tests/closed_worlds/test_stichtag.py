"""?stichtag= turns a page back, or the page says that it shows today: every address, before and after more is said.

Two worlds are compared: the real one with a few reports by the Stichtag, and the same one after everything that can be
said has been said later. A page that turns back must not know the difference; any other must not pretend.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

import pytest
from django.test import TestCase
from django.urls import reverse

from accounts import actions as people
from accounts.roles import Role
from milestones.actions import release_deliverable, report_milestone
from milestones.models import Deliverable, Milestone
from milestones.states import State
from municipalities.actions import appoint, dismiss, report_rollout
from municipalities.models import Representative, Rollout
from municipalities.rollout_states import RolloutState
from reports.actions import add_recipient, issue_report, remove_recipient, requeue_delivery
from reports.models import Delivery, Recipient
from services.actions import report_component
from services.models import Component
from services.models import Delivery as Word
from tests import factories
from tests.closed_worlds import world as worlds
from tests.closed_worlds.table import Line, patterns, table
from tests.closed_worlds.world import World
from tests.conftest import TODAY

BEFORE, STICHTAG = date(2022, 3, 10), date(2022, 3, 31)
TURNED = "Sie blicken auf den Stand vom 31.03.2022 zurück."
TODAYS = "Diese Seite zeigt den heutigen Stand."

# What shows a past day; every other page says that it shows today.
TURNING_BACK = [
    "attention-csv",
    "audit",
    "audit-csv",
    "authority",
    "baselines",
    "baselines-csv",
    "changes-csv",
    "components",
    "components-csv",
    "members-csv",
    "milestone",
    "milestone-csv",
    "milestones",
    "milestones-csv",
    "milestones-trend",
    "milestones-trend-csv",
    "municipalities",
    "municipalities-csv",
    "overview",
    "package",
    "packages",
    "report",
    "report-issue",
    "report-pdf",
    "reports",
    "reports-csv",
    "rollouts",
    "rollouts-csv",
    "service",
    "services",
    "services-csv",
    "sign-ins",
    "sign-ins-csv",
    "what-if",
    "what-if-csv",
    "why",
]


@pytest.mark.slow
@pytest.mark.world(worlds.FURNISHED)
class TestStichtag(TestCase):
    """A TestCase, because all of them look at one world."""

    world: ClassVar[World]

    def setUp(self) -> None:
        self.clients = {role: self.world.client(role) for role in Role}

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = worlds.find()
        say_something(cls.world, BEFORE)
        appoint(by=None, user=factories.person(Role.AUTHORITY), authority=cls.world.own, is_deputy=True, on=BEFORE)

    def test_each_view_declares_whether_it_turns_back(self) -> None:
        turning = {str(pattern.name) for pattern in patterns() if getattr(pattern.callback, "turns_back", False)}

        assert sorted(turning) == TURNING_BACK

    def test_what_turns_back_does_not_know_what_came_later_and_the_rest_says_so(self) -> None:
        before = {key: self.look(*key) for key in self.pages()}
        say_something(self.world, TODAY)
        say_the_rest(self.world)
        after = {key: self.look(*key) for key in before if key[1].name in TURNING_BACK}

        for (role, line), was in before.items():
            # What did not exist by then is not found: on no page, and the day is no matter.
            is_page = was.lstrip().startswith("<!DOCTYPE") and "Diese Seite gibt es nicht" not in was
            with self.subTest(line=str(line), role=role):
                if line.name in TURNING_BACK:
                    assert after[role, line] == was
                    assert not is_page or (TURNED in was, TODAYS in was) == (True, False)
                elif is_page:
                    assert (TURNED in was, TODAYS in was) == (False, True)

    def pages(self) -> list[tuple[Role, Line]]:
        """Whatever each role may look at on the past day, in the order of the table."""
        found = []
        for role in Role:
            column = worlds.COLUMNS.index(role)
            found += [
                (role, line)
                for line in table()
                if line.method == "GET"
                and line.answers[column] == 200
                and not line.name.startswith(("account_", "healthz", "readyz"))
            ]
        return found

    def look(self, role: Role, line: Line) -> str:
        """What the page says on the past day, without what differs from one request to the next."""
        address = reverse(line.name, kwargs=self.world.things[line.thing])
        answer = self.clients[role].get(address, {"stichtag": str(STICHTAG)})
        said = b"".join(answer).decode("utf-8", "replace")
        return re.sub(r'(csrfmiddlewaretoken" value=|x-csrftoken": )"[^"]*"', "", said)


def say_something(world: World, on: date) -> None:
    """A milestone, a component and two rollouts are reported on that day."""
    ministry, operator, officer = (world.people[role] for role in (Role.MINISTRY, Role.OPERATOR, Role.AUTHORITY))
    milestone = Milestone.objects.get(slug="konzeption-abgeschlossen")
    month = 6 if on < STICHTAG else 8
    say: dict[str, Any] = {"on": on, "reason": "Die Abstimmung dauert länger.", "reason_category": "decision"}
    report_milestone(
        by=ministry, milestone=milestone, state=State.STARTED, forecast_on=date(2022, month, 30),
        supersedes=milestone.last_report, **say,
    )  # fmt: skip
    component = Component.objects.get(slug="epayment")
    last = Word.objects.latest_of(component)
    report_component(by=operator, component=component, forecast_on=date(2022, month, 30), supersedes=last, **say)
    for rollout in Rollout.objects.competent().filter(authority=world.own).order_by("pk")[:2]:
        report_rollout(
            by=officer, rollout=rollout, state=RolloutState.PLANNED, forecast_on=date(2022, month, 30),
            supersedes=rollout.last_report, **say,
        )  # fmt: skip


def say_the_rest(world: World) -> None:
    """Documents, mandates, people, recipients, a report and its mails."""
    ministry = world.people[Role.MINISTRY]
    deliverable = Deliverable.objects.filter(milestone__slug="konzeption-abgeschlossen")[0]
    release_deliverable(by=ministry, deliverable=deliverable, on=TODAY, released_on=TODAY, document="Leitfaden")
    appoint(by=None, user=factories.person(Role.AUTHORITY), authority=world.own, is_deputy=True, on=TODAY)
    dismiss(by=ministry, representative=Representative.objects.get(is_deputy=True, since=BEFORE), on=TODAY)
    people.invite(
        by=ministry, email="neu@demo.example", name="N. Neu", organisation="Stelle", role=Role.STEERING, on=TODAY
    )
    add_recipient(by=ministry, email="zweite@demo.example", name="Z. Zweite", on=TODAY)
    remove_recipient(by=ministry, recipient=Recipient.objects.order_by("pk")[0], on=TODAY)
    issue_report(by=ministry, month=date(2022, 4, 1), on=TODAY)
    requeue_delivery(by=ministry, delivery=Delivery.objects.filter(state="unknown")[0], on=TODAY)
