"""The lines of the list of milestones, and the sentence above them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Side
from milestones.permissions import may_report, sides_of
from milestones.status import Coupling, MilestoneStatus, PlanStatus
from ozgtracker import german
from ozgtracker.ui.told import Told, tell

OVERDUE = "overdue"
type Found = Iterable[MilestoneStatus]


def of_side(found: Found, side: str) -> list[MilestoneStatus]:
    """Those this side is responsible for."""
    return [one for one in found if one.milestone.responsible == side]


def of_light(found: Found, light: str) -> list[MilestoneStatus]:
    """Those that show this light, or are overdue."""
    if light == OVERDUE:
        return [one for one in found if one.assessment.is_overdue]
    return [one for one in found if one.assessment.light.value == light]


def of_phase(found: Found, number: str) -> list[MilestoneStatus]:
    """Those of the phase with this number."""
    return [one for one in found if one.milestone.phase and str(one.milestone.phase.number) == number]


def counted(found: Found, answer: str) -> list[MilestoneStatus]:
    """Those that count as a milestone ("ja"), or the others ("nein")."""
    return [one for one in found if one.is_counted == (answer == "ja")]


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a figure counts; empty means all."""

    side: str = ""
    light: str = ""
    phase: str = ""
    counted: str = ""


def matching(plan: PlanStatus, criteria: Criteria) -> list[MilestoneStatus]:
    """The milestones a figure counts, in the order of the plan: the list filters by the same functions."""
    found = list(plan.milestones)
    asked = (
        (of_side, criteria.side),
        (of_light, criteria.light),
        (of_phase, criteria.phase),
        (counted, criteria.counted),
    )
    for asks, value in asked:
        found = asks(found, value) if value else found
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: the milestone, its tightest coupling to a successor, and whether this person may report."""

    status: MilestoneStatus
    tightest: Coupling | None
    may_report: bool


def in_order(plan: PlanStatus) -> list[MilestoneStatus]:
    """The milestones, phase by phase."""
    return [status for phase in plan.phases for status in phase.milestones]


def row_of(plan: PlanStatus, status: MilestoneStatus, sides: Collection[Side]) -> Row:
    """One line of the list, as somebody sees it who reports for these sides."""
    links = [link for link in plan.after(status.milestone) if link.agreed_buffer is not None]
    tightest = min(links, key=lambda link: link.agreed_buffer or 0, default=None)
    return Row(status, tightest, may_report(sides, status.milestone) and not plan.is_past)


def rows_of(plan: PlanStatus, user: User, found: Iterable[MilestoneStatus]) -> list[Row]:
    """The lines of the list as this person sees them."""
    sides = sides_of(user)
    return [row_of(plan, status, sides) for status in found]


@dataclass(frozen=True, slots=True)
class Answer:
    """The sentence above the list; overdue and due are its further parts, empty where nothing is overdue or due."""

    reached: str
    overdue: str
    due: str = ""


def answer(plan: PlanStatus) -> Answer:
    """ "3 von 7 Meilensteinen sind erreicht" and "1 ist überfällig"; before the plan, since when there is one."""
    if plan.is_before_plan:
        return Answer(_("Der Plan wurde erst am %(day)s verabredet") % {"day": german.day(plan.plan.agreed_on)}, "")
    reached, late = len(plan.reached), len(plan.overdue)
    first = ngettext(
        "%(reached)s von %(counted)s Meilensteinen ist erreicht",
        "%(reached)s von %(counted)s Meilensteinen sind erreicht",
        reached,
    )
    counted = Told(len(plan.counted), "milestones.counted")
    second = ngettext("%(late)s ist überfällig", "%(late)s sind überfällig", late)
    return Answer(
        tell(first, reached=Told(reached, "milestones.reached"), counted=counted),
        tell(second, late=Told(late, "milestones.overdue")) if late else "",
        plan.due_words,
    )


def shown_words(shown: int, plan: PlanStatus, *, is_filtered: bool) -> str:
    """How many the list shows: of how many where a filter is set, else how many of them the sentence above counts."""
    counts = {"shown": shown, "total": len(plan.milestones), "counted": len(plan.counted)}
    if is_filtered:
        return _("%(shown)d von %(total)d Einträgen") % counts
    return _("%(total)d Einträge, davon zählen %(counted)d als Meilenstein") % counts
