"""A report that changes more than what it is about is stored only once its author has seen what else it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction

from milestones.consequences import Consequences, Key, compare, moved_waits
from milestones.status.touched import stand_on, waiting

type Act = Callable[[], object]


def foresee(act: Act, *, about: Key | None, on: date) -> Consequences:
    """What the act would change: it is carried out, looked at, and undone. Raises what the act raises."""
    before = stand_on(on)
    with transaction.atomic():
        act()
        after = stand_on(on)
        transaction.set_rollback(True)
    return compare(before, after, about, waiting(moved_waits(before, after), on))


def unless_unseen(
    act: Act, *, about: Key | None, on: date, seen: str, preview: Act | None = None
) -> Consequences | None:
    """Carry the act out and return None; or, where it has consequences whose key is not the one handed back, change
    nothing and return them. preview: what to look at instead, for an act that takes effect only later."""
    found = foresee(preview or act, about=about, on=on)
    if found and found.key != seen:
        return found
    act()
    return None
