"""What people type about people and the trail: normalised and checked, never saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import audit_words
from accounts.confidences import verbs_withheld_from
from accounts.models import User
from accounts.permissions import roles_to_give
from accounts.reauthentication import password_refused
from accounts.requests import MemberRequest
from accounts.roles import ROLES, Role
from accounts.sign_in_events import SIGN_IN_EVENTS, SignInEvent
from ozgtracker.fields import LineField

ANY = [("", _("alle"))]
NONE = [("", _("bitte wählen"))]


def role_choices(roles: tuple[Role, ...]) -> list[tuple[str, str]]:
    """The roles with their German names."""
    return [(role.value, ROLES[role].label) for role in roles]


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PeopleFilter(forms.Form):
    """Which people the list shows."""

    q = forms.CharField(label=_("Name, Stelle oder E-Mail"), max_length=100, required=False)
    role = forms.ChoiceField(label=_("Rolle"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*ANY, *role_choices(tuple(Role))]
        self.fields["role"] = forms.ChoiceField(label=_("Rolle"), required=False, choices=choices)


class PasswordForm(forms.Form):
    """A form that counts only with the own password of whoever sends it."""

    use_required_attribute = False
    password = forms.CharField(
        label=_("Ihr Passwort"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Ihr eigenes, mit dem Sie sich anmelden: Es zeigt, dass wirklich Sie das möchten."),
    )

    def __init__(self, *args: Any, request: MemberRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        """Asked last: who mistyped something else loses none of the few tries a password has."""
        cleaned: dict[str, Any] = self.cleaned_data
        if not self.errors and self.needs_password():
            refused = password_refused(self.request, cleaned["password"])
            if refused:
                self.add_error("password", refused)
        return cleaned

    def needs_password(self) -> bool:
        """Whether what was typed needs it; every form of its own may know better."""
        return True


class RoleForm(PasswordForm):
    """A role this person may give."""

    role = forms.ChoiceField(label=_("Rolle"))
    field_order: tuple[str, ...] = ("role", "password")

    def __init__(self, *args: Any, request: MemberRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        choices = [*NONE, *role_choices(roles_to_give(request.user))]
        self.fields["role"] = forms.ChoiceField(label=_("Rolle"), choices=choices)


class DecisionForm(PasswordForm):
    """What a second person says to a request about somebody's access."""

    reason = LineField(
        label=_("Warum nicht?"), max_length=500, required=False, help_text=_("Ein Satz; nötig, wenn Sie ablehnen.")
    )
    field_order = ("reason", "password")

    def __init__(self, *args: Any, request: MemberRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        fields: Any = self.fields
        fields["reason"].is_conditional = True


class SignInFilter(forms.Form):
    """Which events at the door the page shows."""

    since = forms.DateField(label=_("Von"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Bis"), required=False, widget=DayInput())
    q = forms.CharField(label=_("Person oder Internetadresse"), max_length=100, required=False)
    event = forms.ChoiceField(
        label=_("Ereignis"), required=False, choices=[*ANY, *((one.value, SIGN_IN_EVENTS[one]) for one in SignInEvent)]
    )


class AuditFilter(forms.Form):
    """Which entries of the trail the page shows."""

    since = forms.DateField(label=_("Von"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Bis"), required=False, widget=DayInput())
    person = forms.CharField(label=_("Person"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Art"), required=False)
    # Set by the links in the rows: all entries about one thing.
    key = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput())
    verb = forms.ChoiceField(label=_("Vorgang"), required=False)

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        withheld = verbs_withheld_from(reader.role)
        verbs = {verb: words for verb, words in audit_words.verbs().items() if verb not in withheld}
        for name, words in (("kind", audit_words.kinds()), ("verb", verbs)):
            label = self.fields[name].label
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[*ANY, *words.items()])
