"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """Vorführung."""

    name = "demonstration"
    verbose_name = "Vorführung"
