"""Sends what waits in the outbox, by hand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ozgtracker import clock
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job
from ozgtracker.saying import refusal
from reports import actions


class Command(BaseCommand):
    """The scheduled job reports.deliver by hand; running it twice sends nothing twice."""

    help = "Versendet, was im Postausgang wartet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue what happened to mandates and what is wrong, reap, then send."""
        try:
            with job("reports.deliver"):
                actions.announce_mandates(on=clock.today())
                actions.announce_access(on=clock.today())
                actions.raise_alarms(moment=clock.instant(), on=clock.today())
                unknown = actions.reap_stuck(moment=clock.instant(), on=clock.today())
                sent = actions.deliver_due(instant=clock.instant, now=clock.now)
        except ImplausibleDay as error:
            raise CommandError(refusal(error)) from error
        self.stdout.write(f"Gesendet: {sent}. Als ungewiss gekennzeichnet: {unknown}.")
