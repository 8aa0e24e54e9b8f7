"""One number a table for everything a demonstration left in the database, whatever the keys and the moment."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey, Model

from accounts.models import PersonName

ROOMS = ("accounts", "services", "municipalities", "milestones", "reports")
# When it was written down, and what is random on purpose.
# The identifier of a mail follows from its period.
LEFT_OUT = {"recorded_at", "created_at", "at", "started_at", "password", "change_set", "message_id"}


# Of a person in the trail: random, too.
CODE = re.compile(r"P-[2-9A-Z]{8}")


def digest() -> dict[str, str]:
    """Equal for two databases in which the same was said by the same people in the same order."""
    places: dict[type[Model], dict[Any, int]] = {}
    for model in _models():
        keys = model._default_manager.order_by("pk").values_list("pk", flat=True)
        places[model] = {pk: place for place, pk in enumerate(keys)}
    return {model._meta.label: _lines(model, places) for model in _models()}


def _lines(model: type[Model], places: dict[type[Model], dict[Any, int]]) -> str:
    lines = hashlib.sha256()
    people = {code: f"person {place}" for place, code in enumerate(_codes())}
    for row in model._default_manager.order_by("pk").iterator():
        values = [_plain(row, field, places) for field in model._meta.concrete_fields if _counts(field)]
        text = json.dumps(values, cls=DjangoJSONEncoder)
        lines.update(CODE.sub(lambda found: people[found[0]], text).encode())
    return lines.hexdigest()


def _codes() -> list[str]:
    return list(PersonName.objects.order_by("pk").values_list("code", flat=True))


def _models() -> Iterator[type[Model]]:
    for room in ROOMS:
        yield from apps.get_app_config(room).get_models()


def _counts(field: Field[Any, Any]) -> bool:
    return not field.primary_key and field.name not in LEFT_OUT


def _plain(row: Model, field: Field[Any, Any], places: dict[type[Model], dict[Any, int]]) -> Any:
    """A key becomes the place of the row it leads to."""
    value = getattr(row, field.attname)
    if isinstance(field, ForeignKey) and value is not None:
        return places[field.related_model][value]
    if field.attname == "period" and " " in str(value):
        return str(value).partition(" ")[0]  # an event's key makes it unique
    if field.attname == "subject_key" and getattr(row, "subject_kind") in {"user", "recipient", "delivery"}:  # noqa: B009 - of some models
        return ""  # people and addresses have no other key than the database's
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else value
