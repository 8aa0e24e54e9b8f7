"""manage.py close_days: the nightly job by hand; running it twice changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from municipalities.actions import close_days
from ozgtracker import clock


class Command(BaseCommand):
    """Adds up what the days before today changed."""

    help = "Schließt die vergangenen Tage ab: Was sie geändert haben, wird zusammengezählt."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Today stays open."""
        close_days(on=clock.today())
        self.stdout.write("Abgeschlossen.")
