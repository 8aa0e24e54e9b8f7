"""Filters as forms: the address becomes criteria; nonsense is said at its field and left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from municipalities.kinds import KINDS, Kind
from municipalities.models import Authority
from services.models import Component, Package
from services.packages import ASSIGNED, Assigned

type Choices = Iterable[tuple[str, Any]]


YES_NO = (("ja", _("ja")), ("nein", _("nein")))


# What nobody reported is not known to be "no".
LIVE_OR_NOT = (("ja", _("ja")), ("nein", _("nein oder nicht gemeldet")))


KIND_CHOICES = [("", _("alle")), *((kind.value, KINDS[kind]) for kind in Kind)]


class FilterForm(forms.Form):
    """A form read from the address. Every field is optional; the Stichtag travels along."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="filter-%s")
        for name, choices in self.late_choices().items():
            cast("forms.ChoiceField", self.fields[name]).choices = [("", _("alle")), *choices]
        # A name that a list could answer has led there already (dashboards.parts.by_name).
        self.fields["figure"] = forms.ChoiceField(widget=forms.HiddenInput)
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


def district_choices() -> Choices:
    """Every Landkreis by its ARS (one query)."""
    return list(Authority.objects.filter(kind=Kind.DISTRICT).order_by("sort_key").values_list("ars", "label"))


def component_choices() -> Choices:
    """Every base component by its slug (one query)."""
    return list(Component.objects.values_list("slug", "name"))


def package_choices() -> list[tuple[str, Any]]:
    """Every package by its number (one query)."""
    return [(str(number), name) for number, name in Package.objects.values_list("number", "name")]


def assignment_choices() -> list[tuple[str, Any]]:
    """Packages, and why a service belongs to none."""
    return [*package_choices(), *((one.value, ASSIGNED[one]) for one in Assigned if one is not Assigned.PACKAGE)]
