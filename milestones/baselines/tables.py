"""What differs between two stands of the plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from milestones.baselines.compare import Difference
from milestones.baselines.sentences import change_words
from milestones.status import MilestoneStatus
from ozgtracker import german
from ozgtracker.ui.columns import Column, Number, RowHead
from ozgtracker.ui.tables import Table


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A difference with its milestone, why it is so, and where to read on."""

    difference: Difference[int]
    status: MilestoneStatus
    reason: str
    href: str

    @property
    def change(self) -> str:
        """ "verschoben"."""
        return change_words(self.difference.change)

    @property
    def first(self) -> str:
        """The date in the first stand, in words."""
        return self.difference.first.words if self.difference.first else german.DASH

    @property
    def second(self) -> str:
        """The date in the second stand, in words."""
        return self.difference.second.words if self.difference.second else german.DASH


class DifferenceTable(Table):
    """The largest shift first; the heads of the dates are the names of the stands."""

    caption = _("Was sich bewegt hat und warum")
    nothing = _("Kein Termin unterscheidet sich.")

    change = Column(_("Art"))
    code = Column(_("Kürzel"), "status__milestone__code", css="nowrap")
    title = RowHead(_("Meilenstein"), "status__milestone__title", link=lambda row: row.href)
    first = Column(_("vorher"))
    second = Column(_("nachher"))
    days = Number(_("Tage"), "difference__days")
    working_days = Number(_("Arbeitstage"), "difference__working_days")
    reason = Column(_("Grund"))
    side = Column(_("Seite"), "status__responsible_label")
