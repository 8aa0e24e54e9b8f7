"""How a base component stands on a day: one rule for the list of components, packages and services. Pure."""

from __future__ import annotations

from datetime import date


def readiness(*, in_scope: bool, ready_on: date | None, forecast_on: date | None, day: date) -> str:
    """Ready, expected, its date passed, without a date, or outside the plan (LZA; letter, item 2): a code of
    ozgtracker.ui.badges."""
    if ready_on is not None and ready_on <= day:
        return "component.ready"
    if not in_scope:
        return "component.outside"
    if forecast_on is None:
        return "component.undated"
    return "component.expected" if forecast_on >= day else "component.late"
