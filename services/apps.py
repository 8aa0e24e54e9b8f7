"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """Leistungen."""

    name = "services"
    verbose_name = "Leistungen"
