"""Four eyes on roles that no one gives alone: asked for by one person, decided by another (docs/adr/0008)."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.access_requests import RequestKind, RequestState
from accounts.actions.access import add, clean, give_role, hold, send_link, still, switch, taken
from accounts.audit import Subject, record
from accounts.models import AccessRequest, User
from accounts.names import Named
from accounts.permissions import check_decide, check_give_role
from accounts.roles import Role
from accounts.words import REQUEST_KINDS, ROLES
from ozgtracker.errors import Blocked, InvalidInput, NotAllowed
from ozgtracker.findings import found
from ozgtracker.free_text import clean_line, says_something


def ask_to_invite(by: User, *, email: str, name: str, organisation: str, role: Role, on: date) -> AccessRequest:
    """Ask for a new person of such a role; nobody has access before it is confirmed. Raises InvalidInput."""
    fields = clean(email=email, name=name, organisation=organisation)
    if User.objects.filter(email=fields["email"]).exists():
        raise taken()
    return _ask(AccessRequest(kind=RequestKind.INVITATION, role=role, requested_by=by, requested_on=on, **fields))


def ask_about(by: User, person: User, kind: RequestKind, role: Role, on: date) -> AccessRequest:
    """Ask for another role of a person, or for the same one again after the access was closed."""
    return _ask(
        AccessRequest(
            kind=kind,
            person=person,
            email=person.email,
            name=person.name,
            organisation=person.organisation,
            role=role,
            role_before=person.role,
            requested_by=by,
            requested_on=on,
        )
    )


@transaction.atomic
def confirm_access(*, by: User, request: AccessRequest, on: date) -> AccessRequest:
    """A second person agrees, and it counts.

    Raises NotAllowed for who asked and whom it concerns; Blocked where it was decided, or is overtaken, meanwhile.
    """
    request = _held(by, request)
    try:
        check_give_role(request.requested_by, Role(request.role))
    except NotAllowed as error:
        raise Blocked(found("request.author-may-no-more")) from error
    _decide(by, request, RequestState.CONFIRMED, "", on)
    _carry_out(by, request, on)
    return request


@transaction.atomic
def decline_access(*, by: User, request: AccessRequest, reason: str, on: date) -> AccessRequest:
    """A second person disagrees and says why. Raises NotAllowed, InvalidInput("reason"), Blocked as confirm_access."""
    request = _held(by, request)
    said = clean_line(reason)
    if not says_something(said):
        raise InvalidInput(found("request.why-not"), field="reason")
    _decide(by, request, RequestState.DECLINED, said, on)
    return request


@transaction.atomic
def withdraw_access(*, by: User, request: AccessRequest, on: date) -> AccessRequest:
    """Who asked takes it back. Raises NotAllowed for everybody else; Blocked where it was decided meanwhile."""
    request = _locked(request)
    if request.requested_by_id != by.pk:
        raise NotAllowed(found("request.taken-back-by-author"))
    _decide(by, request, RequestState.WITHDRAWN, "", on)
    return request


def _ask(request: AccessRequest) -> AccessRequest:
    by, on = request.requested_by, request.requested_on
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as error:
        raise InvalidInput(found("request.waits-already", name=request.name), field="email") from error
    _note(by, request, "access_requested", _("%(kind)s von %(name)s als „%(role)s“ beantragt."), on)
    if not User.objects.second_people(by.pk, request.person_id).exists():
        _decide(None, request, RequestState.ALONE, "", on)
        _carry_out(by, request, on)
    return request


def _held(by: User, request: AccessRequest) -> AccessRequest:
    """The open request as it stands, with the person it concerns locked; checked that this person may decide."""
    if request.person is not None:
        hold(None, request.person)
    still(User.objects.get(pk=by.pk), by.role)
    request = _locked(request)
    check_decide(by, request)
    return request


def _locked(request: AccessRequest) -> AccessRequest:
    locked = AccessRequest.objects.with_people().select_for_update(of=("self",)).get(pk=request.pk)
    if locked.state != RequestState.OPEN:
        raise Blocked(found("request.decided-meanwhile"))
    return locked


def _decide(by: User | None, request: AccessRequest, state: RequestState, reason: str, on: date) -> None:
    request.state, request.decided_by, request.decided_on, request.reason = state, by, on, reason
    request.save(update_fields=["state", "decided_by", "decided_on", "reason"])
    verbs = {
        RequestState.CONFIRMED: ("access_confirmed", _("%(kind)s von %(name)s als „%(role)s“ bestätigt.")),
        RequestState.ALONE: (
            "access_confirmed",
            _("%(kind)s von %(name)s als „%(role)s“ gilt ohne Gegenbestätigung: Es gibt noch keine zweite Person."),
        ),
        RequestState.DECLINED: ("access_declined", _("%(kind)s von %(name)s als „%(role)s“ abgelehnt.")),
        RequestState.WITHDRAWN: ("access_withdrawn", _("%(kind)s von %(name)s als „%(role)s“ zurückgezogen.")),
    }
    verb, sentence = verbs[state]
    _note(by or request.requested_by, request, verb, sentence, on, reason=reason)


def _carry_out(by: User, request: AccessRequest, on: date) -> None:
    role = Role(request.role)
    if request.person is None:
        fields = {"email": request.email, "name": request.name, "organisation": request.organisation}
        request.person = add(by, role=role, password=None, on=on, **fields)
        request.save(update_fields=["person"])
        send_link(by, request.person, on)
        return
    person = hold(None, request.person)
    if person.role != request.role_before:
        raise Blocked(found("request.role-changed-meanwhile"))
    if request.kind == RequestKind.ROLE:
        give_role(by, person, role, on)
    elif not person.is_active:
        switch(by, person, on)


def _note(by: User, request: AccessRequest, verb: str, sentence: str, on: date, *, reason: str = "") -> None:
    person = request.person
    words = {
        "kind": REQUEST_KINDS[RequestKind(request.kind)],
        "name": request.name,
        "role": ROLES[Role(request.role)],
    }
    record(
        by=by,
        on=on,
        verb=verb,
        subject=Subject("user", str(person.pk), person.name)
        if person
        else Subject("accessrequest", str(request.pk), request.name),
        sentence=sentence % words,
        reason=reason,
        people=[Named(request.name, request.email), *([Named(person.name, person.email)] if person else [])],
    )
