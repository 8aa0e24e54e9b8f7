"""The room's entry in Django."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    """Meilensteine."""

    name = "milestones"
    verbose_name = "Meilensteine"
    # What this room writes to the trail (accounts.audit_words shows it in German).
    audit_kinds: ClassVar[tuple[str, ...]] = ("milestone", "plan")
    audit_verbs: ClassVar[dict[str, str]] = {
        "milestone.reported": "Meilenstein gemeldet",
        "milestone.became_overdue": "überfällig geworden",
        "deliverable.released": "Liefergegenstand freigegeben",
        "dependency.added": "Abhängigkeit ergänzt",
        "plan.loaded": "Plan geladen",
    }
