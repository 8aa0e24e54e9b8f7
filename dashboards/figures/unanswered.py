"""Authorities that say they are not competent, and to whom the ministry has not answered yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from dashboards.figures.criteria import Asked, RolloutCriteria
from dashboards.figures.rollouts import find_rollouts
from ozgtracker.ui.as_of import AsOf

UNANSWERED = RolloutCriteria(asked=Asked.DISPUTED)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """How many authorities say so, of how many rollouts."""

    authorities: int
    rollouts: int


NOBODY_ASKS = Unanswered(0, 0)


def unanswered(at: AsOf) -> Unanswered:
    """Those on the Stichtag (one query)."""
    rows = find_rollouts(UNANSWERED, at)
    found = rows.aggregate(authorities=Count("authority", distinct=True), rollouts=Count("pk"))
    return Unanswered(found["authorities"], found["rollouts"])
