"""A person's right to be forgotten, or to be called by the right name."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions.names import correct_name, forget_person
from accounts.models import User
from ozgtracker import clock
from ozgtracker.errors import DomainError
from ozgtracker.saying import refusal


class Command(BaseCommand):
    """Deletes name and address of somebody whose access is closed; with --name it corrects the name instead."""

    help = "Löscht Name und Adresse einer Person, deren Zugang gesperrt ist; ihr Tun bleibt unter einer Kennung stehen."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address, and on wish the right name."""
        parser.add_argument("email", metavar="E-MAIL")
        parser.add_argument("--name", metavar="NAME", help="nicht löschen, sondern den Namen berichtigen")

    def handle(self, *, email: str, name: str | None, **options: Any) -> None:
        """Raises CommandError with the sentence of what is wrong."""
        person = User.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(f"Zu {email} gibt es keine Person.")
        try:
            if name is not None:
                person = correct_name(by=None, person=person, name=name, on=clock.today())
                self.stdout.write(f"{person.email} heißt jetzt {person.name}.")
            else:
                code = forget_person(by=None, person=person, on=clock.today())
                self.stdout.write(f"Name und Adresse sind gelöscht; im Protokoll steht {code}.")
        except DomainError as error:
            raise CommandError(refusal(error)) from error
