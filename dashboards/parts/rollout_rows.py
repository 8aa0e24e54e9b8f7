"""Rollouts as rows of a table: every list of every page shows them alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboards.figures.rollouts import status_of
from dashboards.permissions import Openable
from milestones.light import STALE_AFTER_DAYS
from municipalities.models import Rollout
from municipalities.rollout_states import STATES, WITHOUT_WORK, RolloutState, StateLook
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on


@dataclass(frozen=True, slots=True)
class RolloutRow:
    """One rollout on the Stichtag. href is empty where this person may not open it."""

    rollout: Rollout
    state: StateLook
    live_on: date | None
    forecast_on: date | None
    said_on: date | None
    is_stale: bool
    is_late: bool
    needs_no_work: bool
    is_own_solution: bool
    own_address: str
    lacks_evidence: bool
    href: str
    service_href: str
    authority_href: str


def rollout_rows(rollouts: Iterable[Rollout], at: AsOf, openable: Openable) -> list[RolloutRow]:
    """Rows for rollouts that carry their state on the Stichtag, with authority and service at hand."""
    found = list(rollouts)
    # Each service once as it was on the Stichtag; the rows share it.
    deque(assignments_on(at.day, at.today).dated(rollout.service for rollout in found), maxlen=0)
    return [_row(rollout, at, opens=openable.includes(rollout.authority_id)) for rollout in found]


def _row(rollout: Rollout, at: AsOf, *, opens: bool) -> RolloutRow:
    now = status_of(rollout)
    is_live = now.state is RolloutState.LIVE
    return RolloutRow(
        rollout=rollout,
        state=STATES[now.state],
        live_on=now.live_on if is_live else None,
        forecast_on=None if is_live else now.forecast_on,
        said_on=now.said_on,
        is_stale=now.said_on is not None and (at.day - now.said_on).days > STALE_AFTER_DAYS,
        is_late=not is_live and now.forecast_on is not None and now.forecast_on < at.day,
        needs_no_work=now.state in WITHOUT_WORK,
        is_own_solution=now.is_own_solution,
        own_address=now.own_address,
        lacks_evidence=now.lacks_evidence,
        href=at.href("why", rollout.authority.ars, rollout.service.ozg_id) if opens else "",
        service_href=at.href("service", rollout.service.ozg_id),
        authority_href=at.href("authority", rollout.authority.ars) if opens else "",
    )
