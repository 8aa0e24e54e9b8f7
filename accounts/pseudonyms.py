"""Who is meant in the trail: a code there, name and address beside it, where they can be corrected and deleted.

In stored text {P-7K3QXW2M} stands for the name of that person and {P-7K3QXW2M@} for the address (docs/adr/0012).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import AuditEntry, PersonName
from accounts.names import Named

# Without 0 and O, 1, I and L: it is read out on the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# Where the texts of an entry name people.
TEXTS = ("subject_label", "sentence", "reason", "on_behalf_of", "before", "after")
_PLACE = re.compile(r"\{(P-[2-9A-Z]{8})(@?)\}")


def codes_of(people: Iterable[Named]) -> dict[Named, str]:
    """The codes of these people, by their addresses, in one query; in two more whoever has none yet gets one."""
    wanted = {person: person.email.strip().lower() for person in people}
    if not wanted:
        return {}
    rows = PersonName.objects.filter(email__in=set(wanted.values()))
    known = dict(rows.values_list("email", "code"))
    names = {email: person.name for person, email in wanted.items() if email not in known}
    if names:
        new = [PersonName(code=_fresh(), email=email, name=name) for email, name in names.items()]
        # Somebody else may be faster by a moment: what counts is what stands there afterwards.
        PersonName.objects.bulk_create(new, ignore_conflicts=True)
        known = dict(rows.all().values_list("email", "code"))
    return {person: known[email] for person, email in wanted.items()}


def _fresh() -> str:
    return "P-" + "".join(secrets.choice(ALPHABET) for _each in range(8))


def hide(value: Any, codes: Mapping[Named, str]) -> Any:
    """The same text, list or mapping with codes where these people are named."""
    if isinstance(value, str):
        for person, code in codes.items():
            value = value.replace(person.email, f"{{{code}@}}") if person.email else value
            value = value.replace(person.name, f"{{{code}}}") if person.name else value
        return value
    if isinstance(value, Mapping):
        return {key: hide(one, codes) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [hide(one, codes) for one in value]
    return value


def named(entries: Iterable[AuditEntry]) -> list[AuditEntry]:
    """The entries with names in the place of codes, in one query; the database keeps the codes."""
    found = list(entries)
    known = {row.code: row for row in PersonName.objects.filter(code__in=_codes_in(found))}
    for entry in found:
        entry.by_name = _name(entry.by, known) if entry.by else _("System")
        for field in TEXTS:
            setattr(entry, field, _shown(getattr(entry, field), known))
    return found


def in_batches(entries: Iterable[AuditEntry], size: int = 2000) -> Iterable[AuditEntry]:
    """`named` for very many: one query a batch."""
    batch: list[AuditEntry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == size:
            yield from named(batch)
            batch = []
    yield from named(batch)


def _codes_in(entries: Sequence[AuditEntry]) -> set[str]:
    texts = (
        f"{entry.subject_label} {entry.sentence} {entry.reason} {entry.on_behalf_of} {entry.before} {entry.after}"
        for entry in entries
    )
    mentioned = {code for text in texts for code, _at in _PLACE.findall(text)}
    return mentioned | {entry.by for entry in entries if entry.by}


def _shown(value: Any, known: Mapping[str, PersonName]) -> Any:
    if isinstance(value, str):
        return _PLACE.sub(lambda place: _word(place[1], known, is_address=bool(place[2])), value)
    if isinstance(value, Mapping):
        return {key: _shown(one, known) for key, one in value.items()}
    if isinstance(value, list):
        return [_shown(one, known) for one in value]
    return value


def _word(code: str, known: Mapping[str, PersonName], *, is_address: bool) -> str:
    row = known.get(code)
    return row.email if row and is_address and row.email else _name(code, known)


def _name(code: str, known: Mapping[str, PersonName]) -> str:
    row = known.get(code)
    return (row.name or row.email) if row else _("Person %(code)s") % {"code": code}
