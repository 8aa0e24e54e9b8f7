"""How a base component stands on a day: one rule for the list of components, packages and services. Pure."""

from __future__ import annotations

from datetime import date

from ozgtracker.badges import BADGES, Badge


def readiness(*, in_scope: bool, ready_on: date | None, forecast_on: date | None, day: date) -> Badge:
    """Ready, expected, its date passed, without a date, or outside the plan (LZA; letter, item 2)."""
    if ready_on is not None and ready_on <= day:
        return BADGES["component.ready"]
    if forecast_on is None:
        return BADGES["component.undated" if in_scope else "component.outside"]
    return BADGES["component.expected" if forecast_on >= day else "component.late"]
