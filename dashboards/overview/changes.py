"""What changed between two days: dates agreed anew or moved, milestones reached, components ready, rollouts live."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Side
from accounts.words import SIDES
from dashboards.figures.corrections import Corrected, corrected_since
from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.live_changes import live_changes
from dashboards.figures.packages import Need, PackageFigures, component_needs
from dashboards.parts.lanes import expected_words
from milestones.deadlines import working_days_between
from milestones.models import Answer
from milestones.states import CLOSED_STATES
from milestones.status import MilestoneStatus, PlanStatus
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.sorting import sort_key
from ozgtracker.ui.as_of import AsOf
from services.models import Delivery

_MORE_THAN_ANY_SLIP = 10_000


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


def agreed_changes(before: PlanStatus, now: PlanStatus, at: AsOf) -> list[Change]:
    """Milestones whose agreed date is another one than on the earlier day, with who proposed and who confirmed it (one
    query). What a plan names for the first time is no change of it."""
    found: dict[int, list[Answer]] = {}
    agreed = Answer.objects.filter(baseline__isnull=False, said_on__gt=before.day, said_on__lte=at.day)
    for answer in agreed.select_related("proposal").order_by("said_on", "id"):
        found.setdefault(answer.proposal.milestone_id, []).append(answer)
    earlier = before.by_id
    return _largest_first(
        _agreed(earlier[row.milestone.pk], row, found.get(row.milestone.pk, ()), at)
        for row in now.milestones
        if row.milestone.pk in earlier and _was_moved(earlier[row.milestone.pk], row)
    )


def milestone_changes(before: PlanStatus, now: PlanStatus, at: AsOf) -> list[Change]:
    """Milestones whose expected or actual day or state is another one than on the earlier day."""
    earlier = before.by_id
    changed = [_milestone(earlier[row.milestone.pk], row, at) for row in now.milestones if row.milestone.pk in earlier]
    return _largest_first(change for change in changed if change)


def component_changes(before: date, at: AsOf, told: Collection[str]) -> list[Change]:
    """Components that became ready or no longer are, or are expected on another day (three queries); told: reasons
    that stand in a milestone's line already and need not be read twice."""
    earlier = {need.component.pk: need for need in component_needs(at.at(before), {})}
    said = (
        Delivery.objects.said_by(at.day)
        .filter(said_on__gt=before, component__isnull=False)
        .order_by("said_on", "id")
        .values_list("component", "reason", "corrects")
    )
    reasons = {
        component: _marked(_not_twice(reason, told), corrects=corrects is not None)
        for component, reason, corrects in said
    }
    corrected = {component for component, _reason, corrects in said if corrects is not None}
    changed = [
        _component(earlier[need.component.pk], need, reasons, at, is_corrected=need.component.pk in corrected)
        for need in component_needs(at, {})
    ]
    return _largest_first(change for change in changed if change)


def rollout_changes(packages: Sequence[PackageFigures], before: date, at: AsOf) -> list[Change]:
    """Rollouts gone live or back, for each package. Before, gained, lost and corrected always add up to now: what went
    live and back again between the two days is named apart."""
    changed, corrected = live_changes(packages, before, at), corrected_since(before, at)
    lines = []
    for figures in packages:
        number = figures.package.number
        gained, back = changed[number].gained, changed[number].withdrawn
        mended = corrected.get(number, Corrected())
        if gained or back or mended.lost:
            state = RolloutState.LIVE if gained else RolloutState.WITHDRAWN
            criteria = RolloutCriteria(package=number, changed_since=before, state=state)
            lines.append(
                _rollouts(figures, changed[number].was_live, gained, back, mended=mended, href=criteria.href(at))
            )
    return _largest_first(lines)


def _largest_first(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: (-change.weight, sort_key(change.what)))


def _was_moved(before: MilestoneStatus, now: MilestoneStatus) -> bool:
    """Whether what both sides had agreed is another date now."""
    return before.facts.is_agreed and now.facts.is_agreed and before.agreed_words != now.agreed_words


def _agreed(before: MilestoneStatus, now: MilestoneStatus, answers: Iterable[Answer], at: AsOf) -> Change:
    days = before.agreed, now.agreed
    moved = _moved(*days)
    return Change(
        what=now.milestone.title,
        href=at.href("milestone", now.milestone.slug),
        before=_("vereinbart: %(day)s") % {"day": before.agreed_words},
        now=_("vereinbart: %(day)s") % {"day": now.agreed_words},
        note=_working_days(*days),
        tone="danger" if moved > 0 else "",
        reason=" ".join(_by_both(answer) for answer in answers),
        side=now.responsible_label,
        weight=abs(moved) or 1,
    )


def _by_both(answer: Answer) -> str:
    return _("Vorgeschlagen am %(proposed)s (%(side)s), bestätigt am %(confirmed)s (%(other)s): %(reason)s") % {
        "proposed": german.day(answer.proposal.said_on),
        "side": answer.proposal.side_label,
        "confirmed": german.day(answer.said_on),
        "other": answer.side_label,
        "reason": answer.proposal.reason,
    }


def _milestone(before: MilestoneStatus, now: MilestoneStatus, at: AsOf) -> Change | None:
    days = _day_shown(before), _day_shown(now)
    if before.facts.state == now.facts.state and (days[0] == days[1] or _expects_what_is_agreed(before, now)):
        return None
    is_back = before.is_reached and not now.is_reached
    moved = 0 if is_back else _moved(*days)
    # Of a milestone that was reached, the day says enough; any other change of state is named on both sides.
    names_state = before.facts.state != now.facts.state and not now.is_reached
    return Change(
        what=now.milestone.title,
        href=at.href("milestone", now.milestone.slug),
        before=_stood(before, names_state=names_state),
        now=_stood(now, names_state=names_state),
        note="" if is_back else _working_days(*days),
        tone="success" if now.is_reached else "danger" if is_back or moved > 0 else "",
        reason=_why(before, now),
        side=now.responsible_label,
        weight=abs(moved) or _weight(before, now),
    )


def _expects_what_is_agreed(before: MilestoneStatus, now: MilestoneStatus) -> bool:
    """Whether only the agreed date moved, and nobody names another one: that line is told already."""
    return _was_moved(before, now) and before.assessment.expected_on is None and now.assessment.expected_on is None


def _stood(row: MilestoneStatus, *, names_state: bool) -> str:
    """What counted then: the day in words, or the state where no day counts any more."""
    if row.is_reached:
        return _("erreicht %(day)s") % {"day": row.actual_words}
    if row.facts.state in CLOSED_STATES:
        return row.state.label
    words = expected_words(row)
    return _("%(state)s, %(day)s") % {"state": row.state.label, "day": words} if names_state else words


def _day_shown(row: MilestoneStatus) -> date | None:
    """The day the line prints; what was dropped or put off prints none, so nothing is reckoned from it."""
    return row.expected_on if row.is_reached or row.facts.state not in CLOSED_STATES else None


def _weight(before: MilestoneStatus, now: MilestoneStatus) -> int:
    """To drop, put off or take back a milestone is more than any slip."""
    ended = now.facts.state in CLOSED_STATES and not now.is_reached
    return _MORE_THAN_ANY_SLIP if ended or before.is_reached else 1


def _why(before: MilestoneStatus, now: MilestoneStatus) -> str:
    """What its own side said since then; and where components decide the day, which ones and when."""
    said = _marked(now.reason, corrects=now.is_corrected) if now.report_id != before.report_id else ""
    last = [
        one.name for one in now.requirements.components if one.done_on is None and one.expected_on == now.expected_on
    ]
    if now.facts.state in CLOSED_STATES or not last:
        return said
    decided = _("Bestimmt durch %(components)s, erwartet %(day)s.") % {
        "components": german.listing(last),
        "day": german.day(now.expected_on),
    }
    return f"{decided} {said}".rstrip()


def _marked(reason: str, *, corrects: bool) -> str:
    """ "Berichtigt: …" where the report says that the one before was wrong: nothing happened, something was mended."""
    return _("Berichtigt: %(reason)s") % {"reason": reason} if corrects else reason


def _not_twice(reason: str, told: Collection[str]) -> str:
    """A report handed down from a milestone names it and repeats its reason, which stands in the line above."""
    for said in told:
        if said and reason != said and reason.endswith(said):
            return reason.removesuffix(said).rstrip()
    return reason


def _component(before: Need, now: Need, reasons: Mapping[int, str], at: AsOf, *, is_corrected: bool) -> Change | None:
    if (before.is_ready, before.when) == (now.is_ready, now.when):
        return None
    is_back = before.is_ready and not now.is_ready
    # From a promise to its fulfilment nothing moves; two promised days do, and two days since when it is ready.
    days = _days_of_one_kind(before, now)
    moved = _moved(*days)
    return Change(
        what=now.component.name,
        href=at.href("components"),
        before=_readiness(before),
        now=_taken_back(now, is_corrected=is_corrected) if is_back else _readiness(now),
        note=_working_days(*days),
        tone="danger" if is_back or moved > 0 else "success" if now.is_ready else "",
        reason=reasons.get(now.component.pk, ""),
        side=SIDES[Side(now.component.responsible)],
        weight=_MORE_THAN_ANY_SLIP if is_back else abs(moved) or 1,
    )


def _days_of_one_kind(before: Need, now: Need) -> tuple[date | None, date | None]:
    if now.is_ready:
        return (before.ready_on, now.ready_on) if before.is_ready else (None, None)
    return before.forecast_on, now.forecast_on


def _taken_back(now: Need, *, is_corrected: bool) -> str:
    """Once ready and no longer; or, where that was never true, not ready after all."""
    words = _("doch nicht bereit, %(when)s") if is_corrected else _("nicht mehr bereit, %(when)s")
    return words % {"when": now.when}


def _readiness(need: Need) -> str:
    return _("bereit %(since)s") % {"since": need.when} if need.is_ready else need.when


def _rollouts(
    figures: PackageFigures, was_live: int, gained: int, back: int, *, mended: Corrected, href: str
) -> Change:
    lost = was_live + gained - figures.count.live - mended.lost
    new = german.number(gained - mended.gained)
    reason = _("%(new)s neu live, %(lost)s zurückgenommen") % {"new": new, "lost": german.number(lost)}
    if back > lost:
        reason = _("%(reason)s, %(n)s zwischendurch live") % {"reason": reason, "n": german.number(back - lost)}
    if number := mended.gained + mended.lost:
        reason = _("%(reason)s, %(number)s berichtigt") % {"reason": reason, "number": german.number(number)}
    return Change(
        what=_("%(package)s, Ausspielungen live") % {"package": figures.package.name},
        href=href,
        before=german.number(was_live),
        now=german.number(figures.count.live),
        note="",
        tone="",
        reason=reason,
        side=SIDES[Side.KOMMUNEN],
        weight=gained + back + mended.lost,
    )


def _moved(before: date | None, now: date | None) -> int:
    return 0 if before is None or now is None else (now - before).days


def _working_days(before: date | None, now: date | None) -> str:
    if before is None or now is None or before == now:
        return ""
    days = working_days_between(before, now)
    words = ngettext("%(sign)s%(days)s Arbeitstag", "%(sign)s%(days)s Arbeitstage", abs(days))
    return words % {"sign": "+" if days > 0 else "−", "days": german.number(abs(days))}
