"""Who may read reports and handle what leaves the house."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import EVERYONE, Role
from ozgtracker.errors import NotAllowed

READERS = EVERYONE - {Role.ADMIN}
MAIL_READERS = frozenset({Role.MINISTRY, Role.AUDITOR})
MAIL_HANDLERS = frozenset({Role.MINISTRY})


def may_handle_mail(user: User) -> bool:
    """Whether this person keeps the distribution list and decides on stuck mail."""
    return user.role in MAIL_HANDLERS


def check_may_handle_mail(user: User) -> None:
    """Raises NotAllowed for everybody but the ministry."""
    if not may_handle_mail(user):
        raise NotAllowed(_("Verteiler und Zustellungen pflegt das Ministerium."))


def check_may_issue(user: User | None) -> None:
    """The scheduled job (None) and the ministry make reports. Raises NotAllowed for everybody else."""
    if user is not None and user.role != Role.MINISTRY:
        raise NotAllowed(_("Statusberichte erstellt der Zeitplan oder das Ministerium."))


def may_read_mail(user: User) -> bool:
    """Whether this person sees the outbox and the addresses in it."""
    return user.role in MAIL_READERS
