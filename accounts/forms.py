"""What people type about people and the trail: normalised and checked, never saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.permissions import roles_to_give
from accounts.reauthentication import password_refused
from accounts.requests import MemberRequest
from accounts.words import ROLES
from ozgtracker.fields import LineField

ANY = [("", _("alle"))]
NONE = [("", _("bitte wählen"))]


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
        choices = [*NONE, *ROLES.choices(*roles_to_give(request.user))]
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
