"""Who may read reports and handle what leaves the house."""

from __future__ import annotations

from accounts.models import User
from accounts.roles import EVERYONE, Role
from ozgtracker.errors import NotAllowed
from ozgtracker.findings import found

READERS = EVERYONE - {Role.ADMIN}
MAIL_READERS = frozenset({Role.MINISTRY, Role.AUDITOR})
MAIL_HANDLERS = frozenset({Role.MINISTRY})


def may_handle_mail(user: User) -> bool:
    """Whether this person keeps the distribution list and decides on stuck mail."""
    return user.role in MAIL_HANDLERS


def check_may_handle_mail(user: User) -> None:
    """Raises NotAllowed for everybody but the ministry."""
    if not may_handle_mail(user):
        raise NotAllowed(found("mail.who-handles"))


def check_may_issue(user: User | None) -> None:
    """The scheduled job (None) and the ministry make reports. Raises NotAllowed for everybody else."""
    if user is not None and user.role != Role.MINISTRY:
        raise NotAllowed(found("report.who-issues"))


def may_read_mail(user: User) -> bool:
    """Whether this person sees the outbox and the addresses in it."""
    return user.role in MAIL_READERS
