"""The catalogue as a whole: how much of it is live, assigned, and known."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.utils.translation import ngettext

from dashboards.figures.criteria import ServiceCriteria
from dashboards.figures.packages import assignment_counts
from dashboards.figures.rollouts import rollouts_on
from dashboards.figures.services import find_services
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.told import Sentence, Told, tell
from services.models import Service, ServiceQuerySet
from services.packages import Assigned


def without_competence(at: AsOf) -> ServiceQuerySet:
    """Services of the plan of which it was not known on the Stichtag who carries them out."""
    return Service.objects.of_the_plan().filter(~Exists(rollouts_on(at).filter(service=OuterRef("pk"))))


def catalogue_sentence(at: AsOf) -> Sentence:
    """How many services are live anywhere, and of how many it is known who carries them out (three queries)."""
    live, known = ServiceCriteria(live="ja"), ServiceCriteria(competence="ja")
    found = find_services(live, at).count()
    words = ngettext(
        "{live} von {total} OZG-Leistungen ist irgendwo live; von {known} ist bekannt, wer sie ausführt.",
        "{live} von {total} OZG-Leistungen sind irgendwo live; von {known} ist bekannt, wer sie ausführt.",
        found,
    )
    return tell(
        words,
        live=Told(found, live.name),
        total=Told(Service.objects.count(), ServiceCriteria().name),
        known=Told(find_services(known, at).count(), known.name),
    )


def assignment_sentence(at: AsOf) -> Sentence:
    """How many services have a package by rule, and for how many nobody knows what they need (one query)."""
    counts = assignment_counts(at)
    assigned = sum(n for (kind, _number), n in counts.items() if kind == Assigned.PACKAGE)
    nobody_knows = ServiceCriteria(assignment=Assigned.UNKNOWN.value)
    words = ngettext(
        "{assigned} von {total} Leistungen ist einem Paket zugeordnet; von {unknown} ist der Bedarf nicht bekannt.",
        "{assigned} von {total} Leistungen sind einem Paket zugeordnet; von {unknown} ist der Bedarf nicht bekannt.",
        assigned,
    )
    return tell(
        words,
        assigned=Told(assigned, "services.in-packages"),
        total=Told(sum(counts.values()), ServiceCriteria().name),
        unknown=Told(counts.get((Assigned.UNKNOWN.value, None), 0), nobody_knows.name, nobody_knows.about),
    )
