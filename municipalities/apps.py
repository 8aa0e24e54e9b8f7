"""The room's entry in Django."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.roles import PEOPLE_MANAGERS, Role

SPEAKERS = frozenset({Role.AUTHORITY, Role.ASSOCIATION})


class MunicipalitiesConfig(AppConfig):
    """Kommunen. The room declares what it writes to the trail."""

    name = "municipalities"
    verbose_name = _("Kommunen")
    navigation: ClassVar[tuple[tuple[int, Any, str], ...]] = (
        (60, _("Melden"), "report"),
        (110, _("Benennungen"), "mandates"),
    )
    landing: ClassVar[dict[str, str]] = {
        Role.AUTHORITY: "report",
    }
    links: ClassVar[dict[str, tuple[tuple[Any, str, str], ...]]] = {
        "people": (
            (_("Person einladen"), "person-invite", "button--primary"),
            (_("Mehrere aus einer Liste einladen"), "people-list", ""),
            (_("Wer spricht für die Spitzenverbände?"), "associations", "button--quiet"),
        )
    }
    counted_reports: ClassVar[tuple[str, ...]] = ("RolloutReport", "CompetenceAnswer")
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
        "representative_confirmed": gettext_noop("Ansprechperson bestätigt"),
        "representative_declined": gettext_noop("Ansprechperson abgelehnt"),
        "representative_dismissed": gettext_noop("Ansprechperson abberufen"),
    }

    # What an authority says, and what it is answered: its history, which the trail shows only to CONFIDANTS (adr/0010).
    audit_confidences: ClassVar[tuple[str, ...]] = (
        "rollout_reported",
        "rollouts_confirmed",
        "rollouts_undone",
        "competence_answered",
    )

    def ready(self) -> None:
        """Let what is counted follow a new catalogue."""
        import_module("municipalities.receivers")

    def rights_of(self, user: Any, on: date) -> list[tuple[int | None, int | None]]:
        """For files that were written with somebody's rights (exports.permissions): for whom this person speaks."""
        from municipalities.models import Representative

        found = Representative.objects.in_force(on).filter(user=user).order_by("authority_id", "association_id")
        return list(found.values_list("authority_id", "association_id"))

    def waiting_for(self, user: Any, on: date) -> dict[str, int]:
        """For the navigation: how many mandates this person has to decide on."""
        if user.role not in PEOPLE_MANAGERS | SPEAKERS:
            return {}
        from municipalities.models import Representative

        # Every page asks, and hardly ever does one wait: whom it concerns took a third of the time of a simple page.
        waits = Representative.objects.proposed().exists()
        return {"mandates": Representative.objects.confirmable_by(user, on).count() if waits else 0}
