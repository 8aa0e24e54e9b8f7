"""Alive, and able to work."""

from __future__ import annotations

from celery import current_app
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from ozgtracker.access import public


@public
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@public
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, broker and migrations are as they must be; otherwise 503 with the reasons."""
    reasons = {**_database(), **_broker()}
    state, status = ("unready", 503) if reasons else ("ready", 200)
    return JsonResponse({"status": state, "reasons": reasons}, status=status)


def _database() -> dict[str, str]:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return {"database": f"Die Datenbank antwortet nicht ({type(error).__name__})."}
    return {"migrations": f"{len(pending)} Migrationen fehlen."} if pending else {}


def _broker() -> dict[str, str]:
    try:
        with current_app.connection_for_write() as link:
            link.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, OSError) as error:
        return {"broker": f"Der Broker antwortet nicht ({type(error).__name__})."}
    return {}
