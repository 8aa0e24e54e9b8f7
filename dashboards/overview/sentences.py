"""The overview in one sentence: what people can use, where it has begun, how the plan stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.figures.areas import Reach
from dashboards.figures.criteria import AuthorityCriteria, RolloutCriteria
from dashboards.figures.packages import PackageFigures
from dashboards.parts.tile import nonbreaking
from milestones.status import PlanStatus
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import Told, joined, tell


def reach_sentence(reach: Reach, about: str) -> Sentence:
    """ "Alles live: für 1 % der Menschen, höchstens 6 %. Mindestens eine Leistung: für 53 %, höchstens 96 %."."""
    every = _reached(_("Alle Leistungen live: für %(low)s der Menschen"), reach, "every", about)
    return nonbreaking(joined((every, _reached(_("Mindestens eine: für %(low)s"), reach, "some", about)), " "))


def _reached(words: str, reach: Reach, which: str, about: str) -> Sentence:
    low, high = getattr(reach, which), getattr(reach, f"{which}_high")
    found = tell(words, low=Told(german.percent(reach.share(low)), f"people.{which}", about))
    if low == high:
        return joined((found, "."))
    most = Told(german.percent(reach.share(high)), f"people.{which}-high", about)
    return joined((found, tell(_(", höchstens %(high)s."), high=most)))


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the situation sentence; tone colours it."""

    text: Sentence
    tone: str = ""


def situation_sentence(plan: PlanStatus | None, packages: Sequence[PackageFigures]) -> tuple[Part, ...]:
    """First what people can use, then where it has begun, then the plan."""
    first = next((one for one in packages if one.package.number == 1), None)
    parts = [_part(_package_sentence(first)), _part(" ")] if first else []
    return (*parts, *(_plan_parts(plan) if plan else [_part(_("Es ist noch kein Plan geladen."))]))


def _part(text: str, tone: str = "") -> Part:
    return Part(nonbreaking(text), tone)


def _plan_parts(plan: PlanStatus) -> list[Part]:
    if plan.is_before_plan:
        return [_part(_("Der Plan wurde erst am %(day)s verabredet.") % {"day": german.day(plan.plan.agreed_on)})]
    reached, counted, overdue = len(plan.reached), len(plan.counted), len(plan.overdue)
    words = ngettext(
        "%(n)s von %(total)s Meilensteinen ist erreicht", "%(n)s von %(total)s Meilensteinen sind erreicht", reached
    )
    parts = [_part(tell(words, n=Told(reached, "milestones.reached"), total=Told(counted, "milestones.counted")))]
    if overdue:
        late = ngettext("%(n)s ist überfällig", "%(n)s sind überfällig", overdue)
        parts += [_part(", "), _part(tell(late, n=Told(overdue, "milestones.overdue")), "danger")]
    if plan.due:
        # What is due on this very day and not reached is not overdue yet, and nothing to say "keiner" about.
        parts += [_part(", "), _part(plan.due_words, "warning")]
    if not overdue and not plan.due:
        parts.append(_part(_(", keiner ist überfällig")))
    return [*parts, _part(".")]


def _package_sentence(first: PackageFigures) -> Sentence:
    """The share that is live leads; where it has merely begun follows."""
    everywhere = RolloutCriteria(package=first.package.number)
    live = replace(everywhere, state=RolloutState.LIVE)
    begun = AuthorityCriteria(live=first.package.number)
    said: dict[str, str] = {
        "package": first.package.name,
        "share": Told(german.percent(first.count.share_low), f"{live.name}.share", live.about),
        "live": live.told(first.count.live),
        "rollouts": everywhere.told(first.count.total),
        "unknown": replace(everywhere, state=RolloutState.UNKNOWN).told(first.count.unknown),
        "begun": begun.told(first.authorities_live),
        "total": Told(first.authorities, "authorities.in-package", begun.about),
    }
    if first.authorities_live:
        return tell(_package_words(first), **said)
    # Where nobody said anything, nothing is known: that is not "nowhere live".
    words = _("Zu %(package)s liegt aus keiner von %(total)s Verwaltungen eine Meldung vor.")
    if first.count.reported:
        words = _("%(package)s ist aus noch keiner von %(total)s Verwaltungen als live gemeldet.")
    return tell(words, **said)


def _package_words(first: PackageFigures) -> str:
    if not first.count.unknown:
        return _(
            "%(package)s ist zu %(share)s live: %(live)s von %(rollouts)s Ausspielungen, angelaufen in %(begun)s von "
            "%(total)s "
            "Verwaltungen."
        )
    return _(
        "%(package)s ist zu %(share)s live: %(live)s von %(rollouts)s Ausspielungen (%(unknown)s ohne Meldung), "
        "angelaufen in "
        "%(begun)s von %(total)s Verwaltungen."
    )
