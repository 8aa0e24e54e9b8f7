"""A joint milestone changes only when both sides say so: who proposes, who answers, what stands in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from accounts.roles import Role, Side
from milestones.actions import propose_date, report_milestone
from milestones.models import Answer, MilestoneReport, Plan, Proposal
from milestones.permissions import speaks_for
from milestones.proposals import ProposalKind, Verdict, Word, needs_both, other_side
from milestones.states import CLOSED_STATES, State
from milestones.words import PROPOSAL_KINDS, VERDICTS
from ozgtracker.errors import Blocked, InvalidInput, LostRace, NotAllowed
from ozgtracker.findings import found
from services.models import Delivery, Package
from tests import factories
from tests.milestones.conftest import By
from tests.milestones.proposing import DROPPED, LATER, NEW_DATE, answer, propose, status
from tests.milestones.reporting import ON, Agree, Report
from tests.refusals import owed, refusing
from tests.trail import told

# -- the rule


@pytest.mark.parametrize(
    ("before", "after", "both"),
    [
        (Word(State.OPEN), Word(State.STARTED), False),
        (Word(State.STARTED), Word(State.STARTED), False),
        (Word(State.STARTED), Word(State.REACHED, ON), True),
        (Word(State.STARTED), Word(State.CANCELLED), True),
        (Word(State.STARTED), Word(State.DEFERRED), True),
        (Word(State.REACHED, ON), Word(State.STARTED), True),
        (Word(State.DEFERRED), Word(State.STARTED), True),
        (Word(State.CANCELLED), Word(State.OPEN), True),
        (Word(State.REACHED, ON), Word(State.REACHED, LATER), True),
        (Word(State.REACHED, ON), Word(State.REACHED, ON), False),
        (Word(State.DEFERRED), Word(State.DEFERRED), False),
    ],
)
def test_what_counts_only_with_both(before: Word, after: Word, both: bool) -> None:
    assert needs_both(Side.JOINT, before, after) is both


words = st.builds(Word, st.sampled_from(State), st.none() | st.dates(date(2022, 1, 1), date(2022, 12, 31)))


@given(st.sampled_from(Side), words, words)
def test_only_joint_milestones_and_only_into_or_out_of_an_end(side: Side, before: Word, after: Word) -> None:
    if needs_both(side, before, after):
        assert side is Side.JOINT
        assert not CLOSED_STATES.isdisjoint({before.state, after.state})
        assert before != after


def test_everything_has_its_words() -> None:
    assert (set(PROPOSAL_KINDS), set(VERDICTS)) == (set(ProposalKind), set(Verdict))
    assert (other_side(Side.LAND), other_side(Side.KOMMUNEN)) == (Side.KOMMUNEN, Side.LAND)


# -- nobody does it alone


@pytest.mark.parametrize("code", ["M1", "M3", "P2"])
@pytest.mark.parametrize("role", [Role.MINISTRY, Role.ASSOCIATION])
def test_one_side_alone_drops_nothing(code: str, role: Role, milestone: By, ministry: User, spokesman: User) -> None:
    by = ministry if role is Role.MINISTRY else spokesman

    with refusing(NotAllowed, found("milestone.needs-both", title=milestone(code).title)):
        report_milestone(by=by, milestone=milestone(code), on=ON, supersedes=None, **DROPPED)

    assert (MilestoneReport.objects.count(), Delivery.objects.count()) == (0, 0)


def test_a_forecast_stays_each_sides_own_word(report: Report) -> None:
    assert report("M1", forecast_on=date(2022, 3, 31)).state == "started"


def test_what_one_side_may_say_alone_is_not_proposed(milestone: By, ministry: User) -> None:
    with refusing(InvalidInput, found("proposal.needs-nobody"), field="state"):
        propose(ministry, milestone("M1"), state=State.STARTED, forecast_on=date(2022, 3, 31))
    with refusing(NotAllowed, found("proposal.joint-only")):
        propose(ministry, milestone("M2"))


def test_until_it_is_confirmed_everything_stands_as_before(plan: Plan, milestone: By, ministry: User) -> None:
    before = status(plan, "P2", ON)
    proposal = propose(ministry, milestone("P2"))

    found = status(plan, "P2", LATER)
    assert (found.facts.state, found.assessment) == (before.facts.state, before.assessment)
    assert found.proposal == proposal
    assert (proposal.words, proposal.side_label, proposal.waits_for_label) == ("entfallen", "Land", "Kommunen")
    assert found.remarks == ("Vorgeschlagen von Land am 10.01.2022: entfallen.",)
    assert (milestone("P2").state, Package.objects.get(number=2).forecast_on) == ("open", None)
    assert status(plan, "P2", date(2022, 1, 9)).proposal is None


# -- who answers


@pytest.fixture
def people(person: Callable[..., User], ministry: User, spokesman: User) -> dict[str, User]:
    """One of every role, an association's user without a mandate, and one whose mandate has ended."""
    ended = person(Role.ASSOCIATION)
    mandate = factories.mandate(ended, factories.association("frueher"), since=date(2021, 12, 21))
    mandate.until = ON
    mandate.save()
    others = {role.value: person(role) for role in Role if role not in {Role.MINISTRY, Role.ASSOCIATION}}
    return others | {
        "ministry": ministry,
        "spokesman": spokesman,
        "without mandate": person(Role.ASSOCIATION),
        "mandate ended": ended,
    }


def test_for_whom_somebody_speaks(people: dict[str, User]) -> None:
    assert {name: side for name, user in people.items() if (side := speaks_for(user, ON))} == {
        "ministry": Side.LAND,
        "spokesman": Side.KOMMUNEN,
    }


@pytest.mark.parametrize(("proposer", "confirms"), [("ministry", "spokesman"), ("spokesman", "ministry")])
@pytest.mark.parametrize("verdict", [Verdict.CONFIRMED, Verdict.OBJECTED])
def test_only_the_other_side_answers(
    proposer: str, confirms: str, verdict: Verdict, milestone: By, people: dict[str, User]
) -> None:
    proposal = propose(people[proposer], milestone("P2"))

    let_in = set()
    for name, user in people.items():
        try:
            with transaction.atomic():
                answer(user, proposal, verdict, reason="Das war so nicht verabredet.")
                let_in.add(name)
                transaction.set_rollback(True)
        except NotAllowed:
            assert Answer.objects.count() == 0
    assert let_in == {confirms}


def test_who_proposes(milestone: By, people: dict[str, User]) -> None:
    let_in = set()
    for name, user in people.items():
        try:
            with transaction.atomic():
                propose(user, milestone("P2"))
                let_in.add(name)
                transaction.set_rollback(True)
        except NotAllowed:
            assert Proposal.objects.count() == 0
    assert let_in == {"ministry", "spokesman"}


def test_only_its_author_takes_it_back(milestone: By, people: dict[str, User], person: Callable[..., User]) -> None:
    proposal = propose(people["ministry"], milestone("P2"))
    colleague = person(Role.MINISTRY)

    for user in (colleague, *(user for name, user in people.items() if name != "ministry")):
        with refusing(NotAllowed, found("proposal.taken-back-by-author")):
            answer(user, proposal, Verdict.WITHDRAWN)
    assert answer(people["ministry"], proposal, Verdict.WITHDRAWN).verdict == "withdrawn"
    assert milestone("P2").state == "open"


# -- what an answer does


def test_confirmed_it_is_the_word_of_who_proposed_it_and_says_who_confirmed(
    plan: Plan, milestone: By, ministry: User, spokesman: User
) -> None:
    proposal = propose(ministry, milestone("P2"))

    given_answer = answer(spokesman, proposal, Verdict.CONFIRMED, on=LATER)

    said = milestone("P2").last_report
    assert said is not None
    assert (said, said.by, said.said_on, said.state) == (given_answer.report, ministry, LATER, "cancelled")
    assert (said.confirmation.by, said.confirmation.side_label) == (spokesman, "Kommunen")
    assert status(plan, "P2", LATER).proposal is None
    assert status(plan, "P2", ON).proposal == proposal
    assert told("verb", "by_name", "subject_key")[-1] == (
        "milestone.proposal_confirmed",
        spokesman.name,
        "start-paket-2",
    )


def test_confirmed_a_start_opens_its_package(agree: Agree, declare: Callable[[], None]) -> None:
    declare()
    agree("M3", on=date(2022, 5, 31), state=State.REACHED, actual_on=date(2022, 5, 30))

    opened = Package.objects.get(number=1)
    said = Delivery.objects.get(package=opened)
    assert (opened.ready_on, said.by and said.by.role) == (date(2022, 5, 30), Role.MINISTRY)


@pytest.mark.parametrize("reason", ["", ".", "\u200b", "Nein"])
def test_an_objection_says_why(milestone: By, ministry: User, spokesman: User, reason: str) -> None:
    proposal = propose(ministry, milestone("P2"))

    with refusing(InvalidInput, owed(found("proposal.why-objected"), reason), field="reason"):
        answer(spokesman, proposal, Verdict.OBJECTED, reason=reason)
    told = answer(spokesman, proposal, Verdict.OBJECTED, reason="Das war so nicht verabredet.")
    assert (told.reason, told.report, milestone("P2").state) == ("Das war so nicht verabredet.", None, "open")


def test_reaching_waits_for_what_it_always_waits_for(milestone: By, ministry: User) -> None:
    with refusing(Blocked, found("milestone.cannot-be-reached", title=milestone("M1").title)) as refused:
        propose(ministry, milestone("M1"), state=State.REACHED, actual_on=ON)

    assert refused.value.conditions == (
        found("lack.deliverable", name="Leitfaden Kommunal"),
        found("lack.deliverable", name="Leitfaden Land"),
    )


def test_leaving_an_end_needs_both_too(agree: Agree, report: Report, milestone: By) -> None:
    agree("P2", **DROPPED)

    again = {"state": State.OPEN, "forecast_on": date(2022, 9, 30), "reason": "Das Geld ist doch bewilligt."}
    with refusing(NotAllowed, found("milestone.needs-both", title=milestone("P2").title)):
        report("P2", on=LATER, **again)
    assert agree("P2", on=LATER, **again).state == "open"


# -- one at a time


def test_one_proposal_at_a_time(milestone: By, ministry: User, spokesman: User) -> None:
    first = propose(ministry, milestone("P2"))

    with refusing(Blocked, found("proposal.waits-already")) as refused:
        propose(spokesman, milestone("P2"))
    waiting = found("proposal.waiting", side=Side.LAND, day=ON, said=found("milestone.said", state=State.CANCELLED))
    assert refused.value.conditions == (waiting,)
    with refusing(Blocked, found("proposal.waits-already")):
        propose_date(by=spokesman, milestone=milestone("P2"), on=ON, **NEW_DATE)
    answer(spokesman, first, Verdict.OBJECTED, reason="Das war so nicht verabredet.")
    assert propose(spokesman, milestone("P2")).supersedes == first


def test_the_second_answer_sees_the_first(milestone: By, ministry: User, spokesman: User) -> None:
    proposal = propose(ministry, milestone("P2"))
    first = answer(spokesman, proposal, Verdict.CONFIRMED)

    with refusing(LostRace, found("proposal.answered", name=spokesman.name, day=ON, verdict=Verdict.CONFIRMED)) as lost:
        answer(spokesman, proposal, Verdict.OBJECTED, reason="Das war so nicht verabredet.")
    assert lost.value.current == first
    with refusing(LostRace, found("proposal.answered", name=spokesman.name, day=ON, verdict=Verdict.CONFIRMED)):
        answer(ministry, proposal, Verdict.WITHDRAWN)


def test_a_report_in_between_is_seen_before_it_is_confirmed_over(
    milestone: By, report: Report, ministry: User, spokesman: User
) -> None:
    proposal = propose(ministry, milestone("P2"))
    between = report("P2", forecast_on=date(2022, 9, 30))

    with refusing(LostRace, found("statement.overtaken", title=milestone("P2").title)) as lost:
        answer(spokesman, proposal, Verdict.CONFIRMED, supersedes=None)
    assert lost.value.current == between
    assert Answer.objects.count() == 0
    assert answer(spokesman, proposal, Verdict.CONFIRMED, supersedes=between).report == milestone("P2").last_report


def test_what_was_proposed_and_answered_stays(milestone: By, ministry: User, spokesman: User) -> None:
    proposal = propose(ministry, milestone("P2"))
    told = answer(spokesman, proposal, Verdict.CONFIRMED)

    for row in (proposal, told):
        rows = type(row)._default_manager.filter(pk=row.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(reason="anders")
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(proposal=proposal, verdict="withdrawn", side="land", by=ministry, said_on=ON)
