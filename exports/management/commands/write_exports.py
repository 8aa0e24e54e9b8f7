"""manage.py write_exports: what the worker of the queue "exports" does, by hand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exports import actions
from ozgtracker import clock
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job
from ozgtracker.saying import refusal


class Command(BaseCommand):
    """Writes every file that waits; one that another process writes is left to it."""

    help = "Schreibt alle wartenden Dateien zum Mitnehmen."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Says how many were begun, whatever became of them."""
        begun = 0
        try:
            with job("exports.write"):
                while actions.write_next(on=clock.today()):
                    begun += 1
        except ImplausibleDay as error:
            raise CommandError(refusal(error)) from error
        self.stdout.write(f"Bearbeitet: {begun}.")
