"""The people with access, what waits for a second person, who came in: the columns of their lists, to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AccessRequest, SignIn, User
from ozgtracker.spreadsheet import Cell


def people_header() -> tuple[str, ...]:
    """The heads of the columns people_lines fills."""
    return (_("Name"), _("Stelle"), _("E-Mail-Adresse"), _("Rolle"), _("Zugang"), _("zuletzt angemeldet"))


def people_lines(people: Iterable[User]) -> Iterator[tuple[Cell, ...]]:
    """One person a line; the day of the last sign-in, not its time."""
    for person in people:
        signed_in = person.last_login.astimezone(timezone.get_current_timezone()).date() if person.last_login else None
        yield (person.name, person.organisation, person.email, person.role_label, person.state.label, signed_in)


def request_header() -> tuple[str, ...]:
    """The heads of the columns request_lines fills."""
    return (
        _("Person"),
        _("Stelle"),
        _("E-Mail-Adresse"),
        _("Beantragt"),
        _("bisherige Rolle"),
        _("Rolle"),
        _("Von"),
        _("beantragt am"),
        _("Stand"),
        _("entschieden am"),
        _("entschieden von"),
        _("Begründung"),
    )


def request_lines(requests: Iterable[AccessRequest]) -> Iterator[tuple[Cell, ...]]:
    """One request a line."""
    for one in requests:
        yield (
            one.name,
            one.organisation,
            one.email,
            one.get_kind_display(),
            one.role_before_label,
            one.role_label,
            one.requested_by.name,
            one.requested_on,
            one.look.label,
            one.decided_on,
            one.decided_by.name if one.decided_by else "",
            one.reason,
        )


def sign_in_header() -> tuple[str, ...]:
    """The heads of the columns sign_in_lines fills."""
    return (_("Tag"), _("Zeitpunkt"), _("Ereignis"), _("Person"), _("E-Mail-Adresse"), _("Internetadresse"))


def sign_in_lines(events: Iterable[SignIn]) -> Iterator[tuple[Cell, ...]]:
    """One event a line; an address that is nobody's is not known."""
    for one in events:
        name, email = (one.person.name, one.person.email) if one.person else (_("unbekannte Adresse"), "")
        yield (one.on, one.at_here, one.get_event_display(), name, email, one.address)
