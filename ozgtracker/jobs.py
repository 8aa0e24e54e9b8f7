"""Remembers when a scheduled job last ended well, whoever started it: schedule, worker or a person by hand."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from ozgtracker import clock, seen_day
from ozgtracker.errors import ImplausibleDay
from ozgtracker.models import JobRun
from ozgtracker.saying import refusal

logger = logging.getLogger(__name__)


@contextmanager
def job(name: str) -> Iterator[None]:
    """Around what the task of this name does. What fails inside is raised on and not remembered as a run.

    Raises ImplausibleDay before anything is begun where the clock has leapt.
    """
    try:
        seen_day.believe(clock.today())
    except ImplausibleDay as error:
        logger.warning("%s begins nothing: %s", name, refusal(error))
        raise
    yield
    JobRun.objects.update_or_create(name=name, defaults={"ended_at": clock.now()})


def last_run(name: str) -> datetime | None:
    """When the job last ended well; None if it never did."""
    return JobRun.objects.filter(name=name).values_list("ended_at", flat=True).first()
