"""The services of a package, and its base components, under their heads."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from dashboards.packages.page import PackageService
from dashboards.parts.counted import Counted
from dashboards.parts.numbers import Number
from ozgtracker.ui.columns import Column, RowHead
from ozgtracker.ui.tables import Table


def _known(number: str) -> Callable[[PackageService], Number | None]:
    """Where no competence is known a number would say nothing."""
    return lambda row: getattr(row.numbers, number) if row.numbers.total.count else None


class PackageServiceTable(Table):
    """How far each service is, and what it waits for; of PackageService."""

    cells = "dashboards/packages/cells.html"

    service = RowHead(_("Leistung"), "service__name", cell="service")
    bar = Column(_("Verwaltungen"), _known("total"), css="bare line", cell="bar")
    live = Counted(_("live"), _known("live"), cell="live")
    ready = Counted(_("bereit"), _known("ready"), cell="ready")
    in_progress = Counted(_("in Arbeit"), _known("in_progress"), cell="in_progress")
    unknown = Counted(_("ohne Meldung"), _known("unknown"), cell="unknown")
    waits_for = Column(_("Wartet auf"), css="small")


class NeedTable(Table):
    """What the package needs; of NeedRow."""

    stacks = False
    flows = False
    cells = "dashboards/packages/cells.html"

    component = RowHead(_("Komponente"), "need__component__name")
    state = Column(_("Stand"), "need__word", cell="state")
    services = Counted(_("Leistungen des Pakets, die sie brauchen"), cell="services")
