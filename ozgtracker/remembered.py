"""What many readers ask for, made once for as long as what it was read from has not changed; by each process.

Whoever has just written, or reads what is not committed yet, makes it anew.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import ForeignKey, Model
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
# And so many of what holds thousands of rows: some megabytes for all of Germany.
FEW = 4


@dataclass(frozen=True, slots=True)
class _Made:
    """An answer, the tables it was read from, and their version by then."""

    answer: Any
    tables: frozenset[str]
    version: str


# What is being made names the tables it was read from: also those of an answer that was remembered already.
_reading: ContextVar[set[str] | None] = ContextVar("tables read", default=None)


class Memory:
    """The newest answers, by what was asked and the version of what they were read from. One makes it, others wait."""

    def __init__(self, size: int = MANY) -> None:
        self._size = size
        self._made: OrderedDict[Hashable, _Made] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def recall[T](self, asked: Hashable, make: Callable[[], T], *, seen: Iterable[Model] = ()) -> T:
        """The answer to what is asked; `asked` names everything it depends on besides the data (one query).

        What it is read from is seen in its statements, and nothing else makes it anew: so `make` reads all of it, and
        reads it at once. What it is given that was read before is named by `seen`.
        """
        if not remembers():
            return make()
        now = changes.versions()
        known: tuple[T] | None = self._known(asked, now)
        if known is not None:
            return known[0]
        with self._lock:
            turn = self._making.setdefault(asked, Lock())
        with turn:
            known = self._known(asked, now)
            if known is not None:
                return known[0]
            # The versions were read before: whatever is committed meanwhile makes it anew for the next.
            try:
                with _watching() as tables:
                    tables.update(_tables_of(seen))
                    answer = make()
                self._keep(asked, _Made(answer, frozenset(tables), now.of(tables)))
            finally:
                with self._lock:
                    self._making.pop(asked, None)
            return answer

    def _known(self, asked: Hashable, now: changes.Versions) -> Any:
        with self._lock:
            kept = self._made.get(asked)
            if kept is None or kept.version != now.of(kept.tables):
                return None
            self._made.move_to_end(asked)
        if (outer := _reading.get()) is not None:
            outer |= kept.tables
        return (kept.answer,)

    def _keep(self, asked: Hashable, made: _Made) -> None:
        with self._lock:
            self._made[asked] = made
            self._made.move_to_end(asked)
            while len(self._made) > self._size:
                self._made.popitem(last=False)


@contextmanager
def _watching() -> Iterator[set[str]]:
    """The tables that are read until the end."""
    outer, tables = _reading.get(), set[str]()

    def note(execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        tables.update(changes.tables_in(str(sql)))
        return execute(sql, *rest)

    token = _reading.set(tables)
    try:
        with connection.execute_wrapper(note):
            yield tables
    finally:
        _reading.reset(token)
        if outer is not None:
            outer |= tables


def _tables_of(rows: Iterable[Model]) -> set[str]:
    """Of rows that were read before, and of those read with them."""
    found: set[str] = set()
    for row in rows:
        links = [one for one in row._meta.concrete_fields if isinstance(one, ForeignKey) and one.is_cached(row)]
        found |= {row._meta.db_table} | _tables_of(filter(None, (one.get_cached_value(row) for one in links)))
    return found


def remembers() -> bool:
    """Whether what is recalled here may be known already: not by whoever is writing."""
    return not connection.in_atomic_block


_memory, _of_people, _large = Memory(), Memory(MANY_PEOPLE), Memory(FEW)
recall = _memory.recall
recall_of_person = _of_people.recall
recall_large = _large.recall


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
