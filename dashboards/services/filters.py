"""Which services the list shows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboards.figures.criteria import (
    ServiceCriteria,
)
from dashboards.parts.filters import LIVE_OR_NOT, YES_NO, Choices, FilterForm, assignment_choices, component_choices
from services.models import LifeEvent, TopicArea


class ServiceFilter(FilterForm):
    """Which services the list shows."""

    name = forms.CharField(label=_("Name oder OZG-ID"), max_length=100)
    zuordnung = forms.ChoiceField(label=_("Paket oder Zuordnung"))
    themenfeld = forms.ChoiceField(label=_("Themenfeld"))
    lage = forms.ChoiceField(label=_("Lebens- oder Geschäftslage"))
    zustaendigkeit = forms.ChoiceField(label=_("Zuständigkeit bekannt"), choices=[("", _("alle")), *YES_NO])
    live = forms.ChoiceField(label=_("Irgendwo live"), choices=[("", _("alle")), *LIVE_OR_NOT])
    komponente = forms.ChoiceField(label=_("Braucht"))

    def late_choices(self) -> dict[str, Choices]:
        """Assignments by rule, topic areas, life events."""
        return {
            "zuordnung": assignment_choices(),
            "themenfeld": list(TopicArea.objects.values_list("code", "name")),
            "lage": list(LifeEvent.objects.values_list("slug", "name")),
            "komponente": component_choices(),
        }

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
