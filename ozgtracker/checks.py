"""What `manage.py check --deploy` asks of an installation in real operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.utils.translation import gettext as _

from ozgtracker.free_text import names_somebody


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
