"""Who may manage whom, and who reads the trail. check_... raises, may_... answers yes or no."""

from __future__ import annotations

from accounts.models import AccessRequest, User
from accounts.roles import PEOPLE_MANAGERS, Role
from ozgtracker.errors import NotAllowed
from ozgtracker.findings import found

AUDIT_READERS = frozenset({Role.MINISTRY, Role.AUDITOR, Role.ADMIN})
# Internet addresses of colleagues: only for who looks after security, and who audits that (adr/0013).
SIGN_IN_READERS = frozenset({Role.AUDITOR, Role.ADMIN})


def roles_to_give(by: User) -> tuple[Role, ...]:
    """The roles this person may give to others: only an administrator makes administrators."""
    return tuple(role for role in Role if by.role == Role.ADMIN or role != Role.ADMIN)


def check_give_role(by: User, role: Role) -> None:
    """Raises NotAllowed where this person may not give the role (by invitation or by change)."""
    if by.role not in PEOPLE_MANAGERS or not by.is_active:
        raise NotAllowed(found("access.who-manages"))
    if role not in roles_to_give(by):
        raise NotAllowed(found("access.admins-by-admins"))


def check_manage(by: User, person: User) -> None:
    """Raises NotAllowed where this person may not change the other's access. Nobody changes the own one."""
    if by.pk == person.pk:
        raise NotAllowed(found("access.not-the-own"))
    check_give_role(by, Role(person.role))


def may_manage(by: User, person: User) -> bool:
    """Whether check_manage lets it pass: page and action agree."""
    try:
        check_manage(by, person)
    except NotAllowed:
        return False
    return True


def check_decide(by: User, request: AccessRequest) -> None:
    """Raises NotAllowed where this person may not decide on it: own requests, and those about oneself, never."""
    if not AccessRequest.objects.decidable_by(by).filter(pk=request.pk).exists():
        raise NotAllowed(found("request.somebody-else"))
