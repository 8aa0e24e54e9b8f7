"""One service: how far it is where, by authorities and by inhabitants (design, domain 3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from dashboards.figures.areas import Place, places_of
from dashboards.figures.criteria import AuthorityCriteria, RolloutCriteria
from dashboards.figures.packages import Need, component_needs
from dashboards.figures.register import figure
from dashboards.figures.rollouts import rollouts_on
from dashboards.figures.services import assignment_words
from dashboards.figures.tallies import NOTHING
from dashboards.parts.figure_tiles import tile
from dashboards.parts.numbers import span, span_of
from dashboards.parts.tile import Tile
from municipalities.coverage import Count
from municipalities.maturity import COMPLETE
from municipalities.models import Competence
from municipalities.rollout_states import RolloutState
from municipalities.tally_queries import by_service
from municipalities.words import COVERAGES
from ozgtracker import german
from ozgtracker.former_links import ended_since, kept_since
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import Told, joined, tell
from services.assignments import assignments_on
from services.models import FormerNeed, LeikaEntry, Service


@dataclass(frozen=True, slots=True)
class NeededComponent:
    """A component the service needs, with its readiness and where that need is known from."""

    need: Need
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Everything the page of one service shows besides its rows. places_reached: where all of it is live."""

    service: Service
    assignment: str
    count: Count
    needs: tuple[NeededComponent, ...]
    competences: tuple[Competence, ...]
    places: tuple[Place, ...]
    places_reached: int
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


def service_page(service: Service, at: AsOf) -> ServicePage:
    """A fixed number of queries, however many authorities carry it out."""
    (service,) = assignments_on(at).dated([service])
    rollouts = rollouts_on(at).filter(service=service)
    places = places_of(rollouts, at)
    served = [place for place in places if place.count.total]
    tallied = by_service(at, service.pk).get(service.pk, NOTHING)
    return ServicePage(
        service=service,
        assignment=assignment_words(service),
        count=tallied.count,
        needs=_needs(service, at),
        competences=tuple(service.competences.order_by("kind")),
        places=places,
        places_reached=sum(place.area_class == "full" for place in places),
        inhabitants=_people(place for place in served if place.count.live == place.count.total),
        inhabitants_high=_people(place for place in served if place.count.possible == place.count.total),
        all_inhabitants=_people(served),
        complete=tallied.complete,
        without_evidence=tallied.by_word,
        leika=tuple(service.leika_entries.all()),
    )


def _complete(ozg_id: str) -> RolloutCriteria:
    return RolloutCriteria(service=ozg_id, state=RolloutState.LIVE, maturity=COMPLETE)


def _people(places: Iterable[Place]) -> int:
    return sum(place.authority.population for place in places)


def _needs(service: Service, at: AsOf) -> tuple[NeededComponent, ...]:
    then = (kept_since(FormerNeed, at.day), ended_since(FormerNeed, at.day))
    known = {need.component_id: need for needs in then for need in needs.filter(service=service)}
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
    words = _("Live in %(live)s von %(total)s zuständigen Verwaltungen, %(unknown)s ohne Meldung.")
    if not count.unknown:
        words = _("Live in %(live)s von %(total)s zuständigen Verwaltungen.")
    return tell(
        words,
        live=replace(all_of_it, state=RolloutState.LIVE).told(count.live),
        total=all_of_it.told(count.total),
        unknown=replace(all_of_it, state=RolloutState.UNKNOWN).told(count.unknown),
    )


def service_figures(page: ServicePage, at: AsOf) -> tuple[Tile, ...]:
    """Coverage by authorities and by inhabitants side by side: they diverge, so neither stands alone (domain 3.3)."""
    count, ozg_id = page.count, page.service.ozg_id
    if not count.total:
        return ()
    all_of_it = RolloutCriteria(service=ozg_id)
    live, unknown = replace(all_of_it, state=RolloutState.LIVE), replace(all_of_it, state=RolloutState.UNKNOWN)
    thresholds = _("alle Nachweise online; „live“ zählt ab Reifegrad 2 oder ohne Angabe")
    return (
        tile(live, count.live, at, of=count.total, note=_coverage(count, live)),
        tile(_complete(ozg_id), page.complete, at, of=count.total, note=thresholds),
        *_without_evidence(page, at),
        _reach_figure(page, at),
        tile(unknown, count.unknown, at, of=count.total),
    )


def _without_evidence(page: ServicePage, at: AsOf) -> tuple[Tile, ...]:
    """How much of what is live is so by word alone; nothing where nothing is live."""
    if not page.count.live:
        return ()
    by_word = RolloutCriteria(service=page.service.ozg_id, evidence="nein")
    note = _("Reifegrad oder Adresse fehlt")
    return (tile(by_word, page.without_evidence, at, of=page.count.live, note=note),)


def _reach_figure(page: ServicePage, at: AsOf) -> Tile:
    """The people who have it online; behind it the places where they live."""
    about = RolloutCriteria(service=page.service.ozg_id).about
    note = tell(
        _("%(n)s von %(total)s"),
        n=Told(page.inhabitants, "people.service", about),
        total=Told(page.all_inhabitants, "people.served", about),
    )
    if page.inhabitants != page.inhabitants_high:
        note = joined((note, span_of(page.reach, page.reach_high, "people.service", about)), " · ")
    return Tile(
        str(figure("people.service").label),
        german.percent(page.reach),
        page.places_reached,
        unit=_("der Menschen"),
        note=note,
        href=AuthorityCriteria(area_class="full", mapped_service=page.service.ozg_id).href(at),
        name="people.service.share",
        about=about,
    )


def _coverage(count: Count, live: RolloutCriteria) -> Sentence:
    """The class of coverage; where something is unknown, as far as it was reported, and within which span."""
    if not count.unknown:
        return Sentence(COVERAGES[count.coverage])
    reported = _("%(coverage)s gemeldet") % {"coverage": COVERAGES[count.coverage]}
    return joined((span(count, live), reported), " · ")
