"""How new the data of a page are: the newest report counted, which is not the day they are shown for."""

from __future__ import annotations

from datetime import date
from functools import cache

from django.apps import apps
from django.db import connection

from ozgtracker.remembered import recall


def newest_report(day: date) -> date | None:
    """The day of the newest report said by that day, of everything the rooms count (one query); None before any.

    A room declares its appended reports in its AppConfig (counted_reports); each has a field said_on.
    """
    return recall(("newest report", day), lambda: _newest(day))


def _newest(day: date) -> date | None:
    with connection.cursor() as cursor:
        cursor.execute(_statement(), {"day": day})
        newest: date | None = cursor.fetchone()[0]
    return newest


@cache
def _statement() -> str:
    """Written once: every page asks, and to build it anew of query sets took a tenth of the time of a page."""
    counted = [(config, name) for config in apps.get_app_configs() for name in getattr(config, "counted_reports", ())]
    tables = [config.get_model(name)._meta.db_table for config, name in counted]
    newest = [f'(SELECT max(said_on) FROM "{table}" WHERE said_on <= %(day)s)' for table in tables]  # noqa: S608 - ours
    return f"SELECT greatest({', '.join(newest)})"
