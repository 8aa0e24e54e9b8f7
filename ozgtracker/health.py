"""Alive, and able to work."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from time import monotonic

from celery import current_app
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from ozgtracker import clock, heartbeats, seen_day, space
from ozgtracker.access import public
from ozgtracker.saying import say

Reasons = dict[str, str]

# Everybody may ask, as often as they like: one look a second is enough for all who do.
LOOKED_AT_AGAIN_AFTER = 1.0
SILENT = {
    heartbeats.WORKER: "Kein Arbeiter (Celery) hat sich in den letzten zwei Minuten gemeldet.",
    heartbeats.BEAT: "Der Zeitplan (Celery) hat sich in den letzten zwei Minuten nicht gemeldet.",
}
READABLE_WITHOUT = {*SILENT, "clock", "space"}


@dataclass(slots=True)
class Look:
    """What one look found, and when; nothing yet."""

    at: float = float("-inf")
    reasons: Reasons = field(default_factory=dict)


_looking = Lock()
_last = Look()


@public
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@public
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, broker, migrations, worker, schedule, clock and free space are as they must be; otherwise 503 with the
    reasons.

    ?of=web leaves out what pages can be read without.
    """
    reasons = dict(_at_most_once_a_second())
    if request.GET.get("of") == "web":
        reasons = {part: reason for part, reason in reasons.items() if part not in READABLE_WITHOUT}
    state, status = ("unready", 503) if reasons else ("ready", 200)
    return JsonResponse({"status": state, "reasons": reasons}, status=status)


def look_anew() -> None:
    """The next question is not answered from memory."""
    _last.at = float("-inf")


def _at_most_once_a_second() -> Reasons:
    with _looking:
        if monotonic() - _last.at >= LOOKED_AT_AGAIN_AFTER:
            _last.reasons = {**_database(), **_broker(), **_space()}
            _last.at = monotonic()
        return _last.reasons


def _database() -> Reasons:
    try:
        pending = _shipped() - set(MigrationRecorder(connection).applied_migrations())
        if pending:
            return {"migrations": f"{len(pending)} Migrationen fehlen."}
        seen = seen_day.doubted(today := clock.today())
        doubts = {"clock": say(seen_day.doubt(today, seen))} if seen else {}
        return doubts | {program: SILENT[program] for program in heartbeats.silent()}
    except DatabaseError as error:
        return {"database": f"Die Datenbank antwortet nicht ({type(error).__name__})."}


@cache
def _shipped() -> frozenset[tuple[str, str]]:
    """Every migration there is; reading their files takes longer than all the rest."""
    return frozenset(MigrationLoader(None).graph.nodes)


def _space() -> Reasons:
    short = space.short_of_space()
    return {"space": short} if short else {}


def _broker() -> Reasons:
    patience = {"socket_timeout": 1, "socket_connect_timeout": 1}
    try:
        with current_app.connection_for_write(transport_options=patience) as link:
            link.ensure_connection(max_retries=1, timeout=1)
    except (OperationalError, OSError) as error:
        return {"broker": f"Der Broker antwortet nicht ({type(error).__name__})."}
    return {}
