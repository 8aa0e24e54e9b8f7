"""The overview in one piece: one sentence, one band of figures, pictures, rows. Mail and paper use the same piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.figures.areas import Place, inhabitants_reached, places_of
from dashboards.figures.attention import Attention, attention
from dashboards.figures.authorities import reported
from dashboards.figures.bundles import BundleReach, bundle_reach
from dashboards.figures.changes import (
    Change,
    component_changes,
    last_reporting_day,
    milestone_changes,
    rollout_changes,
)
from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.figure import Figure, glued
from dashboards.figures.headline_figures import headline_figures
from dashboards.figures.moment import Moment
from dashboards.figures.packages import PackageFigures, counts_by_package, package_figures
from dashboards.figures.plan import plan_on
from dashboards.figures.rollouts import find_rollouts, rollouts_on
from dashboards.figures.unanswered import unanswered
from dashboards.figures.undercut import undercut
from milestones.standing import PlanStanding
from municipalities.coverage import Count
from municipalities.maturity import COMPLETE
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from services.models import Bundle

# The bundle the letter names first: "alle An- und Ummeldungen für neu Zugezogene" (content focus).
FIRST_BUNDLE = "neu-zugezogen"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the situation sentence; tone colours it."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """Where we stand, together, on a day; compared: the earlier day of the changes."""

    at: Moment
    compared: date
    plan: PlanStanding | None
    reported: tuple[int, int]
    sentence: tuple[Part, ...]
    figures: tuple[Figure, ...]
    attention: tuple[Attention, ...]
    packages: tuple[PackageFigures, ...]
    places: tuple[Place, ...]
    bundle: BundleReach | None
    milestone_changes: tuple[Change, ...]
    component_changes: tuple[Change, ...]
    rollout_changes: tuple[Change, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes: first the plan, then components, then rollouts, each largest first."""
        return (*self.milestone_changes, *self.component_changes, *self.rollout_changes)

    @property
    def sentence_text(self) -> str:
        """The sentence without its colours."""
        return "".join(part.text for part in self.sentence)


def situation(day: date, today: date, compared: date | None = None) -> Situation:
    """Everything the overview says: a fixed number of queries, whatever the number of rows."""
    at = Moment(day, today)
    earlier = compared or last_reporting_day(day)
    counts = counts_by_package(at)
    plan, packages = plan_on(at), package_figures(at, counts)
    places = places_of(rollouts_on(at).in_package(1), at)
    bundle = _first_bundle(at)
    who_reported = reported(at)
    before = plan_on(at.at(earlier)) if plan else None
    return Situation(
        at=at,
        compared=earlier,
        plan=plan,
        reported=who_reported,
        sentence=_sentence(plan, packages, places),
        figures=headline_figures(plan, sum(counts.values(), Count()), bundle, who_reported, at, complete=_complete(at)),
        attention=attention(plan, packages, who_reported, at, unanswered(at), gone=undercut(at)),
        packages=packages,
        places=places,
        bundle=bundle,
        milestone_changes=tuple(milestone_changes(before, plan, at)) if before and plan else (),
        component_changes=tuple(component_changes(earlier, at, _reasons(plan))),
        rollout_changes=tuple(rollout_changes(packages, earlier, at)),
    )


def _reasons(plan: PlanStanding | None) -> tuple[str, ...]:
    return tuple(row.reason for row in plan.milestones) if plan else ()


def _complete(at: Moment) -> int:
    return find_rollouts(RolloutCriteria(state=RolloutState.LIVE, maturity=COMPLETE), at).count()


def _first_bundle(at: Moment) -> BundleReach | None:
    bundle = Bundle.objects.filter(slug=FIRST_BUNDLE).first()
    return bundle_reach(bundle, at) if bundle else None


def _sentence(
    plan: PlanStanding | None, packages: Sequence[PackageFigures], places: tuple[Place, ...]
) -> tuple[Part, ...]:
    parts = _plan_parts(plan) if plan else [Part(_("Es ist noch kein Plan geladen. "))]
    first = next((one for one in packages if one.package.number == 1), None)
    return (*parts, Part(glued(_package_sentence(first, places)))) if first else tuple(parts)


def _plan_parts(plan: PlanStanding) -> list[Part]:
    if plan.is_before_plan:
        return [Part(_("Der Plan wurde erst am {day} verabredet. ").format(day=german.day(plan.plan.agreed_on)))]
    reached, counted, overdue = len(plan.reached), len(plan.counted), len(plan.overdue)
    words = ngettext(
        "{n} von {total} Meilensteinen ist erreicht", "{n} von {total} Meilensteinen sind erreicht", reached
    )
    parts = [Part(words.format(n=german.number(reached), total=german.number(counted)))]
    if overdue:
        late = ngettext("{n} ist überfällig", "{n} sind überfällig", overdue).format(n=german.number(overdue))
        parts += [Part(", "), Part(late, "danger")]
    if plan.due:
        # What is due on this very day and not reached is not overdue yet, and nothing to say "keiner" about.
        parts += [Part(", "), Part(plan.due_words, "warning")]
    if not overdue and not plan.due:
        parts.append(Part(_(", keiner ist überfällig")))
    return [*parts, Part(". ")]


def _package_sentence(first: PackageFigures, places: tuple[Place, ...]) -> str:
    live, total = german.number(first.authorities_live), german.number(first.authorities)
    if not first.authorities_live:
        # Where nobody said anything, nothing is known: that is not "nowhere live".
        words = _("Zu {package} liegt aus keiner von {total} Verwaltungen eine Meldung vor.")
        if first.count.reported:
            words = _("{package} ist aus noch keiner von {total} Verwaltungen als live gemeldet.")
        return words.format(package=first.package.name, total=total)
    reached, everybody = inhabitants_reached(places)
    share = german.percent(reached / everybody if everybody else None)
    return _(
        "{package} ist in {live} von {total} Verwaltungen angelaufen; für {share} der Menschen ist mindestens eine "
        "Leistung daraus online."
    ).format(package=first.package.name, live=live, total=total, share=share)
