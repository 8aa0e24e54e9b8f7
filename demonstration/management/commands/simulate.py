"""Plays demonstration reports up to a day."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from demonstration.stage import play
from ozgtracker.errors import DomainError
from ozgtracker.statistics import refresh_statistics


class Command(BaseCommand):
    """Same day and seed, same data; labelled as demonstration everywhere."""

    help = "Spielt Meldungen von Dezember 2021 bis zu einem Tag, als Demonstration gekennzeichnet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day and the seed."""
        parser.add_argument("--until", type=date.fromisoformat, required=True, metavar="TAG", help="z. B. 2022-06-15")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="Startwert, z. B. 1")

    def handle(self, *args: Any, **options: Any) -> None:
        """Play, with a bar that shows the day."""
        until: date = options["until"]
        with tqdm(unit=" Tage", desc="Vorführung", leave=False) as bar:

            def tell(day: date) -> None:
                bar.set_postfix_str(f"{day:%d.%m.%Y}")
                bar.update()

            try:
                played = play(until=until, seed=options["seed"], tell=tell)
            except DomainError as error:
                raise CommandError(error.message) from error
        refresh_statistics()
        words = "gespielt" if played else "war schon gespielt; nichts geändert"
        self.stdout.write(f"Vorführung bis {until:%d.%m.%Y} (Startwert {options['seed']}): {words}.")
