"""The form of the ministry's answer to "nicht zuständig"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from municipalities.models import RolloutReport
from ozgtracker.fields import TextField


class CompetenceAnswerForm(forms.Form):
    """The ministry's answer to "nicht zuständig", following the report and the answer it has seen."""

    use_required_attribute = False
    report = forms.IntegerField(widget=forms.HiddenInput, required=False)
    supersedes = forms.IntegerField(widget=forms.HiddenInput, required=False)
    agrees = forms.TypedChoiceField(
        label=_("Ist die Verwaltung zuständig?"),
        choices=[
            ("ja", _("Nein, wir stimmen zu: Die Leistung zählt für diese Verwaltung nirgends mehr mit.")),
            ("nein", _("Doch, sie ist zuständig: Sie bleibt in jeder Zählung und liest unsere Begründung.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie eine Antwort.")},
        coerce=lambda value: value == "ja",
    )
    reason = TextField(
        label=_("Begründung"), max_length=2000, required=False, help_text=_("Nötig, wenn Sie widersprechen.")
    )

    def __init__(self, data: Mapping[str, Any] | None, *, report: RolloutReport | None) -> None:
        last = report.answers.last() if report else None
        seen = {"report": report.pk if report else None, "supersedes": last.pk if last else None}
        super().__init__(data, initial=seen, auto_id="answer-%s")
        fields: Any = self.fields
        fields["reason"].is_conditional = True
