"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Übersichten."""

    name = "dashboards"
    verbose_name = "Übersichten"
