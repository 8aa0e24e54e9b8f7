"""Forms for the documents of a milestone: released, and corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from milestones.models import DeliverableRelease
from ozgtracker.fields import DayField, LineField, TextField


class ReleaseForm(forms.Form):
    """A document that was released."""

    use_required_attribute = False
    released_on = DayField(label=_("Freigegeben am"))
    document = LineField(
        label=_("Dokument"), max_length=500, help_text=_("Titel, Aktenzeichen oder Adresse der freigegebenen Fassung.")
    )

    def __init__(self, data: Mapping[str, Any] | None, *, slug: str, today: date) -> None:
        self.deliverable = slug
        super().__init__(data, initial={"released_on": today}, auto_id=f"{slug}-%s")


class ReleaseCorrectionForm(forms.Form):
    """What is right instead of the release its author has seen (supersedes)."""

    use_required_attribute = False
    supersedes = forms.IntegerField(widget=forms.HiddenInput, required=False)
    released_on = DayField(
        label=_("Freigegeben am"), required=False, help_text=_("Leer lassen, wenn es doch nicht freigegeben ist.")
    )
    document = LineField(label=_("Dokument"), max_length=500, required=False)
    reason = TextField(
        label=_("Was war falsch?"),
        max_length=2000,
        help_text=_("Ab heute zählt der berichtigte Wert; was vorher gemeldet war, bleibt mit dem Vermerk stehen."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, slug: str, release: DeliverableRelease) -> None:
        self.deliverable = slug
        initial = {"supersedes": release.pk, "released_on": release.released_on, "document": release.document}
        super().__init__(data, initial=initial, auto_id=f"correct-{slug}-%s")
        fields: Any = self.fields
        fields["released_on"].is_conditional = True
        fields["document"].is_conditional = True
