"""The people with access as a table to take away: the columns of the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from ozgtracker.spreadsheet import Cell


def people_header() -> tuple[str, ...]:
    """The heads of the columns people_lines fills."""
    return (_("Name"), _("Stelle"), _("E-Mail-Adresse"), _("Rolle"), _("Zugang"), _("zuletzt angemeldet"))


def people_lines(people: Iterable[User]) -> Iterator[tuple[Cell, ...]]:
    """One person a line; the day of the last sign-in, not its time."""
    for person in people:
        signed_in = person.last_login.astimezone(timezone.get_current_timezone()).date() if person.last_login else None
        yield (person.name, person.organisation, person.email, person.role_label, person.state.label, signed_in)
