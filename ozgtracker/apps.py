"""The room's entry in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from ozgtracker import changes
from ozgtracker.database.privileges import after_migrate


class OzgtrackerConfig(AppConfig):
    """Rahmen."""

    name = "ozgtracker"
    verbose_name = _("Rahmen")

    def ready(self) -> None:
        """Let words and checks be known, and whoever migrates grant the application its rights."""
        autodiscover_modules("words", "sentences")
        import_module("ozgtracker.checks")
        post_migrate.connect(changes.after_migrate, sender=self, dispatch_uid="ozgtracker.changes")
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="ozgtracker.privileges")
