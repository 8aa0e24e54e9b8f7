"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Berichte."""

    name = "reports"
    verbose_name = "Berichte"
