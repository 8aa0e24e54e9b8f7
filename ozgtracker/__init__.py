"""The frame the rooms stand in."""

from ozgtracker.celery import app as celery_app

__all__ = ["celery_app"]
