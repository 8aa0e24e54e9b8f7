"""The room's entry in Django."""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role


class DashboardsConfig(AppConfig):
    """Übersichten."""

    name = "dashboards"
    verbose_name = _("Übersichten")
    navigation: ClassVar[tuple[tuple[int, Any, str], ...]] = (
        (10, _("Übersicht"), "overview"),
        (30, _("Pakete"), "packages"),
        (40, _("Leistungen"), "services"),
        (50, _("Kommunen"), "municipalities"),
        (70, _("Komponenten"), "components"),
    )
    links: ClassVar[dict[str, tuple[tuple[Any, str, str], ...]]] = {
        "milestones": ((_("Was wäre, wenn?"), "what-if", ""),),
        "report": ((_("als Tabelle herunterladen (CSV)"), "rollouts-csv", ""),),
    }
    landing: ClassVar[dict[str, str]] = {
        Role.MINISTRY: "overview",
        Role.ASSOCIATION: "overview",
        Role.STEERING: "overview",
        Role.OPERATOR: "components",
    }
