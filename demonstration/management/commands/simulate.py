"""Plays demonstration reports up to a day."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from demonstration.stage import play
from ozgtracker import german
from ozgtracker.errors import DomainError
from ozgtracker.saying import refusal


class Command(BaseCommand):
    """Same day and seed, same data; labelled as demonstration everywhere."""

    help = "Spielt Meldungen von Dezember 2021 bis zu einem Tag, als Demonstration gekennzeichnet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day and the seed."""
        parser.add_argument("--until", type=date.fromisoformat, required=True, metavar="TAG", help="z. B. 2022-06-15")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="Startwert, z. B. 1")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Play, or say in one sentence why not."""
        until: date = options["until"]
        try:
            played = play(until=until, seed=options["seed"], watch=_bar)
        except DomainError as error:
            raise CommandError(refusal(error)) from error
        words = "gespielt" if played else "war schon gespielt; nichts geändert"
        self.stdout.write(f"Vorführung bis {german.day(until)} (Startwert {options['seed']}): {words}.")


def _bar(days: Sequence[date]) -> Iterable[date]:
    """A progress bar on stderr, one tick a day; silent where nobody looks on."""
    return tqdm(days, desc="Vorführung", unit=" Tage", disable=None, leave=False)
