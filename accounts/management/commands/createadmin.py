"""The first way in, and the way back in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import actions
from accounts.links import password_url
from ozgtracker import clock
from ozgtracker.errors import DomainError
from ozgtracker.saying import refusal


class Command(BaseCommand):
    """Prints a link instead of taking a password: a password on a command line ends in the shell's history."""

    help = "Macht diese E-Mail-Adresse zur technischen Administration und nennt den Link zum Setzen des Passworts."

    def add_arguments(self, parser: CommandParser) -> None:
        """One address, optionally a name."""
        parser.add_argument("email", metavar="E-MAIL")
        parser.add_argument("--name", default="Technische Administration", metavar="NAME")

    def handle(self, *, email: str, name: str, **options: Any) -> None:
        """Make sure of the administrator; raises CommandError with the sentence of what is wrong."""
        try:
            person = actions.ensure_admin(email=email, name=name, on=clock.today())
        except DomainError as error:
            raise CommandError(refusal(error)) from error
        self.stdout.write(f"{person.name} ({person.email}) gehört zur technischen Administration.")
        self.stdout.write(f"Passwort setzen: {password_url(person)}")
