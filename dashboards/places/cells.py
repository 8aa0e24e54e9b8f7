"""Cells of authorities and municipalities that are more than their value."""

from __future__ import annotations

from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboards.parts.rollout_cells import RolloutCells
from dashboards.parts.rollout_rows import RolloutRow
from dashboards.places.rows import AuthorityRow, MunicipalityRow
from municipalities.months import Reported
from ozgtracker import german
from ozgtracker.ui.cells import Cells, counted, link, muted
from ozgtracker.ui.filled import filled


class OfferedCells(RolloutCells):
    """Those of RolloutRow where the page is about one authority."""

    def name(self, row: RolloutRow) -> SafeString:
        """What leads to the rollout, or for whom that is closed, to the service."""
        return link(row.href or row.service_href, row.rollout.service.name)

    def waits(self, row: RolloutRow) -> str:
        """Nothing where it waits for nothing."""
        return row.waits_for


class AuthorityCells(Cells):
    """Those of AuthorityRow."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.is_live, self.is_unknown, self.is_reported = _("live"), _("ohne Meldung"), _("gemeldet")
        self.never = filled('<span class="tone-warning">{}</span>', _("noch nie"))
        self.nothing = muted(german.DASH)

    def live(self, row: AuthorityRow) -> SafeString:
        """How many of how many."""
        return self.counted_of(row.live, row.total, self.is_live, row.authority.label)

    def unknown(self, row: AuthorityRow) -> SafeString:
        """How many it has not said anything of."""
        return counted(row.unknown, f"{self.is_unknown}, {row.authority.label}")

    def reported(self, row: AuthorityRow) -> SafeString:
        """Whether it has reported this month, and how many of how many."""
        if not row.reported_class:
            return self.nothing
        tone = "success" if row.reported_class is Reported.COMPLETE else "warning"
        said = self.counted_of(row.reported, row.total, self.is_reported, row.authority.label)
        return filled('<span class="tone-{}">{}</span><br> {}', tone, row.reported_words, said)

    def said(self, row: AuthorityRow) -> str | SafeString:
        """When it reported last."""
        return german.day(row.said_on) if row.said_on else self.never


class MunicipalityCells(Cells):
    """Those of MunicipalityRow."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.own, self.through = filled("{}:", _("eigene Verwaltung")), _("über")
        self.nothing = muted(german.DASH)
        self.all_live = filled('<span class="tone-success">{}</span>', _("nichts, alles live"))

    def acting(self, row: MunicipalityRow) -> SafeString:
        """Which administration acts for it."""
        authority = link(row.href, row.municipality.authority.label)
        return filled("{} {}", self.own if row.has_own else self.through, authority)

    def missing(self, row: MunicipalityRow) -> SafeString:
        """What of the bundle is known not to be live."""
        if not row.lacking.missing:
            return self.nothing if row.lacking.unreported else self.all_live
        return _listed(row.lacking.missing)

    def unreported(self, row: MunicipalityRow) -> SafeString:
        """What of the bundle nobody has reported."""
        return _listed(row.lacking.unreported) if row.lacking.unreported else self.nothing


def _listed(names: tuple[str, ...]) -> SafeString:
    return conditional_escape(" · ".join(names))
