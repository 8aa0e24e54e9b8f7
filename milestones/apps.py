"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    """Meilensteine."""

    name = "milestones"
    verbose_name = "Meilensteine"
