"""Forms normalise what people type; what they hold goes to an action, which decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from municipalities.maturity import MATURITY, in_words
from municipalities.models import Rollout, RolloutReport
from municipalities.report_page import Group
from municipalities.reporting import Said, allowed_after
from municipalities.rollout_states import STATES, RolloutState
from ozgtracker import german
from ozgtracker.conflict import Conflict, side_by_side
from ozgtracker.fields import DayField
from services.models import Component, Delivery

NOTHING_SAID = ("", _("keine Angabe"))


class ReportForm(forms.Form):
    """One report on a rollout, following the one its author has seen (supersedes)."""

    use_required_attribute = False
    supersedes = forms.IntegerField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(label=_("Stand"))
    live_on = DayField(label=_("Live seit"), required=False)
    forecast_on = DayField(label=_("Live erwartet am"), required=False)
    maturity = forms.TypedChoiceField(
        label=_("Reifegrad"),
        choices=[NOTHING_SAID, *((str(level), name) for level, name in MATURITY.items())],
        coerce=int,
        empty_value=None,
        required=False,
    )
    reason = forms.CharField(
        label=_("Begründung"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Nötig bei „bewusst später“ und „zurückgenommen“, und wenn sich der Termin verschiebt oder Sie „live seit“ "
            "berichtigen."
        ),
    )
    remark = forms.CharField(
        label=_("Bemerkung"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Lesen nur Ihre Verwaltung, Ihr Verband, das Ministerium und die Prüfung."),
    )
    evidence = forms.URLField(label=_("Adresse der Leistung"), max_length=500, required=False, assume_scheme="https")

    def __init__(self, data: Mapping[str, Any] | None, *, rollout: Rollout) -> None:
        super().__init__(data, initial=_said_last(rollout), auto_id=f"r{rollout.service.ozg_id}-%s")
        fields: Any = self.fields
        for name in ("live_on", "reason"):
            fields[name].is_conditional = True
        state = fields["state"]
        allowed = allowed_after(RolloutState(rollout.state))
        state.choices = [(one.value, STATES[one].label) for one in allowed]

    def said(self) -> Said:
        """What the action takes."""
        cleaned = self.cleaned_data
        return Said(
            state=RolloutState(cleaned["state"]),
            live_on=cleaned["live_on"],
            forecast_on=cleaned["forecast_on"],
            maturity=cleaned["maturity"],
            reason=cleaned["reason"],
            remark=cleaned["remark"],
            evidence=cleaned["evidence"],
        )


def _said_last(rollout: Rollout) -> dict[str, Any]:
    """What stands, so that only what changed is typed; an old reason does not explain a new report."""
    last = rollout.last_report
    if last is None:
        return {"state": RolloutState.PLANNED.value}
    return {
        "supersedes": last.pk,
        "state": last.state,
        "live_on": last.live_on,
        "forecast_on": last.forecast_on,
        "maturity": last.maturity,
        "remark": last.remark,
        "evidence": last.evidence,
    }


def conflict_of(current: RolloutReport, mine: Said) -> Conflict:
    """Both versions in words."""
    rows = [
        (_("Stand"), STATES[RolloutState(current.state)].label, STATES[mine.state].label),
        (_("Live seit"), german.day(current.live_on), german.day(mine.live_on)),
        (_("Live erwartet am"), german.day(current.forecast_on), german.day(mine.forecast_on)),
        (_("Reifegrad"), in_words(current.maturity), in_words(mine.maturity)),
        (_("Begründung"), current.reason, mine.reason),
        (_("Bemerkung"), current.remark, mine.remark),
        (_("Adresse der Leistung"), current.evidence, mine.evidence),
    ]
    recorded_at = current.recorded_at.astimezone(get_current_timezone())
    return side_by_side(current.by.name, current.said_on, recorded_at, [(str(a), b, c) for a, b, c in rows])


TICKED, NEVER = "ticked", "never"


class SeveralForm(forms.Form):
    """The same for several rollouts: for a first report, when many are planned for one day."""

    use_required_attribute = False
    which = forms.ChoiceField(label=_("Für welche Leistungen?"), choices=[(TICKED, _("die angehakten"))])
    state = forms.ChoiceField(
        label=_("Stand"),
        choices=[
            (state.value, STATES[state].label)
            for state in (RolloutState.PLANNED, RolloutState.IN_PROGRESS, RolloutState.READY, RolloutState.LATER)
        ],
    )
    forecast_on = DayField(label=_("Live erwartet am"), required=False)
    reason = forms.CharField(label=_("Begründung"), max_length=2000, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, groups: Iterable[Group]) -> None:
        super().__init__(data, auto_id="several-%s")
        which: Any = self.fields["which"]
        which.choices = [
            *which.choices,
            *(
                (f"{NEVER}-{group.key}", _("%(n)s noch nie gemeldete: %(title)s") % {"n": n, "title": group.title})
                for group in groups
                if (n := group.never)
            ),
        ]
        fields: Any = self.fields
        fields["reason"].is_conditional = True

    def said(self) -> Said:
        """What the action takes, for each."""
        cleaned = self.cleaned_data
        return Said(RolloutState(cleaned["state"]), forecast_on=cleaned["forecast_on"], reason=cleaned["reason"])


def chosen(values: Iterable[str]) -> dict[str, int | None]:
    """Ticked rows as OZG-ID -> report seen (None where there was none); what is not of that form is left out."""
    found: dict[str, int | None] = {}
    for value in values:
        ozg_id, _colon, seen = value.partition(":")
        if ozg_id.isdecimal() and (not seen or (seen.isdecimal() and len(seen) < 19)):
            found[ozg_id] = int(seen) if seen else None
    return found


class ComponentForm(forms.Form):
    """One report on a base component, following the one its author has seen (supersedes)."""

    use_required_attribute = False
    supersedes = forms.IntegerField(widget=forms.HiddenInput, required=False)
    ready_on = DayField(
        label=_("Bereit seit"), required=False, help_text=_("Leer lassen, solange sie nicht bereit ist.")
    )
    forecast_on = DayField(
        label=_("Erwartet am"), required=False, help_text=_("Leer lassen, wenn es keinen Termin gibt.")
    )
    reason = forms.CharField(
        label=_("Begründung"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nötig, wenn sich der Termin verschiebt oder die Bereitschaft endet."),
    )
    evidence = forms.CharField(
        label=_("Nachweis"), max_length=300, required=False, help_text=_("Titel, Aktenzeichen oder Adresse.")
    )

    def __init__(self, data: Mapping[str, Any] | None, *, component: Component, seen: Delivery | None) -> None:
        initial = {
            "supersedes": seen.pk if seen else None,
            "ready_on": component.ready_on,
            "forecast_on": component.forecast_on,
        }
        super().__init__(data, initial=initial, auto_id=f"{component.slug}-%s")
        fields: Any = self.fields
        for name in ("ready_on", "forecast_on", "reason"):
            fields[name].is_conditional = True

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
