"""What the web answers to a form that says something: one way for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from django.forms import Form
from django.http import HttpResponse

from ozgtracker.errors import Blocked, InvalidInput, LostRace
from ozgtracker.ui.form_errors import show_refused


class Foreseen(Protocol):
    """What else would change; true where anything would. The key is handed back by whoever has seen it."""

    @property
    def key(self) -> str:
        """Names exactly these consequences."""


def answer[F: Form](
    form: F,
    act: Callable[[], Foreseen | None],
    *,
    show: Callable[..., HttpResponse],
    done: Callable[[], HttpResponse],
    again: Callable[..., F] | None = None,
    overtaken: Callable[[LostRace], HttpResponse] | None = None,
) -> HttpResponse:
    """Not understood (422, at the field), too early (409), overtaken (409, both versions), to be seen first, or done.

    What was typed is kept in every case but the last. show(form, status=…, blocked=…, foreseen=…) renders it;
    again(seen=key) is the form once more, with what its author has seen by then; overtaken answers LostRace, which
    otherwise goes on to the page for errors.
    """
    if not form.is_valid():
        return show(form, status=422)
    try:
        foreseen = act()
    except InvalidInput as error:
        show_refused(form, error)
        return show(form, status=422)
    except Blocked as error:
        return show(form, status=409, blocked=error)
    except LostRace as error:
        if overtaken is None:
            raise
        return overtaken(error)
    if foreseen and again:
        return show(again(seen=foreseen.key), foreseen=foreseen)
    return done()
