"""A package as page and overview show it: its headline, its bar, its growth, and its services with what blocks each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.figures.bars import counts_bar
from dashboards.figures.criteria import AuthorityCriteria, RolloutCriteria, ServiceCriteria
from dashboards.figures.figure import Figure
from dashboards.figures.numbers import Number, StateNumbers, number_of, span, state_numbers
from dashboards.figures.packages import Need, PackageFigures
from dashboards.figures.rollouts import rollouts_in_package, tally
from municipalities.coverage import Count
from municipalities.gate_queries import gates_for
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.charts import BurnupChart, StateBar, burnup_chart
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.told import Sentence, Told, tell
from services.assignments import assignments_on
from services.models import Service

NOTHING = Count()


@dataclass(frozen=True, slots=True)
class PackageCard:
    """A package with its charts. headline counts authorities, or for the continuous package services; at_most is the
    share that may be live, with what nobody reported and the gate allows; empty where everything is reported."""

    figures: PackageFigures
    href: str
    headline: Figure
    rollouts: Figure
    unknown: Figure
    at_most: Sentence
    bar: StateBar
    burnup: BurnupChart


@dataclass(frozen=True, slots=True)
class PackageService:
    """A service of the package: how far it is, and the base components it waits for, by name."""

    service: Service
    numbers: StateNumbers
    bar: StateBar
    waits_for: str
    href: str


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A base component of the package and how many of its services need it."""

    need: Need
    services: Number


def package_card(figures: PackageFigures, at: AsOf, *, since: date) -> PackageCard:
    """`since`: where the time axis of the growth begins (the day the plan was agreed)."""
    number, count = figures.package.number, figures.count
    live, total = german.number(count.live), german.number(count.total)
    title = _("{package}: {live} von {total} Ausspielungen live").format(
        package=figures.package.name, live=live, total=total
    )
    live_ones = RolloutCriteria(package=number, state=RolloutState.LIVE)
    growth = [(min(since, at.day), 0), *figures.growth]
    return PackageCard(
        figures=figures,
        href=at.href("package", number),
        headline=_headline(figures, at),
        rollouts=Figure(
            _("Ausspielungen live"),
            live,
            count.live,
            total,
            note=span(count, live_ones),
            **live_ones.opens(at),
        ),
        unknown=Figure(
            _("ohne Meldung"),
            german.number(count.unknown),
            count.unknown,
            total,
            **RolloutCriteria(package=number, state=RolloutState.UNKNOWN).opens(at),
        ),
        at_most=_at_most(count, live_ones),
        bar=counts_bar(count, RolloutCriteria(package=number), at, chart_id=f"bar-{number}", title=title),
        burnup=burnup_chart(
            [*growth, (at.day, count.live)],
            [(growth[0][0], count.total), (at.day, count.total)],
            day=at.day,
            chart_id=f"growth-{number}",
            title=title,
        ),
    )


def _at_most(count: Count, live: RolloutCriteria) -> Sentence:
    if count.possible == count.live:
        return Sentence("")
    share = Told(german.percent(count.share_high), f"{live.name}.share-high", live.about)
    return tell(_("höchstens {share}"), share=share)


def package_services(number: int, at: AsOf) -> tuple[PackageService, ...]:
    """Every service of the package (a fixed number of queries)."""
    belongs = assignments_on(at.day, at.today)
    found = Service.objects.filter(belongs.in_package(number, "")).select_related("package")
    services = list(found.order_by("sort_key", "ozg_id"))
    rollouts = rollouts_in_package(number, at)
    counts, gates = tally(rollouts, "service", at), gates_for(services, at.day)
    rows = []
    for service in services:
        count, criteria = counts.get(service.pk, NOTHING), RolloutCriteria(service=service.ozg_id)
        rows.append(
            PackageService(
                service=service,
                numbers=state_numbers(count, criteria, at),
                bar=counts_bar(count, criteria, at, chart_id=f"bar-{service.ozg_id}", title=service.name, width=160),
                waits_for=gates[service.pk].waits_for,
                href=at.href("service", service.ozg_id),
            )
        )
    return tuple(rows)


def package_needs(figures: PackageFigures, at: AsOf) -> tuple[NeedRow, ...]:
    """Every component of the package; the number opens the services that need it."""
    assignment = str(figures.package.number)
    return tuple(
        NeedRow(
            need, number_of(need.services, ServiceCriteria(assignment=assignment, component=need.component.slug), at)
        )
        for need in figures.needs
    )


def _headline(figures: PackageFigures, at: AsOf) -> Figure:
    number = figures.package.number
    if figures.is_stream:
        return Figure(
            _("Leistungen angeschlossen"),
            german.number(figures.services_live),
            figures.services_live,
            german.number(figures.services),
            **ServiceCriteria(assignment=str(number), live="ja").opens(at),
        )
    return Figure(
        _("Verwaltungen mit mindestens einer Leistung live"),
        german.number(figures.authorities_live),
        figures.authorities_live,
        german.number(figures.authorities),
        **AuthorityCriteria(live=number).opens(at),
    )


def packages_sentence(packages: Iterable[PackageFigures]) -> str:
    """ "Paket 1 ist eröffnet; Paket 2 wartet auf ePayment.": the answer above all packages."""
    known = list(packages)
    if not known:
        return _("Noch ist kein Paket angelegt.")
    opened = [one.package.name for one in known if one.opened_on]
    parts = [_waiting(one) for one in known if not one.opened_on]
    if opened:
        words = ngettext("{names} ist eröffnet", "{names} sind eröffnet", len(opened))
        parts.insert(0, words.format(names=german.listing(opened)))
    return "; ".join(parts) + "."


def _waiting(figures: PackageFigures) -> str:
    if not figures.unmet:
        return f"{figures.package.name}: {figures.opening}"
    names = german.listing([need.component.name for need in figures.unmet])
    return _("{package} wartet auf {names}").format(package=figures.package.name, names=names)


def package_sentence(figures: PackageFigures) -> str:
    """The answer to "what may go out, what holds it?" in one sentence."""
    words = {"package": figures.package.name, "opening": figures.opening}
    if not figures.unmet:
        return _("{package}: {opening}; alle Basiskomponenten, die es braucht, sind bereit.").format(**words)
    names = german.listing([need.component.name for need in figures.unmet])
    return _("{package}: {opening}; noch nicht bereit: {names}.").format(**words, names=names)
