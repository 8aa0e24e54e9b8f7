"""What the page of one's own files shows: each as a row with a sentence, and what is read out meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from exports.addresses import extended
from exports.models import Export
from exports.permissions import rights_of
from exports.progress import Progress
from exports.states import ExportState, Failure
from exports.words import EXPORT_STATES
from ozgtracker import german
from ozgtracker.findings import found
from ozgtracker.saying import say
from ozgtracker.ui.badges import Badge

# No spreadsheet program of the offices opens more lines.
SPREADSHEET_ROWS = 1_048_576
# What waits is handed over anew every minute.
PATIENCE = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class OwnExport:
    """One file; `state` and `failure` as they are now, which of a dead writer nobody has noted yet."""

    export: Export
    state: ExportState
    failure: str
    ahead: int
    is_stuck: bool
    may_take: bool

    @property
    def look(self) -> Badge:
        """Sign and word."""
        return EXPORT_STATES[self.state]

    @property
    def is_under_way(self) -> bool:
        """Whether it changes by itself."""
        return self.state in {ExportState.QUEUED, ExportState.RUNNING}

    @property
    def is_running(self) -> bool:
        """Whether there is progress to be seen."""
        return self.state is ExportState.RUNNING

    @property
    def is_failed(self) -> bool:
        """Whether it can be tried again."""
        return self.state is ExportState.FAILED

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self.export.progress

    @property
    def is_long(self) -> bool:
        """Whether a spreadsheet program cuts its end off."""
        return self.export.rows_written >= SPREADSHEET_ROWS or (self.export.rows_expected or 0) >= SPREADSHEET_ROWS

    @property
    def list_href(self) -> str:
        """The list it was asked for on, with its filters and day."""
        path, mark, query = self.export.address.partition("?")
        return extended(f"{path.removesuffix('csv/')}{mark}{query}", stichtag=self.export.day.isoformat())

    @property
    def sentence(self) -> str:
        """How far it is, or what is wrong."""
        match self.state:
            case ExportState.QUEUED:
                return _waits(self.ahead, is_stuck=self.is_stuck)
            case ExportState.RUNNING:
                return _running(self.progress)
            case ExportState.FAILED:
                return say(found(f"export.failed-{self.failure}"))
        return _done(self.export) if self.may_take else _("Ihre Rechte haben sich seitdem geändert.")

    @property
    def said(self) -> str:
        """The same for whoever listens: only what is worth an interruption."""
        if self.is_running:
            return _("%(title)s: %(n)d Prozent") % {"title": self.export.title, "n": self.progress.said}
        return f"{self.export.title}: {self.look.label}"


def own_exports(person: User, *, on: date, moment: datetime) -> list[OwnExport]:
    """Everything of this person's that is kept, newest first (at most five queries and what rights_of asks, however
    many there are). Whether a file can really be taken, its own address asks once more."""
    exports = list(Export.objects.of(person).kept(on))
    states = {one.state for one in exports}
    lost = set(Export.objects.lost().values_list("pk", flat=True)) if ExportState.RUNNING in states else set()
    queue = list(Export.objects.queued().values_list("pk", flat=True)) if ExportState.QUEUED in states else []
    # Nobody is first, nothing is being written, and still it waits.
    is_still = bool(queue) and not Export.objects.filter(state=ExportState.RUNNING).exists()
    rights = rights_of(person, on) if ExportState.DONE in states else ""

    def row(export: Export) -> OwnExport:
        is_lost, waited = export.pk in lost, moment - export.ordered_at
        return OwnExport(
            export,
            state=ExportState.FAILED if is_lost else ExportState(export.state),
            failure=Failure.LOST.value if is_lost else export.failure,
            ahead=queue.index(export.pk) if export.pk in queue else 0,
            is_stuck=is_still and waited > PATIENCE,
            may_take=export.state == ExportState.DONE and export.rights == rights,
        )

    return [row(one) for one in exports]


def said_of(rows: Sequence[OwnExport]) -> str:
    """What is read out while one waits; the same as long as nothing worth saying happens."""
    return ". ".join(row.said for row in rows)


def rows_words(rows: int, *, is_all: bool) -> str:
    """ "6.203.521 Zeilen", "mehr als 50.000 Zeilen"."""
    words = ngettext("%(n)s Zeile", "%(n)s Zeilen", rows) % {"n": german.number(rows)}
    return words if is_all else _("mehr als %(rows)s") % {"rows": words}


def _waits(ahead: int, *, is_stuck: bool) -> str:
    if is_stuck:
        return _("Wartet; zurzeit schreibt auf dem Server niemand. Bleibt es so, sagen Sie es bitte dem Betreiber.")
    if not ahead:
        return _("Wartet, bis das Schreiben beginnt.")
    words = ngettext("Wartet; %(n)s Datei ist vorher dran.", "Wartet; %(n)s Dateien sind vorher dran.", ahead)
    return words % {"n": german.number(ahead)}


def _running(progress: Progress) -> str:
    if progress.of is None:
        return _("Die Zeilen werden gezählt.")
    facts = {
        "written": german.number(progress.written),
        "of": german.number(progress.of),
        "share": german.percent(progress.share),
    }
    return _("%(written)s von %(of)s Zeilen geschrieben (%(share)s)") % facts


def _done(export: Export) -> str:
    facts = {
        "rows": rows_words(export.rows_written, is_all=True),
        "size": size_words(export.size),
        "day": german.day(export.last_day),
    }
    return _("%(rows)s, %(size)s. Abzuholen bis %(day)s.") % facts


def size_words(size: int) -> str:
    """ "157 MB", "3 kB"."""
    if size >= 1_000_000:
        return _("%(n)s MB") % {"n": german.number(round(size / 1_000_000))}
    return _("%(n)s kB") % {"n": german.number(max(1, round(size / 1000)))}
