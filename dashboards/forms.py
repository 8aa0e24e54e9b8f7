"""Filters as forms: the address becomes criteria; nonsense is said at its field and left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboards.figures.areas import CLASSES
from dashboards.figures.criteria import (
    DISPUTED,
    INCOMPLETE,
    OPEN,
    UNDER_WAY,
    AuthorityCriteria,
    MunicipalityCriteria,
    RolloutCriteria,
    ServiceCriteria,
)
from municipalities.kinds import KINDS, Kind
from municipalities.maturity import MATURITY
from municipalities.models import Authority
from municipalities.months import Reported
from municipalities.rollout_states import STATES, RolloutState
from services.models import Bundle, Component, LifeEvent, Package, TopicArea
from services.packages import ASSIGNED, Assigned

type Choices = Iterable[tuple[str, Any]]
YES_NO = (("ja", _("ja")), ("nein", _("nein")))
# What nobody reported is not known to be "no".
LIVE_OR_NOT = (("ja", _("ja")), ("nein", _("nein oder nicht gemeldet")))
KIND_CHOICES = [("", _("alle")), *((kind.value, KINDS[kind]) for kind in Kind)]

MATURITY_CHOICES = [("", _("alle")), *((str(level), name) for level, name in MATURITY.items() if level)]


class FilterForm(forms.Form):
    """A form read from the address. Every field is optional; the Stichtag travels along."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="filter-%s")
        for name, choices in self.late_choices().items():
            cast("forms.ChoiceField", self.fields[name]).choices = [("", _("alle")), *choices]
        self.fields["stichtag"] = forms.CharField(widget=forms.HiddenInput)
        for field in self.fields.values():
            field.required = False
        self.is_valid()

    def late_choices(self) -> dict[str, Choices]:
        """Choices that stand in the database: read once for each form."""
        return {}

    def chosen(self, name: str) -> Any:
        """The value of a field, or nothing where it is empty or makes no sense."""
        return self.cleaned_data.get(name) or None

    @property
    def left_out(self) -> list[str]:
        """What the address says in hidden fields that makes no sense, as it was typed: no field shows it."""
        return [f"{name}={self.data.get(name)}" for name in self.errors if self.fields[name].widget.is_hidden]

    def text(self, name: str) -> str:
        """The value of a field as text."""
        return str(self.cleaned_data.get(name) or "")


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
        return {"paket": _assignments(), "kreis": _districts(), "komponente": _components()}

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
        packages = _packages()
        return {"paket_live": packages, "paket": packages, "kreis": _districts()}

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
        return {"kreis": _districts(), "buendel": list(Bundle.objects.values_list("slug", "name"))}

    def criteria(self) -> MunicipalityCriteria:
        """What is asked for."""
        return MunicipalityCriteria(
            words=self.text("name"),
            district=self.text("kreis"),
            bundle=self.text("buendel"),
            complete=self.text("vollstaendig"),
        )


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
            "zuordnung": _assignments(),
            "themenfeld": list(TopicArea.objects.values_list("code", "name")),
            "lage": list(LifeEvent.objects.values_list("slug", "name")),
            "komponente": _components(),
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


def _districts() -> Choices:
    return list(Authority.objects.filter(kind=Kind.DISTRICT).order_by("sort_key").values_list("ars", "label"))


def _components() -> Choices:
    return list(Component.objects.values_list("slug", "name"))


def _packages() -> list[tuple[str, Any]]:
    return [(str(number), name) for number, name in Package.objects.values_list("number", "name")]


def _assignments() -> list[tuple[str, Any]]:
    return [*_packages(), *((one.value, ASSIGNED[one]) for one in Assigned if one is not Assigned.PACKAGE)]


class ComparisonForm(forms.Form):
    """The earlier day that changes are counted from."""

    use_required_attribute = False
    vergleich = forms.DateField(
        label=_("Vergleichen mit dem Stand vom"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
    )
    stichtag = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any], *, day: date) -> None:
        super().__init__(data, auto_id="compare-%s")
        self.day = day
        self.is_valid()

    def clean_vergleich(self) -> date | None:
        """Only a day before the Stichtag can be compared with."""
        compared: date | None = self.cleaned_data["vergleich"]
        if compared and compared >= self.day:
            raise forms.ValidationError(_("Der Vergleichstag muss vor dem Stichtag liegen."))
        return compared

    def compared(self) -> date | None:
        """The day asked for, if it makes sense."""
        return self.cleaned_data.get("vergleich")
