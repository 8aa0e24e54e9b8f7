"""What holds for every statement, whatever it is about. Pure."""

from __future__ import annotations

from datetime import date

from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.free_text import says_something

WHAT_WAS_WRONG = found("statement.what-was-wrong")


def check_order(last_said_on: date | None, on: date) -> None:
    """Nothing is said for a day before the last word: the order of days is the order of statements.

    Raises InvalidInput.
    """
    if last_said_on is not None and on < last_said_on:
        raise InvalidInput(found("statement.later-one", day=last_said_on))


def check_correction(*, has_last: bool) -> None:
    """Only what was said can have been wrong. Raises InvalidInput("is_correction")."""
    if not has_last:
        raise InvalidInput(found("statement.nothing-to-correct"), field="is_correction")


def check_corrects(reason: str, *, changes: bool, field: str) -> None:
    """A correction says something else than what stands, and what was wrong with it.

    Raises InvalidInput for the field it belongs to.
    """
    if not changes:
        raise InvalidInput(found("statement.same-as-before"), field=field)
    check_sentence(reason, WHAT_WAS_WRONG)


def check_sentence(reason: str, question: Finding) -> None:
    """Raises InvalidInput("reason") with the question where the (cleaned) reason is missing or says nothing."""
    if not reason:
        raise InvalidInput(question, field="reason")
    if not says_something(reason):
        raise InvalidInput(found("statement.says-nothing", question=question), field="reason")
