"""Services of the catalogue: which ones, how far each is, and honest coverage (design, domain 3.3)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from dashboards.figures.criteria import ServiceCriteria
from dashboards.figures.rollouts import in_state, rollouts_on
from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on
from services.models import Service, ServiceQuerySet
from services.packages import Assigned
from services.words import ASSIGNED


def find_services(criteria: ServiceCriteria, at: AsOf) -> ServiceQuerySet:
    """The services that meet all criteria, in no particular order."""
    found = Service.objects.matching(criteria.words)
    if criteria.assignment:
        belongs, assignment = assignments_on(at), criteria.assignment
        in_package = assignment.isdigit()
        found = found.filter(
            belongs.in_package(int(assignment), "") if in_package else belongs.assigned(assignment, "")
        )
    if criteria.topic:
        found = found.filter(topic_area__code=criteria.topic)
    if criteria.life_event:
        found = found.filter(life_event__slug=criteria.life_event)
    if criteria.component:
        found = found.needing(criteria.component, at.day)
    if criteria.competence:
        known = Exists(rollouts_on(at).filter(service=OuterRef("pk")))
        found = found.filter(known if criteria.competence == "ja" else ~known)
    if criteria.live:
        live = Exists(rollouts_on(at).filter(in_state(RolloutState.LIVE), service=OuterRef("pk")))
        found = found.filter(live if criteria.live == "ja" else ~live)
    return found


def assignment_words(service: Service) -> str:
    """ "Paket 1", or why it belongs to none."""
    return service.package.name if service.package else str(ASSIGNED[Assigned(service.assignment)])


def without_competence(at: AsOf) -> ServiceQuerySet:
    """Services of the plan of which it was not known on the Stichtag who carries them out."""
    return Service.objects.of_the_plan().filter(~Exists(rollouts_on(at).filter(service=OuterRef("pk"))))


def of_the_plan_without_competence(_about: object, at: AsOf) -> int:
    """How many those are."""
    return without_competence(at).count()


def in_packages(_about: object, at: AsOf) -> int:
    """Services the rule assigned to a package."""
    belongs = assignments_on(at)
    return Service.objects.filter(belongs.assigned(Assigned.PACKAGE.value, "")).count()
