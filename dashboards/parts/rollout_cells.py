"""Cells of rollouts that are more than their value, alike in every list of every page."""

from __future__ import annotations

from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboards.parts.rollout_rows import RolloutRow
from municipalities.rollout_states import RolloutState
from municipalities.words import STATES
from ozgtracker import german
from ozgtracker.addresses import plain_host
from ozgtracker.ui.badges import pill
from ozgtracker.ui.cells import Cells, below, muted, small
from ozgtracker.ui.filled import filled


class RolloutCells(Cells):
    """Those of RolloutRow."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._pills: dict[RolloutState, SafeString] = {}
        self.own, self.unproven = _("eigene Lösung"), small(_("ohne Nachweis"))
        self.since, self.passed, self.nothing = _("seit"), _("verstrichen"), muted(german.DASH)
        self.stale = filled(' <span class="tone-warning">{}</span>', _("veraltet"))
        self.never = muted(_("nie"))
        self.details, self.why = _("Einzelheiten"), _("Warum noch nicht?")

    def service(self, row: RolloutRow) -> SafeString:
        """Its name with its key."""
        service = row.rollout.service
        html = '<a href="{}">{}</a> <span class="muted nowrap">{}</span>'
        return filled(html, row.service_href, service.name, service.ozg_id)

    def state(self, row: RolloutRow) -> SafeString:
        """The state, whether it runs elsewhere, and whether that it is live is shown by anything."""
        now = row.now
        parts = [self._pills.get(now.state) or self._pill(now.state)]
        if now.is_own_solution:
            parts.append(small(self._own(now.own_address)))
        if now.lacks_evidence:
            parts.append(self.unproven)
        return below(parts) if parts[1:] else parts[0]

    def day(self, row: RolloutRow) -> str | SafeString:
        """Since when it is live, or when it is expected; its label stands right before it on a telephone."""
        if row.live_on:
            return f"{self.since} {german.day(row.live_on)}"
        if row.is_late:
            html = '<strong class="tone-danger">{} {}</strong>'
            return filled(html, german.day(row.forecast_on), self.passed)
        return german.day(row.forecast_on) if row.forecast_on else self.nothing

    def said(self, row: RolloutRow) -> str | SafeString:
        """When it was reported last, and whether that is too long ago."""
        if not row.now.said_on:
            return self.never
        day = german.day(row.now.said_on)
        return filled("{}{}", day, self.stale) if row.is_stale else day

    def more(self, row: RolloutRow) -> str | SafeString:
        """The way to its page; nothing where this person may not open it."""
        href = row.href
        if not href:
            return ""
        words = self.details if row.live_on or row.needs_no_work else self.why
        html = '<a class="nowrap" href="{}">{} <span class="kern-sr-only"> {}, {}</span></a>'
        return filled(html, href, words, row.rollout.service.name, row.rollout.authority.label)

    def _pill(self, state: RolloutState) -> SafeString:
        return self._pills.setdefault(state, pill(STATES[state]))

    def _own(self, address: str) -> SafeString | str:
        if not address:
            return self.own
        html = '{}: <a class="wrap-anywhere" href="{}" rel="noopener noreferrer external">{}</a>'
        return filled(html, self.own, address, plain_host(address) or address)
