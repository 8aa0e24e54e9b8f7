"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OzgtrackerConfig(AppConfig):
    """Rahmen."""

    name = "ozgtracker"
    verbose_name = _("Rahmen")
