"""What this room's codes are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from ozgtracker.ui.badges import Badge, badges_of
from reports.delivery_states import DeliveryState

DELIVERY_STATES: Mapping[DeliveryState, Badge] = badges_of("delivery", DeliveryState)


def labelled(subject: str, *, is_demonstration: bool) -> str:
    """The subject of a mail: what is invented says so."""
    return _("[Demonstrationsdaten] %(subject)s") % {"subject": subject} if is_demonstration else subject
