"""Authorities and municipalities under their heads."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dashboards.parts.counted import Counted
from dashboards.parts.place_columns import district_name
from dashboards.parts.rollout_table import LiveOrExpected, RowsOfRollouts
from dashboards.places.cells import AuthorityCells, MunicipalityCells, OfferedCells
from dashboards.places.rows import MunicipalityRow
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.columns import Column, Day, Number, RowHead
from ozgtracker.ui.tables import Table


def _district(row: MunicipalityRow) -> str:
    return row.municipality.district.name if row.municipality.district else ""


class OfferedTable(RowsOfRollouts):
    """The rollouts of one package at one authority; of RolloutRow. The page draws its heads."""

    cells = OfferedCells

    name = RowHead(_("Leistung"), "rollout__service__name", cell="name")
    state = Column(_("Stand"), "state", css="bare", cell="state")
    day = LiveOrExpected(_("Live seit oder erwartet"), "now__state", css="date", cell="day")
    said_on = Column(_("Zuletzt gemeldet"), "now__state", label=_("gemeldet"), css="date", cell="said")
    waits_for = Column(_("Wartet auf"), label=_("wartet auf"), css="small", cell="waits")


# What is left out where nothing waits.
WAITING = ("waits_for",)


class AuthorityTable(Table):
    """Who has what live, and who has reported; of AuthorityRow."""

    nothing = _("Nichts passt zu diesen Filtern.")
    usual_sort = "name"
    cells = AuthorityCells

    name = RowHead(
        _("Verwaltung"), "authority__label", link=lambda row: row.href, sort="name", order=("sort_key", "ars")
    )
    ars = Column(_("ARS"), "authority__ars", shown=False)
    kind = Column(_("Art"), "authority__kind_words", css="bare", csv=_("Art der Verwaltung"))
    district = Column(_("Landkreis"), lambda row: district_name(row.authority))
    population = Number(
        _("Menschen"), "authority__population", sort="einwohner", order=("-population_then", "ars"), descending=True
    )
    total = Counted(_("Leistungen"), shown=False)
    live = Counted(_("Leistungen live"), cell="live", csv=_("davon live"))
    without_evidence = Counted(_("live ohne Nachweis"), shown=False)
    unknown = Counted(_("ohne Meldung"), cell="unknown", csv=_("davon ohne Meldung"))
    said_on = Day(_("Zuletzt gemeldet"), label=_("zuletzt"), css="date", cell="said", csv=_("zuletzt gemeldet"))
    in_month = Number(_("Im Monat gemeldet"), "reported_class", cell="reported", csv=False)
    reported = Counted(_("davon im Monat gemeldet"), shown=False)
    reported_words = Column(_("Meldung im Monat"), shown=False)

    class Meta:
        sequence = ("name", "kind", "district", "population", "live", "unknown", "in_month", "said_on", "...")


def month_heads(at: AsOf) -> dict[str, str]:
    """The heads that name the month of the Stichtag."""
    return {
        "in_month": _now("Im %(month)s gemeldet") % {"month": at.month_name},
        "reported": _now("davon im %(month)s gemeldet") % {"month": at.month_name},
        "reported_words": _now("Meldung im %(month)s") % {"month": at.month_name},
    }


class MunicipalityTable(Table):
    """Who acts for it, and what its people lack of a bundle; of MunicipalityRow."""

    caption = _("Gemeinden")
    nothing = _("Nichts passt zu diesen Filtern.")
    usual_sort = "name"
    cells = MunicipalityCells

    name = RowHead(
        _("Gemeinde"), "municipality__name", link=lambda row: row.own_href, sort="name", order=("sort_key", "ars")
    )
    ars = Column(_("ARS der Gemeinde"), "municipality__ars", shown=False)
    ags = Column(_("AGS"), "municipality__ags", shown=False)
    kind = Column(_("Art"), "kind_words", css="bare", csv=False)
    acting = Column(
        _("Es handelt"), "municipality__authority__label", css="bare line", cell="acting", csv=_("es handelt")
    )
    acting_ars = Column(_("ARS"), "municipality__authority__ars", shown=False)
    acting_kind = Column(_("Art der Verwaltung"), "municipality__authority__kind_words", shown=False)
    acting_district = Column(_("Landkreis"), lambda row: district_name(row.municipality.authority), shown=False)
    district = Column(_("Landkreis"), _district, csv=False)
    missing = Column(_("Es fehlt"), lambda row: ", ".join(row.lacking.missing), css="small", cell="missing", csv=False)
    unreported = Column(
        _("Nicht gemeldet"), lambda row: ", ".join(row.lacking.unreported), css="small", cell="unreported", csv=False
    )
    population = Number(
        _("Menschen"), "municipality__population", sort="einwohner", order=("-population_then", "ars"), descending=True
    )
    missing_names = Column(_("es fehlt"), lambda row: ", ".join(row.lacking.missing), shown=False)
    unreported_names = Column(_("nicht gemeldet"), lambda row: ", ".join(row.lacking.unreported), shown=False)


# What nobody asks for where no bundle is chosen.
OF_A_BUNDLE = ("missing", "unreported")
