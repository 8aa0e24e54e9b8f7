"""Who speaks for an authority or an association."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import User
from municipalities.models import Association, Authority, Representative
from municipalities.permissions import check_appoint, check_fit
from ozgtracker import german
from ozgtracker.errors import InvalidInput


@transaction.atomic
def appoint(
    *,
    by: User | None,
    user: User,
    authority: Authority | None = None,
    association: Association | None = None,
    is_deputy: bool = False,
    on: date,
) -> Representative:
    """Let a person speak for exactly one body from that day on; by=None is the system itself.

    Raises NotAllowed, or InvalidInput(field="user") where role and body do not fit or the mandate exists.
    """
    if by is not None:
        check_appoint(by)
    body = authority or association
    if body is None or (authority and association):
        raise InvalidInput(_("Bitte wählen Sie genau eine Verwaltung oder einen Verband."))
    check_fit(user, body)
    try:
        with transaction.atomic():
            representative = Representative.objects.create(
                user=user, authority=authority, association=association, is_deputy=is_deputy, since=on
            )
    except IntegrityError as error:
        message = _("%(name)s spricht schon für „%(body)s“.") % {"name": user.name, "body": body}
        raise InvalidInput(message, field="user") from error
    sentence = _("%(name)s spricht in Vertretung für %(body)s.") if is_deputy else _("%(name)s spricht für %(body)s.")
    record(
        by=by,
        on=on,
        verb="representative_appointed",
        subject=_subject(body),
        sentence=sentence % {"name": user.name, "body": body},
        after={_("Person"): user.email, _("Vertretung"): is_deputy},
    )
    return representative


@transaction.atomic
def dismiss(*, by: User, representative: Representative, on: date) -> None:
    """End a mandate with immediate effect. Doing it twice changes nothing."""
    check_appoint(by)
    ended = Representative.objects.filter(pk=representative.pk, until__isnull=True).update(until=on)
    if not ended:
        return
    body = representative.authority or representative.association
    words = {"name": representative.user.name, "day": german.day(on), "body": body}
    record(
        by=by,
        on=on,
        verb="representative_dismissed",
        subject=_subject(body),
        sentence=_("%(name)s spricht seit %(day)s nicht mehr für %(body)s.") % words,
        before={_("Person"): representative.user.email, _("Vertretung"): representative.is_deputy},
    )


def _subject(body: Authority | Association | None) -> Subject:
    if isinstance(body, Authority):
        return Subject("authority", body.ars, body.label)
    return Subject("association", body.slug if body else "", str(body))
