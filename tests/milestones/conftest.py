"""The real plan on real components and packages, and milestones built to measure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from milestones.actions import (
    answer_proposal,
    load_plan,
    propose_report,
    release_deliverable,
    report_milestone,
)
from milestones.models import Milestone, MilestoneReport, Plan
from milestones.proposals import Verdict
from milestones.reported import MilestoneInput
from milestones.states import State
from ozgtracker.land import land
from ozgtracker.tables import read_table
from services.catalogue.rows import ComponentRow, PackageRow
from services.models import Component, Package
from tests import factories
from tests.databases import EMPTY, Template, choose
from tests.milestones.reporting import ON, Agree, Report, declared

DATA = land().folder / "services"
AGREED_ON = date(2021, 12, 21)

By = Callable[[str], Milestone]


def _fill_catalogue() -> None:
    components = read_table(DATA / "components.csv", ComponentRow)
    Component.objects.bulk_create([Component(**row.model_dump(exclude={"description"})) for row in components])
    Package.objects.bulk_create([Package(**row.model_dump()) for row in read_table(DATA / "packages.csv", PackageRow)])


CATALOGUE = Template("catalogue", _fill_catalogue, EMPTY)
PLAN = Template("plan", partial(load_plan, on=AGREED_ON), CATALOGUE)
TEMPLATES = {"plan": PLAN, "catalogue": CATALOGUE}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Plan and catalogue are built once."""
    choose(items, Path(__file__).parent, TEMPLATES)


@pytest.fixture
def catalogue(db: None) -> None:
    """Components and packages as they ship."""


@pytest.fixture
def plan(db: None) -> Plan:
    """The plan of the letter, nothing reported yet."""
    return Plan.objects.get()


@pytest.fixture
def milestone(plan: Plan) -> By:
    """milestone("M2a") is the declaration of the APP."""
    return lambda code: plan.milestones.get(code=code)


@pytest.fixture
def report(milestone: By, ministry: User, operator: User, association_user: User) -> Report:
    """report("M2a", state=State.STARTED, …): by somebody of the responsible side, after the last report."""
    reporters = {
        "land": ministry,
        "joint": ministry,
        "external": ministry,
        "ldi": operator,
        "kommunen": association_user,
    }

    def say(code: str, **values: Any) -> MilestoneReport:
        subject = milestone(code)
        given: dict[str, Any] = {
            "by": reporters[subject.responsible],
            "on": ON,
            "state": State.STARTED,
            "supersedes": subject.last_report,
            "reason_category": "technology",
        } | values
        return report_milestone(milestone=subject, **given)

    return say


@pytest.fixture
def spokesman(association_user: User) -> User:
    """Somebody who represents a Spitzenverband, and so speaks for the Kommunen."""
    factories.mandate(association_user, factories.association(), since=AGREED_ON)
    return association_user


@pytest.fixture
def agree(milestone: By, ministry: User, spokesman: User) -> Agree:
    """agree("M1", state=State.REACHED, …): the ministry proposes it, and the Kommunen confirm it the same day."""

    def say(code: str, **values: Any) -> MilestoneReport:
        subject = milestone(code)
        on, last = values.pop("on", ON), subject.last_report
        proposal = propose_report(by=ministry, milestone=subject, on=on, said=MilestoneInput(**values), supersedes=last)
        answer = answer_proposal(by=spokesman, proposal=proposal, verdict=Verdict.CONFIRMED, on=on, supersedes=last)
        assert answer.report is not None
        return answer.report

    return say


@pytest.fixture
def declare(release_app: None, report: Report) -> Callable[[], None]:
    """declare() makes the APP ready on 15.03.2022."""

    def say() -> None:
        report("M2a", **declared())

    return say


@pytest.fixture
def release_app(operator: User, milestone: By) -> None:
    """The declaration lies on the table."""
    for deliverable in milestone("M2a").deliverables.all():
        release_deliverable(
            by=operator,
            deliverable=deliverable,
            on=date(2022, 3, 15),
            released_on=date(2022, 3, 15),
            document="Erklärung",
        )
