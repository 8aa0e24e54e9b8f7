"""The room's entry in Django."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    """Kommunen. The room declares what it writes to the trail."""

    name = "municipalities"
    verbose_name = "Kommunen"
    audit_kinds: ClassVar[tuple[str, ...]] = ("authority", "association", "competence", "rollout")
    audit_verbs: ClassVar[dict[str, str]] = {
        "territory_loaded": "Gebiet eingelesen",
        "competences_loaded": "Zuständigkeiten eingelesen",
        "rollouts_synced": "Ausspielungen nachgeführt",
        "rollout_reported": "Ausspielung gemeldet",
        "rollouts_confirmed": "Ausspielungen unverändert bestätigt",
        "representative_appointed": "Ansprechperson benannt",
        "representative_dismissed": "Ansprechperson abberufen",
    }
