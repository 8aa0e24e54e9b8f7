"""Form fields every room may use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ozgtracker.free_text import clean_line, clean_text


class DayField(forms.DateField):
    """A day: the browser's calendar sends 2022-05-31, a person may type 31.05.2022."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d.%m.%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": _("Das ist kein Datum. Bitte schreiben Sie zum Beispiel 31.05.2022.")},
            **options,
        )


class LineField(forms.CharField):
    """Free text on one line, stored without anything invisible; "required" is judged afterwards."""

    def to_python(self, value: Any) -> str:
        """The cleaned line."""
        return clean_line(str(super().to_python(value) or ""))


class TextField(forms.CharField):
    """Free text of several lines, stored without anything invisible; "required" is judged afterwards."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        """The cleaned text."""
        return clean_text(str(super().to_python(value) or ""))
