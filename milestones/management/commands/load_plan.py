"""manage.py load_plan: the plan of 21.12.2021 from the tables that ship with the project."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from milestones.actions import load_plan
from milestones.plan_tables import DATA
from ozgtracker import clock
from ozgtracker.errors import DomainError


class Command(BaseCommand):
    """Prints how many rows were new, changed and left alone."""

    help = "Lädt den Meilensteinplan vom 21.12.2021 (Phasen, Meilensteine, Termine, Liefergegenstände, Abhängigkeiten)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the tables lie."""
        parser.add_argument("--directory", type=Path, default=DATA, help="Ordner mit den vier Tabellen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say in one sentence why not."""
        watch = partial(tqdm, desc="Meilensteinplan", leave=False, disable=None)
        try:
            result = load_plan(on=clock.today(), directory=options["directory"], watch=watch)
        except DomainError as error:
            raise CommandError(error.message) from error
        for table in result.tables:
            self.stdout.write(
                f"{table.table}: {table.added} neu, {table.changed} geändert, "
                f"{table.unchanged} unverändert, {table.removed} entfernt"
            )
