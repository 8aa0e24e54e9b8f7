"""What people type about recipients, and what they ask the outbox for: normalised and checked, never saved."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboards.parts.filters import FilterForm
from ozgtracker.fields import LineField
from reports.delivery_states import DELIVERY_STATES, WORST_FIRST
from reports.models import Delivery


class RecipientForm(forms.Form):
    """Somebody who is to get the monthly report."""

    name = LineField(label=_("Name oder Stelle"), max_length=120)
    email = forms.EmailField(label=_("E-Mail-Adresse"), max_length=254)


class MailFilter(FilterForm):
    """Which mails the outbox shows."""

    stand = forms.ChoiceField(
        label=_("Stand"),
        choices=[("", _("alle")), *((state.value, DELIVERY_STATES[state].label) for state in WORST_FIRST)],
    )
    art = forms.ChoiceField(label=_("Art"), choices=[("", _("alle")), *Delivery.KINDS])
    bericht = forms.IntegerField(label=_("Bericht Nr."), min_value=1, max_value=1_000_000)
    an = forms.CharField(label=_("Empfänger"), max_length=100)
