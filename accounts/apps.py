"""The room's entry in Django."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.roles import PEOPLE_MANAGERS, Role


class AccountsConfig(AppConfig):
    """Personen. Like every room it declares what it writes to the trail (accounts.audit_words shows it in German)."""

    name = "accounts"
    verbose_name = _("Personen")
    navigation: ClassVar[tuple[tuple[int, Any, str], ...]] = (
        (100, _("Protokoll"), "audit"),
        (120, _("Personen"), "people"),
    )
    landing: ClassVar[dict[str, str]] = {
        Role.AUDITOR: "audit",
        Role.ADMIN: "people",
    }
    links: ClassVar[dict[str, tuple[tuple[Any, str, str], ...]]] = {
        "frame": ((_("Wo bin ich angemeldet?"), "account-sessions", ""),),
    }
    audit_kinds: ClassVar[tuple[str, ...]] = ("user", "accessrequest", "demonstrationmark", "seenday")
    audit_verbs: ClassVar[dict[str, str]] = {
        "person_added": gettext_noop("Person aufgenommen"),
        "person_activated": gettext_noop("Zugang freigegeben"),
        "person_deactivated": gettext_noop("Zugang gesperrt"),
        "person_renamed": gettext_noop("Name berichtigt"),
        "person_forgotten": gettext_noop("Name und Adresse gelöscht"),
        "role_changed": gettext_noop("Rolle geändert"),
        "access_requested": gettext_noop("Zugang beantragt"),
        "access_confirmed": gettext_noop("Antrag bestätigt"),
        "access_declined": gettext_noop("Antrag abgelehnt"),
        "access_withdrawn": gettext_noop("Antrag zurückgezogen"),
        "link_ordered": gettext_noop("Link in Auftrag gegeben"),
        "listed_link_ordered": gettext_noop("Link aus einer Liste in Auftrag gegeben"),
        "link_sent": gettext_noop("Link verschickt"),
        "password_set": gettext_noop("Passwort gesetzt"),
        # Written until the list of sign-ins had a table of its own (adr/0013); the trail forgets nothing.
        "link_requested": gettext_noop("Link angefordert"),
        "signed_in": gettext_noop("angemeldet"),
        "signed_out": gettext_noop("abgemeldet"),
        "sign_in_refused": gettext_noop("Anmeldung abgewiesen"),
        "demonstration_played": gettext_noop("Vorführung gespielt"),
        "day_accepted": gettext_noop("Tag der Uhr bestätigt"),
    }

    def ready(self) -> None:
        """Let what follows a sign-in be known."""
        import_module("accounts.idle")

    def is_demonstration(self) -> bool:
        """For the frame of every page: whether this database holds demonstration reports (one query)."""
        from accounts.models import DemonstrationMark

        return DemonstrationMark.objects.exists()

    def waiting_for(self, user: Any, on: date) -> dict[str, int]:
        """For the navigation: how many requests this person may decide on, under the page of people."""
        if user.role not in PEOPLE_MANAGERS:
            return {}
        from accounts.models import AccessRequest

        return {"people": AccessRequest.objects.decidable_by(user).count()}
