"""Who has access, with which role. What no one gives alone becomes a request (accounts.actions.requests)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.access_requests import RequestKind, needs_two
from accounts.actions import access
from accounts.actions.requests import ask_about, ask_to_invite
from accounts.models import AccessRequest, User
from accounts.permissions import check_give_role, check_manage
from accounts.roles import Role
from ozgtracker.errors import Blocked, NotAllowed
from ozgtracker.findings import found


@transaction.atomic
def create_person(
    *, by: User | None, email: str, name: str, role: Role, organisation: str = "", password: str | None = None, on: date
) -> User:
    """Add a person. Without a password the person sets one by a link.

    Raises NotAllowed for roles this actor may not give alone, InvalidInput for an address that is wrong or taken.
    """
    if by is not None:
        check_give_role(by, role)
        if needs_two(role):
            raise NotAllowed(found("access.given-by-two"))
    return access.add(by, email=email, name=name, organisation=organisation, role=role, password=password, on=on)


@transaction.atomic
def invite(
    *, by: User, email: str, name: str, role: Role, organisation: str = "", on: date, listed: bool = False
) -> User | AccessRequest:
    """Add a person and mail a link to set the password; a role that no one gives alone is asked for instead.

    Raises as create_person, and Blocked after too many a day (listed: one of many, from a list).
    """
    check_give_role(by, role)
    if needs_two(role):
        return ask_to_invite(by, email=email, name=name, organisation=organisation, role=role, on=on)
    person = create_person(by=by, email=email, name=name, role=role, organisation=organisation, on=on)
    access.send_link(by, person, on, listed=listed)
    return person


@transaction.atomic
def send_link_again(*, by: User, person: User, on: date) -> None:
    """Mail a new link to somebody who lost the first. Raises NotAllowed; Blocked for deactivated people."""
    check_manage(by, person)
    if not person.is_active:
        raise Blocked(found("link.access-closed"))
    access.send_link(by, person, on)


@transaction.atomic
def change_role(*, by: User | None, person: User, role: Role, on: date) -> AccessRequest | None:
    """Give a person another role; None where that counts at once, else the request that a second person decides on.

    Raises NotAllowed; Blocked for the last active administrator; InvalidInput where another request waits.
    """
    person = access.hold(by, person)
    if by is not None:
        check_give_role(by, role)
    if person.role == role:
        return None
    access.check_admin_remains(person)
    if by is not None and needs_two(person.role, role):
        return ask_about(by, person, RequestKind.ROLE, role, on)
    access.give_role(by, person, role, on)
    return None


@transaction.atomic
def deactivate(*, by: User | None, person: User, on: date) -> User:
    """Close a person's access at once; what the person did stays. Raises NotAllowed; Blocked for the last admin."""
    person = access.hold(by, person)
    if person.is_active:
        access.check_admin_remains(person)
        access.switch(by, person, on)
    return person


@transaction.atomic
def activate(*, by: User | None, person: User, on: date) -> AccessRequest | None:
    """Open a closed access again; None where that counts at once, else the request. Raises as change_role."""
    person = access.hold(by, person)
    if person.is_active:
        return None
    if by is not None and needs_two(person.role):
        return ask_about(by, person, RequestKind.REOPENING, Role(person.role), on)
    access.switch(by, person, on)
    return None


@transaction.atomic
def ensure_admin(*, email: str, name: str, on: date) -> User:
    """For the machine's own operator: this address is an active administrator afterwards, whatever it was before."""
    person: User | None = User.objects.filter(email=email.strip().lower()).first()
    if person is None:
        return create_person(by=None, email=email, name=name, role=Role.ADMIN, on=on)
    change_role(by=None, person=person, role=Role.ADMIN, on=on)
    activate(by=None, person=person, on=on)
    person.refresh_from_db()
    return person
