"""Who speaks for an authority or an association: named by one side, in force once the other one agrees (adr/0008)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import User
from accounts.names import Named
from municipalities.actions.notices import tell
from municipalities.confirmation import Confirmation, MandateEvent
from municipalities.models import Association, Authority, Representative
from municipalities.permissions import APPOINTERS, check_appoint, check_confirm, check_fit
from ozgtracker import german
from ozgtracker.errors import Blocked, InvalidInput
from ozgtracker.findings import found
from ozgtracker.free_text import clean_line, says_something


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
    """Name a person to speak for exactly one body; it counts once somebody of that side confirms (confirm_mandates).

    by=None is the system itself and counts at once; so does the first appointment ever, where there is nobody else who
    could confirm it, marked as such. Raises NotAllowed, or InvalidInput(field="user") where role and body do not fit
    or the mandate exists.
    """
    if by is not None:
        check_appoint(by)
    body = authority or association
    if body is None or (authority and association):
        raise InvalidInput(found("mandate.exactly-one"))
    check_fit(user, body)
    proposed = Representative(
        user=user, authority=authority, association=association, is_deputy=is_deputy, appointed_by=by, appointed_on=on
    )
    if by is None:
        proposed.since, proposed.confirmation = on, Confirmation.SYSTEM
    representative = _insert(proposed)
    _note(by, on, "representative_appointed", representative, _appointed_words(representative))
    if by is not None:
        _ask_for_confirmation(by, representative, on)
    return representative


@transaction.atomic
def confirm_mandates(*, by: User, representatives: Sequence[Representative], on: date) -> list[Representative]:
    """Agree that these people speak for their bodies, from today. All of them or none.

    Raises NotAllowed for one that is not this person's to confirm, Blocked where one was decided meanwhile or its
    person may no longer speak.
    """
    held = _held(by, representatives, on)
    for row in held:
        try:
            check_fit(row.user, row.body)
        except InvalidInput as error:
            why = found("mandate.cannot-speak", name=row.user.name, body=str(row.body), why=error.finding)
            raise Blocked(why) from error
        row.since, row.confirmation, row.decided_by = on, _confirmation(by, row, on), by
        row.save(update_fields=["since", "confirmation", "decided_by"])
        _note(by, on, "representative_confirmed", row, _("%(name)s spricht für %(body)s: %(how)s."))
        tell(row, MandateEvent.CONFIRMED, on)
    return held


@transaction.atomic
def decline_mandates(
    *, by: User, representatives: Sequence[Representative], reason: str, on: date
) -> list[Representative]:
    """Refuse that these people speak for their bodies, with a sentence. Raises as confirm_mandates, InvalidInput."""
    said = clean_line(reason)
    if not says_something(said):
        raise InvalidInput(found("mandate.why-not"), field="reason")
    held = _held(by, representatives, on)
    for row in held:
        row.until, row.decided_by, row.reason = on, by, said
        row.save(update_fields=["until", "decided_by", "reason"])
        _note(by, on, "representative_declined", row, _("%(name)s spricht nicht für %(body)s."), reason=said)
        tell(row, MandateEvent.DECLINED, on)
    return held


@transaction.atomic
def dismiss(*, by: User, representative: Representative, on: date) -> None:
    """End a mandate with immediate effect, or take back one that waits. Doing it twice changes nothing."""
    check_appoint(by)
    if not Representative.objects.filter(pk=representative.pk, until__isnull=True).update(until=on):
        return
    representative.refresh_from_db(fields=["since", "until"])
    was_in_force = representative.since is not None
    ended = _("%(name)s spricht seit %(day)s nicht mehr für %(body)s.")
    taken_back = _("Benennung von %(name)s für %(body)s zurückgezogen, bevor sie bestätigt war.")
    _note(by, on, "representative_dismissed", representative, ended if was_in_force else taken_back)
    if was_in_force:
        tell(representative, MandateEvent.ENDED, on)


def _insert(proposed: Representative) -> Representative:
    try:
        with transaction.atomic():
            proposed.save(force_insert=True)
    except IntegrityError as error:
        known = found("mandate.appointed-already", name=proposed.user.name, body=str(proposed.body))
        raise InvalidInput(known, field="user") from error
    return proposed


def _ask_for_confirmation(by: User, representative: Representative, on: date) -> None:
    """Tell who may confirm; where nobody else is there at all, it counts and says so."""
    known = Representative.objects.with_confirmers(on).get(pk=representative.pk)
    nobody = not (known.has_own or known.has_association)  # type: ignore[attr-defined]  # annotated
    if nobody and not User.objects.second_people(by.pk, representative.user_id).exists():
        representative.since, representative.confirmation = on, Confirmation.ALONE
        representative.save(update_fields=["since", "confirmation"])
        sentence = _("%(name)s spricht für %(body)s, ohne Gegenbestätigung: Es gibt noch niemanden, der bestätigt.")
        _note(by, on, "representative_confirmed", representative, sentence)
        return
    tell(representative, MandateEvent.APPOINTED, on)


def _held(by: User, representatives: Sequence[Representative], on: date) -> list[Representative]:
    """The rows as they stand, locked in one order; checked that this person may decide on each of them."""
    keys = [row.pk for row in representatives]
    rows = Representative.objects.filter(pk__in=keys).select_related("user", "authority", "association")
    held = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if any(not row.is_proposed for row in held):
        raise Blocked(found("mandate.decided-meanwhile"))
    check_confirm(by, held, on)
    return held


def _confirmation(by: User, row: Representative, on: date) -> Confirmation:
    """On which ground this person may confirm it."""
    own = {"authority": row.authority} if row.authority else {"association": row.association}
    if Representative.objects.speaking(on).filter(user=by, **own).exists():
        return Confirmation.BODY
    return Confirmation.SECOND if by.role in APPOINTERS else Confirmation.ASSOCIATION


def _appointed_words(representative: Representative) -> str:
    if representative.since is None:
        return _("%(name)s ist benannt, für %(body)s zu sprechen; das wartet auf Bestätigung.")
    if representative.is_deputy:
        return _("%(name)s spricht in Vertretung für %(body)s.")
    return _("%(name)s spricht für %(body)s.")


def _note(by: User | None, on: date, verb: str, row: Representative, sentence: str, *, reason: str = "") -> None:
    words = {
        "name": row.user.name,
        "body": row.body,
        "day": german.day(on),
        "how": row.get_confirmation_display(),
    }
    values = {_("Person"): row.user.email, _("Vertretung"): row.is_deputy}
    is_over = row.until is not None
    record(
        by=by,
        on=on,
        verb=verb,
        subject=_subject(row.body),
        sentence=sentence % words,
        reason=reason,
        people=[Named(row.user.name, row.user.email)],
        before=values if is_over else None,
        after=None if is_over else values,
    )


def _subject(body: Authority | Association) -> Subject:
    if isinstance(body, Authority):
        return Subject("authority", body.ars, body.label)
    return Subject("association", body.slug, str(body))
