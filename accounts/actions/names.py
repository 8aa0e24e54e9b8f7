"""Name and address of a person, apart from what the person did: correcting them, and deleting them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import access
from accounts.audit import Subject, record
from accounts.models import AccessRequest, PersonName, SignIn, User
from ozgtracker.errors import Blocked, InvalidInput
from ozgtracker.findings import found
from ozgtracker.free_text import clean_line


@transaction.atomic
def correct_name(*, by: User | None, person: User, name: str, on: date) -> User:
    """The person is called so from now on, in the trail too. Raises NotAllowed; InvalidInput(field="name")."""
    person = access.hold(by, person)
    name = clean_line(name)
    if not any(char.isalpha() for char in name):
        raise InvalidInput(found("person.no-name"), field="name")
    if name == person.name:
        return person
    person.name = name
    person.save(update_fields=["name"])
    PersonName.objects.filter(email=person.email).update(name=name)
    access.note(by, on, "person_renamed", person, _("Name von %(name)s berichtigt."))
    return person


@transaction.atomic
def forget_person(*, by: User | None, person: User, on: date) -> str:
    """Delete name and address of somebody whose access is closed; returns the code that stands in their place.

    What the person did stays, under the code. Issued reports and mails that left the house are not called back.
    Raises NotAllowed; Blocked while the access is open.
    """
    person = access.hold(by, person)
    if person.is_active:
        raise Blocked(found("person.access-open"))
    known = PersonName.objects.filter(email=person.email).first()
    code = known.code if known else f"P-{person.pk}"
    AccessRequest.objects.filter(email=person.email).update(email=_nowhere(code), name=code, organisation="")
    if known:
        known.delete()
    person.email, person.name, person.organisation = _nowhere(code), code, ""
    SignIn.objects.of(person).delete()
    person.set_unusable_password()
    person.save(update_fields=["email", "name", "organisation", "password"])
    record(
        by=by,
        on=on,
        verb="person_forgotten",
        subject=Subject("user", str(person.pk), code),
        sentence=_("Name und Adresse von %(code)s gelöscht.") % {"code": code},
        source="web" if by else "command",
    )
    return code


def _nowhere(code: str) -> str:
    """An address that is nobody's (RFC 2606), and as unique as the code."""
    return f"{code.lower()}@forgotten.invalid"
