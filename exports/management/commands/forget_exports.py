"""manage.py forget_exports: the nightly job by hand; running it twice changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exports import actions
from ozgtracker import clock
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job
from ozgtracker.saying import refusal


class Command(BaseCommand):
    """Deletes files that are too old, and those of people without access."""

    help = "Löscht Dateien zum Mitnehmen, deren Frist abgelaufen ist oder deren Eigentümer keinen Zugang mehr hat."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Says how many."""
        try:
            with job("exports.forget"):
                gone = actions.forget_exports(moment=clock.instant(), on=clock.today())
        except ImplausibleDay as error:
            raise CommandError(refusal(error)) from error
        self.stdout.write(f"Gelöscht: {gone}.")
