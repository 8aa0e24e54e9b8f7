"""Base components on a day: how many the plan covers, and how many of those are ready."""

from __future__ import annotations

from dashboards.figures.packages import component_needs
from ozgtracker.ui.as_of import AsOf


def in_scope(_about: object, at: AsOf) -> int:
    """Those the plan covers."""
    return sum(need.component.in_scope for need in component_needs(at, {}))


def ready(_about: object, at: AsOf) -> int:
    """Those of them that are ready."""
    return sum(need.component.in_scope and need.is_ready for need in component_needs(at, {}))
