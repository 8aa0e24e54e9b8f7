"""The band of figures at the top of the overview."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.figures.bundles import BundleReach
from dashboards.figures.criteria import AuthorityCriteria, MilestoneCriteria, MunicipalityCriteria, RolloutCriteria
from dashboards.figures.tallies import StateTally
from dashboards.parts.figure_tiles import counted_tile, tile
from dashboards.parts.numbers import span
from dashboards.parts.tile import Tile, nonbreaking
from milestones import listing
from milestones.light import Light
from milestones.status import PlanStatus
from municipalities.maturity import COMPLETE
from municipalities.months import Reported, Reporting
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import Told, joined, tell

REACHED = MilestoneCriteria(light=Light.REACHED, is_counted=True)
OVERDUE = MilestoneCriteria(light=listing.OVERDUE)


def headline_figures(
    plan: PlanStatus | None,
    tally: StateTally,
    bundle: BundleReach | None,
    reported: Reporting,
    at: AsOf,
) -> tuple[Tile, ...]:
    """What the first glance must say; each opens exactly the rows it counts."""
    figures = [_reached(plan, at), _overdue(plan, at)] if plan else []
    figures.append(_live(tally, at))
    if bundle:
        figures.append(_bundle(bundle, at))
    figures.append(_reported(reported, at))
    return tuple(figures)


def _reached(plan: PlanStatus, at: AsOf) -> Tile:
    late = sum((row.assessment.slip_days or 0) > 0 for row in plan.reached)
    on_time = len(plan.reached) - late
    note = _("%(on_time)s zum verabredeten Termin, %(late)s später") % {"on_time": on_time, "late": late}
    return tile(REACHED, len(plan.reached), at, of=len(plan.counted), note=note if plan.reached else _("noch keiner"))


def _overdue(plan: PlanStatus, at: AsOf) -> Tile:
    worst = max(plan.overdue, key=lambda row: row.assessment.days_overdue, default=None)
    note = plan.due_words or _("nichts ist überfällig")
    if worst:
        late = worst.assessment.days_overdue
        words = ngettext("seit %(days)s Tag · %(side)s", "seit %(days)s Tagen · %(side)s", late)
        note = words % {"days": german.number(late), "side": worst.responsible_label}
    return tile(OVERDUE, len(plan.overdue), at, note=note, tone="danger" if plan.overdue else "")


def _live(tally: StateTally, at: AsOf) -> Tile:
    live = RolloutCriteria(state=RolloutState.LIVE)
    everything, without_competence = tally.of(RolloutCriteria()), tally.without_competence
    counts = everything.count
    notes = []
    if counts.live:
        complete = replace(live, maturity=COMPLETE)
        notes.append(tell(_("%(complete)s davon ab Reifegrad 3"), complete=complete.told(everything.complete)))
    if everything.by_word:
        by_word = RolloutCriteria(evidence="nein")
        notes.append(tell(_("%(n)s ohne Nachweis"), n=by_word.told(everything.by_word)))
    unknown = RolloutCriteria(state=RolloutState.UNKNOWN)
    notes.append(tell(_("%(unknown)s ohne Meldung"), unknown=unknown.told(counts.unknown)))
    notes.append(span(counts, live))
    if without_competence:
        words = ngettext(
            "zu %(n)s weiteren Leistung ist nicht bekannt, wer zuständig ist",
            "zu %(n)s weiteren Leistungen ist nicht bekannt, wer zuständig ist",
            without_competence,
        )
        notes.append(tell(words, n=Told(without_competence, "services.of-the-plan.without-competence")))
    return counted_tile(live, at, [tally], note=nonbreaking(joined(notes, " · ")))


def _bundle(reach: BundleReach, at: AsOf) -> Tile:
    complete = MunicipalityCriteria(bundle=reach.bundle.slug, complete="ja")
    where = tell(
        _("%(n)s von %(total)s Gemeinden"),
        n=complete.told(reach.municipalities),
        total=Told(reach.all_municipalities, "municipalities"),
    )
    return Tile(
        label=_("„%(bundle)s“ vollständig online") % {"bundle": reach.bundle.name},
        value=german.percent(reach.share),
        count=reach.municipalities,
        unit=_("der Menschen"),
        note=nonbreaking(joined((where, _at_most(reach), _lacking(reach)), " · ")),
        href=complete.href(at),
        name="people.bundle",
        about=complete.about,
    )


def _at_most(reach: BundleReach) -> Sentence:
    if reach.inhabitants_high == reach.inhabitants:
        return Sentence("")
    share = Told(
        german.percent(reach.share_high), "people.bundle-high", MunicipalityCriteria(bundle=reach.bundle.slug).about
    )
    return tell(_("höchstens %(share)s, wenn Ungemeldetes live ist"), share=share)


def _lacking(reach: BundleReach) -> Sentence:
    """What most people certainly lack, and what most people perhaps lack: nobody reported it."""
    known = max(reach.missing, key=lambda one: one.inhabitants, default=None)
    silent = max(reach.missing, key=lambda one: one.unreported, default=None)
    parts = []
    if known and known.inhabitants:
        parts.append(_("es fehlt meist: %(service)s") % {"service": known.service.name})
    if silent and silent.unreported:
        parts.append(_("nicht gemeldet meist: %(service)s") % {"service": silent.service.name})
    return joined(parts, " · ")


def _reported(reported: Reporting, at: AsOf) -> Tile:
    partly = AuthorityCriteria(reported=Reported.PARTLY).told(reported.partly)
    nothing = AuthorityCriteria(reported=Reported.NOTHING).told(reported.nothing)
    return Tile(
        label=_("Im %(month)s vollständig gemeldet") % {"month": at.month_name},
        value=german.number(reported.complete),
        count=reported.complete,
        of=german.number(reported.asked),
        unit=_("Verwaltungen"),
        note=tell(_("%(partly)s teilweise, %(nothing)s gar nicht"), partly=partly, nothing=nothing),
        **AuthorityCriteria(reported=Reported.COMPLETE).opens(at),
    )
