"""One attempt to hand one mail to the mail server, and what that says about the mail. Writes nothing."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from enum import Enum, auto

from django.core.mail import EmailMessage, mailers
from django.utils.translation import gettext as _

from reports.models import Delivery


class Result(Enum):
    """What one attempt led to."""

    ACCEPTED = auto()
    # Nothing was tried with the recipient: there was nobody to give the mail to.
    UNREACHABLE = auto()
    # The server asks to come back later.
    PUT_OFF = auto()
    REFUSED = auto()
    # The line broke after the conversation began: it may or may not have arrived.
    UNCERTAIN = auto()


@dataclass(frozen=True, slots=True)
class Attempt:
    """The result, and what went wrong as a German sentence for the page."""

    result: Result
    error: str = ""


def send(delivery: Delivery) -> Attempt:
    """Try once. Never raises what a mail server or the line to it can cause."""
    connection = mailers.default
    try:
        message = _message(delivery)
        message.message()
    except ValueError as error:
        words = _("Die Nachricht lässt sich nicht bilden: %(error)s")
        return Attempt(Result.REFUSED, words % {"error": error})
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        words = _("Der Mailserver ist nicht erreichbar: %(error)s")
        return Attempt(Result.UNREACHABLE, words % {"error": error})
    try:
        connection.send_messages([message])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        return _answered(error)
    except (smtplib.SMTPException, OSError) as error:
        words = _("Die Verbindung brach ab, der Ausgang ist ungewiss: %(error)s")
        return Attempt(Result.UNCERTAIN, words % {"error": error})
    finally:
        _close(connection)
    return Attempt(Result.ACCEPTED)


def _answered(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> Attempt:
    text: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    else:
        code, text = error.smtp_code, error.smtp_error
    answer = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    result = Result.PUT_OFF if 400 <= code < 500 else Result.REFUSED
    words = _("Der Mailserver hat abgelehnt (%(code)s %(answer)s).")
    return Attempt(result, words % {"code": code, "answer": answer})


def _close(connection: object) -> None:
    close = getattr(connection, "close", None)
    try:
        if close is not None:
            close()
    except (smtplib.SMTPException, OSError):
        # The answer to the mail itself has been read; a rude goodbye changes nothing about it.
        return


def _message(delivery: Delivery) -> EmailMessage:
    message = EmailMessage(
        subject=delivery.subject,
        body=delivery.body,
        to=[delivery.recipient],
        headers={"Message-ID": delivery.message_id, "Auto-Submitted": "auto-generated"},
    )
    if delivery.report is not None:
        message.attach(delivery.report.file_name, bytes(delivery.report.pdf), "application/pdf")
    return message
