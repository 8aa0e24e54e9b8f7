"""What the outbox can be asked for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ozgtracker.ui.badges import badge_choices
from ozgtracker.ui.filters import Choice, FilterSet, Number, Words
from reports.delivery_states import WORST_FIRST
from reports.models import Delivery, OutboxQuerySet
from reports.words import DELIVERY_STATES


class MailFilter(FilterSet):
    """Which mails the outbox shows."""

    stand = Choice(_("Stand"), badge_choices(DELIVERY_STATES, *WORST_FIRST), field_name="state")
    art = Choice(_("Art"), Delivery.KINDS, field_name="kind")
    bericht = Number(_("Bericht Nr."), field_name="report__number")
    an = Words(_("Empfänger"), asks=OutboxQuerySet.search)
