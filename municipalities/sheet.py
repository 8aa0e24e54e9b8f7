"""The lists of this room as tables to take away: the authorities somebody reports for, mandates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from municipalities.mandates_page import WaitingMandate
from municipalities.models import Association, Representative
from ozgtracker.spreadsheet import Cell


def member_header() -> tuple[str, ...]:
    """The heads of the columns member_lines fills."""
    return (_("Verwaltung"), _("ARS"), _("Art"), _("offen"), _("Leistungen"), _("zuletzt gemeldet"))


def member_lines(members: Iterable[Any]) -> Iterator[tuple[Cell, ...]]:
    """One authority a line, from rows that AuthorityQuerySet.with_missing annotated."""
    for one in members:
        yield (one.label, one.ars, one.kind_words, one.missing, one.services, one.said_last)


def waiting_header() -> tuple[str, ...]:
    """The heads of the columns waiting_lines fills."""
    return (
        _("es bestätigt"),
        _("Person"),
        _("E-Mail-Adresse"),
        _("Vertretung"),
        _("soll sprechen für"),
        _("benannt am"),
        _("benannt von"),
    )


def waiting_lines(mine: Iterable[WaitingMandate], others: Iterable[WaitingMandate]) -> Iterator[tuple[Cell, ...]]:
    """One mandate a line: those the reader decides on, with the address of the person, then those of others."""
    for one in mine:
        yield _waiting(one.mandate, _("Sie"), one.mandate.user.email)
    for one in others:
        yield _waiting(one.mandate, one.confirmers, "")


def _waiting(mandate: Representative, confirmers: str, email: str) -> tuple[Cell, ...]:
    by = mandate.appointed_by.name if mandate.appointed_by else ""
    user, body = mandate.user, str(mandate.body)
    return (confirmers, user.name, email, mandate.is_deputy, body, mandate.appointed_on, by)


def speaker_header() -> tuple[str, ...]:
    """The heads of the columns speaker_lines fills."""
    return (
        _("Verband"),
        _("Person"),
        _("Vertretung"),
        _("Stand"),
        _("seit"),
        _("benannt am"),
        _("benannt von"),
        _("Zugang gesperrt"),
    )


def speaker_lines(
    speakers: Iterable[tuple[Association, Iterable[Representative]]], *, with_access: bool
) -> Iterator[tuple[Cell, ...]]:
    """One mandate a line, an empty one where nobody speaks; with_access says whose access is closed today."""
    for association, mandates in speakers:
        lines = [
            (association.name, *_speaker(one), not one.user.is_active if with_access else None) for one in mandates
        ]
        yield from lines or [(association.name, *[None] * 7)]


def _speaker(one: Representative) -> tuple[Cell, ...]:
    """In force, with the day; or proposed, with who named the person."""
    if one.since is not None:
        return (one.user.name, one.is_deputy, one.mark.label if one.mark else "", one.since, None, None)
    by = one.appointed_by.name if one.appointed_by else ""
    return (one.user.name, one.is_deputy, one.look.label, None, one.appointed_on, by)
