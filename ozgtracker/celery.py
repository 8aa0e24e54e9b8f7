"""The Celery application; tasks live in the rooms, the schedule in the settings."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgtracker.settings")

app = Celery("ozgtracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
