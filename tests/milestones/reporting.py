"""Reports as somebody of the responsible side makes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from milestones.models import MilestoneReport
from milestones.states import State

ON = date(2022, 1, 10)
Report = Callable[..., MilestoneReport]
# Both sides say it.
Agree = Callable[..., MilestoneReport]


def declared(**values: Any) -> dict[str, Any]:
    """A sound declaration of the APP."""
    return {
        "state": State.REACHED,
        "on": date(2022, 3, 15),
        "actual_on": date(2022, 3, 15),
        "declaring_body": "Landesbetrieb Daten und Information",
        "evidence": "Erklärung vom 15.03.2022",
    } | values
