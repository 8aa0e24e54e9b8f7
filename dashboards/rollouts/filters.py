"""Which rollouts the list shows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboards.figures.criteria import (
    DISPUTED,
    OPEN,
    UNDER_WAY,
    RolloutCriteria,
)
from dashboards.parts.filters import (
    KIND_CHOICES,
    YES_NO,
    Choices,
    FilterForm,
    assignment_choices,
    component_choices,
    district_choices,
)
from municipalities.maturity import MATURITY
from municipalities.rollout_states import STATES, RolloutState

MATURITY_CHOICES = [("", _("alle")), *((str(level), name) for level, name in MATURITY.items() if level)]


class RolloutFilter(FilterForm):
    """Which rollouts the list shows."""

    was = forms.CharField(label=_("Leistung oder OZG-ID"), max_length=100)
    wo = forms.CharField(label=_("Verwaltung"), max_length=100)
    stand = forms.ChoiceField(
        label=_("Stand"),
        choices=[
            ("", _("alle")),
            *((state.value, STATES[state].label) for state in RolloutState),
            (UNDER_WAY, _("bereit oder in Arbeit")),
            (OPEN, _("wartet auf die Plattform")),
            (DISPUTED, _("nicht zuständig, offen")),
        ],
    )
    komponente = forms.ChoiceField(label=_("Braucht"))
    paket = forms.ChoiceField(label=_("Paket oder Zuordnung"))
    art = forms.ChoiceField(label=_("Art der Verwaltung"), choices=KIND_CHOICES)
    kreis = forms.ChoiceField(label=_("Landkreis"))
    gemeldet = forms.ChoiceField(label=_("In diesem Monat gemeldet"), choices=[("", _("alle")), *YES_NO])
    reifegrad = forms.ChoiceField(label=_("Reifegrad mindestens"), choices=MATURITY_CHOICES)
    nachweis = forms.ChoiceField(
        label=_("Live mit Nachweis"), choices=[("", _("alle")), ("ja", _("ja")), ("nein", _("ohne Nachweis"))]
    )
    leistung = forms.RegexField(r"^\d{5}$", widget=forms.HiddenInput)
    verwaltung = forms.RegexField(r"^\d{12}$", widget=forms.HiddenInput)
    fuer = forms.RegexField(r"^\d{12}$", widget=forms.HiddenInput)
    geaendert_seit = forms.DateField(input_formats=["%Y-%m-%d"], widget=forms.HiddenInput)

    def late_choices(self) -> dict[str, Choices]:
        """Packages and districts."""
        return {"paket": assignment_choices(), "kreis": district_choices(), "komponente": component_choices()}

    def criteria(self) -> RolloutCriteria:
        """What is asked for."""
        state, package = self.text("stand"), self.text("paket")
        return RolloutCriteria(
            state=RolloutState(state) if state in set(RolloutState) else None,
            is_open=state == OPEN,
            is_under_way=state == UNDER_WAY,
            is_disputed=state == DISPUTED,
            component=self.text("komponente"),
            package=int(package) if package.isdigit() else None,
            assignment="" if package.isdigit() else package,
            service=self.text("leistung"),
            authority=self.text("verwaltung"),
            offered_to=self.text("fuer"),
            kind=self.text("art"),
            district=self.text("kreis"),
            reported=self.text("gemeldet"),
            maturity=int(self.chosen("reifegrad") or 0) or None,
            evidence=self.text("nachweis"),
            changed_since=self.chosen("geaendert_seit"),
            what=self.text("was"),
            where=self.text("wo"),
        )
