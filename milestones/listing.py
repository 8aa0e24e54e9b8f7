"""Which milestones the list shows, in which order, and the sentence above them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Side
from milestones.light import Light
from milestones.models import Phase
from milestones.permissions import may_report, sides_of
from milestones.status import Coupling, MilestoneStatus, PlanStatus
from ozgtracker import german
from ozgtracker.sorting import sort_key
from ozgtracker.ui.told import Told, tell

OVERDUE = "overdue"
_LATEST = date.max
# Worst first.
_LIGHT_ORDER = {light: place for place, light in enumerate((Light.RED, Light.YELLOW, Light.GREY, Light.GREEN))}


@dataclass(frozen=True, slots=True)
class Criteria:
    """What the address asks for; empty means all."""

    side: str = ""
    light: str = ""
    phase: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: the milestone, its tightest coupling to a successor, and whether this person may report."""

    status: MilestoneStatus
    tightest: Coupling | None
    may_report: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one phase; in another order than the plan's there is one group without a heading."""

    phase: Phase | None
    has_heading: bool
    rows: tuple[Row, ...]


def by_title(row: MilestoneStatus) -> Any:
    """A to Z."""
    return sort_key(row.milestone.title)


ORDERS: Mapping[str, Callable[[MilestoneStatus], Any]] = {
    "plan": lambda row: row.milestone.ordinal,
    "titel": by_title,
    "vereinbart": lambda row: (row.assessment.due_on or _LATEST, row.milestone.ordinal),
    "erwartet": lambda row: (row.expected_on or _LATEST, row.milestone.ordinal),
    "ampel": lambda row: (_LIGHT_ORDER.get(row.assessment.light, len(_LIGHT_ORDER)), row.milestone.ordinal),
    "verantwortlich": lambda row: (row.responsible_label, row.milestone.ordinal),
}


def matching(plan: PlanStatus, criteria: Criteria) -> tuple[MilestoneStatus, ...]:
    """The milestones asked for, in the order of the plan."""
    return tuple(row for row in plan.milestones if _matches(row, criteria))


def _matches(row: MilestoneStatus, criteria: Criteria) -> bool:
    number = "" if row.milestone.phase is None else str(row.milestone.phase.number)
    return (
        criteria.side in {"", row.milestone.responsible}
        and criteria.phase in {"", number}
        and criteria.counted in {"", "ja" if row.is_counted else "nein"}
        and (
            criteria.light in {"", row.assessment.light.value}
            or (criteria.light == OVERDUE and row.assessment.is_overdue)
        )
    )


def row_of(plan: PlanStatus, status: MilestoneStatus, sides: Collection[Side]) -> Row:
    """One line of the list, as somebody sees it who reports for these sides."""
    links = [link for link in plan.after(status.milestone) if link.agreed_buffer is not None]
    tightest = min(links, key=lambda link: link.agreed_buffer or 0, default=None)
    return Row(status, tightest, may_report(sides, status.milestone) and not plan.is_past)


def groups_of(plan: PlanStatus, found: Iterable[MilestoneStatus], order: str, user: User) -> tuple[Group, ...]:
    """By phase in the order of the plan; in any other order all in one."""
    sides = sides_of(user)
    rows = [row_of(plan, status, sides) for status in sorted(found, key=ORDERS[order])]
    if order != "plan":
        return (Group(None, has_heading=False, rows=tuple(rows)),)
    groups = (
        Group(
            group.phase,
            has_heading=True,
            rows=tuple(
                row for row in rows if row.status.milestone.phase_id == (group.phase.pk if group.phase else None)
            ),
        )
        for group in plan.phases
    )
    return tuple(group for group in groups if group.rows)


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


def shown_words(criteria: Criteria, shown: int, plan: PlanStatus) -> str:
    """How many the list shows: of how many where a filter is set, else how many of them the sentence above counts."""
    counts = {"shown": shown, "total": len(plan.milestones), "counted": len(plan.counted)}
    if criteria != Criteria():
        return _("%(shown)d von %(total)d Einträgen") % counts
    return _("%(total)d Einträge, davon zählen %(counted)d als Meilenstein") % counts
