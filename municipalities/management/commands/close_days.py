"""manage.py close_days: the nightly job by hand; running it twice changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from municipalities.actions import close_days
from ozgtracker import clock
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job
from ozgtracker.saying import refusal


class Command(BaseCommand):
    """Adds up what the days before today changed."""

    help = "Schließt die vergangenen Tage ab: Was sie geändert haben, wird zusammengezählt."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Today stays open."""
        try:
            with job("municipalities.close_days"):
                close_days(on=clock.today())
        except ImplausibleDay as error:
            raise CommandError(refusal(error)) from error
        self.stdout.write("Abgeschlossen.")
