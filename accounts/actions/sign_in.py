"""Coming in, going out, and the password."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts import links
from accounts.access_events import AccessEvent
from accounts.actions.notices import tell
from accounts.audit import Subject, record
from accounts.links import Occasion
from accounts.models import SignIn, User
from accounts.names import Named
from accounts.sign_in_events import SignInEvent
from ozgtracker.errors import NotAllowed
from ozgtracker.findings import found


@transaction.atomic
def note_sign_in(*, by: User, at: datetime, address: str) -> None:
    """Somebody signed in. The day is that of the application's clock, which a demonstration moves."""
    by.last_login = at
    by.save(update_fields=["last_login"])
    _leave(SignInEvent.SIGNED_IN, by, at.date(), address)


def note_sign_out(*, by: User, on: date, address: str) -> None:
    """Somebody signed out."""
    _leave(SignInEvent.SIGNED_OUT, by, on, address)


def note_failed_sign_in(*, email: str, on: date, address: str) -> None:
    """Somebody gave a wrong password, or is deactivated.

    An unknown mail address is counted but not stored: people type passwords into the wrong field.
    """
    _leave(SignInEvent.REFUSED, User.objects.filter(email=email.strip().lower()).first(), on, address)


def end_session(*, by: User, session: UserSession, on: date, address: str) -> None:
    """End one session of one's own, at whatever device. Raises NotAllowed for a session of somebody else."""
    if session.user_id != by.pk:
        raise NotAllowed(found("session.somebody-elses"))
    with transaction.atomic():
        session.end()
        _leave(SignInEvent.ENDED, by, on, address)


@transaction.atomic
def request_password_link(*, person: User, on: date, address: str) -> None:
    """Somebody asked for a link because the password is forgotten; a worker mails it to the person's own address."""
    _leave(SignInEvent.LINK_REQUESTED, person, on, address)
    links.hand_over(person, Occasion.RESET)


def mail_link(*, person_id: int, occasion: Occasion, on: date) -> None:
    """Mail the link, if the person still has access, and only then say so. Raises what the mail server raises."""
    person = User.objects.active().filter(pk=person_id).first()
    if person is None:
        return
    links.letter(person, occasion).send()
    sentence = _("Link zum Setzen des Passworts an %(name)s verschickt.") % {"name": person.name}
    people = [Named(person.name, person.email)]
    record(by=None, on=on, verb="link_sent", subject=_subject(person), sentence=sentence, people=people, source="job")


@transaction.atomic
def set_password(*, by: User, password: str, on: date, address: str = "") -> None:
    """Set the own password. Every other session of this person ends with it; who had one before is told by mail."""
    is_another = by.has_usable_password()
    by.set_password(password)
    by.save(update_fields=["password"])
    if is_another:
        tell(by, AccessEvent.PASSWORD, on)
    _leave(SignInEvent.PASSWORD_SET, by, on, address)
    _note(by, on, "password_set", _("%(name)s hat ein neues Passwort gesetzt.") % {"name": by.name})


def forget_expired_sessions() -> None:
    """Delete the sessions nobody can continue: browsers forget their cookie, the table would keep who was here."""
    SessionStore.clear_expired()
    kept = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.exclude(Exists(kept)).delete()


def forget_sign_ins(*, on: date) -> int:
    """Delete what happened at the door more than settings.SIGN_IN_DAYS ago (adr/0013); returns how many rows."""
    deleted, _by_model = SignIn.objects.before(on - timedelta(days=settings.SIGN_IN_DAYS)).delete()
    return deleted


def _leave(event: SignInEvent, person: User | None, on: date, address: str) -> None:
    SignIn.objects.create(event=event, person=person, on=on, address=address or None)


def _note(by: User, on: date, verb: str, sentence: str) -> None:
    record(by=by, on=on, verb=verb, subject=_subject(by), sentence=sentence)


def _subject(person: User) -> Subject:
    return Subject("user", str(person.pk), person.name)
