"""The band of figures at the top of the overview."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dashboards.figures.bundles import BundleReach
from dashboards.figures.criteria import AuthorityCriteria, MunicipalityCriteria, RolloutCriteria
from dashboards.figures.figure import Figure, glued
from dashboards.figures.moment import Moment
from milestones.standing import PlanStanding
from municipalities.coverage import Count
from municipalities.rollout_states import RolloutState
from ozgtracker import german


def headline_figures(
    plan: PlanStanding | None,
    counts: Count,
    bundle: BundleReach | None,
    reported: tuple[int, int],
    at: Moment,
    *,
    complete: int,
) -> tuple[Figure, ...]:
    """What the first glance must say; each opens exactly the rows it counts. complete: those of counts that are live
    with all evidence online (Reifegrad 3)."""
    figures = [_reached(plan, at), _overdue(plan, at)] if plan else []
    figures.append(_live(counts, complete, at))
    if bundle:
        figures.append(_bundle(bundle, at))
    figures.append(_reported(reported, at))
    return tuple(figures)


def _reached(plan: PlanStanding, at: Moment) -> Figure:
    late = sum((row.assessment.slip_days or 0) > 0 for row in plan.reached)
    on_time = len(plan.reached) - late
    return Figure(
        label=_("Meilensteine erreicht"),
        value=german.number(len(plan.reached)),
        count=len(plan.reached),
        of=german.number(len(plan.counted)),
        note=_("{on_time} zum verabredeten Termin, {late} später").format(on_time=on_time, late=late)
        if plan.reached
        else _("noch keiner"),
        href=at.href("milestones", zaehlt="ja", ampel="reached"),
    )


def _overdue(plan: PlanStanding, at: Moment) -> Figure:
    worst = max(plan.overdue, key=lambda row: row.assessment.days_overdue, default=None)
    note = plan.due_words or _("nichts ist überfällig")
    if worst:
        note = _("seit {days} · {side}").format(
            days=german.days(worst.assessment.days_overdue).replace("Tage", "Tagen"), side=worst.responsible_label
        )
    return Figure(
        label=_("Überfällig"),
        value=german.number(len(plan.overdue)),
        count=len(plan.overdue),
        note=note,
        href=at.href("milestones", ampel="overdue"),
        tone="danger" if plan.overdue else "",
    )


def _live(counts: Count, complete: int, at: Moment) -> Figure:
    note = _("{unknown} ohne Meldung").format(unknown=german.number(counts.unknown))
    if counts.live:
        note = _("{complete} davon ab Reifegrad 3 · {rest}").format(complete=german.number(complete), rest=note)
    if counts.unknown and counts.total:
        span = _("Spanne {low} bis {high}").format(
            low=german.percent(counts.share_low), high=german.percent(counts.share_high)
        )
        note = glued(f"{note} · {span}")
    return Figure(
        label=_("Leistungen live, je Verwaltung gezählt"),
        value=german.number(counts.live),
        count=counts.live,
        of=german.number(counts.total),
        note=note,
        href=RolloutCriteria(state=RolloutState.LIVE).href(at),
    )


def _bundle(reach: BundleReach, at: Moment) -> Figure:
    missing = next((one for one in reach.missing if one.inhabitants), None)
    where = _("{n} von {total} Gemeinden").format(
        n=german.number(reach.municipalities), total=german.number(reach.all_municipalities)
    )
    perhaps = ""
    if reach.inhabitants_high > reach.inhabitants:
        perhaps = _("höchstens {share}, wenn Ungemeldetes live ist").format(share=german.percent(reach.share_high))
    lacks = _("es fehlt meist: {service}").format(service=missing.service.name) if missing else ""
    return Figure(
        label=_("„{bundle}“ vollständig online").format(bundle=reach.bundle.name),
        value=german.percent(reach.share),
        count=reach.municipalities,
        unit=_("der Menschen"),
        note=glued(" · ".join(part for part in (where, perhaps, lacks) if part)),
        href=MunicipalityCriteria(bundle=reach.bundle.slug, complete="ja").href(at),
    )


def _reported(reported: tuple[int, int], at: Moment) -> Figure:
    counted, total = reported
    return Figure(
        label=_("Im {month} gemeldet").format(month=at.month_name),
        value=german.number(counted),
        count=counted,
        of=german.number(total),
        unit=_("Verwaltungen"),
        note=_("{missing} stehen aus").format(missing=german.number(total - counted)) if counted < total else _("alle"),
        href=AuthorityCriteria(reported="ja").href(at),
    )
