"""Doorways for the schedule."""

from __future__ import annotations

import logging

from celery import shared_task

from municipalities import actions
from ozgtracker import clock
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job

logger = logging.getLogger(__name__)


@shared_task(name="municipalities.close_days", throws=(ImplausibleDay,))
def close_days() -> None:
    """Nightly: compare what is counted with the rows, and add up the days that are over."""
    with job("municipalities.close_days"):
        found = actions.tally_differences()
        if any(found.values()):
            # Nothing is mended in silence: somebody has to know that figures were wrong (manage.py rebuild_tallies).
            logger.error("tallies differ from the rows: %s", found)
        actions.close_days(on=clock.today())
