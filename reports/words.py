"""What this room's codes are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from ozgtracker import german
from ozgtracker.ui.badges import Badge, badges_of
from reports.delivery_states import DeliveryState

DELIVERY_STATES: Mapping[DeliveryState, Badge] = badges_of("delivery", DeliveryState)


def labelled(subject: str, *, is_demonstration: bool) -> str:
    """The subject of a mail: what is invented says so."""
    return _("[Demonstrationsdaten] %(subject)s") % {"subject": subject} if is_demonstration else subject


def month_words(month: date) -> str:
    """ "Mai 2022"."""
    return f"{german.month(month)} {month.year}"
