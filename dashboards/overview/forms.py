"""The day the overview compares with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ComparisonForm(forms.Form):
    """The earlier day that changes are counted from."""

    use_required_attribute = False
    vergleich = forms.DateField(
        label=_("Vergleichen mit dem Stand vom"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
    )
    stichtag = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any], *, day: date) -> None:
        super().__init__(data, auto_id="compare-%s")
        self.day = day
        self.is_valid()

    def clean_vergleich(self) -> date | None:
        """Only a day before the Stichtag can be compared with."""
        compared: date | None = self.cleaned_data["vergleich"]
        if compared and compared >= self.day:
            raise forms.ValidationError(_("Der Vergleichstag muss vor dem Stichtag liegen."))
        return compared

    def compared(self) -> date | None:
        """The day asked for, if it makes sense."""
        return self.cleaned_data.get("vergleich")
