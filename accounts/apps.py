"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Personen."""

    name = "accounts"
    verbose_name = "Personen"
