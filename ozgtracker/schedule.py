"""What runs by itself, and when: tasks of the rooms by their names (settings.CELERY_BEAT_SCHEDULE)."""

from __future__ import annotations

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    # First: a worker that starts does all of these in turn, and is alive before the first of them has ended.
    "heartbeat": {"task": "ozgtracker.heartbeat", "schedule": 20, "options": {"expires": 20}},
    # Every condition is "due and not yet done", never a time window: a missed night is caught up.
    "flag-overdue": {"task": "milestones.flag_overdue", "schedule": crontab(hour=4, minute=10)},
    "announce-overdue": {"task": "reports.announce_overdue", "schedule": crontab(hour=6, minute=0)},
    "run-reports": {"task": "reports.run_reports", "schedule": crontab(hour=6, minute=30)},
    # One that found no worker for a minute says no more than the next: an outage must not leave hundreds of them.
    "deliver": {"task": "reports.deliver", "schedule": crontab(minute="*"), "options": {"expires": 60}},
    "close-days": {"task": "municipalities.close_days", "schedule": crontab(hour=3, minute=10)},
    "tend-exports": {"task": "exports.tend", "schedule": crontab(minute="*"), "options": {"expires": 60}},
    "forget-exports": {"task": "exports.forget", "schedule": crontab(hour=3, minute=50)},
    "forget-sessions": {"task": "accounts.forget_sessions", "schedule": crontab(hour=3, minute=40)},
}
