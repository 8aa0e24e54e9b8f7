"""What would stand if something were said: laid over the rows before they are judged, so that both stands compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from milestones.declaring import ComponentWord
from milestones.precision import Precision
from milestones.reported import Draft


@dataclass(frozen=True, slots=True)
class Supposition:
    """reports: settled reports by milestone; words: (ready since, expected on) by component; agreed: dates by
    milestone. Keys are primary keys."""

    reports: Mapping[int, Draft] = field(default_factory=dict)
    words: Mapping[int, ComponentWord] = field(default_factory=dict)
    agreed: Mapping[int, tuple[date, Precision]] = field(default_factory=dict)


NOTHING = Supposition()


def suppose(rows: Sequence[Any], components: Sequence[Any], supposed: Supposition, day: date) -> None:
    """Overwrite what as_of annotated; nothing is stored."""
    for row in rows:
        if draft := supposed.reports.get(row.pk):
            row.state_then, row.actual_then, row.said_then = draft.state.value, draft.actual_on, day
            row.forecast_then, row.forecast_precision_then = draft.forecast_on, draft.forecast_precision.value
        if agreed := supposed.agreed.get(row.pk):
            row.agreed_on, row.agreed_precision = agreed[0], agreed[1].value
    for one in components:
        if one.pk in supposed.words:
            one.ready_then, one.forecast_then = supposed.words[one.pk]
            one.said_then = day
