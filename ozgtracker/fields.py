"""Form fields every room may use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day: the browser's calendar sends 2022-05-31, a person may type 31.05.2022."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d.%m.%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": _("Das ist kein Datum. Bitte schreiben Sie zum Beispiel 31.05.2022.")},
            **options,
        )
