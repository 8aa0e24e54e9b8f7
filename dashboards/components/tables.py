"""The columns of the list of base components."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ozgtracker.ui.columns import Action, Column, Day, Number, RowHead, State
from ozgtracker.ui.tables import Table


class ComponentTable(Table):
    """Base components as they stood on the Stichtag."""

    flows = False
    cells = "dashboards/components/list.html"

    name = RowHead(_("Komponente"), "component__name", cell="name")
    state = State(_("Stand"), "look")
    ready_on = Day(_("bereit seit"), shown=False)
    forecast_on = Day(_("erwartet am"), shown=False)
    date = Column(_("Termin"), "date_words", css="date", csv=False)
    responsible = Column(_("Verantwortlich"), "component__get_responsible_display", csv=_("verantwortlich"))
    needed_by = Number(_("Leistungen, die sie brauchen"), cell="needed_by")
    waiting = Number(
        _("Warten darauf"),
        lambda row: None if row.ready_on else row.waiting,
        csv=_("Ausspielungen, die darauf warten"),
        cell="waiting",
    )
    live_anyway = Number(_("Ausspielungen, die ohne sie live sind"), shown=False)
    said_on = Day(
        _("Zuletzt gemeldet"), lambda row: row.last and row.last.said_on, csv=_("zuletzt gemeldet"), cell="last"
    )
    reason = Column(_("Begründung"), lambda row: row.last and row.last.reason_words, shown=False)
    correction = Column(_("Berichtigung"), shown=False)
    corrected_on = Day(_("berichtigt am"), shown=False)
    source = Column(_("Quelle"), "component__source", shown=False)
    report = Action(_("Melden"), "report")

    def row_attributes(self, row: Any) -> dict[str, str]:
        """A place to come back to."""
        return {"id": f"component-{row.component.slug}"}
