"""Which services the list shows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dashboards.figures.criteria import ServiceCriteria
from dashboards.figures.services import find_services
from dashboards.parts.filters import (
    LIVE_OR_NOT,
    YES_NO,
    Choices,
    CriteriaFilter,
    assignment_choices,
    component_choices,
)
from ozgtracker.remembered import recall
from ozgtracker.ui.filters import Choice, Words
from services.assignments import assignments_on
from services.models import LifeEvent, ServiceQuerySet, TopicArea


class ServiceFilter(CriteriaFilter):
    """By name, package, topic, and how far it is."""

    name = Words(_("Name oder OZG-ID"))
    zuordnung = Choice(_("Paket oder Zuordnung"))
    themenfeld = Choice(_("Themenfeld"))
    lage = Choice(_("Lebens- oder Geschäftslage"))
    zustaendigkeit = Choice(_("Zuständigkeit bekannt"), YES_NO)
    live = Choice(_("Irgendwo live"), LIVE_OR_NOT)
    komponente = Choice(_("Braucht"))

    def late_choices(self) -> dict[str, Choices]:
        """Assignments by rule, topic areas, life events."""
        return {
            "zuordnung": assignment_choices(),
            "themenfeld": recall("topics", lambda: list(TopicArea.objects.values_list("code", "name"))),
            "lage": recall("life events", lambda: list(LifeEvent.objects.values_list("slug", "name"))),
            "komponente": component_choices(),
        }

    @property
    def found(self) -> ServiceQuerySet:
        """With what the columns read and are sorted by: the package of the day, not today's."""
        found = find_services(self.criteria(), self.at).select_related("package", "topic_area", "life_event")
        return found.annotate(package_then=assignments_on(self.at).number(""))

    def criteria(self) -> ServiceCriteria:
        """What is asked for."""
        return ServiceCriteria(
            words=self.text("name"),
            assignment=self.text("zuordnung"),
            topic=self.text("themenfeld"),
            life_event=self.text("lage"),
            competence=self.text("zustaendigkeit"),
            live=self.text("live"),
            component=self.text("komponente"),
        )
