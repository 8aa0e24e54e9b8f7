"""Doorways for the workers. `write` has a queue and a worker of its own (settings.CELERY_TASK_ROUTES)."""

from __future__ import annotations

import os

from celery import shared_task

from exports import actions
from ozgtracker import clock
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job

# Seconds; the schedule is not kept waiting by it, but nobody waits half a day for a list.
LONGEST = 6 * 60 * 60
# Others on this machine go first.
NICENESS = 10


@shared_task(
    name="exports.write",
    # Taken is taken: a message that came again while the first is at work would find nothing to do, and one whose
    # worker was killed must not kill the next one (docs/adr/0028).
    acks_late=False,
    reject_on_worker_lost=False,
    soft_time_limit=LONGEST,
    time_limit=LONGEST + 60,
    throws=(ImplausibleDay,),
)
def write() -> None:
    """Write what waits, one file after the other."""
    os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
    with job("exports.write"):
        is_more = actions.write_next(on=clock.today())
    if is_more:
        write.delay()


@shared_task(name="exports.tend", throws=(ImplausibleDay,))
def tend() -> None:
    """Every minute: what a dead process left is called so, and what waits is handed over again."""
    with job("exports.tend"):
        actions.tend_exports()


@shared_task(name="exports.forget", throws=(ImplausibleDay,))
def forget() -> None:
    """Nightly: files that are too old go, and those of people without access."""
    with job("exports.forget"):
        actions.forget_exports(moment=clock.instant(), on=clock.today())
