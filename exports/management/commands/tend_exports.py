"""manage.py tend_exports: the job of every minute by hand; running it twice changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exports import actions
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job
from ozgtracker.saying import refusal


class Command(BaseCommand):
    """Calls what a dead process left failed, and hands over what waits."""

    help = "Kennzeichnet Dateien, deren Schreiben unterbrochen wurde, und gibt wartende noch einmal in Auftrag."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Says how many of both."""
        try:
            with job("exports.tend"):
                lost, waiting = actions.tend_exports()
        except ImplausibleDay as error:
            raise CommandError(refusal(error)) from error
        self.stdout.write(f"Unterbrochen: {lost}. Wartend: {waiting}.")
