"""A package as page and overview show it: its headline, its bar, its growth, and its services with what blocks each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.figures.criteria import RolloutCriteria, ServiceCriteria
from dashboards.figures.packages import Need, PackageFigures, assignment_counts
from dashboards.figures.tallies import NOTHING, StateTally
from dashboards.parts.bars import counts_bar
from dashboards.parts.numbers import Number, StateNumbers
from municipalities.gate_queries import gates_for
from municipalities.words import waits_for
from ozgtracker import german
from ozgtracker.charts import StateBar
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import Told, tell
from services.assignments import assignments_on
from services.models import Service
from services.packages import Assigned
from services.words import ASSIGNED


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


def package_services(number: int, at: AsOf, tally: StateTally) -> tuple[PackageService, ...]:
    """Every service of the package (a fixed number of queries)."""
    belongs = assignments_on(at)
    found = Service.objects.filter(belongs.in_package(number, "")).select_related("package")
    services = list(found.order_by("sort_key", "ozg_id"))
    counts, gates = tally.by_service, gates_for(services, at.day)
    rows = []
    for service in services:
        count, criteria = counts.get(service.pk, NOTHING).count, RolloutCriteria(service=service.ozg_id)
        rows.append(
            PackageService(
                service=service,
                numbers=StateNumbers(count, criteria, at),
                bar=counts_bar(count, criteria, at, chart_id=f"bar-{service.ozg_id}", title=service.name, width=160),
                waits_for=waits_for(gates[service.pk]),
                href=at.href("service", service.ozg_id),
            )
        )
    return tuple(rows)


def package_needs(figures: PackageFigures, at: AsOf) -> tuple[NeedRow, ...]:
    """Every component of the package; the number opens the services that need it."""
    assignment = str(figures.package.number)
    return tuple(
        NeedRow(need, Number(need.services, ServiceCriteria(assignment=assignment, component=need.component.slug), at))
        for need in figures.needs
    )


def packages_sentence(packages: Iterable[PackageFigures]) -> str:
    """ "Paket 1 ist eröffnet; Paket 2 wartet auf ePayment.": the answer above all packages."""
    known = list(packages)
    if not known:
        return _("Noch ist kein Paket angelegt.")
    opened = [one.package.name for one in known if one.opened_on]
    parts = [_waiting(one) for one in known if not one.opened_on]
    if opened:
        words = ngettext("%(names)s ist eröffnet", "%(names)s sind eröffnet", len(opened))
        parts.insert(0, words % {"names": german.listing(opened)})
    return "; ".join(parts) + "."


def _waiting(figures: PackageFigures) -> str:
    if not figures.unmet:
        return f"{figures.package.name}: {figures.opening}"
    names = german.listing([need.component.name for need in figures.unmet])
    return _("%(package)s wartet auf %(names)s") % {"package": figures.package.name, "names": names}


def package_sentence(figures: PackageFigures) -> str:
    """The answer to "what may go out, what holds it?" in one sentence."""
    words = {"package": figures.package.name, "opening": figures.opening}
    if not figures.unmet:
        return _("%(package)s: %(opening)s; alle Basiskomponenten, die es braucht, sind bereit.") % {**words}
    names = german.listing([need.component.name for need in figures.unmet])
    return _("%(package)s: %(opening)s; noch nicht bereit: %(names)s.") % {**words, "names": names}


@dataclass(frozen=True, slots=True)
class Outside:
    """Services that belong to no package, and why: said openly, because nobody has decided for them yet."""

    label: str
    number: Number
    of: Number


def outside_packages(at: AsOf) -> tuple[Outside, ...]:
    """One line for each reason why services stand outside the packages (one query)."""
    counts = assignment_counts(at)
    everything = Number(sum(counts.values()), ServiceCriteria(), at)
    return tuple(
        Outside(
            str(ASSIGNED[one]),
            Number(counts[one.value, None], ServiceCriteria(assignment=one.value), at),
            everything,
        )
        for one in Assigned
        if (one.value, None) in counts
    )


def assignment_sentence(at: AsOf) -> Sentence:
    """How many services have a package by rule, and for how many nobody knows what they need (one query)."""
    counts = assignment_counts(at)
    assigned = sum(n for (kind, _number), n in counts.items() if kind == Assigned.PACKAGE)
    nobody_knows = ServiceCriteria(assignment=Assigned.UNKNOWN.value)
    words = ngettext(
        "%(assigned)s von %(total)s Leistungen ist einem Paket zugeordnet; von %(unknown)s ist der Bedarf nicht "
        "bekannt.",
        "%(assigned)s von %(total)s Leistungen sind einem Paket zugeordnet; von %(unknown)s ist der Bedarf nicht "
        "bekannt.",
        assigned,
    )
    return tell(
        words,
        assigned=Told(assigned, "services.in-packages"),
        total=ServiceCriteria().told(sum(counts.values())),
        unknown=nobody_knows.told(counts.get((Assigned.UNKNOWN.value, None), 0)),
    )
