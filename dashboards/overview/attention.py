"""What needs attention now, for each side: overdue, contradictory, proposed, late, without a forecast, not reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Side
from accounts.words import SIDES
from dashboards.figures.criteria import INCOMPLETE, AuthorityCriteria
from dashboards.figures.packages import Need, PackageFigures
from dashboards.figures.unanswered import NOBODY_ASKS, UNANSWERED, Unanswered
from dashboards.figures.undercut import Undercut
from dashboards.parts.tile import nonbreaking
from milestones.light import Light
from milestones.models import Proposal
from milestones.states import CLOSED_STATES
from milestones.status import MilestoneStatus, PlanStatus
from milestones.words import CONTRADICTORY, LIGHTS, PROPOSED
from municipalities.months import Reported, Reporting
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.badges import Badge
from ozgtracker.ui.told import Told, tell


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at: who owes the next step, how serious it is, and where to read on."""

    side: Side
    look: Badge
    title: str
    text: str
    href: str
    weight: int

    @property
    def side_label(self) -> str:
        """ "Land"."""
        return SIDES[self.side]


def attention(
    plan: PlanStatus | None,
    packages: Sequence[PackageFigures],
    reported: Reporting,
    at: AsOf,
    unanswered: Unanswered = NOBODY_ASKS,
    *,
    gone: Sequence[Undercut] = (),
) -> tuple[Attention, ...]:
    """Most serious first: overdue, then what contradicts, then what one side proposes to the other, then late
    forecasts, components without a date and words without an answer, then missing reports."""
    rows = plan.milestones if plan else ()
    milestones = [_milestone(row, plan, at) for row in rows if plan and _is_worrying(row)]
    proposed = [_proposed(row, row.proposal, at) for row in rows if row.proposal]
    answerless = _not_competent(unanswered, at)
    found = [
        *milestones,
        *proposed,
        *_components(packages, at),
        *map(_undercut, gone),
        *answerless,
        *_missing_reports(reported, at),
    ]
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.look.slug), -one.weight, one.title)))


_ORDER = ("red", CONTRADICTORY.slug, PROPOSED.slug, "yellow", "grey")


def _is_worrying(row: MilestoneStatus) -> bool:
    return row.assessment.light in {Light.RED, Light.YELLOW} or bool(row.contradiction)


def _proposed(row: MilestoneStatus, proposal: Proposal, at: AsOf) -> Attention:
    """What one side proposes is for the other one to answer."""
    words = _(
        "Vorgeschlagen von %(side)s (%(name)s) am %(day)s: %(words)s. Es zählt erst, wenn diese Seite es bestätigt hat."
    ) % {
        "side": proposal.side_label,
        "name": proposal.by.name,
        "day": german.day(proposal.said_on),
        "words": proposal.words,
    }
    return Attention(
        side=proposal.waits_for,
        look=PROPOSED,
        title=row.milestone.title,
        text=nonbreaking(words),
        href=at.href("milestone", row.milestone.slug),
        weight=(at.day - proposal.said_on).days,
    )


def _milestone(row: MilestoneStatus, plan: PlanStatus, at: AsOf) -> Attention:
    sentences = [row.why, *([row.contradiction] if row.contradiction != row.why else [])]
    if row.assessment.is_overdue and (lacking := _unreleased(row)):
        sentences.append(_("Es fehlt: %(lacking)s.") % {"lacking": german.listing(lacking)})
    if held := _held_up(row, plan):
        sentences.append(_("Davon hängt ab: %(held)s.") % {"held": german.listing(held)})
    return Attention(
        side=row.responsible,
        look=CONTRADICTORY if row.contradiction and row.assessment.light is not Light.RED else row.light,
        title=row.milestone.title,
        text=nonbreaking(" ".join(filter(None, sentences))),
        href=at.href("milestone", row.milestone.slug),
        weight=max(row.assessment.days_overdue, row.assessment.slip_days or 0),
    )


def _unreleased(row: MilestoneStatus) -> list[str]:
    return [one.deliverable.title for one in row.deliverables if one.released_on is None]


def _held_up(row: MilestoneStatus, plan: PlanStatus) -> list[str]:
    """What waits for it, a package by its short name."""
    successors = (link.successor for link in plan.after(row.milestone))
    waiting = [one for one in successors if one.facts.state not in CLOSED_STATES]
    return [one.milestone.opens_package.name if one.milestone.opens_package else one.milestone.title for one in waiting]


def _components(packages: Sequence[PackageFigures], at: AsOf) -> list[Attention]:
    """Components that services wait for and that nobody has promised, or whose promise has passed."""
    late: dict[int, tuple[Need, list[str], int]] = {}
    for figures in packages:
        for need in figures.needs:
            if need.is_late:
                known = late.setdefault(need.component.pk, (need, [], 0))
                late[need.component.pk] = (need, [*known[1], figures.package.name], known[2] + need.services)
    return [_component(need, names, services, at) for need, names, services in late.values()]


def _component(need: Need, names: list[str], services: int, at: AsOf) -> Attention:
    passed = _("Der genannte Termin %(day)s ist verstrichen.") % {"day": german.day(need.forecast_on)}
    state = passed if need.forecast_on else _("Noch nicht bereit, und es gibt keine Prognose.")
    return Attention(
        side=Side(need.component.responsible),
        look=LIGHTS[Light.YELLOW],
        title=need.component.name,
        text=f"{state} {_waits(names, services)}",
        href=at.href("components"),
        weight=services,
    )


def _waits(names: Sequence[str], services: int) -> str:
    """ "Paket 1 und Paket 2 warten darauf mit 3 Leistungen."."""
    many = ngettext("mit einer Leistung", "mit %(services)s Leistungen", services)
    words = ngettext("%(packages)s wartet darauf %(many)s.", "%(packages)s warten darauf %(many)s.", len(names))
    return words % {"packages": german.listing(names), "many": many % {"services": german.number(services)}}


def _undercut(one: Undercut) -> Attention:
    """What is live without what it needs: for whoever declared the component not ready."""
    return Attention(
        side=Side(one.component.responsible),
        look=LIGHTS[Light.YELLOW],
        title=_("%(component)s ist nicht mehr bereit") % {"component": one.component.name},
        text=one.sentence,
        href=one.href,
        weight=one.count,
    )


def _missing_reports(reported: Reporting, at: AsOf) -> list[Attention]:
    missing = reported.incomplete
    if not missing:
        return []
    title = ngettext(
        "Eine Verwaltung ohne vollständige Meldung im %(month)s",
        "%(n)s Verwaltungen ohne vollständige Meldung im %(month)s",
        missing,
    )
    unfinished = AuthorityCriteria(reported=INCOMPLETE)
    return [
        Attention(
            side=Side.KOMMUNEN,
            look=LIGHTS[Light.GREY],
            title=tell(title, n=unfinished.told(missing), month=at.month_name),
            text=tell(
                _("%(partly)s teilweise, %(nothing)s gar nicht gemeldet, von %(total)s."),
                partly=AuthorityCriteria(reported=Reported.PARTLY).told(reported.partly),
                nothing=AuthorityCriteria(reported=Reported.NOTHING).told(reported.nothing),
                total=Told(reported.asked, "authorities.asked"),
            ),
            href=unfinished.href(at),
            weight=missing,
        )
    ]


def _not_competent(unanswered: Unanswered, at: AsOf) -> list[Attention]:
    """Authorities that say they are not competent, and wait for the answer of the ministry."""
    authorities, rollouts = unanswered.authorities, unanswered.rollouts
    if not rollouts:
        return []
    title = ngettext("Eine Verwaltung sagt: nicht zuständig", "%(n)s Verwaltungen sagen: nicht zuständig", authorities)
    text = ngettext(
        "Das betrifft eine Ausspielung; das Ministerium hat noch nicht geantwortet.",
        "Das betrifft %(n)s Ausspielungen; das Ministerium hat noch nicht geantwortet.",
        rollouts,
    )
    return [
        Attention(
            side=Side.LAND,
            look=LIGHTS[Light.YELLOW],
            title=title % {"n": german.number(authorities)},
            text=text % {"n": german.number(rollouts)},
            href=UNANSWERED.href(at),
            weight=rollouts,
        )
    ]
