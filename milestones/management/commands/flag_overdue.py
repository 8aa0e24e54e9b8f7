"""manage.py flag_overdue: the nightly job by hand; running it twice changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from milestones.actions import flag_overdue
from ozgtracker import clock, german
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job
from ozgtracker.saying import refusal


class Command(BaseCommand):
    """Prints how many milestones are newly overdue."""

    help = "Hält fest, welche Meilensteine überfällig geworden sind."

    def handle(self, *args: Any, **options: Any) -> None:
        """Notice, and say how many were new."""
        today = clock.today()
        try:
            with job("milestones.flag_overdue"):
                new = flag_overdue(on=today)
        except ImplausibleDay as error:
            raise CommandError(refusal(error)) from error
        self.stdout.write(f"Stand {german.day(today)}: {new} neu überfällig")
