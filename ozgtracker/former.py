"""What a row held before: today's values stand in the row, those of earlier days in a Former row beside it.

So a day without a change costs nothing, and what changes a figure has a day (docs/architecture.md, law 1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, Exists, F, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from ozgtracker.relations import related, rows_of_each
from ozgtracker.remembered import recall
from ozgtracker.ui.as_of import AsOf


class Former(models.Model):
    """What its subject held until a day. FIELDS are called here as they are there; the subject knows it as "former"."""

    SUBJECT: ClassVar[str]
    FIELDS: ClassVar[tuple[str, ...]]
    # What pages read with the rows among them.
    RELATED: ClassVar[tuple[str, ...]] = ()

    # The first day on which it no longer held.
    valid_until = models.DateField(gettext_lazy("gilt nicht mehr seit"))

    class Meta:
        abstract = True


def held_then(subjects: models.QuerySet[Any], at: AsOf) -> dict[str, Any]:
    """Annotations for query sets: population_then is what each row held on that day; for today the row says it."""
    fields = _former_of(subjects.model).FIELDS
    if at.day >= at.today:
        return {_then(name): F(name) for name in fields}
    former = rows_of_each(subjects, "former").filter(valid_until__gt=at.day).order_by("valid_until")
    found: dict[str, Any] = {}
    for name in fields:
        field = subjects.model._meta.get_field(name.removesuffix("_id"))
        value = Subquery(former.values(name)[:1])
        output = models.BigIntegerField() if field.is_relation else field
        found[_then(name)] = (
            Case(When(Exists(former), then=value), default=F(name), output_field=output)
            if field.null
            else Coalesce(value, F(name), output_field=output)
        )
    return found


def as_held(former: type[Former], at: AsOf) -> Callable[[Any], Any]:
    """What gives a subject the values of the day in place of today's: one query for a past day and none while nothing
    has changed, none for today.

    For pages and tables: never save such a row.
    """
    held: dict[int, Former] = {}
    if at.day < at.today:
        held = recall(("held", former, at.day), partial(_held, former, at.day))
    names = [name.removesuffix("_id") for name in former.FIELDS]

    def give(row: Any) -> Any:
        if row.pk in held:
            for name in names:
                setattr(row, name, getattr(held[row.pk], name))
        return row

    return give


def _held(former: type[Former], day: date) -> dict[int, Former]:
    rows = former._default_manager.filter(valid_until__gt=day).select_related(*former.RELATED)
    # The last one put in is the one that ended first after the day.
    return {getattr(one, f"{former.SUBJECT}_id"): one for one in rows.order_by("-valid_until")}


def dated[M: models.Model](rows: models.QuerySet[M], at: AsOf) -> list[M]:
    """The rows of a query, each with the values of the day (as_held)."""
    return list(map(as_held(_former_of(rows.model), at), rows))


@dataclass(frozen=True, slots=True)
class Change:
    """What a load made of one row: the old values of those fields that are others now."""

    pk: int
    before: dict[str, Any]
    now: dict[str, Any]


def holding(former: type[Former]) -> dict[int, dict[str, Any]]:
    """What every subject holds today, by primary key: to be remembered before a load."""
    rows = _subject_of(former)._default_manager.values("pk", *former.FIELDS)
    return {row.pop("pk"): row for row in rows}


def keep_former(former: type[Former], before: dict[int, dict[str, Any]], since: date) -> list[Change]:
    """Store what held before of each subject that holds something else now, and say what changed.

    Raises InvalidInput("valid_from") where one has changed on a later day already: what came after would be lost.
    """
    now = holding(former)
    changed = [pk for pk, held in before.items() if pk in now and held != now[pk]]
    subject = f"{former.SUBJECT}_id"
    rows = former._default_manager.filter(**{f"{subject}__in": changed})
    refuse_earlier(rows.filter(valid_until__gt=since))
    # Of two loads of one day the first knows what held before it.
    stored = [former(**{subject: pk, "valid_until": since}, **before[pk]) for pk in changed]
    former._default_manager.bulk_create(stored, batch_size=1000, ignore_conflicts=True)
    # Changed there and back on one day is not changed at all.
    kept = rows.filter(valid_until=since).values("pk", subject, *former.FIELDS)
    back = [row["pk"] for row in kept if all(row[name] == now[row[subject]][name] for name in former.FIELDS)]
    rows.filter(pk__in=back).delete()
    return [_change(pk, before[pk], now[pk]) for pk in changed]


def refuse_earlier(later: models.QuerySet[Any]) -> None:
    """Raise InvalidInput("valid_from") if there is any such Former row: a change of a later day than the one asked."""
    last = later.order_by("-valid_until").first()
    if last is not None:
        raise InvalidInput(found("load.changed-later", day=last.valid_until), field="valid_from")


def first_day(valid_from: date | None, on: date) -> date:
    """The day from which a load holds: the day it is loaded, unless told. Raises InvalidInput for a day to come."""
    since = valid_from or on
    if since > on:
        raise InvalidInput(found("load.to-come"), field="valid_from")
    return since


def _change(pk: int, before: dict[str, Any], now: dict[str, Any]) -> Change:
    different = [name for name in before if before[name] != now[name]]
    return Change(pk, {name: before[name] for name in different}, {name: now[name] for name in different})


def _then(name: str) -> str:
    return f"{name.removesuffix('_id')}_then"


def _former_of(model: type[models.Model]) -> type[Former]:
    found: type[Former] = related(model, "former").model
    return found


def _subject_of(former: type[Former]) -> type[models.Model]:
    found: Any = former._meta.get_field(former.SUBJECT)
    subject: type[models.Model] = found.related_model
    return subject
