"""A milestone that delivers components or opens a package says so downstairs, in its own transaction."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from milestones.models import MilestoneReport
from milestones.reported import Before
from milestones.states import MilestoneKind, State
from services import actions as services
from services.models import Component, Package


def hand_down(report: MilestoneReport, before: Before) -> None:
    """Write readiness or expectation to what the milestone delivers and opens; called by report_milestone only."""
    milestone = report.milestone
    # Read anew and held: what somebody said about them since the page was built must not be overruled unseen.
    components = Component.objects.select_for_update(no_key=True).filter(pk__in=milestone.delivers.values("pk"))
    for component in components.order_by("pk"):
        word = _about_component(component, report, before)
        if word != (component.ready_on, component.forecast_on):
            _say(report, word, component=component)
    if milestone.opens_package is not None:
        package = Package.objects.select_for_update(no_key=True).get(pk=milestone.opens_package.pk)
        word = _about_package(report, package)
        if word != (package.ready_on, package.forecast_on):
            _say(report, word, package=package)


def _about_component(component: Component, report: MilestoneReport, before: Before) -> tuple[date | None, date | None]:
    """What the report makes of the component; what its own reporters said stands where it says more.

    An aggregate is reached because its components are ready, never the other way round; its forecast goes to those
    nobody has said anything else about.
    """
    own = (component.ready_on, component.forecast_on)
    if report.milestone.kind == MilestoneKind.AGGREGATE:
        follows = component.ready_on is None and component.forecast_on in {None, before.forecast_on}
        return (None, report.forecast_on) if follows and report.state != State.REACHED else own
    if component.ready_on is not None and component.ready_on != before.actual_on:
        return own
    return (report.actual_on, report.forecast_on)


def _about_package(report: MilestoneReport, package: Package) -> tuple[date | None, date | None]:
    """A stream opens its package on the day it is first reported as running."""
    if report.milestone.kind == MilestoneKind.STREAM and report.state == State.STARTED:
        return (package.ready_on or report.said_on, None)
    return (report.actual_on, report.forecast_on)


def _say(
    report: MilestoneReport,
    word: tuple[date | None, date | None],
    *,
    component: Component | None = None,
    package: Package | None = None,
) -> None:
    reason = _("Gemeldet mit dem Meilenstein „%(title)s“.") % {"title": report.milestone.title}
    if report.reason:
        reason = f"{reason} {report.reason}"
    ready_on, forecast_on = word
    if component is not None:
        services.deliver_component(
            by=report.by,
            component=component,
            on=report.said_on,
            ready_on=ready_on,
            forecast_on=forecast_on,
            reason=reason,
            demonstration=report.is_demonstration,
        )
    if package is not None:
        services.open_package(
            by=report.by,
            package=package,
            on=report.said_on,
            ready_on=ready_on,
            forecast_on=forecast_on,
            reason=reason,
            demonstration=report.is_demonstration,
        )
