"""The milestones that would move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from dashboards.what_if.effects import Move
from ozgtracker.ui.columns import Action, Column, Day, Number, RowHead
from ozgtracker.ui.tables import Table


@dataclass(frozen=True, slots=True)
class MoveRow:
    """proposed_on: the date this person may propose for the milestone, as it would be; None where there is none."""

    move: Move
    href: str
    proposed_on: date | None

    @property
    def chain(self) -> str:
        """ "ePayment → M2 → P2"."""
        return " → ".join(self.move.chain)


class MoveTable(Table):
    """Dates before and after, with the chain that decides, and a way to propose the new one."""

    caption = _("Meilensteine, die sich verschöben")
    nothing = _("Kein Meilenstein verschöbe sich.")
    cells = "dashboards/what_if/page.html"

    code = Column(_("Kürzel"), "move__part__code", css="nowrap")
    name = RowHead(_("Meilenstein"), "move__part__name", link=lambda row: row.href)
    now_on = Day(_("Plan jetzt"), "move__now_on")
    then_on = Day(_("Was wäre"), "move__then_on")
    days = Number(_("Tage"), "move__days")
    working_days = Number(_("Arbeitstage"), "move__working_days")
    chain = Column(_("Kette, die den Termin bestimmt"))
    buffer = Number(_("Puffer bis zur Frist"), "move__buffer")
    propose = Action(_("Vorschlagen"), "propose")
