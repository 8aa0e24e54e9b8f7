"""manage.py load_catalogue: services, LeiKa entries, components, packages, bundles, competences."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from municipalities.actions import load_competences, sync_rollouts
from municipalities.management.loading import bar, show
from municipalities.territory import DATA as COMPETENCES
from ozgtracker import clock
from ozgtracker.damaged_tables import DamagedTable
from ozgtracker.errors import InvalidInput
from ozgtracker.saying import refusal
from ozgtracker.statistics import refresh_statistics
from services.actions import load_catalogue
from services.catalogue.reading import DATA


class Command(BaseCommand):
    """Idempotent; a damaged row is refused with file, line and reason, and nothing of its files is taken."""

    help = "Liest Leistungen, Basiskomponenten, Pakete und Zuständigkeiten ein. Ein zweiter Lauf ändert nichts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Other folders with the same files may be named."""
        parser.add_argument("--directory", type=Path, default=DATA, help="Ordner mit den Tabellen des Katalogs")
        parser.add_argument(
            "--valid-from",
            type=date.fromisoformat,
            help="von welchem Tag an Pakete und Zuständigkeiten anders sind (JJJJ-MM-TT; sonst ab heute)",
        )
        parser.add_argument("--preview", action="store_true", help="nur sagen, was sich ändern würde")
        parser.add_argument("--competences", type=Path, default=COMPETENCES, help="Ordner mit competences.csv")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, then let the rollouts follow."""
        today = clock.today()
        with transaction.atomic():
            try:
                catalogue = load_catalogue(
                    on=today, valid_from=options["valid_from"], directory=options["directory"], watch=bar
                )
                competences = load_competences(on=today, directory=options["competences"], watch=bar)
                rollouts = sync_rollouts(on=today, valid_from=options["valid_from"])
            except (DamagedTable, InvalidInput) as error:
                raise CommandError(refusal(error)) from error
            show(self.stdout, (*catalogue.tables, *competences.tables, rollouts))
            for move in catalogue.moves:
                self.stdout.write(move)
            transaction.set_rollback(options["preview"])
        if options["preview"]:
            self.stdout.write("Nur angesehen: Es wurde nichts gespeichert.")
            return
        refresh_statistics()
