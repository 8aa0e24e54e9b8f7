"""What people type about recipients: normalised and checked, never saved."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ozgtracker.fields import LineField


class RecipientForm(forms.Form):
    """Somebody who is to get the monthly report."""

    name = LineField(label=_("Name oder Stelle"), max_length=120)
    email = forms.EmailField(label=_("E-Mail-Adresse"), max_length=254)
