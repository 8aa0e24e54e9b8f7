"""Whose word a milestone may carry down to a base component: only that of the side that provides it. Pure."""

from __future__ import annotations

from datetime import date

from milestones.states import MilestoneKind

# Ready since, or expected on: what is said about a component or a package.
type ComponentWord = tuple[date | None, date | None]


def declares(kind: MilestoneKind, *, speaks_for_component: bool) -> bool:
    """Only a declaration, and only where its speaker answers for the component (letter, item 2): an aggregate sums up
    what others say and never says it for them."""
    return kind is MilestoneKind.DECLARATION and speaks_for_component


def word_on(stands: ComponentWord, said: ComponentWord, was_reached_on: date | None) -> ComponentWord:
    """What a declaration makes of its component: readiness that came from elsewhere stands."""
    ready_on, _forecast_on = stands
    if ready_on is not None and ready_on != was_reached_on:
        return stands
    return said
