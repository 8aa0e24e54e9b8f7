"""The catalogue under its heads."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from dashboards.parts.counted import Counted
from dashboards.parts.numbers import Number
from dashboards.services.cells import ServiceCells
from dashboards.services.rows import ServiceRow
from ozgtracker.ui.columns import Column, RowHead
from ozgtracker.ui.columns import Number as NumberColumn
from ozgtracker.ui.tables import Table


def _known(number: str) -> Callable[[ServiceRow], Number | None]:
    """Where no competence is known there is no denominator: coverage is unknown, not zero."""
    return lambda row: getattr(row.numbers, number) if row.numbers.counted.total else None


class ServiceTable(Table):
    """What, in which package, how far; of ServiceRow."""

    nothing = _("Keine Leistung passt zu diesen Filtern.")
    usual_sort = "name"
    cells = ServiceCells

    name = RowHead(_("Leistung"), "service__name", link=lambda row: row.href, sort="name", order=("sort_key", "ozg_id"))
    ozg_id = Column(_("OZG-ID"), "service__ozg_id", sort="ozg", order=("ozg_id",))
    topic = Column(_("Themenfeld"), "service__topic_area__name", shown=False)
    life_event = Column(_("Lebens- oder Geschäftslage"), "service__life_event__name", shown=False)
    area = Column(_("Themenfeld und Lage"), "service__topic_area__name", css="bare", cell="area", csv=False)
    assignment = Column(
        _("Paket"),
        css="bare",
        cell="assignment",
        csv=_("Paket oder Zuordnung"),
        sort="paket",
        order=("package_then", "assignment", "sort_key", "ozg_id"),
    )
    priority = NumberColumn(_("Vorrang"), "service__priority", sort="vorrang", order=("priority", "sort_key", "ozg_id"))
    total = Counted(_("zuständige Verwaltungen"), _known("total"), shown=False)
    live = Counted(
        _("Verwaltungen live"), _known("live"), cell="live", csv=_("davon live"), none=_("Zuständigkeit unbekannt")
    )
    ready = Counted(_("davon bereit"), _known("ready"), shown=False)
    in_progress = Counted(_("davon in Arbeit"), _known("in_progress"), shown=False)
    not_competent = Counted(_("davon nicht zuständig"), _known("not_competent"), shown=False)
    not_digitisable = Counted(_("davon nicht digitalisierbar"), _known("not_digitisable"), shown=False)
    unknown = Counted(_("ohne Meldung"), _known("unknown"), cell="unknown", csv=_("davon ohne Meldung"))
    without_evidence = Counted(
        _("live ohne Nachweis"),
        lambda row: row.without_evidence if row.numbers.counted.total else None,
        shown=False,
    )
