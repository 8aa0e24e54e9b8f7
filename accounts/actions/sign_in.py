"""Coming in, going out, and the password."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import links
from accounts.access_events import AccessEvent
from accounts.actions.notices import tell
from accounts.audit import Subject, record
from accounts.links import Occasion
from accounts.models import User
from accounts.names import Named


@transaction.atomic
def note_sign_in(*, by: User, at: datetime) -> None:
    """Somebody signed in. The day is that of the application's clock, which a demonstration moves."""
    by.last_login = at
    by.save(update_fields=["last_login"])
    _note(by, at.date(), "signed_in", _("%(name)s hat sich angemeldet.") % {"name": by.name})


def note_sign_out(*, by: User, on: date) -> None:
    """Somebody signed out."""
    _note(by, on, "signed_out", _("%(name)s hat sich abgemeldet.") % {"name": by.name})


def note_failed_sign_in(*, email: str, on: date) -> None:
    """Somebody gave a wrong password, or is deactivated.

    An unknown address is counted but not stored: people type passwords into the wrong field.
    """
    person = User.objects.filter(email=email.strip().lower()).first()
    subject = _subject(person) if person else Subject("user", "", _("unbekannte Adresse"))
    sentence = _("Anmeldung abgewiesen: %(name)s.") % {"name": subject.label}
    people = [Named(person.name, person.email)] if person else []
    record(by=None, on=on, verb="sign_in_refused", subject=subject, sentence=sentence, people=people)


@transaction.atomic
def request_password_link(*, person: User, on: date) -> None:
    """Somebody asked for a link because the password is forgotten; a worker mails it to the person's own address."""
    sentence = _("Für %(name)s wurde ein Link zum Setzen des Passworts angefordert.") % {"name": person.name}
    people = [Named(person.name, person.email)]
    record(by=None, on=on, verb="link_requested", subject=_subject(person), sentence=sentence, people=people)
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
def set_password(*, by: User, password: str, on: date) -> None:
    """Set the own password. Every other session of this person ends with it; who had one before is told by mail."""
    is_another = by.has_usable_password()
    by.set_password(password)
    by.save(update_fields=["password"])
    if is_another:
        tell(by, AccessEvent.PASSWORD, on)
    _note(by, on, "password_set", _("%(name)s hat ein neues Passwort gesetzt.") % {"name": by.name})


def forget_expired_sessions() -> None:
    """Delete the sessions nobody can continue: browsers forget their cookie, the table would keep who was here."""
    SessionStore.clear_expired()


def _note(by: User, on: date, verb: str, sentence: str) -> None:
    record(by=by, on=on, verb=verb, subject=_subject(by), sentence=sentence)


def _subject(person: User) -> Subject:
    return Subject("user", str(person.pk), person.name)
