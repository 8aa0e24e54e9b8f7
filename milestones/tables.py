"""The columns of the plan's list, and of what was said about one milestone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from milestones.light import Light
from milestones.listing import Row
from milestones.status import MilestoneStatus
from ozgtracker.sorting import sort_key
from ozgtracker.ui.columns import Action, Column, Day, RowHead, State
from ozgtracker.ui.tables import Table

# Worst first.
_LIGHTS = {light: place for place, light in enumerate((Light.RED, Light.YELLOW, Light.GREY, Light.GREEN))}


def _by_title(one: MilestoneStatus) -> Any:
    return sort_key(one.milestone.title)


def _by_light(one: MilestoneStatus) -> Any:
    return (_LIGHTS.get(one.assessment.light, len(_LIGHTS)), one.milestone.ordinal)


def _by_agreed(one: MilestoneStatus) -> Any:
    return (one.assessment.due_on or date.max, one.milestone.ordinal)


def _by_expected(one: MilestoneStatus) -> Any:
    return (one.expected_on or date.max, one.milestone.ordinal)


def _by_side(one: MilestoneStatus) -> Any:
    return (one.responsible_label, one.milestone.ordinal)


class MilestoneTable(Table):
    """Milestones by phase in the order of the plan; dates in its words, since an "ab Ende Mai" is no day."""

    nothing = _("Kein Meilenstein passt zu diesen Filtern.")
    flows = False
    cells = "milestones/list.html"

    phase = Column(_("Phase"), "status__milestone__phase__name", shown=False)
    code = Column(_("Kürzel"), "status__milestone__code", shown=False)
    title = RowHead(_("Meilenstein"), "status__milestone__title", cell="title", sort="titel", order=_by_title)
    light = State(
        _("Ampel und Grund"),
        "status__light",
        label=_("Ampel"),
        csv=_("Ampel"),
        cell="light",
        sort="ampel",
        order=_by_light,
    )
    reason = Column(_("Grund der Ampel"), "status__why", shown=False)
    remarks = Column(_("Hinweise"), lambda row: " ".join(row.status.remarks), shown=False)
    original = Column(_("Ursprünglich"), "status__original_words", csv=_("ursprünglich"))
    agreed = Column(_("Vereinbart"), "status__agreed_words", csv=_("vereinbart"), sort="vereinbart", order=_by_agreed)
    forecast = Column(
        _("Prognose"),
        lambda row: row.status.forecast and row.status.forecast_words,
        sort="erwartet",
        order=_by_expected,
    )
    actual = Column(_("Erreicht"), lambda row: row.status.actual and row.status.actual_words, csv=_("erreicht"))
    responsible = Column(
        _("Verantwortlich"),
        "status__responsible_label",
        csv=_("verantwortlich"),
        cell="responsible",
        sort="verantwortlich",
        order=_by_side,
    )
    contributors = Column(_("mit"), "status__contributor_labels", shown=False)
    buffer = Column(
        _("Puffer"), "tightest__agreed_buffer_words", csv=_("kleinster Puffer nach dem Plan"), cell="buffer"
    )
    successor = Column(_("bis"), "tightest__successor__milestone__code", shown=False)
    report = Action(_("Melden"), "report")

    def group_of(self, row: Row) -> str:
        """The phase, in the order of the plan; in any other all stand together."""
        if self.sort:
            return ""
        phase = row.status.milestone.phase
        if phase is None:
            return _now("Ohne Phase")
        return _now("Phase %(number)s: %(name)s") % {"number": phase.number, "name": phase.name}

    def row_attributes(self, row: Row) -> dict[str, str]:
        """A place to come back to; what is overdue stands out."""
        danger = {"class": "row-danger"} if row.status.assessment.is_overdue else {}
        return {"id": f"milestone-{row.status.milestone.slug}", **danger}


class HistoryTable(Table):
    """Entries of milestones.history, newest first, to take away; only reports can be corrected."""

    on = Day(_("Tag"))
    by = Column(_("Person"))
    text = Column(_("Meldung"))
    reason = Column(_("Begründung"))
    evidence = Column(_("Nachweis"))
    correction = Column(_("Berichtigung"), lambda one: one.get("correction"))
    corrected_on = Day(_("berichtigt am"), lambda one: one.get("corrected_on"))
