"""What the filters of the joint lists share: a filter makes criteria of an address, and criteria find the rows."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.requests import MemberRequest
from dashboards.figures import register
from dashboards.figures.criteria import Criteria
from municipalities.kinds import Kind
from municipalities.models import Authority
from municipalities.words import KINDS
from ozgtracker.remembered import recall
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.filters import Choice, FilterSet
from services.models import Component, Package
from services.packages import Assigned
from services.words import ASSIGNED

type Choices = Iterable[tuple[str, Any]]
YES_NO = (("ja", _("ja")), ("nein", _("nein")))
# What nobody reported is not known to be "no".
LIVE_OR_NOT = (("ja", _("ja")), ("nein", _("nein oder nicht gemeldet")))
KIND_CHOICES = KINDS.choices()


class CriteriaFilter(FilterSet):
    """A list that a figure can open: found by the same criteria by which the figure counts."""

    # A name that a list could answer has led there already (dashboards.parts.by_name); any other one is left out.
    figure = Choice(_("Kennzahl"), hidden=True)

    def __init__(self, request: MemberRequest) -> None:
        super().__init__(request, [])
        self.at: AsOf = request.as_of

    @abstractmethod
    def criteria(self) -> Criteria:
        """What is asked for."""

    @property
    def found(self) -> Any:
        """The rows themselves, in no particular order."""
        return register.find(self.criteria(), self.at)

    def text(self, name: str) -> str:
        """The value of a filter as text; empty where there is none."""
        return str(self.chosen(name) or "")

    def number(self, name: str) -> int | None:
        """The value of a filter whose choices are numbers."""
        return int(self.chosen(name) or 0) or None


def district_choices() -> Choices:
    """Every Landkreis by its ARS (one query)."""
    found = Authority.objects.filter(kind=Kind.DISTRICT).order_by("sort_key").values_list("ars", "label")
    return recall("districts", lambda: list(found))


def component_choices() -> Choices:
    """Every base component by its slug (one query)."""
    return recall("components", lambda: list(Component.objects.values_list("slug", "name")))


def package_choices() -> list[tuple[str, Any]]:
    """Every package by its number (one query)."""
    packages = recall("packages", lambda: list(Package.objects.values_list("number", "name")))
    return [(str(number), name) for number, name in packages]


def assignment_choices() -> list[tuple[str, Any]]:
    """Packages, and why a service belongs to none."""
    return [*package_choices(), *((one.value, ASSIGNED[one]) for one in Assigned if one is not Assigned.PACKAGE)]
