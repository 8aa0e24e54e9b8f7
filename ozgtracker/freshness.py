"""How new the data of a page are: the newest report counted, which is not the day they are shown for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import AppConfig, apps


def newest_report(day: date) -> date | None:
    """The day of the newest report said by that day, of everything the rooms count (one query); None before any.

    A room declares its appended reports in its AppConfig (counted_reports); each has a field said_on.
    """
    models = [config.get_model(name) for config in apps.get_app_configs() for name in _counted(config)]
    first, *others = [_newest(model, day) for model in models]
    return max(first.union(*others, all=True).order_by(), default=None)


def _counted(config: AppConfig) -> tuple[str, ...]:
    return getattr(config, "counted_reports", ())


def _newest(model: Any, day: date) -> Any:
    said: Any = model.objects.filter(said_on__lte=day)
    return said.order_by("-said_on").values_list("said_on", flat=True)[:1]
