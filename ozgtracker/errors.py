"""What the domain refuses. One middleware turns it into pages; forms show it at the field."""

from __future__ import annotations

from collections.abc import Sequence

from ozgtracker.findings import Finding

type Message = Finding | str
"""What a rule found, or, where Django is at hand, a translated sentence; ozgtracker.saying.say says both."""


class DomainError(Exception):
    """The message is what the user is told; status is the HTTP answer."""

    status = 422

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class InvalidInput(DomainError):
    """A value cannot be taken; field names the form field the sentence belongs to ("" for the form), others what else
    cannot be taken, so that nobody mends one field only to hear of the next."""

    def __init__(self, message: Message, *, field: str = "", others: Sequence[InvalidInput] = ()) -> None:
        super().__init__(message)
        self.field = field
        self.others = tuple(others)


class NotAllowed(DomainError):
    """This person may not do this; where the thing itself is invisible, raise Http404 instead."""

    status = 403


class Blocked(DomainError):
    """A gate is closed; conditions lists every unmet one (the answer to "why not yet?")."""

    status = 409

    def __init__(self, message: Message, *, conditions: Sequence[Message] = ()) -> None:
        super().__init__(message)
        self.conditions = tuple(conditions)


class Throttled(DomainError):
    """Too many tries in a short time; after this many seconds without one there is room for the next."""

    status = 429

    def __init__(self, message: Message, *, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class ImplausibleDay(DomainError):
    """The clock has leapt (ozgtracker.seen_day): nothing may be recorded until somebody says that the day is right."""

    status = 409


class LostRace(DomainError):
    """Somebody reported in between; current is the row that stands now, so both values can be shown."""

    status = 409

    def __init__(self, message: Message, *, current: object) -> None:
        super().__init__(message)
        self.current = current
