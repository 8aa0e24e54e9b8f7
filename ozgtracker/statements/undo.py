"""Taking back what was just saved: an appended correction that gives the older word back, never a deletion."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from ozgtracker.errors import Blocked, LostRace, NotAllowed
from ozgtracker.findings import found
from ozgtracker.statements.appending import append
from ozgtracker.statements.models import Statement

WINDOW = timedelta(minutes=30)
# What was said before midnight may still be within the window.
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Undoable:
    """What somebody saved last: how many rows, and until when it can be taken back (in the time zone of `at`)."""

    change_set: uuid.UUID
    number: int
    until: datetime


def latest_undoable(reports: QuerySet[Any], *, by: Any, on: date, at: datetime) -> Undoable | None:
    """The last change set this person appended to these rows, unless its time is over, it is an undo itself, or
    somebody has said more since (one query). `on` is the product's day, `at` the real moment (ozgtracker.clock): what a
    demonstration plays now was said months ago."""
    newest = (
        reports.filter(by=by, recorded_at__gt=at - WINDOW, said_on__gte=on - A_DAY)
        .order_by()
        .values("change_set")
        .annotate(
            number=Count("pk"),
            first=Min("recorded_at"),
            newest=Max("pk"),
            followed=Count("superseded_by"),
            undone=Max("counts_on"),
            retracted=Count("pk", filter=Q(is_retraction=True)),
        )
        .order_by("-newest")
        .first()
    )
    if newest is None or newest["followed"] or newest["undone"] or newest["retracted"]:
        return None
    return Undoable(newest["change_set"], newest["number"], _until(newest["first"], at))


def undoable_now(statement: Statement, at: datetime) -> Undoable:
    """The same of what its author has appended this moment, alone, and which is no undo (no query)."""
    return Undoable(statement.change_set, 1, _until(statement.recorded_at, at))


def _until(recorded_at: datetime, at: datetime) -> datetime:
    return (recorded_at + WINDOW).astimezone(at.tzinfo)


def check_undo(statements: Sequence[Statement], *, by: Any, at: datetime) -> None:
    """Raises NotAllowed for somebody else's word, Blocked after WINDOW, LostRace(current) where more was said since.

    The caller holds what they are about; an empty change set is Blocked as well.
    """
    if not statements:
        raise Blocked(found("undo.nothing"))
    for one in statements:
        if one.by_id != by.pk:
            raise NotAllowed(found("undo.somebody-elses"))
        if one.recorded_at <= at - WINDOW or is_undo(one):
            raise Blocked(found("undo.too-late"))
        if (later := getattr(one, "superseded_by", None)) is not None:
            raise LostRace(found("undo.overtaken"), current=later)


def give_back[S: Statement](
    statements: Sequence[S], *, by: Any, on: date, change_set: uuid.UUID | None = None
) -> Sequence[S]:
    """Append what stood before each of them, as one change set (a new one, or that of what is taken back with them).

    check_undo let them pass, and the caller holds what they are about.
    """
    return append([_undone(one, by=by, on=on) for one in statements], change_set)


def _undone[S: Statement](statement: S, *, by: Any, on: date) -> S:
    """What stood before, or what stands where nobody has said anything."""
    before = statement.supersedes
    if before is not None and before.is_retraction:
        before = None
    return type(statement)(
        **statement.about,
        **(before.word if before else statement.NOTHING),
        by=by,
        said_on=on,
        reason=_("Rückgängig gemacht."),
        supersedes=statement,
        corrects=statement,
        counts_on=before.word_day if before else None,
        is_retraction=before is None,
        is_demonstration=statement.is_demonstration,
    )


def correction_words(report: Any) -> str:
    """ "Berichtigung" or "Rückgängig" for a row that corrects another; "" for any other."""
    if not report.corrects_id:
        return ""
    return _("Rückgängig") if is_undo(report) else _("Berichtigung")


def is_undo(report: Statement) -> bool:
    """Whether the row gives an older word back instead of saying a new one."""
    return report.is_retraction or report.counts_on is not None
