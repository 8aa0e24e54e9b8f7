"""manage.py load_territory: authorities, municipalities, associations, memberships."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from municipalities.actions import load_territory, sync_rollouts
from municipalities.management.loading import bar, show
from municipalities.territory import DATA
from ozgtracker import clock
from ozgtracker.damaged_tables import DamagedTable
from ozgtracker.errors import InvalidInput
from ozgtracker.saying import refusal
from ozgtracker.statistics import refresh_statistics


class Command(BaseCommand):
    """Idempotent; a damaged row is refused with file, line and reason, and nothing is taken."""

    help = "Liest Verwaltungen, Gemeinden und Verbände ein. Ein zweiter Lauf ändert nichts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Another folder with the same files may be named."""
        parser.add_argument(
            "--valid-from",
            type=date.fromisoformat,
            help="von welchem Tag an Gebiet und Zuständigkeiten anders sind (JJJJ-MM-TT; sonst ab heute)",
        )
        parser.add_argument("--preview", action="store_true", help="nur sagen, was sich ändern würde")
        parser.add_argument("--directory", type=Path, default=DATA, help="Ordner mit den Tabellen")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, then let the rollouts follow."""
        today, valid_from = clock.today(), options["valid_from"]
        with transaction.atomic():
            try:
                result = load_territory(on=today, valid_from=valid_from, directory=options["directory"], watch=bar)
                rollouts = sync_rollouts(on=today, valid_from=valid_from)
            except (DamagedTable, InvalidInput) as error:
                raise CommandError(refusal(error)) from error
            show(self.stdout, (*result.tables, rollouts))
            for move in result.moves:
                self.stdout.write(move)
            transaction.set_rollback(options["preview"])
        if options["preview"]:
            self.stdout.write("Nur angesehen: Es wurde nichts gespeichert.")
            return
        refresh_statistics()
