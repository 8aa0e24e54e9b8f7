"""How a base component stands on a day: one rule for the list of components, packages and services. Pure."""

from __future__ import annotations

from datetime import date

from ozgtracker.ui.badges import BADGES, Badge


def readiness(*, in_scope: bool, ready_on: date | None, forecast_on: date | None, day: date) -> Badge:
    """Ready, expected, its date passed, without a date, or outside the plan (LZA; letter, item 2)."""
    return BADGES[readiness_code(in_scope=in_scope, ready_on=ready_on, forecast_on=forecast_on, day=day)]


def readiness_code(*, in_scope: bool, ready_on: date | None, forecast_on: date | None, day: date) -> str:
    """The same as a code of ozgtracker.ui.badges, for a rule that knows no looks."""
    if ready_on is not None and ready_on <= day:
        return "component.ready"
    if not in_scope:
        return "component.outside"
    if forecast_on is None:
        return "component.undated"
    return "component.expected" if forecast_on >= day else "component.late"
