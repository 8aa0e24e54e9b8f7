"""Rollouts as rows of a table: every list of every page shows them alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboards.figures.rollouts import RolloutStatus, status_of
from dashboards.permissions import Openable
from milestones.light import STALE_AFTER_DAYS
from municipalities.models import FormerAuthority, Rollout
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from municipalities.words import STATES
from ozgtracker.former import as_held
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.badges import Badge
from services.assignments import assignments_on


@dataclass(frozen=True, slots=True)
class RolloutRow:
    """One rollout as it stood on the Stichtag (now). opens: whether this person may open it and its authority;
    waits_for: the base components it still waits for, by name, where a page says them."""

    rollout: Rollout
    now: RolloutStatus
    at: AsOf
    opens: bool
    waits_for: str = ""

    @property
    def state(self) -> Badge:
        """Sign and word."""
        return STATES[self.now.state]

    @property
    def live_on(self) -> date | None:
        """Since when it is live; nothing where it no longer is."""
        return self.now.live_on if self.now.state is RolloutState.LIVE else None

    @property
    def forecast_on(self) -> date | None:
        """When it is expected; nothing where it is live."""
        return None if self.now.state is RolloutState.LIVE else self.now.forecast_on

    @property
    def is_stale(self) -> bool:
        """Whether the last report is older than what counts as fresh."""
        return self.now.said_on is not None and (self.at.day - self.now.said_on).days > STALE_AFTER_DAYS

    @property
    def is_late(self) -> bool:
        """Whether the day it was expected on has passed."""
        return self.forecast_on is not None and self.forecast_on < self.at.day

    @property
    def needs_no_work(self) -> bool:
        """Whether nobody has to do anything for it."""
        return self.now.state in WITHOUT_WORK

    @property
    def href(self) -> str:
        """Its own page; empty where this person may not open it."""
        ars, ozg_id = self.rollout.authority.ars, self.rollout.service.ozg_id
        return self.at.href("why", ars, ozg_id) if self.opens else ""

    @property
    def service_href(self) -> str:
        """The page of its service."""
        return self.at.href("service", self.rollout.service.ozg_id)

    @property
    def authority_href(self) -> str:
        """The page of its authority; empty where this person may not open it."""
        return self.at.href("authority", self.rollout.authority.ars) if self.opens else ""


def rollout_rows(rollouts: Iterable[Rollout], at: AsOf, openable: Openable) -> list[RolloutRow]:
    """Rows for rollouts that carry their state on the Stichtag, with authority and service at hand."""
    found = list(rollouts)
    # Each service and each authority as it was on the Stichtag.
    deque(assignments_on(at).dated(rollout.service for rollout in found), maxlen=0)
    deque(map(as_held(FormerAuthority, at), (rollout.authority for rollout in found)), maxlen=0)
    return [RolloutRow(one, status_of(one), at, openable.includes(one.authority_id)) for one in found]
