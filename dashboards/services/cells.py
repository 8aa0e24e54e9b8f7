"""Cells of the catalogue that are more than their value."""

from __future__ import annotations

from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboards.services.rows import ServiceRow
from ozgtracker import german
from ozgtracker.ui.cells import Cells, below, counted, muted, small


class ServiceCells(Cells):
    """Those of ServiceRow."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.is_live, self.is_unknown = _("live"), _("ohne Meldung")
        self.nobody, self.nothing = muted(_("Zuständigkeit unbekannt")), muted(german.DASH)

    def area(self, row: ServiceRow) -> SafeString:
        """Where it stands in the catalogue."""
        return below([row.service.topic_area.name, small(row.service.life_event.name)])

    def assignment(self, row: ServiceRow) -> SafeString:
        """Its package, or why it belongs to none."""
        return conditional_escape(row.assignment) if row.service.package else muted(row.assignment)

    def live(self, row: ServiceRow) -> SafeString:
        """How many of how many."""
        numbers = row.numbers
        if not numbers.counted.total:
            return self.nobody
        return self.counted_of(numbers.live, numbers.total, self.is_live, row.service.name)

    def unknown(self, row: ServiceRow) -> SafeString:
        """How many have not said anything."""
        if not row.numbers.counted.total:
            return self.nothing
        return counted(row.numbers.unknown, f"{self.is_unknown}, {row.service.name}")
