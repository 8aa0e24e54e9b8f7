"""What changes when an access changes, and its row in the trail: the steps that the verbs of this room are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import links
from accounts.access_events import AccessEvent
from accounts.actions.notices import tell
from accounts.audit import Subject, record
from accounts.links import Occasion
from accounts.models import AuditEntry, User
from accounts.names import Named
from accounts.permissions import check_manage
from accounts.roles import Role
from accounts.words import ROLES
from ozgtracker.errors import Blocked, InvalidInput, NotAllowed
from ozgtracker.findings import found
from ozgtracker.free_text import clean_line

# A compromised account must not become a mail cannon.
INVITATIONS_A_DAY = 100
# Invitations from a list, each tied to a body: all 194 authorities with a deputy each fit into one day.
LISTED_INVITATIONS_A_DAY = 400
type Change = tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]


def add(
    by: User | None, *, email: str, name: str, organisation: str, role: Role, password: str | None, on: date
) -> User:
    """A new person. Raises InvalidInput for an address that is wrong or taken, or where the name is missing."""
    fields = clean(email=email, name=name, organisation=organisation)
    try:
        with transaction.atomic():
            person = User.objects.create_user(password=password, role=role, **fields)
    except IntegrityError as error:
        raise taken() from error
    sentence = _("%(name)s als „%(role)s“ aufgenommen.")
    note(by, on, "person_added", person, sentence, change=(None, {**fields, "role": role.value}))
    return person


def give_role(by: User | None, person: User, role: Role, on: date) -> None:
    """Another role from now on. Raises Blocked for the last active administrator."""
    check_admin_remains(person)
    before = person.role
    person.role = role
    person.save(update_fields=["role"])
    sentence = _("%(name)s hat jetzt die Rolle „%(role)s“.")
    note(by, on, "role_changed", person, sentence, change=({"role": before}, {"role": role.value}))
    tell(person, AccessEvent.ROLE, on)


def switch(by: User | None, person: User, on: date) -> None:
    """Close an open access, open a closed one."""
    before = person.is_active
    person.is_active = not before
    person.closings += before
    person.save(update_fields=["is_active", "closings"])
    verb = "person_deactivated" if before else "person_activated"
    sentence = _("Zugang von %(name)s gesperrt.") if before else _("Zugang von %(name)s wieder freigegeben.")
    note(by, on, verb, person, sentence, change=({"is_active": before}, {"is_active": not before}))
    tell(person, AccessEvent.CLOSED if before else AccessEvent.REOPENED, on)


def send_link(by: User, person: User, on: date, *, listed: bool = False) -> None:
    """Have a link mailed to the person. Raises Blocked after too many a day; those of a list are counted apart."""
    verb, most = ("listed_link_ordered", LISTED_INVITATIONS_A_DAY) if listed else ("link_ordered", INVITATIONS_A_DAY)
    if AuditEntry.objects.counted(by=by, verb=verb, on=on) >= most:
        raise Blocked(found("link.too-many"))
    note(by, on, verb, person, _("Link zum Setzen des Passworts für %(name)s in Auftrag gegeben."))
    links.hand_over(person, Occasion.INVITATION)


def clean(*, email: str, name: str, organisation: str) -> dict[str, str]:
    """The three texts as they are stored. Raises InvalidInput at the field."""
    fields = {"email": email.strip().lower(), "name": clean_line(name), "organisation": clean_line(organisation)}
    try:
        validate_email(fields["email"])
    except ValidationError as error:
        raise InvalidInput(found("person.no-address"), field="email") from error
    if not any(char.isalpha() for char in fields["name"]):
        raise InvalidInput(found("person.no-name"), field="name")
    return fields


def taken() -> InvalidInput:
    """What is said where an address belongs to somebody already."""
    return InvalidInput(found("person.address-taken"), field="email")


def hold(by: User | None, person: User) -> User:
    """The person as it stands now. All administrators are locked in one order: two who remove each other must queue.

    Raises NotAllowed where the actor may not change this access, or is no longer who the request says.
    """
    held: dict[int, User] = {row.pk: row for row in User.objects.concerning(person).select_for_update().order_by("pk")}
    if by is not None:
        check_manage(still(held.get(by.pk, by), by.role), held[person.pk])
    return held[person.pk]


def still(actor: User, role: str) -> User:
    """The actor. Raises NotAllowed where access or role changed while the request was on its way."""
    if not actor.is_active or actor.role != role:
        raise NotAllowed(found("access.changed-meanwhile"))
    return actor


def check_admin_remains(person: User) -> None:
    """Raises Blocked where nobody could administrate without this person."""
    if person.role == Role.ADMIN and person.is_active and not User.objects.other_active_admins(person).exists():
        raise Blocked(found("access.last-admin"))


def note(by: User | None, on: date, verb: str, person: User, sentence: str, *, change: Change = (None, None)) -> None:
    """One row of the trail about this person."""
    before, after = change
    record(
        by=by,
        on=on,
        verb=verb,
        subject=Subject("user", str(person.pk), person.name),
        people=[Named(person.name, person.email)],
        sentence=sentence % {"name": person.name, "role": ROLES[Role(person.role)]},
        before=before,
        after=after,
        source="web" if by else "command",
    )
