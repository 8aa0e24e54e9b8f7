"""What the domain refuses. One middleware turns it into pages; forms show it at the field."""

from __future__ import annotations

from collections.abc import Sequence

from ozgtracker.findings import Finding


class DomainError(Exception):
    """Why, as a code and facts: the room's sentences.py says it (ozgtracker.saying). status is the HTTP answer."""

    status = 422

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


class InvalidInput(DomainError):
    """A value cannot be taken; field names the form field the sentence belongs to ("" for the form), others what else
    cannot be taken, so that nobody mends one field only to hear of the next."""

    def __init__(self, finding: Finding, *, field: str = "", others: Sequence[InvalidInput] = ()) -> None:
        super().__init__(finding)
        self.field = field
        self.others = tuple(others)


class NotAllowed(DomainError):
    """This person may not do this; where the thing itself is invisible, raise Http404 instead."""

    status = 403


class Blocked(DomainError):
    """A gate is closed; conditions lists every unmet one (the answer to "why not yet?")."""

    status = 409

    def __init__(self, finding: Finding, *, conditions: Sequence[Finding] = ()) -> None:
        super().__init__(finding)
        self.conditions = tuple(conditions)


class Throttled(DomainError):
    """Too many tries in a short time; after this many seconds without one there is room for the next."""

    status = 429

    def __init__(self, finding: Finding, *, seconds: int) -> None:
        super().__init__(finding)
        self.seconds = seconds


class ImplausibleDay(DomainError):
    """The clock has leapt (ozgtracker.seen_day): nothing may be recorded until somebody says that the day is right."""

    status = 409


class LostRace(DomainError):
    """Somebody reported in between; current is the row that stands now, so both values can be shown."""

    status = 409

    def __init__(self, finding: Finding, *, current: object) -> None:
        super().__init__(finding)
        self.current = current
