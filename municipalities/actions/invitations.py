"""People are invited for what they stand for: the person and the mandate in one transaction, or many from a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts import actions as accounts
from accounts.access_requests import needs_two
from accounts.models import AccessRequest, User
from accounts.permissions import check_give_role
from accounts.roles import Role
from accounts.words import ROLES
from municipalities.actions.mandates import appoint
from municipalities.invitation_list import Line, ars_of, is_deputy, is_rounded, role_of
from municipalities.models import Association, Authority, Representative
from municipalities.permissions import check_appoint
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.free_text import clean_line

type Body = Authority | Association
# Address of a person, and the key of the authority or association this person is named for already.
type Taken = tuple[str, str | None, str | None]


@dataclass(slots=True)
class Listed:
    """One line of a list and what would become of it; errors says why nothing does."""

    line: Line
    role: Role | None = None
    body: Body | None = None
    user: User | None = None
    is_deputy: bool = False
    errors: list[Finding] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether it can be taken."""
        return not self.errors

    @property
    def role_label(self) -> str:
        """The German name of the role; as it was written where nobody knows it."""
        return ROLES[self.role] if self.role else self.line.role


@transaction.atomic
def invite_speaker(
    *,
    by: User,
    email: str,
    name: str,
    role: Role,
    organisation: str = "",
    body: Body | None = None,
    is_deputy: bool = False,
    on: date,
    listed: bool = False,
) -> tuple[User | AccessRequest, Representative | None]:
    """Invite a person, and appoint for the body where the role speaks for one; both or neither.

    Raises InvalidInput(field="authority" | "association") where the body is missing, and as accounts.actions.invite.
    """
    check_body(role, body)
    stands_for = organisation or (str(body) if body else "")
    person = accounts.invite(by=by, email=email, name=name, role=role, organisation=stands_for, on=on, listed=listed)
    if body is None or isinstance(person, AccessRequest):
        return person, None
    return person, _appoint(by, person, body, is_deputy=is_deputy, on=on)


def check_body(role: Role, body: Body | None) -> None:
    """Raises InvalidInput where the role speaks for a body and none of that kind is given, or the other way round."""
    if role == Role.AUTHORITY and not isinstance(body, Authority):
        raise InvalidInput(found("mandate.which-authority"), field="authority")
    if role == Role.ASSOCIATION and not isinstance(body, Association):
        raise InvalidInput(found("mandate.which-association"), field="association")


def check_list(*, by: User, lines: Sequence[Line]) -> list[Listed]:
    """What would become of each line; saves nothing. Four queries, whatever the number of lines."""
    check_appoint(by)
    addresses = {clean_line(line.email).casefold() for line in lines}
    people = {person.email: person for person in User.objects.filter(email__in=addresses)}
    open_mandates = Representative.objects.filter(user__email__in=addresses, until__isnull=True)
    taken: set[Taken] = set(open_mandates.values_list("user__email", "authority__ars", "association__slug"))
    keys = {key for line in lines if (key := ars_of(line.body))}
    bodies: dict[str, Body] = {one.ars: one for one in Authority.objects.filter(ars__in=keys)}
    bodies |= {one.slug: one for one in Association.objects.all()}
    return _checked(by, lines, people, bodies, taken)


@transaction.atomic
def invite_listed(*, by: User, lines: Sequence[Line], on: date) -> list[Listed]:
    """Take every line that can be taken, in one transaction; returns those taken. Checked anew: time has passed.

    Raises Blocked where so many cannot be invited in one day.
    """
    good = [one for one in check_list(by=by, lines=lines) if one.is_good]
    added: dict[str, User] = {}
    for one in good:
        email = clean_line(one.line.email).casefold()
        person = one.user or added.get(email)
        if person is not None:
            _appoint(by, person, one.body, is_deputy=one.is_deputy, on=on)
            continue
        invited, _mandate = invite_speaker(
            by=by, email=email, name=one.line.name, role=one.role or Role.STEERING, body=one.body,
            is_deputy=one.is_deputy, on=on, listed=True,
        )  # fmt: skip
        if isinstance(invited, User):
            added[email] = invited
    return good


def _checked(
    by: User,
    lines: Sequence[Line],
    people: Mapping[str, User],
    bodies: Mapping[str, Body],
    taken: set[Taken],
) -> list[Listed]:
    checked: list[Listed] = []
    first: dict[str, Listed] = {}
    pairs: dict[tuple[str, Body | None], int] = {}
    for line in lines:
        email = clean_line(line.email).casefold()
        one = Listed(
            line, role=role_of(line.role, ROLES), user=people.get(email), is_deputy=bool(is_deputy(line.deputy))
        )
        one.body = bodies.get(ars_of(line.body)) or bodies.get(clean_line(line.body).casefold())
        one.errors += [*_wrong(by, one, email), *_contradicts(one, email, taken)]
        before = first.setdefault(email, one)
        if before is not one and before.is_good and (before.role, before.line.name) != (one.role, line.name):
            one.errors.append(found("line.same-address", number=before.line.number))
        if (number := pairs.setdefault((email, one.body), line.number)) != line.number:
            one.errors.append(found("line.repeated", number=number))
        checked.append(one)
    return checked


def _wrong(by: User, one: Listed, email: str) -> list[Finding]:
    """What is wrong with the line itself."""
    errors = []
    try:
        validate_email(email)
    except ValidationError:
        errors.append(found("line.no-address", mail=one.line.email))
    if not any(char.isalpha() for char in clean_line(one.line.name)):
        errors.append(found("line.no-name"))
    if is_deputy(one.line.deputy) is None:
        errors.append(found("line.deputy-or-not", word=one.line.deputy))
    return [*errors, *_wrong_role(by, one)]


def _wrong_role(by: User, one: Listed) -> list[Finding]:
    if one.role is None:
        return [found("line.no-role", role=one.line.role)]
    if needs_two(one.role):
        return [found("line.given-by-two", role=one.role)]
    check_give_role(by, one.role)
    return _wrong_body(one)


def _wrong_body(one: Listed) -> list[Finding]:
    if one.role == Role.AUTHORITY and not isinstance(one.body, Authority):
        if is_rounded(one.line.body):
            return [found("line.rounded-key")]
        return [found("line.no-authority", key=one.line.body)]
    if one.role == Role.ASSOCIATION and not isinstance(one.body, Association):
        return [found("line.no-association", key=one.line.body)]
    if one.role not in {Role.AUTHORITY, Role.ASSOCIATION} and one.line.body:
        return [found("line.speaks-for-nobody", role=one.role)]
    return []


def _contradicts(one: Listed, email: str, taken: set[Taken]) -> list[Finding]:
    """What is known about the person already."""
    if one.user is None:
        return []
    if not one.user.is_active:
        return [found("line.access-closed")]
    if one.role != one.user.role:
        return [found("line.other-role", role=Role(one.user.role))]
    key = (email, getattr(one.body, "ars", None), getattr(one.body, "slug", None))
    if one.body is None or key in taken:
        return [found("line.appointed") if one.body else found("line.known")]
    return []


def _appoint(by: User, person: User, body: Body | None, *, is_deputy: bool, on: date) -> Representative:
    authority = body if isinstance(body, Authority) else None
    association = body if isinstance(body, Association) else None
    return appoint(by=by, user=person, authority=authority, association=association, is_deputy=is_deputy, on=on)
