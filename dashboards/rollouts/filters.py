"""Which rollouts the list shows."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dashboards.figures.criteria import Asked, RolloutCriteria
from dashboards.figures.register import figure
from dashboards.figures.rollouts import find_rollouts
from dashboards.parts.filters import (
    KIND_CHOICES,
    YES_NO,
    Choices,
    CriteriaFilter,
    assignment_choices,
    component_choices,
    district_choices,
)
from municipalities.models import Authority, RolloutQuerySet
from municipalities.rollout_states import RolloutState
from municipalities.words import MATURITY, STATES
from ozgtracker import german
from ozgtracker.ui.badges import badge_choices
from ozgtracker.ui.filters import Choice, Day, Key, Words
from services.models import Service

STATE_CHOICES = [
    *badge_choices(STATES),
    *((asked.value, figure(f"rollouts.{asked.word}").label) for asked in Asked),
]
MATURITY_CHOICES = MATURITY.choices(1, 2, 3, 4)


def _service(ozg_id: str) -> str:
    return Service.objects.filter(ozg_id=ozg_id).values_list("name", flat=True).first() or ozg_id


def _authority(ars: str) -> str:
    return Authority.objects.filter(ars=ars).values_list("label", flat=True).first() or ars


class RolloutFilter(CriteriaFilter):
    """By service, place, state, and what was said about it."""

    was = Words(_("Leistung oder OZG-ID"))
    wo = Words(_("Verwaltung"))
    stand = Choice(_("Stand"), STATE_CHOICES)
    komponente = Choice(_("Braucht"))
    paket = Choice(_("Paket oder Zuordnung"))
    art = Choice(_("Art der Verwaltung"), KIND_CHOICES)
    kreis = Choice(_("Landkreis"))
    gemeldet = Choice(_("In diesem Monat gemeldet"), YES_NO)
    reifegrad = Choice(_("Reifegrad mindestens"), MATURITY_CHOICES)
    nachweis = Choice(_("Live mit Nachweis"), [("ja", _("ja")), ("nein", _("ohne Nachweis"))])
    leistung = Key(_("Leistung"), r"^\d{5}$", says=_service)
    verwaltung = Key(_("Verwaltung"), r"^\d{12}$", says=_authority)
    fuer = Key(
        _("Verwaltung"),
        r"^\d{12}$",
        says=lambda ars: _now("für die Menschen in: %(place)s") % {"place": _authority(ars)},
    )
    geaendert_seit = Day(
        _("geändert seit"),
        input_formats=["%Y-%m-%d"],
        hidden=True,
        says=lambda day: _now("geändert seit %(day)s") % {"day": german.day(day)},
    )

    def late_choices(self) -> dict[str, Choices]:
        """Packages, districts, components."""
        return {"paket": assignment_choices(), "kreis": district_choices(), "komponente": component_choices()}

    @property
    def found(self) -> RolloutQuerySet:
        """With what the columns read."""
        return find_rollouts(self.criteria(), self.at).select_related("authority__district", "service__package")

    def criteria(self) -> RolloutCriteria:
        """What is asked for."""
        state, package = self.text("stand"), self.text("paket")
        return RolloutCriteria(
            state=RolloutState(state) if state in set(RolloutState) else None,
            asked=Asked(state) if state in set(Asked) else None,
            component=self.text("komponente"),
            package=int(package) if package.isdigit() else None,
            assignment="" if package.isdigit() else package,
            service=self.text("leistung"),
            authority=self.text("verwaltung"),
            offered_to=self.text("fuer"),
            kind=self.text("art"),
            district=self.text("kreis"),
            reported=self.text("gemeldet"),
            maturity=self.number("reifegrad"),
            evidence=self.text("nachweis"),
            changed_since=self.chosen("geaendert_seit"),
            what=self.text("was"),
            where=self.text("wo"),
        )
