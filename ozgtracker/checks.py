"""What `manage.py check --deploy` asks of an installation in real operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.utils.translation import gettext as _

from ozgtracker.database import privileges
from ozgtracker.free_text import names_somebody


@register(Tags.database, deploy=True)
def role_has_no_more_than_it_needs(
    app_configs: Sequence[AppConfig] | None, *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[Error]:
    """Whoever answers requests must not own the tables: it could drop the triggers that keep what was said."""
    message = _("Die Anwendung meldet sich an der Datenbank mit einer Rolle an, die zu viel darf (%(power)s).")
    hint = _("DATABASE_URL nennt die Rolle der Anwendung, nicht die der Eigentümerin (docs/operation.md, Roles).")
    found = {name: privileges.excess(name) for name in databases or ()}
    return [Error(message % {"power": power}, hint=hint, id="ozgtracker.E003") for power in found.values() if power]


@register(Tags.security, deploy=True)
def operator_is_named(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """Imprint and privacy notice are worth nothing without a name and a way to reach whoever bears it."""
    found = []
    hint = _("Bitte setzen Sie OZG_OPERATOR (Stelle, Anschrift) und OZG_OPERATOR_CONTACT.")
    if not names_somebody(settings.OPERATOR_NAME):
        message = _("Der Betreiber ist nicht benannt: Impressum und Datenschutzhinweis wären ohne Verantwortlichen.")
        found.append(Error(message, hint=hint, id="ozgtracker.E001"))
    if not names_somebody(settings.OPERATOR_CONTACT):
        message = _("Wie der Betreiber zu erreichen ist, fehlt: Das Impressum wäre ohne Kontakt.")
        found.append(Error(message, hint=hint, id="ozgtracker.E002"))
    return found
