"""Which authorities or municipalities the list shows."""

from __future__ import annotations

from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.requests import MemberRequest
from dashboards.figures.areas import CLASSES
from dashboards.figures.authorities import find_authorities, find_municipalities
from dashboards.figures.criteria import INCOMPLETE, AuthorityCriteria, MunicipalityCriteria
from dashboards.parts.area_map import CLASSES_OF_ONE
from dashboards.parts.filters import (
    KIND_CHOICES,
    LIVE_OR_NOT,
    Choices,
    CriteriaFilter,
    district_choices,
    package_choices,
)
from municipalities.models import AuthorityQuerySet, MunicipalityQuerySet
from municipalities.months import Reported
from municipalities.words import REPORTED
from ozgtracker.ui.filters import Chip, Choice, Key, Words
from services.models import Bundle, Service

REPORTED_CHOICES = [
    *REPORTED.choices(),
    (INCOMPLETE, _("noch nicht vollständig")),
]


class AuthorityFilter(CriteriaFilter):
    """By name, kind, district, and what was reported; a link from a map asks for one of its classes."""

    name = Words(_("Name, Sitz oder Schlüssel"))
    art = Choice(_("Art der Verwaltung"), KIND_CHOICES)
    kreis = Choice(_("Landkreis"))
    gemeldet = Choice(_("In diesem Monat gemeldet"), REPORTED_CHOICES)
    paket_live = Choice(_("Leistungen live aus"))
    gebiet = Choice(_("Gebiet der Karte"), list(CLASSES.items()), hidden=True)
    paket = Choice(_("Paket der Karte"), hidden=True)
    leistung = Key(_("Leistung der Karte"), r"^\d{5}$")

    def __init__(self, request: MemberRequest) -> None:
        super().__init__(request)
        if request.GET.get("gemeldet") == "ja":
            # Kept addresses still say "ja": who has reported, which now means everything.
            kept = request.GET.copy()
            kept["gemeldet"] = Reported.COMPLETE.value
            self.data = kept

    def late_choices(self) -> dict[str, Choices]:
        """Packages and districts."""
        packages = package_choices()
        return {"paket_live": packages, "paket": packages, "kreis": district_choices()}

    @property
    def found(self) -> AuthorityQuerySet:
        """With what the columns read."""
        return find_authorities(self.criteria(), self.at).select_related("district")

    @cached_property
    def narrowed(self) -> list[Chip]:
        """The class of a map that a link asks for; it can be taken back."""
        asked = self.criteria()
        if not asked.area_class:
            return []
        mapped = _now("Paket %(number)s") % {"number": asked.mapped_package} if asked.mapped_package else ""
        if asked.mapped_service:
            mapped = Service.objects.filter(ozg_id=asked.mapped_service).values_list("name", flat=True).first() or ""
        labels = CLASSES_OF_ONE if asked.mapped_service else CLASSES
        words = _now("Karte %(mapped)s: %(label)s")
        words = words % {"mapped": mapped or _now("alle Pakete"), "label": labels[asked.area_class]}
        return [Chip(words, self.without("gebiet", "paket", "leistung"))]

    def criteria(self) -> AuthorityCriteria:
        """What is asked for."""
        return AuthorityCriteria(
            words=self.text("name"),
            kind=self.text("art"),
            district=self.text("kreis"),
            reported=self.text("gemeldet"),
            live=self.number("paket_live"),
            area_class=self.text("gebiet"),
            mapped_package=self.number("paket"),
            mapped_service=self.text("leistung"),
        )


class MunicipalityFilter(CriteriaFilter):
    """By name, district, and whether all of a bundle is live."""

    ebene = Words(_("Ebene"), max_length=20, hidden=True, says=lambda _level: "")
    name = Words(_("Name oder Schlüssel"))
    kreis = Choice(_("Landkreis"))
    buendel = Choice(_("Lebenslage"))
    vollstaendig = Choice(_("Alles davon live"), LIVE_OR_NOT)

    def late_choices(self) -> dict[str, Choices]:
        """Bundles and districts."""
        return {"kreis": district_choices(), "buendel": list(Bundle.objects.values_list("slug", "name"))}

    @property
    def found(self) -> MunicipalityQuerySet:
        """With what the columns read."""
        return find_municipalities(self.criteria(), self.at).select_related("authority__district", "district")

    @property
    def narrowed(self) -> list[Chip]:
        """The level is a tab, not a narrowing."""
        return []

    def criteria(self) -> MunicipalityCriteria:
        """What is asked for."""
        return MunicipalityCriteria(
            words=self.text("name"),
            district=self.text("kreis"),
            bundle=self.text("buendel"),
            complete=self.text("vollstaendig"),
        )
