"""Makes and prints the demonstration's sign-ins."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.roles import Role
from accounts.words import ROLES
from demonstration.sign_ins import make_sign_ins
from ozgtracker import clock
from ozgtracker.errors import DomainError
from ozgtracker.saying import refusal


class Command(BaseCommand):
    """Writes var/demo-accounts.json; a second run keeps the passwords."""

    help = "Legt die Zugänge der Vorführung an und schreibt sie nach var/demo-accounts.json."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make, write, print."""
        try:
            lines = make_sign_ins(on=clock.today(), file=settings.VAR_DIR / "demo-accounts.json")
        except DomainError as error:
            raise CommandError(refusal(error)) from error
        for line in lines:
            self.stdout.write(f"{ROLES[Role(line.role)]:38} {line.email:34} {line.password:18} {line.speaks_for}")
