"""What the form about a base component asks, and both words where somebody was faster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from municipalities.forms import ASKED_CATEGORIES, ONLY_FOR_ANOTHER_DAY
from ozgtracker import german
from ozgtracker.fields import DayField, LineField
from ozgtracker.ui.conflict import Conflict, side_by_side
from services.models import Component, Delivery


class ComponentForm(forms.Form):
    """One report on a base component, following the one its author has seen (supersedes)."""

    use_required_attribute = False
    supersedes = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    ready_on = DayField(
        label=_("Bereit seit"), required=False, help_text=_("Leer lassen, solange sie nicht bereit ist.")
    )
    forecast_on = DayField(
        label=_("Erwartet am"), required=False, help_text=_("Leer lassen, wenn es keinen Termin gibt.")
    )
    reason_category = forms.ChoiceField(
        label=_("Art des Grundes"), choices=ASKED_CATEGORIES, required=False, help_text=ONLY_FOR_ANOTHER_DAY
    )
    reason = forms.CharField(
        label=_("Begründung"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ein kurzer Satz; nötig, wenn sich der erwartete Termin ändert oder die Bereitschaft endet."),
    )
    evidence = LineField(
        label=_("Nachweis"), max_length=300, required=False, help_text=_("Titel, Aktenzeichen oder Adresse.")
    )
    is_correction = forms.BooleanField(
        label=_("Berichtigung: Was zuletzt gemeldet war, stimmte nie"),
        required=False,
        help_text=_("Ab heute zählt das Berichtigte; was vorher gemeldet war, bleibt mit diesem Vermerk stehen."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, component: Component, seen: Delivery | None) -> None:
        initial = {
            "supersedes": seen.pk if seen else None,
            "ready_on": component.ready_on,
            "forecast_on": component.forecast_on,
        }
        super().__init__(data, initial=initial, auto_id=f"{component.slug}-%s")
        fields: Any = self.fields
        for name in ("ready_on", "forecast_on", "reason_category", "reason"):
            fields[name].is_conditional = True
        if seen is None:
            del self.fields["is_correction"]

    def clean(self) -> dict[str, Any]:
        """The forecast that stood there before ends with readiness; one that was typed now is a contradiction."""
        cleaned: dict[str, Any] = self.cleaned_data
        if cleaned.get("ready_on") and "forecast_on" in cleaned and "forecast_on" not in self.changed_data:
            cleaned["forecast_on"] = None
        return cleaned


def component_conflict_of(current: Delivery, mine: Mapping[str, Any]) -> Conflict:
    """Both versions in words."""
    rows = [
        (_("Bereit seit"), german.day(current.ready_on), german.day(mine["ready_on"])),
        (_("Erwartet am"), german.day(current.forecast_on), german.day(mine["forecast_on"])),
        (_("Begründung"), current.reason, mine["reason"]),
        (_("Nachweis"), current.evidence, mine["evidence"]),
    ]
    by = current.by.name if current.by else "System"
    recorded_at = current.recorded_at.astimezone(get_current_timezone())
    return side_by_side(by, current.said_on, recorded_at, [(str(a), b, c) for a, b, c in rows])
