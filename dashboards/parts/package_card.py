"""A package with its headline, its bar and its growth, as overview, package page and paper show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dashboards.figures.criteria import AuthorityCriteria, RolloutCriteria, ServiceCriteria
from dashboards.figures.packages import PackageFigures
from dashboards.parts.bars import counts_bar
from dashboards.parts.figure_tiles import tile
from dashboards.parts.numbers import span
from dashboards.parts.tile import Tile
from municipalities.coverage import Count
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.charts import BurnupChart, StateBar, burnup_chart
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import Told, tell


@dataclass(frozen=True, slots=True)
class PackageCard:
    """A package with its charts. headline counts authorities, or for the continuous package services; at_most is the
    share that may be live, with what nobody reported and the gate allows; empty where everything is reported."""

    figures: PackageFigures
    href: str
    headline: Tile
    rollouts: Tile
    unknown: Tile
    at_most: Sentence
    bar: StateBar
    burnup: BurnupChart


def package_card(figures: PackageFigures, at: AsOf, *, since: date) -> PackageCard:
    """`since`: where the time axis of the growth begins (the day the plan was agreed)."""
    number, count = figures.package.number, figures.count
    live, total = german.number(count.live), german.number(count.total)
    title = _("%(package)s: %(live)s von %(total)s Ausspielungen live") % {
        "package": figures.package.name,
        "live": live,
        "total": total,
    }
    live_ones = RolloutCriteria(package=number, state=RolloutState.LIVE)
    growth = [(min(since, at.day), 0), *figures.growth]
    return PackageCard(
        figures=figures,
        href=at.href("package", number),
        headline=_headline(figures, at),
        rollouts=tile(live_ones, count.live, at, of=count.total, note=span(count, live_ones)),
        unknown=tile(RolloutCriteria(package=number, state=RolloutState.UNKNOWN), count.unknown, at, of=count.total),
        at_most=_at_most(count, live_ones),
        bar=counts_bar(count, RolloutCriteria(package=number), at, chart_id=f"bar-{number}", title=title),
        burnup=burnup_chart(
            [*growth, (at.day, count.live)],
            [(growth[0][0], count.total), (at.day, count.total)],
            day=at.day,
            chart_id=f"growth-{number}",
            title=title,
            writing=german.writing(),
        ),
    )


def _at_most(count: Count, live: RolloutCriteria) -> Sentence:
    if count.possible == count.live:
        return Sentence("")
    share = Told(german.percent(count.share_high), f"{live.name}.share-high", live.about)
    return tell(_("höchstens %(share)s"), share=share)


def _headline(figures: PackageFigures, at: AsOf) -> Tile:
    number = figures.package.number
    if figures.is_stream:
        connected = ServiceCriteria(assignment=str(number), live="ja")
        return tile(connected, figures.services_live, at, of=figures.services)
    return tile(AuthorityCriteria(live=number), figures.authorities_live, at, of=figures.authorities)
