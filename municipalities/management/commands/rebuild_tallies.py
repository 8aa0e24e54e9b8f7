"""manage.py rebuild_tallies: compares what is counted with the rows, or counts everything anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from municipalities.actions import rebuild_tallies, tally_differences
from ozgtracker.statistics import refresh_statistics


class Command(BaseCommand):
    """Safe at any time; whoever reports meanwhile waits until the end."""

    help = "Zählt alles neu, woraus die Zahlen der Seiten entstehen. Mit --check wird nur verglichen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Only to compare changes nothing, and ends with an error where something differs."""
        parser.add_argument("--check", action="store_true", help="nur vergleichen, nichts ändern")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Compare; unless only asked to compare, count anew and compare again."""
        found = sum(tally_differences().values())
        self.stdout.write(f"Abweichende Zahlen: {found}")
        if options["check"]:
            if found:
                raise CommandError("Die Zählungen weichen ab. Bitte „manage.py rebuild_tallies“ ausführen.")
            return
        rebuild_tallies()
        refresh_statistics()
        self.stdout.write(f"Neu gezählt. Abweichende Zahlen: {sum(tally_differences().values())}")
