"""Is the trail what it was?"""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.trail_chain import Break, Fault, breaks, head, position_of
from ozgtracker import german

SHOWN = 20
WORDS = {
    Fault.GAP: "Vor Stelle %(position)s fehlt ein Siegel.",
    Fault.ENTRY_MISSING: "Stelle %(position)s: Der Eintrag Nr. %(entry)s fehlt.",
    Fault.CHANGED: "Stelle %(position)s: Der Eintrag Nr. %(entry)s oder sein Siegel wurde verändert.",
    Fault.UNSEALED: "Der Eintrag Nr. %(entry)s trägt kein Siegel.",
}


class Command(BaseCommand):
    """Reads the whole trail. Ends with an error where the chain does not hold."""

    help = "Rechnet die Kette der Prüfsummen über das Protokoll nach."

    def add_arguments(self, parser: CommandParser) -> None:
        """A head that a report printed."""
        parser.add_argument(
            "--head", metavar="PRÜFSUMME", help="Prüfsumme aus einem Statusbericht: Steht sie in der Kette, und wo?"
        )

    def handle(self, *, head: str | None, **options: Any) -> None:
        """Raises CommandError with every fault, up to a number."""
        found = list(islice(breaks(), SHOWN + 1))
        if found:
            more = ["Weitere Fehler folgen."] if len(found) > SHOWN else []
            raise CommandError("\n".join([*(_words(one) for one in found[:SHOWN]), *more]))
        self._tell()
        if head:
            self._look_for(head.replace(" ", ""))

    def _tell(self) -> None:
        last = head()
        if not last.position:
            self.stdout.write("Das Protokoll ist leer.")
            return
        self.stdout.write(f"{german.number(last.position)} Einträge, die Kette ist lückenlos.")
        self.stdout.write(f"Letzte Prüfsumme: {last.hash}")

    def _look_for(self, wanted: str) -> None:
        position = position_of(wanted)
        if position is None:
            raise CommandError(f"Die Prüfsumme {wanted} steht nicht in der Kette.")
        self.stdout.write(f"Die Prüfsumme {wanted} steht an Stelle {german.number(position)}.")


def _words(one: Break) -> str:
    return WORDS[one.fault] % {"position": one.position, "entry": one.entry}
