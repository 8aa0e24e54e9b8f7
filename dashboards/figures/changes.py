"""What changed between two days: dates moved, milestones reached, components delivered, rollouts gone live or back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from accounts.roles import SIDES, Side
from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.moment import Moment
from dashboards.figures.packages import Need, PackageFigures, component_needs
from dashboards.figures.plan import expected_words
from dashboards.figures.rollouts import find_rollouts, tally
from milestones.deadlines import working_days_between
from milestones.standing import PlanStanding, Standing
from municipalities.coverage import Count
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from services.models import Delivery

NOTHING = Count()


@dataclass(frozen=True, slots=True)
class Change:
    """One line: what it was, what it is now, why, and whose it is. weight orders lines of one kind, largest first."""

    what: str
    href: str
    before: str
    now: str
    note: str
    tone: str
    reason: str
    side: str
    weight: int


def last_reporting_day(day: date) -> date:
    """The end of the month before: what the last monthly report showed."""
    return day.replace(day=1) - timedelta(days=1)


def milestone_changes(before: PlanStanding, now: PlanStanding, at: Moment) -> list[Change]:
    """Milestones whose expected or actual day or state is another one than on the earlier day."""
    earlier = before.by_id
    changed = [_milestone(earlier[row.milestone.pk], row, at) for row in now.milestones if row.milestone.pk in earlier]
    return _largest_first(change for change in changed if change)


def told_by_milestones(now: PlanStanding | None) -> dict[int, date]:
    """The day the delivering milestone names for each component: a component that only follows it is no news."""
    rows = now.milestones if now else ()
    return {one.pk: row.expected_on for row in rows if row.expected_on for one in row.milestone.delivers.all()}


def component_changes(before: date, at: Moment, told: Mapping[int, date]) -> list[Change]:
    """Components that became ready or are expected on another day than was said then (three queries); told: what the
    lines of the milestones say already."""
    earlier = {need.component.pk: need for need in component_needs(at.at(before), {})}
    reasons = dict(
        Delivery.objects.said_by(at.day)
        .filter(said_on__gt=before, component__isnull=False)
        .order_by("said_on", "id")
        .values_list("component", "reason")
    )
    changed = [
        _component(earlier[need.component.pk], need, reasons, at)
        for need in component_needs(at, {})
        if (need.ready_on or need.forecast_on) != told.get(need.component.pk)
    ]
    return _largest_first(change for change in changed if change)


def rollout_changes(packages: Sequence[PackageFigures], before: date, at: Moment) -> list[Change]:
    """Rollouts gone live or back, for each package (one query). Before, gained and lost always add up to now: what
    went live and back again between the two days is named apart."""
    changed = tally(find_rollouts(RolloutCriteria(changed_since=before), at), "service__package__number", at)
    lines = []
    for figures in packages:
        number = figures.package.number
        gained, back = changed.get(number, NOTHING).live, changed.get(number, NOTHING).withdrawn
        if gained or back:
            state = RolloutState.LIVE if gained else RolloutState.WITHDRAWN
            criteria = RolloutCriteria(package=number, changed_since=before, state=state)
            lines.append(_rollouts(figures, _live_then(figures, before), gained, back, criteria.href(at)))
    return _largest_first(lines)


def _largest_first(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: (-change.weight, change.what))


def _milestone(before: Standing, now: Standing, at: Moment) -> Change | None:
    if (before.expected_on, before.facts.state) == (now.expected_on, now.facts.state):
        return None
    moved = _moved(before.expected_on, now.expected_on)
    words = expected_words(now)
    return Change(
        what=now.milestone.title,
        href=at.href("milestone", now.milestone.slug),
        before=expected_words(before),
        now=_("erreicht {day}").format(day=now.actual_words) if now.is_reached else words,
        note=_working_days(before.expected_on, now.expected_on),
        tone="success" if now.is_reached else "danger" if moved > 0 else "",
        reason=now.reason,
        side=now.responsible_label,
        weight=abs(moved) or 1,
    )


def _component(before: Need, now: Need, reasons: Mapping[int, str], at: Moment) -> Change | None:
    if (before.is_ready, before.forecast_on) == (now.is_ready, now.forecast_on):
        return None
    moved = 0 if now.is_ready else _moved(before.forecast_on, now.forecast_on)
    return Change(
        what=now.component.name,
        href=at.href("components"),
        before=before.when,
        now=_("bereit {since}").format(since=now.when) if now.is_ready else now.when,
        note="" if now.is_ready else _working_days(before.forecast_on, now.forecast_on),
        tone="success" if now.is_ready else "danger" if moved > 0 else "",
        reason=reasons.get(now.component.pk, ""),
        side=SIDES[Side(now.component.responsible)],
        weight=abs(moved) or 1,
    )


def _live_then(figures: PackageFigures, day: date) -> int:
    return next((live for said_on, live in reversed(figures.growth) if said_on <= day), 0)


def _rollouts(figures: PackageFigures, was_live: int, gained: int, back: int, href: str) -> Change:
    lost = was_live + gained - figures.count.live
    reason = _("{gained} neu live, {lost} zurückgenommen").format(
        gained=german.number(gained), lost=german.number(lost)
    )
    if back > lost:
        reason = _("{reason}, {between} zwischendurch live").format(reason=reason, between=german.number(back - lost))
    return Change(
        what=_("{package}, Ausspielungen live").format(package=figures.package.name),
        href=href,
        before=german.number(was_live),
        now=german.number(figures.count.live),
        note="",
        tone="",
        reason=reason,
        side=SIDES[Side.KOMMUNEN],
        weight=gained + back,
    )


def _moved(before: date | None, now: date | None) -> int:
    return 0 if before is None or now is None else (now - before).days


def _working_days(before: date | None, now: date | None) -> str:
    if before is None or now is None or before == now:
        return ""
    days = working_days_between(before, now)
    sign = "+" if days > 0 else "−"
    return _("{sign}{days} Arbeitstage").format(sign=sign, days=german.number(abs(days)))
