"""The lists of this room as tables to take away: issues, the distribution list, the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ozgtracker.spreadsheet import Cell
from reports.archive import IssueRow
from reports.models import Delivery, Recipient


def issue_header() -> tuple[str, ...]:
    """The heads of the columns issue_lines fills."""
    return (_("Nr."), _("Monat"), _("Stichtag"), _("erstellt am"), _("Prüfsumme (SHA-256)"), _("Datei"))


def issue_lines(rows: Iterable[IssueRow]) -> Iterator[tuple[Cell, ...]]:
    """One issue a line, the newest first."""
    for row in rows:
        one = row.report
        yield (one.number, row.month, one.day, one.created_on, one.sha256, one.file_name)


def recipient_header() -> tuple[str, ...]:
    """The heads of the columns recipient_lines fills."""
    return (_("Name oder Stelle"), _("E-Mail-Adresse"))


def recipient_lines(recipients: Iterable[Recipient]) -> Iterator[tuple[Cell, ...]]:
    """Everybody who gets the next report."""
    for one in recipients:
        yield (one.name, one.email)


def delivery_header() -> tuple[str, ...]:
    """The heads of the columns delivery_lines fills."""
    return (
        _("Nachricht"),
        _("Art"),
        _("an"),
        _("E-Mail-Adresse"),
        _("eingereiht"),
        _("Stand"),
        _("gesendet"),
        _("Fehler"),
        _("Kennung"),
    )


def delivery_lines(deliveries: Iterable[Delivery]) -> Iterator[tuple[Cell, ...]]:
    """One mail a line, without its text."""
    zone = timezone.get_current_timezone()
    for one in deliveries:
        kinds: dict[str, Any] = dict(Delivery.KINDS)
        yield (
            one.subject,
            str(kinds[one.kind]),
            one.recipient_name,
            one.recipient,
            one.queued_on,
            one.look.label,
            one.sent_at.astimezone(zone).replace(tzinfo=None) if one.sent_at else None,
            one.error,
            one.message_id,
        )
