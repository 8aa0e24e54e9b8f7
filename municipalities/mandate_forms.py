"""What people type about who speaks for whom: normalised and checked, never saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access_requests import needs_two
from accounts.forms import NONE, RoleForm
from accounts.models import User
from accounts.requests import MemberRequest
from accounts.roles import Role
from municipalities.invitation_list import UnreadableList, ars_of, decoded, read
from municipalities.models import Association, Authority
from ozgtracker.fields import LineField
from ozgtracker.saying import say

TICKED, SHOWN = "ticked", "shown"


class AuthorityField(LineField):
    """One of the authorities, by what the list beside it offers: its label, its key (ARS), or both."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": "authorities", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=200, **options)

    def clean(self, value: Any) -> Any:
        """The authority, or None where nothing was typed."""
        typed = super().clean(value)
        if not typed:
            return None
        found = list(Authority.objects.filter(ars=ars_of(typed)) or Authority.objects.filter(label__iexact=typed)[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                _("Diese Verwaltung gibt es nicht. Bitte wählen Sie eine aus der Liste oder schreiben Sie den ARS.")
            )
        return found[0]


class InviteForm(RoleForm):
    """A person to invite, and for what this person stands."""

    name = LineField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-Mail-Adresse"), max_length=254, help_text=_("Dorthin geht der Link zum Setzen des Passworts.")
    )
    authority = AuthorityField(
        label=_("Verwaltung, für die sie sprechen soll"),
        required=False,
        help_text=_("Nötig für die Rolle „Verwaltung“: Name oder Schlüssel (ARS)."),
    )
    association = forms.ModelChoiceField(
        label=_("Spitzenverband, für den sie sprechen soll"),
        queryset=Association.objects.all(),
        required=False,
        empty_label=NONE[0][1],
        help_text=_("Nötig für die Rolle „Kommunaler Spitzenverband“."),
    )
    is_deputy = forms.BooleanField(label=_("in Vertretung"), required=False)
    organisation = LineField(
        label=_("Stelle"), max_length=200, required=False, help_text=_("Leer: wie Verwaltung oder Verband heißen.")
    )
    field_order = ("name", "email", "role", "authority", "association", "is_deputy", "organisation", "password")

    def __init__(self, *args: Any, request: MemberRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        fields: Any = self.fields
        for name in ("authority", "association", "password"):
            fields[name].required, fields[name].is_conditional = False, True
        fields["password"].help_text = _("Nötig für Ministerium, Prüfung und Technische Administration.")

    def clean(self) -> dict[str, Any]:
        """A body that does not belong to the role is left out: it was filled in before the role was changed."""
        cleaned = super().clean()
        role = cleaned.get("role")
        cleaned["body"] = {Role.AUTHORITY: cleaned.get("authority"), Role.ASSOCIATION: cleaned.get("association")}.get(
            role or Role.STEERING
        )
        return cleaned

    def needs_password(self) -> bool:
        """Only roles that no one gives alone."""
        return needs_two(self.cleaned_data["role"])


class AppointForm(forms.Form):
    """Who shall speak for this body."""

    use_required_attribute = False
    user = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.none(), empty_label=_("bitte wählen"),
        error_messages={"invalid_choice": _("Bitte wählen Sie eine Person aus der Liste.")},
    )  # fmt: skip
    is_deputy = forms.BooleanField(label=_("in Vertretung"), required=False)

    def __init__(self, data: Any = None, *, role: Role = Role.AUTHORITY, auto_id: str = "appoint-%s") -> None:
        super().__init__(data, auto_id=auto_id)
        people: Any = self.fields["user"]
        people.queryset = User.objects.active().with_role(role).order_by("name", "pk")


class DecideForm(forms.Form):
    """Which of the shown mandates somebody decides on, and the sentence to it."""

    use_required_attribute = False
    which = forms.ChoiceField(
        label=_("Für welche Benennungen?"),
        choices=[(TICKED, _("die angehakten")), (SHOWN, _("alle hier gezeigten"))],
    )
    reason = LineField(
        label=_("Warum nicht?"), max_length=500, required=False, help_text=_("Ein Satz; nötig, wenn Sie ablehnen.")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="decide-%s")
        fields: Any = self.fields
        fields["reason"].is_conditional = True


class ListForm(forms.Form):
    """Several people at once: a file, or its text once it has been read."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Liste (CSV)"),
        required=False,
        help_text=_("Mit den Überschriften E-Mail, Name, Schlüssel und Rolle; auf Wunsch auch Vertretung."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=_("oder hier einfügen"),
        required=False,
        strip=False,
        max_length=300_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="list-%s")
        fields: Any = self.fields
        for name in ("file", "text"):
            fields[name].is_conditional = True

    def clean(self) -> dict[str, Any]:
        """With `lines`: what stands in the list; the file wins over the text."""
        cleaned: dict[str, Any] = self.cleaned_data
        if self.errors:
            return cleaned
        upload, field = cleaned.get("file"), "file" if cleaned.get("file") else "text"
        try:
            cleaned["text"] = decoded(upload.read()) if upload else cleaned.get("text", "")
            cleaned["lines"] = read(cleaned["text"])
        except UnreadableList as error:
            self.add_error(field, say(error.why))
        return cleaned
