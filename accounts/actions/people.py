"""Who has access, with which role."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import links
from accounts.audit import Subject, record
from accounts.links import Occasion
from accounts.models import AuditEntry, User
from accounts.names import one_line
from accounts.permissions import check_give_role, check_manage
from accounts.roles import ROLES, Role
from ozgtracker.errors import Blocked, InvalidInput, NotAllowed

# A compromised account must not become a mail cannon.
INVITATIONS_A_DAY = 100
type Change = tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]


@transaction.atomic
def create_person(
    *, by: User | None, email: str, name: str, role: Role, organisation: str = "", password: str | None = None, on: date
) -> User:
    """Add a person. Without a password the person sets one by a link.

    Raises NotAllowed for roles this actor may not give, InvalidInput for an address that is wrong or taken.
    """
    if by is not None:
        check_give_role(by, role)
    fields = _clean(email=email, name=name, organisation=organisation)
    try:
        with transaction.atomic():
            person = User.objects.create_user(password=password, role=role, **fields)
    except IntegrityError as error:
        raise InvalidInput(_("Zu dieser E-Mail-Adresse gibt es schon eine Person."), field="email") from error
    sentence = _("%(name)s als „%(role)s“ aufgenommen.")
    _note(by, on, "person_added", person, sentence, change=(None, {**fields, "role": role.value}))
    return person


@transaction.atomic
def invite(*, by: User, email: str, name: str, role: Role, organisation: str = "", on: date) -> User:
    """Add a person and mail a link to set the password. Raises as create_person, and Blocked after too many a day."""
    person = create_person(by=by, email=email, name=name, role=role, organisation=organisation, on=on)
    _send_link(by, person, on)
    return person


@transaction.atomic
def send_link_again(*, by: User, person: User, on: date) -> None:
    """Mail a new link to somebody who lost the first. Raises NotAllowed; Blocked for deactivated people."""
    check_manage(by, person)
    if not person.is_active:
        raise Blocked(_("Wer gesperrt ist, bekommt keinen Link. Bitte geben Sie den Zugang zuerst wieder frei."))
    _send_link(by, person, on)


@transaction.atomic
def change_role(*, by: User | None, person: User, role: Role, on: date) -> User:
    """Give a person another role. Raises NotAllowed; Blocked for the last active administrator."""
    person = _locked(by, person)
    if by is not None:
        check_give_role(by, role)
    before = person.role
    if before == role:
        return person
    _check_admin_remains(person)
    person.role = role
    person.save(update_fields=["role"])
    sentence = _("%(name)s hat jetzt die Rolle „%(role)s“.")
    _note(by, on, "role_changed", person, sentence, change=({"role": before}, {"role": role.value}))
    return person


@transaction.atomic
def deactivate(*, by: User | None, person: User, on: date) -> User:
    """Close a person's access at once; what the person did stays. Raises NotAllowed; Blocked for the last admin."""
    person = _locked(by, person)
    if person.is_active:
        _check_admin_remains(person)
        _switch(by, on, "person_deactivated", person, _("Zugang von %(name)s gesperrt."))
    return person


@transaction.atomic
def activate(*, by: User | None, person: User, on: date) -> User:
    """Open a closed access again. Raises NotAllowed."""
    person = _locked(by, person)
    if not person.is_active:
        _switch(by, on, "person_activated", person, _("Zugang von %(name)s wieder freigegeben."))
    return person


@transaction.atomic
def ensure_admin(*, email: str, name: str, on: date) -> User:
    """For the machine's own operator: this address is an active administrator afterwards, whatever it was before."""
    person = User.objects.filter(email=email.strip().lower()).first()
    if person is None:
        return create_person(by=None, email=email, name=name, role=Role.ADMIN, on=on)
    person = change_role(by=None, person=person, role=Role.ADMIN, on=on)
    return activate(by=None, person=person, on=on)


def _switch(by: User | None, on: date, verb: str, person: User, sentence: str) -> None:
    before = person.is_active
    person.is_active = not before
    person.closings += before
    person.save(update_fields=["is_active", "closings"])
    _note(by, on, verb, person, sentence, change=({"is_active": before}, {"is_active": not before}))


def _send_link(by: User, person: User, on: date) -> None:
    if AuditEntry.objects.counted(by_email=by.email, verb="link_ordered", on=on) >= INVITATIONS_A_DAY:
        raise Blocked(
            _("Heute wurden schon sehr viele Einladungen in Auftrag gegeben. Bitte machen Sie morgen weiter.")
        )
    _note(by, on, "link_ordered", person, _("Link zum Setzen des Passworts für %(name)s in Auftrag gegeben."))
    links.hand_over(person, Occasion.INVITATION)


def _clean(*, email: str, name: str, organisation: str) -> dict[str, str]:
    fields = {"email": email.strip().lower(), "name": one_line(name), "organisation": one_line(organisation)}
    try:
        validate_email(fields["email"])
    except ValidationError as error:
        raise InvalidInput(_("Das ist keine E-Mail-Adresse."), field="email") from error
    if not fields["name"]:
        raise InvalidInput(_("Bitte nennen Sie den Namen."), field="name")
    return fields


def _locked(by: User | None, person: User) -> User:
    """The person as it stands now. All administrators are locked in one order: two who remove each other must queue."""
    found: dict[int, User] = {row.pk: row for row in User.objects.concerning(person).select_for_update().order_by("pk")}
    if by is not None:
        actor = found.get(by.pk, by)
        if not actor.is_active or actor.role != by.role:
            raise NotAllowed(_("Ihre Rechte haben sich gerade geändert. Es wurde nichts gespeichert."))
        check_manage(actor, found[person.pk])
    return found[person.pk]


def _check_admin_remains(person: User) -> None:
    if person.role == Role.ADMIN and person.is_active and not User.objects.other_active_admins(person).exists():
        raise Blocked(_("Es muss mindestens eine aktive Person der technischen Administration geben."))


def _note(by: User | None, on: date, verb: str, person: User, sentence: str, *, change: Change = (None, None)) -> None:
    before, after = change
    record(
        by=by,
        on=on,
        verb=verb,
        subject=Subject("user", str(person.pk), person.name),
        sentence=sentence % {"name": person.name, "role": ROLES[Role(person.role)].label},
        before=before,
        after=after,
        source="web" if by else "command",
    )
