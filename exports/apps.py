"""The room's entry in Django."""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    """Dateien zum Mitnehmen. Lists further down and further up lead here by `aside` (accounts.downloads)."""

    name = "exports"
    verbose_name = _("Dateien zum Mitnehmen")
    aside: ClassVar[tuple[str, ...]] = ("export-new",)
    links: ClassVar[dict[str, tuple[tuple[Any, str, str], ...]]] = {
        "frame": ((_("Meine Dateien"), "exports", ""),),
    }

    def ready(self) -> None:
        """Let what this room refuses have its words."""
        import_module("exports.sentences")
