"""What many readers ask for, made once for as long as nothing has changed (ozgtracker.changes); by each process.

Whoever has just written, or reads what is not committed yet, makes it anew.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from ozgtracker import changes
from ozgtracker.packed import PLACE, Piece, WithPiece
from ozgtracker.ui.requests import Request

# So many answers at most: a few days, sides and languages of a few pages, of some 100 kB each.
MANY = 128
# And so many of what each person has alone: a number or two.
MANY_PEOPLE = 4096


class Memory:
    """The newest answers, by what was asked and by the version of the data. One makes it, others who ask wait."""

    def __init__(self, size: int = MANY) -> None:
        self._size = size
        self._made: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def recall[T](self, asked: Hashable, make: Callable[[], T]) -> T:
        """The answer to what is asked; `asked` names everything it depends on besides the data (one query)."""
        if connection.in_atomic_block:
            return make()
        version = changes.version()
        known: tuple[T] | None = self._known(asked, version)
        if known is not None:
            return known[0]
        with self._lock:
            turn = self._making.setdefault(asked, Lock())
        with turn:
            known = self._known(asked, version)
            if known is not None:
                return known[0]
            # The version was read before: whatever is committed meanwhile makes it anew for the next.
            try:
                answer = make()
                self._keep(asked, version, answer)
            finally:
                with self._lock:
                    self._making.pop(asked, None)
            return answer

    def _known(self, asked: Hashable, version: str) -> Any:
        with self._lock:
            kept = self._made.get(asked)
            if kept is None or kept[0] != version:
                return None
            self._made.move_to_end(asked)
            return (kept[1],)

    def _keep(self, asked: Hashable, version: str, answer: object) -> None:
        with self._lock:
            self._made[asked] = (version, answer)
            self._made.move_to_end(asked)
            while len(self._made) > self._size:
                self._made.popitem(last=False)


_memory, _of_people = Memory(), Memory(MANY_PEOPLE)
recall = _memory.recall
recall_of_person = _of_people.recall


def remembered_page(
    request: Request, template: str, make: Callable[[], Mapping[str, Any]], *, sees: Hashable = None, **frame: Any
) -> HttpResponse:
    """A page whose part "content" is drawn once for all who `see` the same links and ask for the same.

    make: what the part needs, asked for only where it is drawn; frame: what is around it.
    """
    asked = (template, request.get_full_path(), request.as_of, get_language(), sees)
    content = recall(asked, lambda: Piece.of(render_to_string(f"{template}#content", {**make()}, request)))
    around = render_to_string(template, {"content": PLACE, **frame}, request)
    return WithPiece(around, content)
