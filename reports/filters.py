"""What the outbox can be asked for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ozgtracker.ui.filters import Choice, FilterSet, Number, Words
from reports.delivery_states import DELIVERY_STATES, WORST_FIRST
from reports.models import Delivery, OutboxQuerySet


class MailFilter(FilterSet):
    """Which mails the outbox shows."""

    stand = Choice(
        _("Stand"), [(state.value, DELIVERY_STATES[state].label) for state in WORST_FIRST], field_name="state"
    )
    art = Choice(_("Art"), Delivery.KINDS, field_name="kind")
    bericht = Number(_("Bericht Nr."), field_name="report__number")
    an = Words(_("Empfänger"), asks=OutboxQuerySet.search)
