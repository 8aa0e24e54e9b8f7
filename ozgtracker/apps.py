"""The room's entry in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OzgtrackerConfig(AppConfig):
    """Rahmen."""

    name = "ozgtracker"
    verbose_name = _("Rahmen")

    def ready(self) -> None:
        """Let the checks be known."""
        import_module("ozgtracker.checks")
