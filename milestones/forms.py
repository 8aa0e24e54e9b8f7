"""Forms normalise; what they hold goes to an action, which decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Side
from milestones.models import MilestoneReport, Proposal
from milestones.precision import Precision
from milestones.proposals import Verdict
from milestones.states import TRANSITIONS, MilestoneKind, State
from milestones.status import MilestoneStatus
from milestones.words import PRECISIONS, STATES, VERDICTS, date_words
from ozgtracker import german
from ozgtracker.fields import DayField, TextField
from ozgtracker.ui.conflict import Conflict, side_by_side
from services.models import REASON_CHOICES

FORECAST_PRECISIONS = (Precision.DAY, Precision.FROM_DAY, Precision.MONTH_END_FROM, Precision.QUARTER)
# Needed in some cases only, as their hints say; so neither required nor "freiwillig".
CONDITIONAL = (
    "forecast_on",
    "forecast_precision",
    "actual_on",
    "declaring_body",
    "evidence",
    "reason_category",
    "reason",
)
# What nobody says about these kinds: a stream is only running, an aggregate's date comes from its components.
_WITHOUT = {
    MilestoneKind.STREAM: ("forecast_on", "forecast_precision", "actual_on", "reason_category"),
    MilestoneKind.AGGREGATE: ("forecast_on", "forecast_precision", "reason_category"),
}
ALL = ("", _("alle"))


class ReportForm(forms.Form):
    """One report on a milestone, following the one its author has seen (supersedes)."""

    use_required_attribute = False
    supersedes = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    state = forms.ChoiceField(
        label=_("Stand"),
        error_messages={"invalid_choice": _("Dieser Schritt ist vom jetzigen Stand aus nicht möglich.")},
    )
    forecast_on = DayField(
        label=_("Erwartet am"),
        required=False,
        help_text=_("Der Termin, mit dem Sie heute rechnen; nötig, solange der Meilenstein nicht erreicht ist."),
    )
    forecast_precision = forms.ChoiceField(
        label=_("Genauigkeit"), choices=PRECISIONS.choices(*FORECAST_PRECISIONS), required=False
    )
    actual_on = DayField(label=_("Erreicht am"), required=False, help_text=_("Nur zum Stand „erreicht“, dort nötig."))
    declaring_body = forms.CharField(
        label=_("Erklärende Stelle"),
        max_length=200,
        required=False,
        help_text=_("Nötig zum Stand „erreicht“: Wer hat die Erklärung abgegeben?"),
    )
    evidence = forms.CharField(
        label=_("Nachweis"),
        max_length=500,
        required=False,
        help_text=_("Titel, Aktenzeichen oder Adresse; zu einer Erklärung nötig."),
    )
    reason_category = forms.ChoiceField(
        label=_("Art des Grundes"),
        choices=[("", _("bitte wählen")), *REASON_CHOICES],
        required=False,
        help_text=_("Nötig, wenn sich der erwartete Termin ändert."),
    )
    reason = forms.CharField(
        label=_("Begründung"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ein kurzer Satz; nötig, wenn sich der erwartete Termin ändert oder ein Stand berichtigt wird."),
    )
    is_correction = forms.BooleanField(
        label=_("Berichtigung: Was zuletzt gemeldet war, stimmte nie"),
        required=False,
        help_text=_("Ab heute zählt das Berichtigte; was vorher gemeldet war, bleibt mit diesem Vermerk stehen."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, status: MilestoneStatus) -> None:
        super().__init__(data, initial=_said_last(status), auto_id=f"{status.milestone.slug}-%s")
        for name in CONDITIONAL:
            field: Any = self.fields[name]
            field.is_conditional = True
        kind = status.facts.kind
        state: Any = self.fields["state"]
        allowed = TRANSITIONS[status.facts.state]
        if kind is MilestoneKind.STREAM:
            allowed -= {State.REACHED}
        state.choices = _states_after(allowed, kind, corrections=status.report_id is not None)
        if status.report_id is None:
            del self.fields["is_correction"]
        if status.responsible is Side.JOINT:
            state.help_text = _(
                "Erreicht, zurückgestellt und entfallen zählen erst, wenn die andere Seite bestätigt hat."
            )
        if kind is not MilestoneKind.DECLARATION:
            del self.fields["declaring_body"]
        for name in _WITHOUT.get(kind, ()):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """What stood there before and does not fit the state chosen now was never typed by this person."""
        cleaned: dict[str, Any] = self.cleaned_data
        if "actual_on" in cleaned and cleaned.get("state") != State.REACHED and "actual_on" not in self.changed_data:
            cleaned["actual_on"] = None
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned = dict(self.cleaned_data)
        del cleaned["supersedes"], cleaned["seen"]
        cleaned["state"] = State(cleaned["state"])
        cleaned["forecast_precision"] = Precision(cleaned.get("forecast_precision") or Precision.DAY)
        return cleaned


def _states_after(allowed: frozenset[State], kind: MilestoneKind, *, corrections: bool) -> list[tuple[str, str]]:
    """What may follow, then what only a correction may say."""
    only = _("%(state)s (nur als Berichtigung)")
    choices = [(one.value, STATES[one].label) for one in State if one in allowed]
    if corrections:
        never = {State.REACHED} if kind is MilestoneKind.STREAM else set()
        others = [one for one in State if one not in allowed and one not in never]
        choices += [(one.value, only % {"state": STATES[one].label}) for one in others]
    return choices


def _said_last(status: MilestoneStatus) -> dict[str, Any]:
    """Unchanged but for what must be said anew: a forecast that is still possible, no old reason."""
    facts = status.facts
    rough = facts.forecast_precision if facts.forecast_on else facts.agreed_precision
    return {
        "supersedes": status.report_id,
        "state": facts.state.value,
        "forecast_on": status.forecast or status.agreed,
        "forecast_precision": rough.value if rough in FORECAST_PRECISIONS else Precision.DAY.value,
        "actual_on": status.actual,
        "declaring_body": status.milestone.declaring_body,
    }


def answered(form: forms.Form, data: Mapping[str, Any], **values: Any) -> dict[str, Any]:
    """What was typed, with hidden values set to what its author sees now."""
    typed = {name: data.get(name, "") for name in form.fields}
    return typed | {name: "" if value is None else str(value) for name, value in values.items()}


class AnswerForm(forms.Form):
    """How a proposal ends, by somebody who has seen the last report (supersedes) and what follows (seen)."""

    use_required_attribute = False
    proposal = forms.IntegerField(widget=forms.HiddenInput)
    supersedes = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    verdict = forms.ChoiceField(widget=forms.HiddenInput, choices=VERDICTS.choices())
    reason = TextField(
        label=_("Grund des Widerspruchs"), required=False, max_length=2000, help_text=_("Ein kurzer Satz genügt.")
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, proposal: Proposal, report_id: int | None, verdict: Verdict
    ) -> None:
        initial = {"proposal": proposal.pk, "supersedes": report_id, "verdict": verdict.value}
        super().__init__(data, initial=initial, auto_id=f"{verdict.value}-%s")
        fields: Any = self.fields
        fields["reason"].is_conditional = True
        if verdict is not Verdict.OBJECTED:
            fields["reason"].widget = forms.HiddenInput()


class DateProposalForm(forms.Form):
    """Another agreed date for a joint milestone."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    date = DayField(label=_("Neuer vereinbarter Termin"))
    precision = forms.ChoiceField(label=_("Genauigkeit"), choices=PRECISIONS.choices(*FORECAST_PRECISIONS))
    reason_category = forms.ChoiceField(label=_("Art des Grundes"), choices=[("", _("bitte wählen")), *REASON_CHOICES])
    reason = TextField(label=_("Begründung"), max_length=2000, help_text=_("Ein kurzer Satz."))

    def __init__(self, data: Mapping[str, Any] | None, *, status: MilestoneStatus, on: Any = None) -> None:
        rough = status.facts.agreed_precision
        precision = rough if rough in FORECAST_PRECISIONS else Precision.DAY
        super().__init__(data, initial={"date": on or status.agreed, "precision": precision.value}, auto_id="date-%s")

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned = dict(self.cleaned_data)
        return {
            "day": cleaned["date"],
            "precision": Precision(cleaned["precision"]),
            "reason": cleaned["reason"],
            "reason_category": cleaned["reason_category"],
        }


def conflict_of(current: MilestoneReport, mine: Mapping[str, Any]) -> Conflict:
    """Both versions in words."""
    rows = [
        (_("Stand"), STATES[State(current.state)].label, STATES[mine["state"]].label),
        (
            _("Erwartet am"),
            _in_words(current.forecast_on, Precision(current.forecast_precision)),
            _in_words(mine.get("forecast_on"), mine["forecast_precision"]),
        ),
        (_("Erreicht am"), german.day(current.actual_on), german.day(mine.get("actual_on"))),
        (_("Begründung"), current.reason, mine["reason"]),
        (_("Nachweis"), current.evidence, mine["evidence"]),
    ]
    recorded_at = current.recorded_at.astimezone(get_current_timezone())
    return side_by_side(current.by.name, current.said_on, recorded_at, [(str(a), b, c) for a, b, c in rows])


def _in_words(day: date | None, precision: Precision) -> str:
    return german.DASH if day is None else date_words(day, precision)
