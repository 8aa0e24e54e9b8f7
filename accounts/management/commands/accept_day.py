"""Confirms a day that was doubted."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts import actions
from ozgtracker import clock, german


class Command(BaseCommand):
    """After an interruption of more than a week: the clock is right, and work goes on (docs/adr/0015)."""

    help = "Bestätigt den Tag, den die Uhr zeigt, wenn er mehr als eine Woche nach dem zuletzt gesehenen liegt."

    def handle(self, *args: Any, **options: Any) -> None:
        """Accept today, and say which day that is."""
        today = clock.today()
        seen = actions.accept_day(on=today)
        before = german.day(seen) if seen else "unbekannt"
        self.stdout.write(f"Angenommen: Heute ist der {german.day(today)}. Zuletzt gesehener Tag vorher: {before}.")
