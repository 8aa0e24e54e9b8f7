"""Services of the catalogue: which ones, how far each is, and honest coverage (design, domain 3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from dashboards.figures.areas import Place, places_of
from dashboards.figures.criteria import AuthorityCriteria, RolloutCriteria, ServiceCriteria
from dashboards.figures.figure import Figure
from dashboards.figures.numbers import Number, StateNumbers, number_of, span, span_of, state_numbers
from dashboards.figures.packages import Need, component_needs
from dashboards.figures.rollouts import find_rollouts, in_state, rollouts_on, tally, without_evidence_by
from municipalities.coverage import Count
from municipalities.maturity import COMPLETE
from municipalities.models import Competence
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.told import Sentence, Told, joined, tell
from services.assignments import assignments_on
from services.models import LeikaEntry, Service, ServiceNeed, ServiceQuerySet
from services.packages import ASSIGNED, Assigned

NOTHING = Count()


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service of the list. numbers.total is 0 where no competence is known: then coverage is unknown, not zero."""

    service: Service
    assignment: str
    numbers: StateNumbers
    without_evidence: Number
    href: str


@dataclass(frozen=True, slots=True)
class NeededComponent:
    """A component the service needs, with its readiness and where that need is known from."""

    need: Need
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Everything the page of one service shows besides its rows."""

    service: Service
    assignment: str
    count: Count
    needs: tuple[NeededComponent, ...]
    competences: tuple[Competence, ...]
    places: tuple[Place, ...]
    inhabitants: int
    inhabitants_high: int
    all_inhabitants: int
    complete: int
    without_evidence: int
    leika: tuple[LeikaEntry, ...]

    @property
    def reach(self) -> float | None:
        """Share of the inhabitants who have it online, unknown counted as not live."""
        return self.inhabitants / self.all_inhabitants if self.all_inhabitants else None

    @property
    def reach_high(self) -> float | None:
        """The same, with everything live that nobody reported and the gate allows."""
        return self.inhabitants_high / self.all_inhabitants if self.all_inhabitants else None


def find_services(criteria: ServiceCriteria, at: AsOf) -> ServiceQuerySet:
    """The services that meet all criteria, in no particular order."""
    found = Service.objects.matching(criteria.words)
    if criteria.assignment:
        belongs, assignment = assignments_on(at.day, at.today), criteria.assignment
        in_package = assignment.isdigit()
        found = found.filter(
            belongs.in_package(int(assignment), "") if in_package else belongs.assigned(assignment, "")
        )
    if criteria.topic:
        found = found.filter(topic_area__code=criteria.topic)
    if criteria.life_event:
        found = found.filter(life_event__slug=criteria.life_event)
    if criteria.component:
        found = found.needing(criteria.component)
    if criteria.competence:
        known = Exists(rollouts_on(at).filter(service=OuterRef("pk")))
        found = found.filter(known if criteria.competence == "ja" else ~known)
    if criteria.live:
        live = Exists(rollouts_on(at).filter(in_state(RolloutState.LIVE), service=OuterRef("pk")))
        found = found.filter(live if criteria.live == "ja" else ~live)
    return found


def service_rows(services: Iterable[Service], at: AsOf) -> list[ServiceRow]:
    """Rows for services that have their package at hand (two queries more, however many there are)."""
    listed = list(assignments_on(at.day, at.today).dated(services))
    rollouts = rollouts_on(at).filter(service__in=listed)
    counts = tally(rollouts, "service", at)
    by_word = without_evidence_by(rollouts, "service")
    return [
        ServiceRow(
            service=service,
            assignment=assignment_words(service),
            numbers=state_numbers(counts.get(service.pk, NOTHING), RolloutCriteria(service=service.ozg_id), at),
            without_evidence=number_of(
                by_word.get(service.pk, 0), RolloutCriteria(service=service.ozg_id, evidence="nein"), at
            ),
            href=at.href("service", service.ozg_id),
        )
        for service in listed
    ]


def assignment_words(service: Service) -> str:
    """ "Paket 1", or why it belongs to none."""
    return service.package.name if service.package else str(ASSIGNED[Assigned(service.assignment)])


def service_page(service: Service, at: AsOf) -> ServicePage:
    """A fixed number of queries, however many authorities carry it out."""
    (service,) = assignments_on(at.day, at.today).dated([service])
    rollouts = rollouts_on(at).filter(service=service)
    places = places_of(rollouts, at)
    served = [place for place in places if place.count.total]
    counts = tally(rollouts, "service", at)
    return ServicePage(
        service=service,
        assignment=assignment_words(service),
        count=counts.get(service.pk, NOTHING),
        needs=_needs(service, at),
        competences=tuple(service.competences.order_by("kind")),
        places=places,
        inhabitants=_people(place for place in served if place.count.live == place.count.total),
        inhabitants_high=_people(place for place in served if place.count.possible == place.count.total),
        all_inhabitants=_people(served),
        complete=find_rollouts(_complete(service.ozg_id), at).count(),
        without_evidence=rollouts.without_evidence().count(),
        leika=tuple(service.leika_entries.all()),
    )


def _complete(ozg_id: str) -> RolloutCriteria:
    return RolloutCriteria(service=ozg_id, state=RolloutState.LIVE, maturity=COMPLETE)


def _people(places: Iterable[Place]) -> int:
    return sum(place.authority.population for place in places)


def _needs(service: Service, at: AsOf) -> tuple[NeededComponent, ...]:
    known = {need.component_id: need for need in ServiceNeed.objects.filter(service=service)}
    needed = []
    for need in component_needs(at, {}):
        row = known.get(need.component.pk)
        if row:
            needed.append(NeededComponent(need, row.source, row.is_assumption))
        elif need.component.is_platform:
            # Every rollout waits for the platform (letter, item 2); that is the component's own source.
            needed.append(NeededComponent(need, need.component.source, need.component.is_assumption))
    return tuple(needed)


def coverage_words(page: ServicePage) -> Sentence:
    """ "Live in 41 von 170 Verwaltungen", or that nobody knows who is competent."""
    count, all_of_it = page.count, RolloutCriteria(service=page.service.ozg_id)
    if not count.total:
        return Sentence(_("Für diese Leistung ist keine Zuständigkeit bekannt."))
    words = _("Live in {live} von {total} zuständigen Verwaltungen, {unknown} ohne Meldung.")
    if not count.unknown:
        words = _("Live in {live} von {total} zuständigen Verwaltungen.")
    return tell(
        words,
        live=Told(count.live, replace(all_of_it, state=RolloutState.LIVE).name, all_of_it.about),
        total=Told(count.total, all_of_it.name, all_of_it.about),
        unknown=Told(count.unknown, replace(all_of_it, state=RolloutState.UNKNOWN).name, all_of_it.about),
    )


def service_figures(page: ServicePage, at: AsOf) -> tuple[Figure, ...]:
    """Coverage by authorities and by inhabitants side by side: they diverge, so neither stands alone (domain 3.3)."""
    count, ozg_id = page.count, page.service.ozg_id
    if not count.total:
        return ()
    total, all_of_it = german.number(count.total), RolloutCriteria(service=ozg_id)
    live, unknown = replace(all_of_it, state=RolloutState.LIVE), replace(all_of_it, state=RolloutState.UNKNOWN)
    return (
        Figure(
            _("Verwaltungen live"),
            german.number(count.live),
            count.live,
            total,
            note=_coverage(count, live),
            **live.opens(at),
        ),
        Figure(
            _("live ab Reifegrad 3"),
            german.number(page.complete),
            page.complete,
            total,
            note=_("alle Nachweise online; „live“ zählt ab Reifegrad 2 oder ohne Angabe"),
            **_complete(ozg_id).opens(at),
        ),
        *_without_evidence(page, at),
        _reach_figure(page, at),
        Figure(
            _("ohne Meldung"),
            german.number(count.unknown),
            count.unknown,
            total,
            **unknown.opens(at),
        ),
    )


def _without_evidence(page: ServicePage, at: AsOf) -> tuple[Figure, ...]:
    """How much of what is live is so by word alone; nothing where nothing is live."""
    if not page.count.live:
        return ()
    number, note = page.without_evidence, _("Reifegrad oder Adresse fehlt")
    words, live = german.number(number), german.number(page.count.live)
    opens = RolloutCriteria(service=page.service.ozg_id, evidence="nein").opens(at)
    return (Figure(_("live ohne Nachweis"), words, number, live, note=note, **opens),)


def _reach_figure(page: ServicePage, at: AsOf) -> Figure:
    """The people who have it online; behind it the places where they live."""
    about = RolloutCriteria(service=page.service.ozg_id).about
    note = tell(
        _("{n} von {total}"),
        n=Told(page.inhabitants, "people.service", about),
        total=Told(page.all_inhabitants, "people.served", about),
    )
    if page.inhabitants != page.inhabitants_high:
        note = joined((note, span_of(page.reach, page.reach_high, "people.service", about)), " · ")
    return Figure(
        _("Menschen erreicht"),
        german.percent(page.reach),
        sum(place.area_class == "full" for place in page.places),
        unit=_("der Menschen"),
        note=note,
        href=AuthorityCriteria(area_class="full", mapped_service=page.service.ozg_id).href(at),
        name="people.service.share",
        about=about,
    )


def _coverage(count: Count, live: RolloutCriteria) -> Sentence:
    """The class of coverage; where something is unknown, as far as it was reported, and within which span."""
    if not count.unknown:
        return Sentence(count.coverage.label)
    reported = _("{coverage} gemeldet").format(coverage=count.coverage.label)
    return joined((span(count, live), reported), " · ")
