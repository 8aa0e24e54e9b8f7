"""Puts an issue together from the figures the pages show. Counts nothing itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.trail_chain import Head, head
from dashboards.figures.criteria import AuthorityCriteria
from dashboards.figures.packages import component_needs
from dashboards.overview.page import Situation, situation
from dashboards.parts.area_map import drawn_places, map_legend
from dashboards.parts.lanes import lanes_input
from dashboards.parts.reported import reported_sentence
from milestones.status import PlanStatus, plan_status
from ozgtracker import german
from ozgtracker.errors import Blocked
from ozgtracker.findings import found
from ozgtracker.freshness import newest_report
from ozgtracker.ui.as_of import AsOf
from reports.addressees import people, told_of_overdue
from reports.calendar import last_day
from reports.issue import rows, wording
from reports.issue.data import AreaData, IssueData, LanesData
from reports.issue.parts import Part, ToldRow
from reports.issue.trend import trend_data
from reports.models import Recipient
from reports.words import month_words
from services.models import Service

CHANGES_SHOWN = 14


def compose(*, number: int, month: date, on: date, demonstration: bool) -> IssueData:
    """The issue about this month, as its last day stood. Raises Blocked where no plan had been agreed by then."""
    shown = situation(AsOf(last_day(month), on))
    plan, at = shown.plan, shown.at
    if plan is None or plan.plan.agreed_on > at.day:
        raise Blocked(found("report.no-plan", day=at.day))
    data = _data(shown, plan, number=number, month=month, on=on, demonstration=demonstration)
    return replace(data, trend=trend_data(plan, at))


def _data(shown: Situation, plan: PlanStatus, *, number: int, month: date, on: date, demonstration: bool) -> IssueData:
    at = shown.at
    map_title = _("Paket 1: Anteil der Leistungen, die für die Menschen eines Gebiets live sind, je Verwaltung gezählt")
    legend, told = map_legend(shown.places), lanes_input(plan, at)
    needs = component_needs(at, Service.objects.counted_by_component(at.day))
    return IssueData(
        number=number,
        month=month_words(month),
        day=german.day(at.day),
        created_on=german.day(on),
        compared=german.day(shown.compared),
        distribution=tuple(Recipient.objects.active().values_list("name", flat=True)),
        is_demonstration=demonstration,
        newest=_newest(at.day),
        reported=reported_sentence(shown.reported, at),
        sentence=tuple(Part(str(part.text), part.tone) for part in shown.sentence),
        figures=tuple(rows.plain(figure) for figure in shown.figures),
        overdue=tuple(rows.overdue_row(row, at) for row in plan.overdue),
        due=tuple(rows.due_rows(plan, plan_status(plan.plan, AsOf(on, on)), at)),
        changes=tuple(rows.change_row(change) for change in shown.changes[:CHANGES_SHOWN]),
        more_changes=_more(len(shown.changes) - CHANGES_SHOWN),
        lanes=LanesData(title=told.title, day=at.day, lanes=told.lanes, markers=told.markers),
        phases=tuple(rows.phase_rows(plan, at)),
        couplings=tuple(rows.coupling_words(plan)),
        components=tuple(rows.component_row(need) for need in needs),
        packages=tuple(rows.package_data(figures, at, plan.plan.agreed_on) for figures in shown.packages),
        areas=tuple(AreaData(ars=ars, area_class=one.area_class) for ars, one in drawn_places(shown.places).items()),
        legend=legend,
        milestones=tuple(rows.milestone_data(row) for row in plan.milestones),
        numbers=tuple(rows.figure_data(shown, shown.packages)),
        map_title=map_title,
        classes=tuple(rows.class_rows(shown.places, legend, AuthorityCriteria(mapped_package=1))),
        reach=shown.reach,
        **_trail(head()),
        bundle=rows.bundle_words(shown.bundle),
        sides=tuple(rows.side_duties(shown.attention)),
        definitions=wording.definitions(),
        sources=wording.SOURCES,
        told=tuple(ToldRow(row.side, row.who) for row in told_of_overdue(people())),
    )


def _trail(seal: Head) -> dict[str, Any]:
    """What allows a reader to check, years later, that nothing was changed since (accounts.trail_chain)."""
    if not seal.position:
        return {}
    words = ngettext(
        "Protokoll: %(n)s Eintrag bis zur Ausgabe dieses Berichts, letzte Prüfsumme der Kette:",
        "Protokoll: %(n)s Einträge bis zur Ausgabe dieses Berichts, letzte Prüfsumme der Kette:",
        seal.position,
    )
    return {"trail": words % {"n": german.number(seal.position)}, "trail_head": seal.hash}


def _newest(day: date) -> str:
    newest = newest_report(day)
    if newest is None:
        return _("Es liegt noch keine Meldung vor.")
    return _("Neueste Meldung vom %(day)s.") % {"day": german.day(newest)}


def _more(count: int) -> str:
    if count <= 0:
        return ""
    words = ngettext(
        "Eine weitere Änderung steht auf der Übersicht.", "%(n)s weitere Änderungen stehen auf der Übersicht.", count
    )
    return words % {"n": german.number(count)}
