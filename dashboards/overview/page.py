"""The overview in one piece: one sentence, one band of figures, pictures, rows. Mail and paper use the same piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from dashboards.figures.areas import Place, inhabitants_reached, places_in_package
from dashboards.figures.authorities import reported
from dashboards.figures.bundles import BundleReach, bundle_reach
from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.packages import PackageFigures, package_figures
from dashboards.figures.plan import plan_on
from dashboards.figures.tallies import state_tally
from dashboards.figures.unanswered import unanswered
from dashboards.figures.undercut import undercut
from dashboards.overview.attention import Attention, attention
from dashboards.overview.changes import (
    Change,
    agreed_changes,
    component_changes,
    last_reporting_day,
    milestone_changes,
    rollout_changes,
)
from dashboards.overview.sentences import Part, reach_sentence, situation_sentence
from dashboards.overview.tiles import headline_figures
from dashboards.parts.tile import Tile
from milestones.status import PlanStatus
from municipalities.months import Reporting
from municipalities.tally_queries import groups_on
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from services.models import Bundle

# The bundle the letter names first: "alle An- und Ummeldungen für neu Zugezogene" (content focus).
FIRST_BUNDLE = "neu-zugezogen"


@dataclass(frozen=True, slots=True)
class Situation:
    """Where we stand, together, on a day; compared: the earlier day of the changes."""

    at: AsOf
    compared: date
    plan: PlanStatus | None
    reported: Reporting
    sentence: tuple[Part, ...]
    figures: tuple[Tile, ...]
    attention: tuple[Attention, ...]
    packages: tuple[PackageFigures, ...]
    places: tuple[Place, ...]
    bundle: BundleReach | None
    agreed_changes: tuple[Change, ...]
    milestone_changes: tuple[Change, ...]
    component_changes: tuple[Change, ...]
    rollout_changes: tuple[Change, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes: first what was agreed anew, then the plan, components and rollouts, each largest first."""
        return (*self.agreed_changes, *self.milestone_changes, *self.component_changes, *self.rollout_changes)

    @property
    def reach(self) -> Sentence:
        """For whom all of package 1 is live, and for whom at least one service of it."""
        return reach_sentence(inhabitants_reached(self.places), RolloutCriteria(package=1).about)

    @property
    def sentence_text(self) -> str:
        """The sentence without its colours."""
        return "".join(part.text for part in self.sentence)


def situation(at: AsOf, compared: date | None = None) -> Situation:
    """Everything the overview says: a fixed number of queries, whatever the number of rows."""
    earlier = compared or last_reporting_day(at.day)
    tally, groups = state_tally(at), groups_on(at)
    plan, packages = plan_on(at), package_figures(at, tally, groups)
    places = places_in_package(1, at, groups)
    bundle = _first_bundle(at)
    who_reported = reported(at)
    agreed, milestones, components, rollouts = _changes(plan, packages, earlier, at)
    return Situation(
        at=at,
        compared=earlier,
        plan=plan,
        reported=who_reported,
        sentence=situation_sentence(plan, packages),
        figures=headline_figures(
            plan,
            tally,
            bundle,
            who_reported,
            at,
        ),
        attention=attention(plan, packages, who_reported, at, unanswered(at), gone=undercut(at)),
        packages=packages,
        places=places,
        bundle=bundle,
        agreed_changes=agreed,
        milestone_changes=milestones,
        component_changes=components,
        rollout_changes=rollouts,
    )


def duties(at: AsOf) -> tuple[Attention, ...]:
    """What needs attention, and nothing else of the overview: for whoever takes the list away."""
    return attention(plan_on(at), package_figures(at), reported(at), at, unanswered(at), gone=undercut(at))


def changes(at: AsOf, compared: date | None = None) -> tuple[date, tuple[Change, ...]]:
    """The day compared with, and what changed since, in the order of Situation.changes; nothing else of it."""
    earlier = compared or last_reporting_day(at.day)
    return earlier, tuple(chain(*_changes(plan_on(at), package_figures(at), earlier, at)))


def _changes(
    plan: PlanStatus | None, packages: Sequence[PackageFigures], earlier: date, at: AsOf
) -> Iterator[tuple[Change, ...]]:
    """What was agreed anew, then the plan, components, rollouts."""
    before = plan_on(at.at(earlier)) if plan else None
    yield tuple(agreed_changes(before, plan, at)) if before and plan else ()
    yield tuple(milestone_changes(before, plan, at)) if before and plan else ()
    yield tuple(component_changes(earlier, at, _reasons(plan)))
    yield tuple(rollout_changes(packages, earlier, at))


def _reasons(plan: PlanStatus | None) -> tuple[str, ...]:
    return tuple(row.reason for row in plan.milestones) if plan else ()


def _first_bundle(at: AsOf) -> BundleReach | None:
    bundle = Bundle.objects.filter(slug=FIRST_BUNDLE).first()
    return bundle_reach(bundle, at) if bundle else None
