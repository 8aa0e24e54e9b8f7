"""Whose a file is, and whether its owner may still read what stands in it."""

from __future__ import annotations

from datetime import date

from django.apps import apps
from django.http import Http404
from django.utils.crypto import salted_hmac

from accounts.models import User
from accounts.roles import EVERYONE
from exports.asking import ask
from exports.models import Export

# Whoever may read a list may take it away; ask() holds everybody to the roles of the list itself.
TAKERS = EVERYONE
# Of one person at a time: a file costs minutes of a worker that all share.
MOST_UNDER_WAY = 3


def rights_of(person: User, on: date) -> str:
    """A key that changes with whatever decides what this person reads: the role, and what rooms further up add
    (`rights_of` of their AppConfig)."""
    rooms = [room.rights_of(person, on) for room in apps.get_app_configs() if hasattr(room, "rights_of")]
    return salted_hmac("exports.rights", repr((str(person.role), rooms)), algorithm="sha256").hexdigest()


def may_take(export: Export, person: User, on: date) -> bool:
    """Whether this person owns it, still sees the list, and has the rights with which the file was written."""
    if export.person_id != person.pk or export.rights != rights_of(person, on):
        return False
    try:
        ask(export.address, person=person, day=export.day, today=on)
    except Http404:
        return False
    return True
