"""What the log says in time, at most once an hour: that room runs out, and that the day is doubted."""

from __future__ import annotations

import logging

from django.core.cache import cache

from ozgtracker import clock, seen_day, space
from ozgtracker.errors import ImplausibleDay
from ozgtracker.saying import refusal

AGAIN_AFTER = 60 * 60  # seconds
logger = logging.getLogger(__name__)


def tell() -> None:
    """With every heartbeat of a worker; notes by the way that the site has seen this day."""
    short = space.short_of_space()
    if short and cache.add("told:space", value=True, timeout=AGAIN_AFTER):
        logger.warning("%s", short)
    try:
        seen_day.believe(clock.today())
    except ImplausibleDay as error:
        if cache.add("told:clock", value=True, timeout=AGAIN_AFTER):
            logger.warning("%s manage.py accept_day", refusal(error))
