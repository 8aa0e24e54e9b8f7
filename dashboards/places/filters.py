"""Which authorities or municipalities the list shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboards.figures.areas import CLASSES
from dashboards.figures.criteria import (
    INCOMPLETE,
    AuthorityCriteria,
    MunicipalityCriteria,
)
from dashboards.parts.filters import KIND_CHOICES, LIVE_OR_NOT, Choices, FilterForm, district_choices, package_choices
from municipalities.months import Reported
from services.models import Bundle


class AuthorityFilter(FilterForm):
    """Which authorities the list shows."""

    name = forms.CharField(label=_("Name, Sitz oder Schlüssel"), max_length=100)
    art = forms.ChoiceField(label=_("Art der Verwaltung"), choices=KIND_CHOICES)
    kreis = forms.ChoiceField(label=_("Landkreis"))
    gemeldet = forms.ChoiceField(
        label=_("In diesem Monat gemeldet"),
        choices=[
            ("", _("alle")),
            *((one.value, one.label) for one in Reported),
            (INCOMPLETE, _("noch nicht vollständig")),
        ],
    )
    paket_live = forms.ChoiceField(label=_("Leistungen live aus"))
    gebiet = forms.ChoiceField(choices=list(CLASSES.items()), widget=forms.HiddenInput)
    paket = forms.ChoiceField(widget=forms.HiddenInput)
    leistung = forms.RegexField(r"^\d{5}$", widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any]) -> None:
        # Kept addresses still say "ja": who has reported, which now means everything.
        is_old = data.get("gemeldet") == "ja"
        super().__init__({**{name: data[name] for name in data}, "gemeldet": Reported.COMPLETE} if is_old else data)

    def late_choices(self) -> dict[str, Choices]:
        """Packages and districts."""
        packages = package_choices()
        return {"paket_live": packages, "paket": packages, "kreis": district_choices()}

    def criteria(self) -> AuthorityCriteria:
        """What is asked for."""
        package, mapped = self.chosen("paket_live"), self.chosen("paket")
        return AuthorityCriteria(
            words=self.text("name"),
            kind=self.text("art"),
            district=self.text("kreis"),
            reported=self.text("gemeldet"),
            live=int(package) if package else None,
            area_class=self.text("gebiet"),
            mapped_package=int(mapped) if mapped else None,
            mapped_service=self.text("leistung"),
        )


class MunicipalityFilter(FilterForm):
    """Which municipalities (Gemeinden) the list shows."""

    ebene = forms.CharField(max_length=20, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name oder Schlüssel"), max_length=100)
    kreis = forms.ChoiceField(label=_("Landkreis"))
    buendel = forms.ChoiceField(label=_("Lebenslage"))
    vollstaendig = forms.ChoiceField(label=_("Alles davon live"), choices=[("", _("alle")), *LIVE_OR_NOT])

    def late_choices(self) -> dict[str, Choices]:
        """Bundles and districts."""
        return {"kreis": district_choices(), "buendel": list(Bundle.objects.values_list("slug", "name"))}

    def criteria(self) -> MunicipalityCriteria:
        """What is asked for."""
        return MunicipalityCriteria(
            words=self.text("name"),
            district=self.text("kreis"),
            bundle=self.text("buendel"),
            complete=self.text("vollstaendig"),
        )
