"""The only writers of this room: one verb, one transaction each."""

from __future__ import annotations

from municipalities.actions.territory import load_competences, load_territory, sync_rollouts

__all__ = ["load_competences", "load_territory", "sync_rollouts"]
