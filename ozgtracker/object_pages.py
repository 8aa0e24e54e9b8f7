"""Where the page of a thing is (get_absolute_url): only the edge, which includes all rooms, knows those further up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse


def _authority(one: Any) -> str:
    return reverse("authority", args=[one.ars])


def _rollout(one: Any) -> str:
    return reverse("why", args=[one.authority.ars, one.service.ozg_id])


def _package(one: Any) -> str:
    return reverse("package", args=[one.number])


def _component(_one: Any) -> str:
    # All components stand on one page.
    return reverse("components")


OBJECT_PAGES: Mapping[str, Callable[[Any], str]] = {
    "municipalities.authority": _authority,
    "municipalities.rollout": _rollout,
    "services.component": _component,
    "services.package": _package,
}


def page_of(thing: Model) -> str:
    """The address of the thing's page. Raises KeyError for what has none."""
    return OBJECT_PAGES[thing._meta.label_lower](thing)
