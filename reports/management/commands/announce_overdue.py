"""Tells the responsible sides what is newly overdue, by hand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ozgtracker import clock
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job
from ozgtracker.saying import refusal
from reports import actions


class Command(BaseCommand):
    """The scheduled job reports.announce_overdue by hand; running it twice tells nobody twice."""

    help = "Reicht Nachrichten über neu überfällige Meilensteine an die verantwortlichen Seiten ein."

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue the digests."""
        try:
            with job("reports.announce_overdue"):
                new = actions.announce_overdue(on=clock.today())
        except ImplausibleDay as error:
            raise CommandError(refusal(error)) from error
        self.stdout.write(f"Nachrichten über Überfälliges eingereiht: {new}.")
