"""Another agreed date of a joint milestone: the next stand of the plan once both have said so; the letter's stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from milestones.actions import load_plan, propose_date
from milestones.models import BaselineDate, Plan, Proposal
from milestones.precision import Precision
from milestones.proposals import Verdict
from milestones.states import State
from ozgtracker.errors import InvalidInput, NotAllowed
from ozgtracker.findings import found
from tests.milestones.conftest import By
from tests.milestones.proposing import AUGUST, DROPPED, LATER, NEW_DATE, answer, status
from tests.milestones.reporting import ON, Agree
from tests.refusals import refusing


def test_another_agreed_date_is_the_next_stand_of_the_plan(
    plan: Plan, milestone: By, ministry: User, spokesman: User
) -> None:
    proposal = propose_date(by=ministry, milestone=milestone("M3"), on=ON, **NEW_DATE)
    assert status(plan, "M3", LATER).agreed_words == "ab Ende Mai 2022"
    before = dict(BaselineDate.objects.filter(baseline__number=0).values_list("milestone__code", "date"))

    told = answer(spokesman, proposal, Verdict.CONFIRMED, on=LATER)

    baseline = told.baseline
    assert baseline is not None
    assert (baseline.number, baseline.agreed_on, baseline.reason) == (1, LATER, NEW_DATE["reason"])
    assert baseline.source == ("Vereinbart zwischen Land (A. Ministry) und Kommunen (A. Association) am 10.02.2022")
    assert dict(baseline.dates.values_list("milestone__code", "date")) == before | {"M3": AUGUST}
    found = status(plan, "M3", LATER)
    assert (found.original, found.agreed, found.agreed_words) == (date(2022, 5, 31), AUGUST, "31.08.2022")
    assert status(plan, "M3", ON).agreed == date(2022, 5, 31)
    # The letter's own stand is immortal, also when the plan is loaded again.
    assert load_plan(on=LATER).touched == 0
    assert dict(BaselineDate.objects.filter(baseline__number=0).values_list("milestone__code", "date")) == before


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"day": date(2022, 1, 9)}, "date", "proposal.date-passed"),
        ({"day": date(2022, 5, 31), "precision": Precision.MONTH_END_FROM}, "date", "proposal.agreed-already"),
        ({"precision": Precision.NONE}, "precision", "proposal.date-needs-day"),
        ({"reason": ""}, "reason", "proposal.why-another-date"),
        ({"reason_category": ""}, "reason_category", "reason.of-which-kind"),
        ({"day": date(2052, 5, 31)}, "date", "day.far-away"),
    ],
)
def test_a_date_that_makes_no_sense(
    milestone: By, ministry: User, values: dict[str, Any], field: str, code: str
) -> None:
    with refusing(InvalidInput, found(code), field=field):
        propose_date(by=ministry, milestone=milestone("M3"), on=ON, **(NEW_DATE | values))

    assert Proposal.objects.count() == 0


def test_what_is_dropped_has_no_new_date(milestone: By, ministry: User, agree: Agree) -> None:
    agree("P2", **DROPPED)

    with refusing(InvalidInput, found("proposal.state-has-no-date", state=State.CANCELLED)):
        propose_date(by=ministry, milestone=milestone("P2"), on=LATER, **NEW_DATE)


def test_only_a_joint_date_is_proposed(milestone: By, ministry: User) -> None:
    with refusing(NotAllowed, found("proposal.joint-only")):
        propose_date(by=ministry, milestone=milestone("M2"), on=ON, **NEW_DATE)


def test_everything_has_a_name(milestone: By, ministry: User, spokesman: User) -> None:
    proposal = propose_date(by=ministry, milestone=milestone("M3"), on=ON, **NEW_DATE)
    told = answer(spokesman, proposal, Verdict.CONFIRMED)

    assert (str(proposal), str(told)) == (
        "Ausspielung beginnt: Paket 1: vereinbarter Termin 31.08.2022",
        "Ausspielung beginnt: Paket 1: vereinbarter Termin 31.08.2022: bestätigt",
    )
