"""Rollouts under their heads: every list of every page shows and exports them alike.

States and days only, of everybody; reasons and remarks stay on the pages of those they are for (adr/0004, 0009).
"""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dashboards.figures.services import assignment_words
from dashboards.parts import place_columns
from dashboards.parts.rollout_cells import RolloutCells
from dashboards.parts.rollout_rows import RolloutRow
from municipalities.models import Authority
from ozgtracker.ui.columns import Action, Column, Day, RowHead
from ozgtracker.ui.tables import Table

_BY_PLACE = ("authority__sort_key", "authority__ars", "service__sort_key", "service__ozg_id")
_BY_SERVICE = ("service__sort_key", "service__ozg_id", "authority__sort_key", "authority__ars")


def _authority(row: RolloutRow) -> Authority:
    return row.rollout.authority


def _number(row: RolloutRow) -> int | None:
    package = row.rollout.service.package
    return package.number if package else None


class LiveOrExpected(Column):
    """The day since when it is live, or on which it is expected: which of both, its label says on a telephone."""

    def settle(self, *, head: str) -> None:
        """With both labels."""
        super().settle(head=head)
        self.live, self.expected = _now("live"), _now("erwartet")

    def attributes(self, row: RolloutRow, *, is_blank: bool) -> dict[str, str]:
        """Blank where there is neither."""
        live_on = row.live_on
        css = self.css if live_on or row.forecast_on else f"{self.css} blank"
        return {"class": css, "data-label": self.live if live_on else self.expected}


class RowsOfRollouts(Table):
    """A table of RolloutRow, whatever its columns."""

    def row_attributes(self, row: RolloutRow) -> dict[str, str]:
        """Red where the day it was expected on has passed."""
        return {"class": "row-danger"} if row.is_late else {}


class RolloutTable(RowsOfRollouts):
    """What, where, how far, since when; of RolloutRow."""

    caption = _("Ausspielungen")
    nothing = _("Keine Ausspielung passt zu diesen Filtern.")
    nothing_why = _("Eine Ausspielung gibt es nur, wo eine Verwaltung für eine Leistung zuständig ist.")
    usual_sort = "verwaltung"
    cells = RolloutCells

    authority = Column(
        _("Verwaltung"),
        "rollout__authority__label",
        css="bare line",
        link=lambda row: row.authority_href,
        sort="verwaltung",
        order=_BY_PLACE,
    )
    ars = place_columns.ars(_authority)
    kind = place_columns.kind(_authority)
    district = place_columns.district(_authority)
    service = RowHead(_("Leistung"), "rollout__service__name", cell="service", sort="leistung", order=_BY_SERVICE)
    ozg_id = Column(_("OZG-ID"), "rollout__service__ozg_id", shown=False)
    package = Column(_("Paket"), _number, csv=False)
    assignment = Column(_("Paket oder Zuordnung"), lambda row: assignment_words(row.rollout.service), shown=False)
    state = Column(_("Stand"), "state__label", css="bare", cell="state")
    live_on = Day(_("live seit"), shown=False)
    forecast_on = Day(_("erwartet am"), shown=False)
    day = LiveOrExpected(
        _("Live seit oder erwartet"),
        "now__state",
        css="date",
        cell="day",
        sort="erwartet",
        order=("forecast_then", "pk"),
        csv=False,
    )
    maturity = Column(_("Reifegrad (Modell 1.1)"), "now__maturity", shown=False)
    lacks_evidence = Column(_("ohne Nachweis"), "now__lacks_evidence", shown=False)
    is_own_solution = Column(_("eigene Lösung"), "now__is_own_solution", shown=False)
    own_address = Column(_("Adresse der eigenen Lösung"), "now__own_address", shown=False)
    said_on = Day(
        _("Zuletzt gemeldet"),
        "now__said_on",
        label=_("gemeldet"),
        css="date",
        cell="said",
        sort="meldung",
        order=("-said_then", "-pk"),
        descending=True,
        csv=_("zuletzt gemeldet"),
    )
    more = Action(_("Mehr dazu"), "more")

    class Meta:
        sequence = ("service", "authority", "package", "state", "day", "said_on", "more", "...")


class PlacesOfServiceTable(RolloutTable):
    """The same where the page is about one service."""

    caption = _("Zuständige Verwaltungen")
    authority = RowHead(
        _("Verwaltung"),
        "rollout__authority__label",
        link=lambda row: row.authority_href,
        sort="verwaltung",
        order=_BY_PLACE,
    )

    class Meta:
        exclude = ("service", "package")
        sequence = ("authority", "state", "day", "said_on", "more", "...")
