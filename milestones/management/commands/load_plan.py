"""manage.py load_plan: the plan of 21.12.2021 from the tables that ship with the project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from milestones.actions import load_plan
from milestones.plan_tables import DATA
from municipalities.management.loading import bar, show
from ozgtracker import clock
from ozgtracker.errors import DomainError
from ozgtracker.saying import refusal
from ozgtracker.statistics import refresh_statistics


class Command(BaseCommand):
    """Idempotent; a damaged row is refused with file, line and reason, and nothing of the plan is taken."""

    help = "Liest den Meilensteinplan vom 21.12.2021 ein. Ein zweiter Lauf ändert nichts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Another folder with the same files may be named."""
        parser.add_argument("--directory", type=Path, default=DATA, help="Ordner mit den vier Tabellen")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, or say in one sentence why not."""
        try:
            result = load_plan(on=clock.today(), directory=options["directory"], watch=bar)
        except DomainError as error:
            raise CommandError(refusal(error)) from error
        show(self.stdout, result.tables)
        refresh_statistics()
