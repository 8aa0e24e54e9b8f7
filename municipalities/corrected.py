"""Which reports were said to be wrong later. Who corrects a confirmation corrects what it confirmed, too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Min

from municipalities.models import RolloutReport


def corrected_days(rollouts: Iterable[int]) -> dict[int, date]:
    """The day of the correction for every corrected report of these rollouts (keys), whatever Stichtag is looked at.

    One query.
    """
    reports = RolloutReport.objects.filter(rollout__in=set(rollouts)).annotate(corrected_on=Min("corrections__said_on"))
    found: dict[int, date] = {}
    carried: dict[int, date | None] = {}
    newest_first = reports.order_by("-said_on", "-id").values_list("pk", "rollout", "is_confirmation", "corrected_on")
    for pk, rollout, is_confirmation, corrected_on in newest_first:
        day = corrected_on or carried.get(rollout)
        if day is not None:
            found[pk] = day
        carried[rollout] = day if is_confirmation else None
    return found
