"""Puts a mail into the outbox: one row per kind, recipient and period, whoever asks and however often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from reports.models import Delivery, StatusReport

MESSAGE_DOMAIN = "ozg-meilensteine.invalid"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be said, to whom, about which period."""

    kind: str
    recipient: str
    recipient_name: str
    period: str
    subject: str
    body: str


def queue(letters: list[Letter], *, on: date, report: StatusReport | None = None, demonstration: bool = False) -> int:
    """Append the letters to the outbox; those queued before are left alone. Returns how many are new."""
    rows = [
        Delivery(
            kind=letter.kind,
            recipient=letter.recipient,
            recipient_name=letter.recipient_name,
            period=letter.period,
            subject=letter.subject,
            body=letter.body,
            report=report,
            message_id=message_id(letter),
            queued_on=on,
            is_demonstration=demonstration,
        )
        for letter in letters
    ]
    identifiers = {row.message_id for row in rows}
    known = Delivery.objects.filter(message_id__in=identifiers).count()
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return len(identifiers) - known


def message_id(letter: Letter) -> str:
    """The same letter always has the same Message-ID, so that even a repeated mail can be recognised as one."""
    key = f"{letter.kind}\n{letter.recipient.lower()}\n{letter.period}"
    return f"<{letter.kind}.{sha256(key.encode()).hexdigest()[:32]}@{MESSAGE_DOMAIN}>"
