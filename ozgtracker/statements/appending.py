"""The one way to say something: hold what it is about, look what was said last, append, and let the rows follow."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from ozgtracker.errors import LostRace
from ozgtracker.findings import found
from ozgtracker.statements.models import Statement


def hold(subjects: models.QuerySet[Any]) -> list[Any]:
    """Lock these rows until the transaction ends: of two who speak about the same ones, the second waits.

    In one order, so that nobody waits for each other. Returns their keys: read them afterwards, in a statement of its
    own, for what this one saw might be older than the lock.
    """
    return list(subjects.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def check_seen(current: Statement | None, seen: Statement | None, title: str) -> None:
    """Raises LostRace(current) where more was said than the author has seen; the caller holds what it is about."""
    if current != seen:
        raise LostRace(found("statement.overtaken", title=title), current=current)


def append[S: Statement](statements: Sequence[S], change_set: uuid.UUID | None = None) -> Sequence[S]:
    """Insert them as one change set, and bring the rows they are about to what was said; the caller holds these."""
    together = change_set or uuid.uuid4()
    for statement in statements:
        statement.change_set = together
    if statements:
        type(statements[0])._default_manager.bulk_create(statements)
        for name in type(statements[0]).ABOUT:
            _follow(name, [one for one in statements if getattr(one, f"{name}_id") is not None])
    return statements


def _follow(name: str, statements: Sequence[Statement]) -> None:
    """The rows repeat the last word.

    Django has no UPDATE … FROM; its bulk_update builds a CASE per row and field, forty times slower for many reports.
    """
    if not statements or not statements[0].REPEATED:
        return
    statement = type(statements[0])._meta
    key: Any = statement.get_field(name)
    subject = key.related_model._meta
    columns = {one: f"said.{one}" for one in statements[0].REPEATED} | _kept_beside(subject)
    moved = ", ".join(f"{column} = {value}" for column, value in columns.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {subject.db_table} AS subject SET {moved} FROM {statement.db_table} AS said"  # noqa: S608 - names
            f" WHERE said.{key.column} = subject.id AND said.id = ANY(%s)",
            [[one.pk for one in statements]],
        )
    _follow_here(name, statements, subject)


def _kept_beside(subject: Any) -> dict[str, str]:
    names = {field.name for field in subject.get_fields()}
    word_day = "CASE WHEN said.is_retraction THEN NULL ELSE COALESCE(said.counts_on, said.said_on) END"
    both = {"last_report": ("last_report_id", "said.id"), "reported_on": ("reported_on", word_day)}
    return dict(column for name, column in both.items() if name in names)


def _follow_here(name: str, statements: Iterable[Statement], subject: Any) -> None:
    """Whoever holds the row in hand sees what stands in the table."""
    kept = _kept_beside(subject)
    for one in statements:
        if not type(one)._meta.get_field(name).is_cached(one):  # type: ignore[union-attr]
            continue
        row = getattr(one, name)
        for column in one.REPEATED:
            setattr(row, column, getattr(one, column))
        if "reported_on" in kept:
            row.reported_on = one.word_day
        if "last_report_id" in kept:
            row.last_report = one
