"""The lanes of the plan: the four phases side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milestones.states import MilestoneKind
from milestones.status import MilestoneStatus, PlanStatus
from milestones.words import CONTRADICTORY
from ozgtracker import german
from ozgtracker.charts import LaneInput, LanesChart, MarkerInput, MarkInput, lanes_chart
from ozgtracker.ui.as_of import AsOf


@dataclass(frozen=True, slots=True)
class LanesInput:
    """What the lanes of a plan are drawn from."""

    title: str
    lanes: tuple[LaneInput, ...]
    markers: tuple[MarkerInput, ...]


def lanes_input(plan: PlanStatus, at: AsOf) -> LanesInput:
    """The four phases side by side, with the statutory dates that bind all of them."""
    words = ngettext(
        "%(reached)s von %(counted)s Meilensteinen ist erreicht, %(overdue)s überfällig",
        "%(reached)s von %(counted)s Meilensteinen sind erreicht, %(overdue)s überfällig",
        len(plan.reached),
    )
    title = words % {"reached": len(plan.reached), "counted": len(plan.counted), "overdue": len(plan.overdue)}
    return LanesInput(
        f"{title}, {plan.due_words}" if plan.due else title,
        tuple(
            LaneInput(
                title=str(group.phase),
                starts_on=plan.plan.agreed_on,
                ends_on=None,
                open_ended=any(row.facts.kind is MilestoneKind.STREAM for row in group.milestones),
                milestones=tuple(_mark(row, at) for row in group.milestones),
            )
            for group in plan.phases
            if group.phase
        ),
        tuple(
            MarkerInput(row.agreed, _("gesetzliche Frist %(day)s") % {"day": german.day(row.agreed)})
            for row in plan.milestones
            if row.facts.kind is MilestoneKind.STATUTORY and row.agreed
        ),
    )


def lanes(plan: PlanStatus, at: AsOf, *, chart_id: str) -> LanesChart:
    """The same drawn; what finds no room leads to the list of milestones."""
    told = lanes_input(plan, at)
    return lanes_chart(
        told.lanes,
        day=at.day,
        chart_id=chart_id,
        title=told.title,
        writing=german.writing(),
        markers=told.markers,
        more_href=at.href("milestones"),
    )


def expected_words(row: MilestoneStatus) -> str:
    """The day to reckon with, in the words of whoever said it; where a component decides, its own day."""
    if row.actual:
        return row.actual_words
    if row.expected_on is None or row.forecast == row.expected_on:
        return row.forecast_words if row.forecast else row.agreed_words
    return row.agreed_words if row.assessment.expected_on is None else german.day(row.expected_on)


def _mark(row: MilestoneStatus, at: AsOf) -> MarkInput:
    return MarkInput(
        label=row.milestone.title,
        short=f"{row.milestone.title} ({_contradictory()})" if row.contradiction else row.milestone.title,
        href=at.href("milestone", row.milestone.slug),
        original=row.original,
        agreed=row.agreed,
        forecast=row.forecast if row.actual else row.assessment.expected_on,
        actual=row.actual,
        light=row.light.mark,
        words=f"{expected_words(row)}, {_contradictory()}" if row.contradiction else expected_words(row),
        continuous=row.facts.kind is MilestoneKind.STREAM,
    )


def _contradictory() -> str:
    # No break between them: a sign alone at the end of a line says nothing.
    return f"{CONTRADICTORY.sign}\u00a0{CONTRADICTORY.label}"
