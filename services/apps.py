"""The room's entry in Django."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """Leistungen. The room declares what it writes to the trail."""

    name = "services"
    verbose_name = "Leistungen"
    audit_kinds: ClassVar[tuple[str, ...]] = ("service", "component", "package")
    audit_verbs: ClassVar[dict[str, str]] = {
        "catalogue_loaded": "Katalog eingelesen",
        "component_reported": "Basiskomponente gemeldet",
        "package_opened": "Paketöffnung gemeldet",
    }
