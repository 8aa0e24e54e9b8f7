"""The room's entry in Django."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class MunicipalitiesConfig(AppConfig):
    """Kommunen. The room declares what it writes to the trail."""

    name = "municipalities"
    verbose_name = _("Kommunen")
    counted_reports: ClassVar[tuple[str, ...]] = ("municipalities.RolloutReport",)
    audit_kinds: ClassVar[tuple[str, ...]] = ("authority", "association", "competence", "rollout")
    audit_verbs: ClassVar[dict[str, str]] = {
        "territory_loaded": gettext_noop("Gebiet eingelesen"),
        "competences_loaded": gettext_noop("Zuständigkeiten eingelesen"),
        "rollouts_synced": gettext_noop("Ausspielungen nachgeführt"),
        "rollout_reported": gettext_noop("Ausspielung gemeldet"),
        "rollouts_confirmed": gettext_noop("Ausspielungen unverändert bestätigt"),
        "rollouts_undone": gettext_noop("Meldung zu Ausspielungen rückgängig gemacht"),
        "competence_answered": gettext_noop("Zuständigkeit beantwortet"),
        "representative_appointed": gettext_noop("Ansprechperson benannt"),
        "representative_dismissed": gettext_noop("Ansprechperson abberufen"),
    }
