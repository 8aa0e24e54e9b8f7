"""What people type about people and the trail: normalised and checked, never saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import audit_words
from accounts.models import User
from accounts.permissions import roles_to_give
from accounts.roles import ROLES, Role

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


class RoleForm(forms.Form):
    """A role this person may give."""

    role = forms.ChoiceField(label=_("Rolle"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(label=_("Rolle"), choices=[*NONE, *role_choices(roles_to_give(by))])


class InviteForm(RoleForm):
    """A person to invite."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-Mail-Adresse"), max_length=254, help_text=_("Dorthin geht der Link zum Setzen des Passworts.")
    )
    organisation = forms.CharField(label=_("Stelle"), max_length=200, required=False)

    field_order = ("name", "email", "organisation", "role")


class AuditFilter(forms.Form):
    """Which entries of the trail the page shows."""

    since = forms.DateField(label=_("Von"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Bis"), required=False, widget=DayInput())
    person = forms.CharField(label=_("Person"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Art"), required=False)
    # Set by the links in the rows: all entries about one thing.
    key = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput())
    verb = forms.ChoiceField(label=_("Vorgang"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("kind", audit_words.kinds()), ("verb", audit_words.verbs())):
            label = self.fields[name].label
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[*ANY, *words.items()])
