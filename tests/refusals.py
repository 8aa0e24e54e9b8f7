"""What an action refuses is told by code and facts; how that reads stands in each room's test_words.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ozgtracker.errors import DomainError
from ozgtracker.findings import Finding, found
from ozgtracker.free_text import clean_text


@contextmanager
def refusing[E: DomainError](kind: type[E], finding: Finding, *, field: str = "") -> Iterator[pytest.ExceptionInfo[E]]:
    """Inside, exactly this is refused, at exactly this field; "" where it belongs to none."""
    with pytest.raises(kind) as caught:
        yield caught
    error = caught.value
    assert (type(error), error.finding, getattr(error, "field", "")) == (kind, finding, field)


def owed(question: Finding, typed: str) -> Finding:
    """What is asked of whoever typed this for a reason: the question itself where nothing can be read."""
    return found("statement.says-nothing", question=question) if clean_text(typed) else question
