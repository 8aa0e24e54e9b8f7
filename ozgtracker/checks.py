"""What `manage.py check --deploy` asks of an installation in real operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.utils.translation import gettext as _


@register(Tags.security, deploy=True)
def operator_is_named(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """Imprint and privacy notice are worth nothing without a name."""
    if settings.OPERATOR_NAME:
        return []
    message = _("Der Betreiber ist nicht benannt: Impressum und Datenschutzhinweis wären ohne Verantwortlichen.")
    hint = _("Bitte setzen Sie OZG_OPERATOR (Stelle, Anschrift) und OZG_OPERATOR_CONTACT.")
    return [Error(message, hint=hint, id="ozgtracker.E001")]
