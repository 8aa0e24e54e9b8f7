"""The only writers of this room: one action, one verb, one transaction."""

from __future__ import annotations

from milestones.actions.loading import load_plan

__all__ = ["load_plan"]
