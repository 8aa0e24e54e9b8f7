"""Appends one row to the trail. Called by actions only, inside their transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Required, TypedDict, Unpack

from django.utils.text import Truncator

from accounts.models import AuditEntry, User
from accounts.names import Named
from accounts.pseudonyms import TEXTS, codes_of, hide

# As long as AuditEntry.subject_label: names put together may be longer, and must not stop what they name.
LONGEST_LABEL = 300


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing an entry is about: kind ("milestone"), key ("app-betriebsbereit"), label as shown."""

    kind: str
    key: str
    label: str


class Values(TypedDict, total=False):
    """What an entry says; by, on, verb, subject and sentence always."""

    by: Required[User | None]
    on: Required[date]
    verb: Required[str]
    subject: Required[Subject]
    sentence: Required[str]
    reason: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    on_behalf_of: str
    source: str
    change_set: uuid.UUID | None
    people: Sequence[Named]


def entry(
    *,
    by: User | None,
    on: date,
    verb: str,
    subject: Subject,
    sentence: str,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    on_behalf_of: str = "",
    source: str = "web",
    change_set: uuid.UUID | None = None,
    people: Sequence[Named] = (),
) -> AuditEntry:
    """One entry that is not appended yet; by=None means the system itself (a scheduled job or a loader).

    people: everybody whom the texts name, beside the actor; when it is appended, a code takes the place of name and
    address. Of others whom somebody names in a reason nothing is known: it stays as typed.
    """
    found = AuditEntry(
        by_role=by.role if by else "system",
        on=on,
        verb=verb,
        subject_kind=subject.kind,
        subject_key=subject.key,
        subject_label=subject.label,
        sentence=sentence,
        reason=reason,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        on_behalf_of=on_behalf_of,
        source=source,
        change_set=change_set or uuid.uuid4(),
    )
    found.actor = Named(by.name, by.email) if by else None
    found.people = tuple(people)
    return found


def plain(row: Any, *names: str) -> dict[str, Any]:
    """Fields of a row as an entry keeps them before and after: days in ISO 8601."""
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def record(**values: Unpack[Values]) -> AuditEntry:
    """Append one entry; the values are those of `entry`."""
    appended = entry(**values)
    _hide_people([appended])
    appended.save(force_insert=True)
    return appended


def record_all(entries: Sequence[AuditEntry]) -> None:
    """Append many entries in one statement, in their order."""
    _hide_people(entries)
    AuditEntry.objects.bulk_create(entries)


def _hide_people(entries: Sequence[AuditEntry]) -> None:
    # The actor last: of two with the same name a text means the other one.
    named = [[*one.people, *([one.actor] if one.actor else [])] for one in entries]
    codes = codes_of(person for people in named for person in people)
    for one, people in zip(entries, named, strict=True):
        one.by = codes[one.actor] if one.actor else ""
        for name in TEXTS:
            setattr(one, name, hide(getattr(one, name), {person: codes[person] for person in people}))
        # Afterwards: half an address would not be known as one.
        one.subject_label = Truncator(one.subject_label).chars(LONGEST_LABEL)
