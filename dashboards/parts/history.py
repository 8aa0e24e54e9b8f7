"""What was reported, as the history of a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from municipalities.models import RolloutReport
from ozgtracker.statements.undo import correction_words
from ozgtracker.ui.badges import Badge


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One report as the history shows it, for those who may read it.

    corrected_on: the day somebody said that it was wrong, whatever Stichtag is looked at.
    """

    report: RolloutReport
    look: Badge
    href: str
    corrected_on: date | None

    @property
    def correction(self) -> str:
        """ "Berichtigung" or "Rückgängig gemacht" for a row that corrects another."""
        return correction_words(self.report)
