"""Makes the monthly reports that are due, by hand."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ozgtracker import clock, seen_day
from ozgtracker.errors import DomainError
from ozgtracker.jobs import job
from ozgtracker.saying import refusal
from reports import actions
from reports.models import StatusReport


def month(typed: str) -> date:
    """2022-05 as the first day of that month."""
    try:
        return date.fromisoformat(f"{typed}-01")
    except ValueError as error:
        raise ArgumentTypeError(f"„{typed}“ ist kein Monat der Form 2022-05.") from error


class Command(BaseCommand):
    """The scheduled job reports.run_reports by hand; running it twice changes nothing."""

    help = "Erstellt die fälligen Statusberichte, oder den eines Monats."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The month, if only one is wanted."""
        parser.add_argument("--month", type=month, help="Berichtsmonat, zum Beispiel 2022-05")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was made, and what was there already."""
        on, wanted = clock.today(), options["month"]
        known = StatusReport.objects.of_month(wanted) if wanted else None
        try:
            seen_day.believe(on)
            made = [actions.issue_report(by=None, month=wanted, on=on)] if wanted else self._due(on)
        except DomainError as error:
            raise CommandError(refusal(error)) from error
        if known:
            self.stdout.write(f"{known} liegt schon vor, erstellt am {known.created_on:%d.%m.%Y}.")
            return
        for report in made:
            self.stdout.write(f"{report} erstellt. Zustellungen eingereiht: {report.deliveries.count()}.")
        if not made:
            self.stdout.write("Es ist kein Statusbericht fällig.")

    @staticmethod
    def _due(on: date) -> list[StatusReport]:
        """One month alone is no run of the job: what else is due may still be missing."""
        with job("reports.run_reports"):
            return actions.issue_due_reports(on=on)
