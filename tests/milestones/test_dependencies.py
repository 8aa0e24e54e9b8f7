"""What depends on what: added by the ministry, never in a circle, never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from accounts.models import AuditEntry, User
from accounts.roles import Role
from milestones.actions import add_dependency
from milestones.graph import graph_of
from milestones.models import Dependency, Milestone, Plan
from milestones.states import DependencyKind
from milestones.status import plan_status
from ozgtracker.errors import InvalidInput, NotAllowed
from ozgtracker.findings import found
from ozgtracker.ui.as_of import AsOf
from tests.conftest import ClientOf
from tests.milestones.conftest import By
from tests.refusals import refusing

ON = date(2022, 2, 10)


def couple(by: User | None, before: Milestone, after: Milestone, *, lag_days: int = 0) -> Dependency:
    return add_dependency(
        by=by,
        predecessor=before,
        successor=after,
        kind=DependencyKind.HARD,
        lag_days=lag_days,
        reason="Zum Test.",
        source="Test",
        is_assumption=True,
        on=ON,
    )


def test_days_that_have_to_lie_between_are_no_buffer_and_move_what_follows(
    plan: Plan, milestone: By, ministry: User, client_of: ClientOf
) -> None:
    """M1 is due on 31.03.2022, M4 on 31.05.2022: 40 working days, with Easter between."""
    couple(ministry, milestone("M1"), milestone("M4"), lag_days=45)

    status = plan_status(plan, AsOf(ON, ON))
    (link,) = (one for one in status.after(milestone("M1")) if one.successor.milestone.code == "M4")
    page = client_of(ministry).get("/milestones/betrieb-vorbereitet/").content.decode()

    assert (link.agreed_buffer, link.is_crossed) == (-5, True)
    assert graph_of(status).expected({}, with_soft=False)["betrieb-vorbereitet"].expected_on == date(2022, 6, 8)
    assert "mit 45 Arbeitstagen Abstand" in page
    assert "08.06.2022" in page


def test_a_dependency_is_added_and_left_in_the_trail(plan: Plan, milestone: By, ministry: User) -> None:
    couple(ministry, milestone("M1"), milestone("M4"))

    entry = AuditEntry.objects.get(verb="dependency.added")
    assert entry.sentence == (
        "Betrieb vorbereitet: Betriebskonzept und Betriebshandbuch setzt Konzeption abgeschlossen, Leitfäden fertig "
        "voraus (zwingend)."
    )


def test_a_circle_is_refused_by_name(plan: Plan, milestone: By) -> None:
    titles = tuple(milestone(code).title for code in ("P2", "M2a", "M2", "P2"))

    with refusing(InvalidInput, found("dependency.circle", titles=titles), field="predecessor"):
        couple(None, milestone("P2"), milestone("M2a"))

    assert Dependency.objects.count() == 5


def test_the_same_dependency_twice(plan: Plan, milestone: By) -> None:
    with refusing(InvalidInput, found("dependency.known"), field="predecessor"):
        couple(None, milestone("M2a"), milestone("M3"))


def test_only_the_ministry_keeps_the_plan(plan: Plan, milestone: By, person: Callable[..., User]) -> None:
    refused = set()
    for role in Role:
        try:
            couple(person(role), milestone("M1"), milestone("M4"))
        except NotAllowed:
            refused.add(role)

    assert refused == set(Role) - {Role.MINISTRY}


def test_undated_couplings_have_no_buffer(plan: Plan, milestone: By, ministry: User) -> None:
    couple(ministry, milestone("LZA"), milestone("M5"))

    (link,) = plan_status(plan, AsOf(ON, ON)).after(milestone("LZA"))
    assert (link.agreed_buffer, link.agreed_buffer_words, link.is_zero) == (None, "–", False)
