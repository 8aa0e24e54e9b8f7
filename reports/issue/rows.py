"""One line of the report each, from the figures the pages show. Words only: nothing is counted here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Side
from accounts.words import SIDES
from dashboards.figures.areas import Place
from dashboards.figures.bundles import BundleReach
from dashboards.figures.criteria import AuthorityCriteria, RolloutCriteria
from dashboards.figures.packages import Need, PackageFigures
from dashboards.figures.plan import open_couplings
from dashboards.overview.attention import Attention
from dashboards.overview.changes import Change
from dashboards.overview.page import Situation
from dashboards.parts.area_classes import area_classes
from dashboards.parts.package_card import package_card
from dashboards.parts.tile import Tile
from milestones.status import MilestoneStatus, PlanStatus
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.charts import ClassInput, PartInput
from ozgtracker.ui.as_of import AsOf
from reports.issue.data import FigureData, MilestoneData, PackageData
from reports.issue.parts import (
    ChangeRow,
    ClassRow,
    ComponentRow,
    DueRow,
    Duty,
    MilestoneRow,
    OverdueRow,
    PhaseRows,
    SideDuties,
)


def phase_rows(plan: PlanStatus, at: AsOf) -> Iterator[PhaseRows]:
    """The milestone table, phase by phase."""
    for group in plan.phases:
        title = str(group.phase) if group.phase else _("Gesetzliche Frist")
        yield PhaseRows(title, tuple(_milestone(row, at) for row in group.milestones))


def overdue_row(row: MilestoneStatus, at: AsOf) -> OverdueRow:
    """A milestone whose promise has run out."""
    return OverdueRow(
        title=row.milestone.title,
        href=at.href("milestone", row.milestone.slug),
        due=german.day(row.assessment.due_on),
        days=german.days(row.assessment.days_overdue),
        side=row.responsible_label,
        missing="; ".join(row.missing) or german.DASH,
    )


def due_rows(plan: PlanStatus, issued: PlanStatus, at: AsOf) -> Iterator[DueRow]:
    """What fell due on the Stichtag or since and was not reached by it; issued: the plan on the day of issue.

    All dates of the plan but one are last days of a month: without this, a report is silent about its own Stichtag.
    """
    for row in plan.milestones:
        due_on = row.assessment.due_on
        if due_on is not None and row.can_be_late and plan.day <= due_on <= issued.day:
            then = issued.by_id[row.milestone.pk]
            yield DueRow(
                title=row.milestone.title,
                href=at.href("milestone", row.milestone.slug),
                due=german.day(due_on),
                stand=_stand(then),
                tone="danger" if then.assessment.is_overdue else "warning" if then.can_be_late else "",
                side=row.responsible_label,
                missing="; ".join(then.missing) or german.DASH,
            )


def _stand(row: MilestoneStatus) -> str:
    """ "1 Tag überfällig, erwartet 28.02.2022"."""
    if row.is_reached:
        return _("erreicht am %(day)s") % {"day": row.actual_words}
    if not row.can_be_late:
        return row.state.label
    late = _("heute fällig")
    if row.assessment.is_overdue:
        late = _("%(days)s überfällig") % {"days": german.days(row.assessment.days_overdue)}
    expected_on = row.assessment.expected_on
    if expected_on is None:
        return _("%(late)s, ohne Prognose") % {"late": late}
    return _("%(late)s, erwartet %(day)s") % {"late": late, "day": german.day(expected_on)}


def change_row(change: Change) -> ChangeRow:
    """One line of what changed since the last report."""
    return ChangeRow(
        what=change.what,
        href=change.href,
        before=change.before,
        now=change.now,
        note=change.note,
        tone=change.tone,
        reason=change.reason or german.DASH,
        side=change.side,
    )


def component_row(need: Need) -> ComponentRow:
    """One base component."""
    return ComponentRow(
        name=need.component.name,
        side=need.side,
        state=need.word,
        when=need.when,
        services=german.number(need.services),
        slug=need.component.slug,
        is_late=need.is_late and need.component.in_scope,
    )


def package_data(figures: PackageFigures, at: AsOf, since: date) -> PackageData:
    """One package with how many are in which state, and why not yet."""
    card = package_card(figures, at, since=since)
    return PackageData(
        name=figures.package.name,
        href=card.href,
        rule=figures.package.short_rule,
        opening=figures.opening,
        headline=plain(card.headline),
        rollouts=plain(card.rollouts),
        waits=tuple(_waits(need) for need in figures.unmet),
        number=figures.package.number,
        parts=tuple(PartInput(part.slug, part.label, part.count) for part in card.bar.parts),
        bar_title=card.bar.title,
    )


def milestone_data(row: MilestoneStatus) -> MilestoneData:
    """One milestone in codes and days."""
    return MilestoneData(
        slug=row.milestone.slug,
        code=row.milestone.code,
        side=row.milestone.responsible,
        state=row.facts.state.value,
        light=row.light.slug,
        original=row.original,
        agreed=row.agreed,
        forecast=row.forecast if row.actual else row.assessment.expected_on,
        actual=row.actual,
        slip_days=row.assessment.slip_days,
        reason=row.reason,
    )


def figure_data(shown: Situation, figures: Iterable[PackageFigures]) -> Iterator[FigureData]:
    """Every figure of the issue by its name: those of the band, and each package in each state."""
    for one in shown.figures:
        yield FigureData(name=one.name, about=one.about, count=one.count)
    for package in figures:
        everything = RolloutCriteria(package=package.package.number)
        yield FigureData(name=everything.name, about=everything.about, count=package.count.total)
        for state in RolloutState:
            of = replace(everything, state=state)
            yield FigureData(name=of.name, about=of.about, count=package.count.of(state))


def class_rows(places: Sequence[Place], legend: Sequence[ClassInput], mapped: AuthorityCriteria) -> Iterator[ClassRow]:
    """The table beside the map of what mapped names."""
    for one in area_classes(places, legend, mapped):
        yield ClassRow(
            label=one.label,
            places=german.number(one.count),
            inhabitants=german.number(one.inhabitants),
            share=german.percent(one.share),
            name=one.name,
            about=one.about,
        )


def side_duties(found: Sequence[Attention]) -> Iterator[SideDuties]:
    """What each side owes; sides that owe nothing are left out."""
    for side in Side:
        duties = tuple(
            Duty(one.title, one.href, one.text, one.look.slug, one.look.label) for one in found if one.side is side
        )
        if duties:
            yield SideDuties(SIDES[side], duties)


def coupling_words(plan: PlanStatus) -> Iterator[str]:
    """ "A → B": couplings without a working day between them, so that every slip goes through."""
    for link in open_couplings(plan):
        yield f"{link.predecessor.milestone.title} → {link.successor.milestone.title}"


def bundle_words(reach: BundleReach | None) -> str:
    """How far "Neu zugezogen" is, in one sentence; nothing where no bundle is known."""
    if reach is None:
        return ""
    words = _(
        "„%(bundle)s“ ist für %(share)s der Menschen vollständig online (%(n)s von %(total)s Gemeinden); zählte man "
        "jede "
        "fehlende Meldung als live, soweit die Basiskomponenten es zulassen, wären es %(high)s."
    )
    return words % {
        "bundle": reach.bundle.name,
        "share": german.percent(reach.share),
        "n": german.number(reach.municipalities),
        "total": german.number(reach.all_municipalities),
        "high": german.percent(reach.share_high),
    }


def plain(figure: Tile) -> Tile:
    """The figure with nothing but text and numbers in it."""
    return replace(figure, label=str(figure.label), note=str(figure.note), unit=str(figure.unit))


def _milestone(row: MilestoneStatus, at: AsOf) -> MilestoneRow:
    return MilestoneRow(
        title=row.milestone.title,
        href=at.href("milestone", row.milestone.slug),
        original=row.original_words,
        agreed=row.agreed_words,
        forecast=row.forecast_words,
        actual=row.actual_words,
        slip=_slip(row.assessment.slip_days),
        slug=row.light.slug,
        light=row.light.label,
        reason=" ".join((row.why, *row.remarks)),
        responsible=row.responsible_label,
    )


def _slip(days: int | None) -> str:
    if days is None:
        return german.DASH
    return f"+{german.number(days)}" if days > 0 else german.number(days).replace("-", "−")


def _waits(need: Need) -> str:
    words = ngettext(
        "%(name)s: %(state)s, %(when)s (%(n)s Leistung des Pakets)",
        "%(name)s: %(state)s, %(when)s (%(n)s Leistungen des Pakets)",
        need.services,
    )
    return words % {
        "name": need.component.name,
        "state": need.word,
        "when": need.when,
        "n": german.number(need.services),
    }
