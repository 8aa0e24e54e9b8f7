"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    """Kommunen."""

    name = "municipalities"
    verbose_name = "Kommunen"
