"""Who may report for whom, and who may read what was said in confidence."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from accounts.models import User
from accounts.roles import CONFIDANTS, EVERYONE, PEOPLE_MANAGERS, Role
from municipalities.models import Association, Authority, Representative
from ozgtracker.errors import InvalidInput, NotAllowed
from ozgtracker.findings import found

READERS = EVERYONE
REPORTERS = frozenset({Role.AUTHORITY, Role.ASSOCIATION})
APPOINTERS = PEOPLE_MANAGERS
# Who may have to confirm a mandate; the auditors look on.
MANDATE_READERS = REPORTERS | APPOINTERS | {Role.AUDITOR}
ANSWERERS = frozenset({Role.MINISTRY})


def may_report(user: User, authority: Authority, on: date) -> bool:
    """Officers for their own authority, associations for their own members."""
    return Authority.objects.spoken_for_by(user, on).filter(pk=authority.pk).exists()


def check_report(user: User, authority: Authority, on: date) -> None:
    """Raises NotAllowed where this person may not."""
    if not may_report(user, authority, on):
        raise NotAllowed(found("authority.who-reports", authority=authority.label))


def may_read_confidences(user: User, authority: Authority, on: date, *, speaks: bool | None = None) -> bool:
    """Whether this person reads more than states and days: reasons, remarks, evidence, history, and why the ministry
    contradicts. The authority itself, its associations, the ministry and the auditors (adr/0010). speaks: what
    may_report says, if that is known already."""
    return user.role in CONFIDANTS or (may_report(user, authority, on) if speaks is None else speaks)


def check_answer(user: User) -> None:
    """Raises NotAllowed where this person may not."""
    if user.role not in ANSWERERS:
        raise NotAllowed(found("competence.who-answers"))


def check_appoint(user: User) -> None:
    """Raises NotAllowed where this person may not."""
    if user.role not in APPOINTERS:
        raise NotAllowed(found("mandate.who-appoints"))


def check_confirm(user: User, representatives: Collection[Representative], on: date) -> None:
    """Raises NotAllowed where one of these is not this person's to decide on, or access or role have just changed."""
    actor = User.objects.active().filter(pk=user.pk, role=user.role).first()
    keys = {row.pk for row in representatives}
    if actor is None or Representative.objects.confirmable_by(actor, on).filter(pk__in=keys).count() != len(keys):
        raise NotAllowed(found("mandate.who-confirms"))


def check_fit(user: User, body: Authority | Association) -> None:
    """A representative's role fits the body: officers speak for authorities, association staff for associations.

    Raises InvalidInput(field="user"): whoever appoints chose the wrong person.
    """
    role = Role.AUTHORITY if isinstance(body, Authority) else Role.ASSOCIATION
    if user.role != role:
        raise InvalidInput(found("mandate.other-role", role=role), field="user")
    if not user.is_active:
        raise InvalidInput(found("mandate.access-closed"), field="user")
