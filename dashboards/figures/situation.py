"""The overview in one piece: one sentence, one band of figures, pictures, rows. Mail and paper use the same piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count as CountRows
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.figures.areas import Place, inhabitants_reached, places_of, reach_sentence
from dashboards.figures.attention import Attention, attention
from dashboards.figures.authorities import reported
from dashboards.figures.bundles import BundleReach, bundle_reach
from dashboards.figures.catalogue import without_competence
from dashboards.figures.changes import (
    Change,
    agreed_changes,
    component_changes,
    last_reporting_day,
    milestone_changes,
    rollout_changes,
)
from dashboards.figures.criteria import AuthorityCriteria, RolloutCriteria
from dashboards.figures.figure import Figure, nonbreaking
from dashboards.figures.headline_figures import Quality, headline_figures
from dashboards.figures.packages import PackageFigures, counts_by_package, package_figures
from dashboards.figures.plan import plan_on
from dashboards.figures.rollouts import find_rollouts, rollouts_in_package
from dashboards.figures.unanswered import unanswered
from dashboards.figures.undercut import undercut
from milestones.status import PlanStatus
from municipalities.coverage import Count
from municipalities.maturity import COMPLETE
from municipalities.models import BY_WORD_ALONE
from municipalities.months import Reporting
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.told import Sentence, Told, tell
from services.models import Bundle

# The bundle the letter names first: "alle An- und Ummeldungen für neu Zugezogene" (content focus).
FIRST_BUNDLE = "neu-zugezogen"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the situation sentence; tone colours it."""

    text: Sentence
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """Where we stand, together, on a day; compared: the earlier day of the changes."""

    at: AsOf
    compared: date
    plan: PlanStatus | None
    reported: Reporting
    sentence: tuple[Part, ...]
    figures: tuple[Figure, ...]
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


def situation(day: date, today: date, compared: date | None = None) -> Situation:
    """Everything the overview says: a fixed number of queries, whatever the number of rows."""
    at = AsOf(day, today)
    earlier = compared or last_reporting_day(day)
    counts = counts_by_package(at)
    plan, packages = plan_on(at), package_figures(at, counts)
    places = places_of(rollouts_in_package(1, at), at)
    bundle = _first_bundle(at)
    who_reported = reported(at)
    before = plan_on(at.at(earlier)) if plan else None
    return Situation(
        at=at,
        compared=earlier,
        plan=plan,
        reported=who_reported,
        sentence=_sentence(plan, packages),
        figures=headline_figures(
            plan,
            sum(counts.values(), Count()),
            bundle,
            who_reported,
            at,
            quality=_quality(at),
            without_competence=without_competence(at).count(),
        ),
        attention=attention(plan, packages, who_reported, at, unanswered(at), gone=undercut(at)),
        packages=packages,
        places=places,
        bundle=bundle,
        agreed_changes=tuple(agreed_changes(before, plan, at)) if before and plan else (),
        milestone_changes=tuple(milestone_changes(before, plan, at)) if before and plan else (),
        component_changes=tuple(component_changes(earlier, at, _reasons(plan))),
        rollout_changes=tuple(rollout_changes(packages, earlier, at)),
    )


def _reasons(plan: PlanStatus | None) -> tuple[str, ...]:
    return tuple(row.reason for row in plan.milestones) if plan else ()


def _quality(at: AsOf) -> Quality:
    live = find_rollouts(RolloutCriteria(state=RolloutState.LIVE), at).order_by()
    complete = CountRows("pk", filter=Q(maturity_then__gte=COMPLETE))
    return Quality(**live.aggregate(complete=complete, by_word=CountRows("pk", filter=BY_WORD_ALONE)))


def _first_bundle(at: AsOf) -> BundleReach | None:
    bundle = Bundle.objects.filter(slug=FIRST_BUNDLE).first()
    return bundle_reach(bundle, at) if bundle else None


def _sentence(plan: PlanStatus | None, packages: Sequence[PackageFigures]) -> tuple[Part, ...]:
    """First what people can use, then where it has begun, then the plan."""
    first = next((one for one in packages if one.package.number == 1), None)
    parts = [_part(_package_sentence(first)), _part(" ")] if first else []
    return (*parts, *(_plan_parts(plan) if plan else [_part(_("Es ist noch kein Plan geladen."))]))


def _part(text: str, tone: str = "") -> Part:
    return Part(nonbreaking(text), tone)


def _plan_parts(plan: PlanStatus) -> list[Part]:
    if plan.is_before_plan:
        return [_part(_("Der Plan wurde erst am {day} verabredet.").format(day=german.day(plan.plan.agreed_on)))]
    reached, counted, overdue = len(plan.reached), len(plan.counted), len(plan.overdue)
    words = ngettext(
        "{n} von {total} Meilensteinen ist erreicht", "{n} von {total} Meilensteinen sind erreicht", reached
    )
    parts = [_part(tell(words, n=Told(reached, "milestones.reached"), total=Told(counted, "milestones.reached/of")))]
    if overdue:
        late = ngettext("{n} ist überfällig", "{n} sind überfällig", overdue)
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
        "live": Told(first.count.live, live.name, live.about),
        "rollouts": Told(first.count.total, everywhere.name, everywhere.about),
        "unknown": Told(first.count.unknown, replace(everywhere, state=RolloutState.UNKNOWN).name, live.about),
        "begun": Told(first.authorities_live, begun.name, begun.about),
        "total": Told(first.authorities, f"{begun.name}/of", begun.about),
    }
    if first.authorities_live:
        return tell(_package_words(first), **said)
    # Where nobody said anything, nothing is known: that is not "nowhere live".
    words = _("Zu {package} liegt aus keiner von {total} Verwaltungen eine Meldung vor.")
    if first.count.reported:
        words = _("{package} ist aus noch keiner von {total} Verwaltungen als live gemeldet.")
    return tell(words, **said)


def _package_words(first: PackageFigures) -> str:
    if not first.count.unknown:
        return _(
            "{package} ist zu {share} live: {live} von {rollouts} Ausspielungen, angelaufen in {begun} von {total} "
            "Verwaltungen."
        )
    return _(
        "{package} ist zu {share} live: {live} von {rollouts} Ausspielungen ({unknown} ohne Meldung), angelaufen in "
        "{begun} von {total} Verwaltungen."
    )
