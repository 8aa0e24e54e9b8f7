"""A milestone that declares a component or opens a package says so downstairs, in its own transaction."""

from __future__ import annotations

from django.utils.translation import gettext as _

from milestones.declaring import ComponentWord, declares, word_on
from milestones.models import MilestoneReport
from milestones.reported import Before
from milestones.states import MilestoneKind, State
from ozgtracker.statements.appending import hold
from services import actions as services
from services.models import Component, Package
from services.permissions import may_report_component


def deliver(report: MilestoneReport, before: Before) -> None:
    """Write readiness or expectation to what the milestone declares and opens; called by what appends reports only.

    A component is written only in the name of who is responsible for it; a package opens because its milestone says so.
    """
    milestone = report.milestone
    # Read anew and held: what somebody said about them since the page was built must not be overruled unseen.
    held = hold(Component.objects.filter(pk__in=milestone.delivers.values("pk")))
    for component in Component.objects.filter(pk__in=held).order_by("pk"):
        speaks = may_report_component(report.by, component)
        if not declares(MilestoneKind(milestone.kind), speaks_for_component=speaks):
            continue
        stands = (component.ready_on, component.forecast_on)
        word = word_on(stands, (report.actual_on, report.forecast_on), before.actual_on)
        if word != stands:
            _say_component(report, component, word)
    if milestone.opens_package is not None:
        hold(Package.objects.filter(pk=milestone.opens_package.pk))
        package = Package.objects.get(pk=milestone.opens_package.pk)
        word = word_on_package(report, package)
        if word != (package.ready_on, package.forecast_on):
            _say_package(report, package, word)


def word_on_package(report: MilestoneReport, package: Package) -> ComponentWord:
    """A stream opens its package on the day it is first reported as running."""
    if report.milestone.kind == MilestoneKind.STREAM and report.state == State.STARTED:
        return (package.ready_on or report.said_on, None)
    return (report.actual_on, report.forecast_on)


def _say_component(report: MilestoneReport, component: Component, word: ComponentWord) -> None:
    services.deliver_component(
        by=report.by,
        component=component,
        on=report.said_on,
        ready_on=word[0],
        forecast_on=word[1],
        reason=_reason(report),
        reason_category=report.reason_category,
        together=_together(report),
        demonstration=report.is_demonstration,
    )


def _say_package(report: MilestoneReport, package: Package, word: ComponentWord) -> None:
    services.open_package(
        by=report.by,
        package=package,
        on=report.said_on,
        ready_on=word[0],
        forecast_on=word[1],
        reason=_reason(report),
        reason_category=report.reason_category,
        together=_together(report),
        demonstration=report.is_demonstration,
    )


def _together(report: MilestoneReport) -> services.Together:
    return services.Together(report.change_set, is_correction=report.corrects_id is not None)


def _reason(report: MilestoneReport) -> str:
    told = _("Gemeldet mit dem Meilenstein „%(title)s“.") % {"title": report.milestone.title}
    return f"{told} {report.reason}" if report.reason else told
