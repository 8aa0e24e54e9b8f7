"""The plan, and what was said about one milestone, as tables to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from milestones.listing import Group
from ozgtracker.spreadsheet import Cell


def milestone_header() -> tuple[str, ...]:
    """The heads of the columns milestone_lines fills."""
    return (
        _("Phase"),
        _("Kürzel"),
        _("Meilenstein"),
        _("Ampel"),
        _("Grund der Ampel"),
        _("Hinweise"),
        _("ursprünglich"),
        _("vereinbart"),
        _("Prognose"),
        _("erreicht"),
        _("verantwortlich"),
        _("mit"),
        _("kleinster Puffer nach dem Plan"),
        _("bis"),
    )


def milestone_lines(groups: Iterable[Group]) -> Iterator[tuple[Cell, ...]]:
    """One milestone a line; dates in the words of the plan, since an "ab Ende Mai" is no day."""
    for row in (row for group in groups for row in group.rows):
        one, phase = row.status, row.status.milestone.phase
        yield (
            phase.name if phase else "",
            one.milestone.code,
            one.milestone.title,
            one.light.label,
            one.why,
            " ".join(one.remarks),
            one.original_words,
            one.agreed_words,
            one.forecast_words if one.forecast else "",
            one.actual_words if one.actual else "",
            one.responsible_label,
            one.contributor_labels,
            row.tightest.agreed_buffer_words if row.tightest else "",
            row.tightest.successor.milestone.code if row.tightest else "",
        )


def history_header() -> tuple[str, ...]:
    """The heads of the columns history_lines fills."""
    return (_("Tag"), _("Person"), _("Meldung"), _("Begründung"), _("Nachweis"), _("Berichtigung"), _("berichtigt am"))


def history_lines(entries: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Cell, ...]]:
    """One entry of milestones.history a line, newest first."""
    for one in entries:
        yield (
            one["on"],
            one["by"],
            one["text"],
            one["reason"],
            one["evidence"],
            one.get("correction", ""),
            one.get("corrected_on"),
        )
