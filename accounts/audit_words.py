"""The trail in German: kinds, verbs and what changed.

Rooms declare in their AppConfig what they write (audit_kinds, audit_verbs); the names of fields and states come from
the models themselves. So this room puts everything into words without knowing what it means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from ozgtracker import german
from ozgtracker.sorting import sort_key

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of what an entry changed; before and after are German text."""

    label: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """ "geplant → live"; only the new value where there was none before."""
        return self.after if self.before == german.DASH else f"{self.before} → {self.after}"


def verbs() -> dict[str, str]:
    """Every verb any room writes, with its German words, sorted by them."""
    found: dict[str, str] = {}
    for config in apps.get_app_configs():
        found |= {verb: _(words) for verb, words in getattr(config, "audit_verbs", {}).items()}
    return dict(sorted(found.items(), key=lambda item: sort_key(item[1])))


def kinds() -> dict[str, str]:
    """Every kind of thing any room writes about, with its German name, sorted by it."""
    declared = [kind for config in apps.get_app_configs() for kind in getattr(config, "audit_kinds", ())]
    named = {kind: _name(kind) for kind in declared}
    return dict(sorted(named.items(), key=lambda item: sort_key(item[1])))


def changes(entry: AuditEntry, *, longest: int = 6) -> tuple[Change, ...]:
    """What changed, field by field, in the order written; fields that stayed the same are left out.

    Of lists with more parts than longest the first ones are named and the rest is counted.
    """
    before, after = entry.before or {}, entry.after or {}
    fields = _fields(entry.subject_kind)
    found = (
        (key, *(_shown(value, fields.get(key), longest) for value in (before.get(key), after.get(key))))
        for key in dict.fromkeys([*before, *after])
        if before.get(key) != after.get(key)
    )
    return tuple(Change(_label(key, entry.subject_kind), was, now) for key, was, now in found if was != now)


def in_one_line(entry: AuditEntry) -> str:
    """The same for a cell, whole: "Stand: geplant → live; live seit: 01.06.2022"."""
    return "; ".join(f"{change.label}: {change.sentence}" for change in changes(entry, longest=10_000))


def _name(kind: str) -> str:
    return str(_models(kind)[0]._meta.verbose_name)


# A page asks for the same few kinds of its fifty entries over and over; what models there are is known at the start.
@cache
def _models(kind: str) -> tuple[type[Model], ...]:
    """The model of this kind first, then its report, then the rest of its room, whose fields the change may name."""
    found: list[type[Model]] = []
    for room in apps.get_app_configs():
        if kind in getattr(room, "audit_kinds", ()):
            by_name = {model.__name__.lower(): model for model in room.get_models()}
            found += [by_name.pop(name) for name in (kind, f"{kind}report") if name in by_name]
            found += by_name.values()
    return tuple(found)


@cache
def _fields(kind: str) -> Mapping[str, Field[Any, Any]]:
    found: dict[str, Field[Any, Any]] = {}
    for model in reversed(_models(kind)):
        fields = model._meta.get_fields()
        found |= {field.name: field for field in fields if isinstance(field, Field)}
    return found


def _label(key: str, kind: str) -> str:
    """The name of the thing the key stands for, or of the field, or the key itself (rooms may write it in German)."""
    return str(_labels(kind).get(key, key))


@cache
def _labels(kind: str) -> Mapping[str, Any]:
    """What things and fields are called, each word said late."""
    fields = {name: field.verbose_name for name, field in _fields(kind).items()}
    return fields | {model.__name__.lower(): model._meta.verbose_name for model in reversed(_models(kind))}


def _shown(value: Any, field: Field[Any, Any] | None, longest: int) -> str:
    if value is None or value in ("", []):
        return german.DASH
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, list):
        more = [_("%(count)s weitere") % {"count": german.number(len(value) - longest)}] if len(value) > longest else []
        return german.listing([*(str(part) for part in value[:longest]), *more])
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return german.day(date.fromisoformat(value))
    return str(_choices(field).get(value, value)) if field is not None and field.choices else str(value)


@cache
def _choices(field: Field[Any, Any]) -> Mapping[Any, Any]:
    return dict(field.flatchoices)
