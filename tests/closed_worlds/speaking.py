"""Says everything that can be said, each text with its token, by people who look at nothing themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.actions import change_role, decline_access
from accounts.models import User
from accounts.roles import Role
from milestones.actions import (
    answer_proposal,
    correct_release,
    flag_overdue,
    propose_date,
    propose_report,
    release_deliverable,
    report_milestone,
)
from milestones.models import Deliverable, Milestone
from milestones.precision import Precision
from milestones.proposals import Verdict
from milestones.reported import MilestoneInput
from milestones.states import State
from municipalities.actions import answer_competence, appoint, decline_mandates, report_rollout
from municipalities.models import Authority, Rollout
from municipalities.rollout_states import RolloutState
from reports.actions import announce_mandates, announce_overdue, issue_report
from services.actions import report_component
from services.models import Component
from services.models import Delivery as Word
from tests import factories
from tests.closed_worlds.planted import Words
from tests.closed_worlds.world import World
from tests.conftest import TODAY

SAID, LATER, STICHTAG = date(2022, 4, 20), date(2022, 9, 30), date(2022, 4, 30)


class Speakers:
    """One person a role who speaks, an officer of either place, and one who is to speak."""

    def __init__(self, world: World) -> None:
        self.of = {role: factories.person(role) for role in Role if role != Role.AUTHORITY}
        self.own, self.foreign, self.newcomer = (factories.person(Role.AUTHORITY) for _ in range(3))
        factories.mandate(self.of[Role.ASSOCIATION], world.association)
        factories.mandate(self.own, world.own)
        factories.mandate(self.foreign, world.foreign)

    @property
    def everybody(self) -> list[User]:
        return [*self.of.values(), self.own, self.foreign, self.newcomer]


def say_everything(world: World, words: Words, speakers: Speakers) -> list[Rollout]:
    """What all sides say, the issue of that month and all mails; returns the rollouts spoken of."""
    _about_the_plan(words, speakers)
    _about_people(world, words, speakers)
    rollouts = [
        *_about_a_place(words, speakers, "own", world.own, speakers.own),
        *_about_a_place(words, speakers, "foreign", world.foreign, speakers.foreign),
        _about_an_own_solution(words, world.foreign, speakers.foreign),
    ]
    issue = issue_report(by=speakers.of[Role.MINISTRY], month=STICHTAG, on=TODAY)
    world.things["issue"] = {"number": issue.number}
    flag_overdue(on=TODAY)
    announce_overdue(on=TODAY)
    announce_mandates(on=TODAY)
    return rollouts


def _about_a_place(words: Words, speakers: Speakers, whose: str, place: Authority, officer: User) -> list[Rollout]:
    """Planned with reason, remark and evidence; then not competent, which the ministry contradicts."""
    first, second = Rollout.objects.competent().filter(authority=place).order_by("pk")[:2]
    name = "municipalities.RolloutReport"
    said = report_rollout(
        by=officer, rollout=first, on=SAID, state=RolloutState.PLANNED, forecast_on=LATER,
        reason=words.sentence(f"{name}.reason", whose), remark=words.sentence(f"{name}.remark", whose),
        evidence=words.address(f"{name}.evidence", whose), supersedes=None,
    )  # fmt: skip
    refused = report_rollout(
        by=officer, rollout=first, on=SAID, state=RolloutState.NOT_COMPETENT, reason="Das macht der Landkreis.",
        supersedes=said,
    )  # fmt: skip
    answer_competence(
        by=speakers.of[Role.MINISTRY], report=refused, on=SAID, agrees=False,
        reason=words.sentence("municipalities.CompetenceAnswer.reason", whose),
    )  # fmt: skip
    report_rollout(by=officer, rollout=second, on=SAID, state=RolloutState.PLANNED, supersedes=None)
    Rollout.objects.filter(pk=second.pk).update(evidence=words.address("municipalities.Rollout.evidence", whose))
    return [first, second]


def _about_an_own_solution(words: Words, place: Authority, officer: User) -> Rollout:
    """Live elsewhere: its address is as public as that it is live."""
    third: Rollout = Rollout.objects.competent().filter(authority=place).order_by("pk")[2]
    report_rollout(
        by=officer, rollout=third, on=SAID, state=RolloutState.LIVE, live_on=SAID, is_own_solution=True,
        evidence=words.address("municipalities.RolloutReport.evidence", "solution"), supersedes=None,
    )  # fmt: skip
    Rollout.objects.filter(pk=third.pk).update(evidence=words.address("municipalities.Rollout.evidence", "solution"))
    return third


def _about_the_plan(words: Words, speakers: Speakers) -> None:
    ministry, association = speakers.of[Role.MINISTRY], speakers.of[Role.ASSOCIATION]
    milestone = Milestone.objects.get(slug="konzeption-abgeschlossen")
    why: dict[str, Any] = {"reason_category": "decision"}
    report = report_milestone(
        by=ministry, milestone=milestone, on=SAID, state=State.STARTED, forecast_on=LATER, supersedes=None,
        **_three(words, "milestones.MilestoneReport"), **why,
    )  # fmt: skip
    said = MilestoneInput(State.CANCELLED, **_three(words, "milestones.Proposal"), **why)
    proposal = propose_report(by=ministry, milestone=milestone, on=SAID, said=said, supersedes=report)
    answer_proposal(
        by=association, proposal=proposal, verdict=Verdict.OBJECTED, on=SAID,
        reason=words.sentence("milestones.Answer.reason"), supersedes=report,
    )  # fmt: skip
    propose_date(
        by=ministry, milestone=Milestone.objects.get(slug="start-paket-1"), on=SAID, day=LATER,
        precision=Precision.DAY, reason=words.sentence("milestones.Proposal.reason"), **why,
    )  # fmt: skip
    _about_documents_and_components(words, speakers)


def _three(words: Words, model: str) -> dict[str, Any]:
    return {
        "reason": words.sentence(f"{model}.reason"),
        "evidence": words.token(f"{model}.evidence"),
        "declaring_body": words.token(f"{model}.declaring_body"),
    }


def _about_documents_and_components(words: Words, speakers: Speakers) -> None:
    document = words.token("milestones.DeliverableRelease.document")
    deliverable = Deliverable.objects.get(slug="leitfaden-kommunal")
    by: dict[str, Any] = {"by": speakers.of[Role.MINISTRY], "on": SAID}
    release = release_deliverable(deliverable=deliverable, released_on=SAID, document=document, **by)
    correct_release(
        deliverable=deliverable, released_on=SAID, document=f"{document}, 2. Fassung",
        reason=words.sentence("milestones.DeliverableRelease.reason"), supersedes=release, **by,
    )  # fmt: skip
    component = Component.objects.get(slug="epayment")
    report_component(
        by=speakers.of[Role.OPERATOR], component=component, on=SAID, forecast_on=LATER,
        reason=words.sentence("services.Delivery.reason"), reason_category="decision",
        evidence=words.token("services.Delivery.evidence"),
        supersedes=Word.objects.latest_of(component),
    )  # fmt: skip


def _about_people(world: World, words: Words, speakers: Speakers) -> None:
    """A mandate and a role, both asked for and declined."""
    ministry = speakers.of[Role.MINISTRY]
    mandate = appoint(by=ministry, user=speakers.newcomer, authority=world.own, on=SAID)
    reason = words.sentence("municipalities.Representative.reason")
    decline_mandates(by=speakers.own, representatives=[mandate], reason=reason, on=SAID)
    asked = change_role(by=ministry, person=speakers.of[Role.STEERING], role=Role.AUDITOR, on=SAID)
    assert asked is not None
    decline_access(
        by=speakers.of[Role.ADMIN], request=asked, reason=words.sentence("accounts.AccessRequest.reason"), on=SAID
    )
