"""The room's entry in Django."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Personen. Like every room it declares what it writes to the trail (accounts.audit_words shows it in German)."""

    name = "accounts"
    verbose_name = "Personen"
    audit_kinds: ClassVar[tuple[str, ...]] = ("user", "demonstrationmark")
    audit_verbs: ClassVar[dict[str, str]] = {
        "person_added": "Person aufgenommen",
        "person_activated": "Zugang freigegeben",
        "person_deactivated": "Zugang gesperrt",
        "role_changed": "Rolle geändert",
        "link_sent": "Link verschickt",
        "link_requested": "Link angefordert",
        "password_set": "Passwort gesetzt",
        "signed_in": "angemeldet",
        "signed_out": "abgemeldet",
        "sign_in_refused": "Anmeldung abgewiesen",
        "demonstration_played": "Vorführung gespielt",
    }
