"""The columns of this room's lists: authorities to report for, mandates, people to invite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from municipalities.models import Association, Representative
from ozgtracker.ui.badges import Badge
from ozgtracker.ui.columns import Column, Day, Number, RowHead, State
from ozgtracker.ui.tables import Table


class MemberTable(Table):
    """Authorities somebody reports for (AuthorityQuerySet.with_missing)."""

    nothing = _("Keine Ihrer Verwaltungen heißt so.")
    cells = "municipalities/choice.html"

    label = RowHead(_("Verwaltung"), cell="label")
    ars = Column(_("ARS"), shown=False)
    kind = Column(_("Art"), "kind_words", css="bare")
    missing = Number(_("offen"), csv=_("offen"), cell="missing")
    services = Number(_("Leistungen"), shown=False)
    said_last = Day(_("Zuletzt gemeldet"), label=_("gemeldet"), csv=_("zuletzt gemeldet"), none=_("noch nie"))


class WaitingTable(Table):
    """Mandates that wait for somebody (WaitingMandate); the address of a person is for who decides on it."""

    cells = "municipalities/mandates.html"

    confirmers = Column(_("es bestätigt"), lambda row: _now("Sie") if row.is_mine else row.confirmers, css="bare")
    person = RowHead(_("Person"), "mandate__user__name", cell="person")
    email = Column(_("E-Mail-Adresse"), lambda row: (row.is_mine and row.mandate.user.email) or None, shown=False)
    is_deputy = Column(_("Vertretung"), "mandate__is_deputy", shown=False)
    body = Column(_("soll sprechen für"), "mandate__body", label=_("für"), css="bare", cell="body")
    appointed_on = Day(_("benannt"), "mandate__appointed_on", csv=_("benannt am"), css="bare line", cell="appointed")
    appointed_by = Column(_("benannt von"), "mandate__appointed_by__name", shown=False)

    class Meta:
        sequence = ("person", "body", "appointed_on", "confirmers", "...")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks for an association, or is to; nobody where the mandate is none."""

    association: Association
    mandate: Representative | None
    is_today: bool

    @property
    def look(self) -> Badge | None:
        """How far it is; nothing where it simply holds."""
        if self.mandate is None:
            return None
        return self.mandate.look if self.mandate.since is None else self.mandate.mark

    @property
    def proposed(self) -> Representative | None:
        """The mandate, while it waits."""
        return self.mandate if self.mandate and self.mandate.since is None else None

    @property
    def is_closed(self) -> bool | None:
        """Whether the access is closed; known of today only."""
        return not self.mandate.user.is_active if self.is_today and self.mandate else None


class SpeakerTable(Table):
    """Who speaks for the associations, to take away."""

    association = Column(_("Verband"), "association__name")
    person = Column(_("Person"), "mandate__user__name")
    is_deputy = Column(_("Vertretung"), "mandate__is_deputy")
    state = State(_("Stand"), "look")
    since = Day(_("seit"), "mandate__since")
    appointed_on = Day(_("benannt am"), "proposed__appointed_on")
    appointed_by = Column(_("benannt von"), "proposed__appointed_by__name")
    is_closed = Column(_("Zugang gesperrt"))


class InviteTable(Table):
    """What would become of each line of a list (actions.Listed)."""

    cells = "municipalities/people_list.html"

    number = Number(_("Zeile"), "line__number")
    person = RowHead(_("Person"), "line__name", cell="person")
    role = Column(_("Rolle"), "role_label", css="bare", cell="role")
    body = Column(_("für"), lambda row: row.body or row.line.body, css="bare")
    outcome = Column(_("Was geschieht"), "line__number", css="bare line", cell="outcome")

    def row_attributes(self, row: Any) -> dict[str, str]:
        """Lines that cannot be taken stand out."""
        return {"class": "row-danger"} if row.errors else {}
