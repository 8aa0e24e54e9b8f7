"""The distribution list of the monthly report."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import User
from accounts.names import Named
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from ozgtracker.free_text import clean_line, names_somebody
from reports.models import Recipient
from reports.permissions import check_may_handle_mail


@transaction.atomic
def add_recipient(*, by: User, email: str, name: str, on: date) -> Recipient:
    """Put somebody on the list; an address removed earlier comes back. Raises InvalidInput(field) if it is on it
    already, or for a name nobody can read."""
    check_may_handle_mail(by)
    name = clean_line(name)
    if not names_somebody(name):
        raise InvalidInput(found("recipient.no-name"), field="name")
    known = Recipient.objects.filter(email__iexact=email).first()
    if known is not None and known.is_active:
        raise _known()
    recipient = known or Recipient(email=email)
    recipient.name, recipient.is_active = name, True
    try:
        with transaction.atomic():
            recipient.save()
    except IntegrityError as error:
        # Somebody else was faster by a moment.
        raise _known() from error
    _audit(by, on, recipient, "recipient_added", _("%(recipient)s in den Verteiler aufgenommen."))
    return recipient


@transaction.atomic
def remove_recipient(*, by: User, recipient: Recipient, on: date) -> None:
    """Take somebody off the list; past deliveries stay."""
    check_may_handle_mail(by)
    if Recipient.objects.filter(pk=recipient.pk, is_active=True).update(is_active=False) == 1:
        _audit(by, on, recipient, "recipient_removed", _("%(recipient)s aus dem Verteiler genommen."))


def _known() -> InvalidInput:
    return InvalidInput(found("recipient.known"), field="email")


def _audit(by: User, on: date, recipient: Recipient, verb: str, sentence: str) -> None:
    record(
        by=by,
        on=on,
        verb=verb,
        subject=Subject("recipient", str(recipient.pk), str(recipient)),
        sentence=sentence % {"recipient": recipient},
        people=[Named(recipient.name, recipient.email)],
        after={"email": recipient.email, "name": recipient.name, "is_active": recipient.is_active},
    )
