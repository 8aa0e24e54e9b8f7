"""Forms normalise what people type; what they hold goes to an action, which decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import Rollout, RolloutReport
from municipalities.report_page import Group
from municipalities.reporting import RolloutInput, RolloutValues, allowed_after
from municipalities.rollout_states import RolloutState
from municipalities.several import OFFERED, Wanted
from municipalities.words import MATURITY, STATES, maturity_words
from ozgtracker import german
from ozgtracker.fields import DayField, LineField, TextField
from ozgtracker.ui.badges import badge_choices
from ozgtracker.ui.conflict import Conflict, side_by_side
from services.models import REASON_CHOICES
from services.words import with_category

NOTHING_SAID = ("", _("keine Angabe"))
ASKED_CATEGORIES = [("", _("bitte wählen")), *REASON_CHOICES]
ONLY_FOR_ANOTHER_DAY = _("Nötig, wenn sich der erwartete Termin ändert.")


class ReportForm(forms.Form):
    """One report on a rollout, following the one its author has seen (supersedes)."""

    use_required_attribute = False
    supersedes = forms.IntegerField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(label=_("Stand"))
    is_own_solution = forms.BooleanField(
        label=_("Eigene Lösung, nicht über die Antrags- und Prozessplattform"), required=False
    )
    live_on = DayField(label=_("Live seit"), required=False)
    forecast_on = DayField(label=_("Live erwartet am"), required=False)
    maturity = forms.TypedChoiceField(
        label=_("Reifegrad"),
        choices=[NOTHING_SAID, *MATURITY.choices()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    reason_category = forms.ChoiceField(
        label=_("Art des Grundes"), choices=ASKED_CATEGORIES, required=False, help_text=ONLY_FOR_ANOTHER_DAY
    )
    reason = TextField(
        label=_("Begründung"),
        max_length=2000,
        required=False,
        rows=2,
        help_text=_(
            "Nötig, wenn sich ein Termin ändert oder entfällt, wenn Sie „live seit“ berichtigen, und bei „bewusst "
            "später“, „zurückgenommen“, „nicht zuständig“ und „nicht digitalisierbar“. Lesen nur Ihre Verwaltung, Ihr "
            "Verband, das Ministerium und die Prüfung."
        ),
    )
    remark = TextField(
        label=_("Bemerkung"),
        max_length=2000,
        required=False,
        rows=2,
        help_text=_("Lesen nur Ihre Verwaltung, Ihr Verband, das Ministerium und die Prüfung."),
    )
    evidence = forms.URLField(
        label=_("Adresse der Leistung"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Ohne Reifegrad und Adresse zählt „live“ als „ohne Nachweis“."),
    )
    is_correction = forms.BooleanField(
        label=_("Berichtigung: Was zuletzt gemeldet war, stimmte nie"),
        required=False,
        help_text=_("Ab heute zählt das Berichtigte; was vorher gemeldet war, bleibt mit diesem Vermerk stehen."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, rollout: Rollout) -> None:
        super().__init__(data, initial=_said_last(rollout), auto_id=f"r{rollout.service.ozg_id}-%s")
        fields: Any = self.fields
        for name in ("live_on", "reason_category", "reason"):
            fields[name].is_conditional = True
        # What nobody has reported yet is not "geplant" because a list begins with it, and not to be corrected.
        is_first = rollout.state == RolloutState.UNKNOWN
        choices = _states_after(RolloutState(rollout.state), corrections=not is_first)
        fields["state"].choices = [("", _("bitte wählen")), *choices] if is_first else choices
        if is_first:
            del self.fields["is_correction"]

    def values(self) -> RolloutValues:
        """What the action takes."""
        values: Any = {name: value for name, value in self.cleaned_data.items() if name != "supersedes"}
        values["state"] = RolloutState(values["state"])
        typed: RolloutValues = values
        return typed


def _states_after(state: RolloutState, *, corrections: bool) -> list[tuple[str, str]]:
    """What may follow, then what only a correction may say."""
    allowed = allowed_after(state)
    choices = [(one.value, STATES[one].label) for one in allowed]
    if corrections:
        only = _("%(state)s (nur als Berichtigung)")
        others = (one for one in RolloutState if one not in allowed and one is not RolloutState.UNKNOWN)
        choices += [(one.value, only % {"state": STATES[one].label}) for one in others]
    return choices


def _said_last(rollout: Rollout) -> dict[str, Any]:
    """What stands, so that only what changed is typed; an old reason does not explain a new report."""
    last = rollout.last_report
    if last is None or rollout.state == RolloutState.UNKNOWN:
        return {"supersedes": rollout.last_report_id}
    return {
        "supersedes": last.pk,
        "state": last.state,
        "live_on": last.live_on,
        "forecast_on": last.forecast_on,
        "maturity": last.maturity,
        "remark": last.remark,
        "evidence": last.evidence,
        "is_own_solution": last.is_own_solution,
    }


def conflict_of(current: RolloutReport, mine: RolloutInput) -> Conflict:
    """Both versions in words."""
    rows = [
        (_("Stand"), STATES[RolloutState(current.state)].label, STATES[mine.state].label),
        (_("Live seit"), german.day(current.live_on), german.day(mine.live_on)),
        (_("Live erwartet am"), german.day(current.forecast_on), german.day(mine.forecast_on)),
        (_("Reifegrad"), maturity_words(current.maturity), maturity_words(mine.maturity)),
        (_("Begründung"), current.reason_words, with_category(mine.reason, mine.reason_category)),
        (_("Bemerkung"), current.remark, mine.remark),
        (_("Adresse der Leistung"), current.evidence, mine.evidence),
        (_("Läuft auf"), _platform(current), _platform(mine)),
    ]
    recorded_at = current.recorded_at.astimezone(get_current_timezone())
    return side_by_side(current.by.name, current.said_on, recorded_at, [(str(a), b, c) for a, b, c in rows])


def _platform(said: RolloutReport | RolloutInput) -> str:
    return str(_("eigener Lösung") if said.is_own_solution else _("der Plattform des Landes"))


TICKED, NEVER = "ticked", "never"


class SeveralForm(forms.Form):
    """The same for several rollouts. Nothing is chosen beforehand: an empty field leaves what stands in each row."""

    use_required_attribute = False
    which = forms.ChoiceField(label=_("Für welche Leistungen?"), choices=[(TICKED, _("die angehakten"))])
    state = forms.TypedChoiceField(
        label=_("Stand"),
        choices=[("", _("nicht ändern")), *badge_choices(STATES, *OFFERED)],
        coerce=RolloutState,
        empty_value=None,
        required=False,
    )
    forecast_on = DayField(label=_("Live erwartet am"), required=False)
    reason_category = forms.ChoiceField(label=_("Art des Grundes"), choices=ASKED_CATEGORIES, required=False)
    reason = LineField(label=_("Begründung"), max_length=2000, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, groups: Iterable[Group]) -> None:
        super().__init__(data, auto_id="several-%s")
        fields: Any = self.fields
        fields["which"].choices = [*fields["which"].choices, *_never(list(groups))]
        for name in ("state", "forecast_on", "reason_category", "reason"):
            fields[name].is_conditional = True

    def clean(self) -> dict[str, Any]:
        """Something has to be said."""
        cleaned: dict[str, Any] = self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in ("state", "forecast_on", "reason")):
            message = _("Bitte wählen Sie einen Stand oder einen Termin, oder nennen Sie einen Grund.")
            raise forms.ValidationError(message)
        return cleaned

    @property
    def reason_words(self) -> str:
        """The reason that was typed, after its kind."""
        return with_category(self.cleaned_data["reason"], self.cleaned_data["reason_category"])

    def wanted(self) -> Wanted:
        """What shall hold for each."""
        cleaned = self.cleaned_data
        return Wanted(cleaned["state"], cleaned["forecast_on"], cleaned["reason"], cleaned["reason_category"])


def _never(groups: Sequence[Group]) -> list[tuple[str, str]]:
    """All that were never reported, then those of each package."""
    total = sum(group.never for group in groups)
    if not total:
        return []
    parts = [
        (f"{NEVER}-{group.key}", _("%(n)s noch nie gemeldete: %(title)s") % {"n": group.never, "title": group.title})
        for group in groups
        if group.never
    ]
    return [(NEVER, _("alle %(n)s noch nie gemeldeten") % {"n": total}), *parts]


def chosen(values: Iterable[str]) -> dict[str, int | None]:
    """Ticked rows as OZG-ID -> report seen (None where there was none); what is not of that form is left out."""
    found: dict[str, int | None] = {}
    for value in values:
        ozg_id, _colon, seen = value.partition(":")
        if ozg_id.isdecimal() and (not seen or (seen.isdecimal() and len(seen) < 19)):
            found[ozg_id] = int(seen) if seen else None
    return found
