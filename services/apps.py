"""The room's entry in Django."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class ServicesConfig(AppConfig):
    """Leistungen. The room declares what it writes to the trail."""

    name = "services"
    verbose_name = _("Leistungen")
    counted_reports: ClassVar[tuple[str, ...]] = ("Delivery",)
    audit_kinds: ClassVar[tuple[str, ...]] = ("service", "component", "package")
    audit_verbs: ClassVar[dict[str, str]] = {
        "catalogue_loaded": gettext_noop("Katalog eingelesen"),
        "component_reported": gettext_noop("Basiskomponente gemeldet"),
        "component_undone": gettext_noop("Meldung zur Basiskomponente rückgängig gemacht"),
        "package_opened": gettext_noop("Paketöffnung gemeldet"),
    }
