"""What a log may hold: what failed and where, never what somebody typed, is called or was sent.

The text of an exception is left out, because nobody knows what stands in it: PostgreSQL repeats the row that was
refused, a mail server the address, Python the value. Its kind, the database's code and constraint, and the lines of
the program it passed through are enough to find the cause.
"""

from __future__ import annotations

import copy
import logging
import os
import smtplib
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

import psycopg
import redis
from django.http import HttpRequest

from ozgtracker.addresses import shown_address

# Of PostgreSQL: about lines, resources and the server itself, a missing table or column, a missing right.
OF_THE_SERVER = ("08", "53", "57", "58", "XX", "42501", "42703", "42P01", "3D000", "28")
# They speak of names in the program, or of where an engine was looked for.
SPEAK_OF_THE_PROGRAM = (AttributeError, ImportError, NameError, redis.ConnectionError, redis.TimeoutError)


class _Told(str):
    """Stands in the place of an exception, for %s and %r alike."""

    __slots__ = ()
    __repr__ = str.__str__


class DiscreetFormatter(logging.Formatter):
    """A line like any other's, without the values in messages and traces."""

    def format(self, record: logging.LogRecord) -> str:
        """The record itself stays as it is: others may want to read it."""
        discreet = copy.copy(record)
        discreet.msg, discreet.args = _message(record), None
        discreet.exc_text = None
        return super().format(discreet)

    def formatException(  # noqa: N802 - the name the standard library gives it
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The trace without the exceptions' texts."""
        return trace(ei[1]) if ei[1] is not None else ""


def describe(error: BaseException) -> str:
    """The kind of an exception, and what else is certain to hold nobody's words."""
    facts = [*_of_the_database(error), *_of_the_system(error)]
    if isinstance(error, SPEAK_OF_THE_PROGRAM):
        facts.append(str(error).partition("\n")[0])
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind} ({', '.join(facts)})" if facts else kind


def trace(error: BaseException) -> str:
    """Where it came through, and what it came from, each described."""
    former = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    parts = [trace(former), ""] if former is not None else []
    frames = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    parts += ["Traceback (most recent call last):", frames, describe(error)]
    if isinstance(error, BaseExceptionGroup):
        parts += [trace(inner) for inner in error.exceptions]
    return "\n".join(parts)


def guard_what_nobody_caught() -> None:
    """From here on what ends a program or a thread is told as discreetly as what is logged."""
    sys.excepthook = lambda _kind, error, _trace: _say(error)
    threading.excepthook = lambda told: None if told.exc_value is None else _say(told.exc_value)


def _say(error: BaseException) -> None:
    print("" if isinstance(error, KeyboardInterrupt) else trace(error), file=sys.stderr, flush=True)


def _message(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        return _answered(record, request)
    message = copy.copy(record)
    if isinstance(record.msg, BaseException):
        message.msg = describe(record.msg)
    message.args = _arguments(record)
    try:
        said = message.getMessage()
    except (TypeError, ValueError):
        return f"{record.msg!s}"
    # Celery adds the body of a message it cannot read.
    return said.partition("\n")[0] if record.name.startswith("celery.worker.consumer") else said


def _answered(record: logging.LogRecord, request: HttpRequest) -> str:
    """Django's word about a request that was refused or failed names the path, in which a key may stand."""
    match = request.resolver_match
    name = f" ({match.view_name})" if match is not None and match.view_name else ""
    reason = f": {record.args[0]}" if record.name == "django.security.csrf" and isinstance(record.args, tuple) else ""
    status = getattr(record, "status_code", "")
    return f"{status} {request.method} {shown_address(request.path_info)}{name}{reason}".strip()


def _arguments(record: logging.LogRecord) -> Any:
    if isinstance(record.args, dict):
        # Celery's word about a task that failed: the exception and its trace as texts.
        hidden = {"exc": _exception_of(record), "traceback": "", "args": "", "kwargs": "", "return_value": ""}
        return {key: hidden.get(str(key), value) for key, value in record.args.items()}
    if isinstance(record.args, tuple):
        return tuple(_Told(describe(value)) if isinstance(value, BaseException) else value for value in record.args)
    return record.args


def _exception_of(record: logging.LogRecord) -> str:
    if record.exc_info and record.exc_info[1] is not None:
        return describe(record.exc_info[1])
    said = record.args.get("exc", "") if isinstance(record.args, dict) else ""
    return str(said).partition("(")[0]


def _of_the_database(error: BaseException) -> list[str]:
    """PostgreSQL's code, the constraint, table and column; its sentence only where it speaks of the server."""
    own = error if isinstance(error, psycopg.Error) else error.__cause__
    if not isinstance(own, psycopg.Error):
        return []
    told = own.diag
    facts = [own.sqlstate, told.constraint_name, told.table_name, told.column_name]
    if own.sqlstate is None and isinstance(own, psycopg.OperationalError):
        facts.append(str(own).partition("\n")[0])
    elif own.sqlstate and own.sqlstate.startswith(OF_THE_SERVER):
        facts.append(told.message_primary)
    return [fact for fact in facts if fact]


def _of_the_system(error: BaseException) -> list[str]:
    if isinstance(error, smtplib.SMTPResponseException):
        return [str(error.smtp_code)]
    if isinstance(error, OSError) and error.errno is not None:
        return [os.strerror(error.errno)]
    return []
