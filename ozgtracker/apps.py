"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class OzgtrackerConfig(AppConfig):
    """Rahmen."""

    name = "ozgtracker"
    verbose_name = "Rahmen"
