"""What somebody does with files of one's own: ask for one, have it tried again, not want it any more."""

from __future__ import annotations

from datetime import date

from celery import current_app
from django.db import transaction
from django.db.models.functions import Now

from accounts.models import User
from exports import files
from exports.asking import ask
from exports.models import Export
from exports.permissions import MOST_UNDER_WAY
from exports.states import ExportState, Failure
from ozgtracker.errors import Blocked
from ozgtracker.findings import found

WRITE = "exports.write"
# Seconds: one that found no worker for a minute says no more than the next (exports.actions.tending).
EXPIRES = 60


@transaction.atomic
def order_export(*, by: User, address: str, day: date, on: date) -> Export:
    """Have this list of that day written to a file; the same one, while it is under way, is not begun twice.

    Raises Http404 where this person sees no such list, and Blocked where too many are under way.
    """
    asked = ask(address, person=by, day=day, today=on)
    _one_at_a_time(by)
    same = Export.objects.of(by).under_way().filter(address=address, day=asked.day).first()
    if same is not None:
        return same
    _check_room(by)
    export = Export.objects.create(
        person=by, address=address, day=asked.day, title=asked.title, narrowed=asked.narrowed, ordered_on=on
    )
    hand_over()
    return export


@transaction.atomic
def restart_export(*, by: User, export: Export, on: date) -> None:
    """Have one that came to nothing written again, with today's rights. Does nothing where it is under way or done."""
    _one_at_a_time(by)
    same = Export.objects.of(by).under_way().filter(address=export.address, day=export.day)
    failed = Export.objects.of(by).filter(pk=export.pk, state=ExportState.FAILED)
    if same.exists() or not failed.exists():
        return
    _check_room(by)
    anew = {"failure": "", "rows_written": 0, "rows_expected": None, "ordered_on": on, "ordered_at": Now()}
    failed.update(state=ExportState.QUEUED, **anew)
    hand_over()


def discard_export(*, export: Export) -> None:
    """Neither wait for it nor keep it; whoever writes it notices and stops."""
    token = export.token
    export.delete()
    transaction.on_commit(lambda: files.remove(token))


def hand_over() -> None:
    """Once the transaction holds, a worker writes what waits. By name, because actions know no tasks; where the broker
    is away, tending sends it again."""
    transaction.on_commit(lambda: current_app.send_task(WRITE, expires=EXPIRES), robust=True)


def _one_at_a_time(person: User) -> None:
    """Two presses at once take turns; and what a dead process has left no longer counts as under way."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    fail_lost(person)


def fail_lost(person: User | None = None) -> int:
    """Call what a dead process has left what it is: failed. Of this person, or of everybody; returns how many."""
    lost = Export.objects.lost() if person is None else Export.objects.of(person).lost()
    tokens = list(lost.values_list("token", flat=True))
    for token in tokens:
        files.remove(token)
    left = Export.objects.filter(token__in=tokens, state=ExportState.RUNNING)
    return left.update(state=ExportState.FAILED, failure=Failure.LOST)


def _check_room(person: User) -> None:
    if Export.objects.of(person).under_way().count() >= MOST_UNDER_WAY:
        raise Blocked(found("export.too-many", most=MOST_UNDER_WAY))
