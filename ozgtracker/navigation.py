"""What every page's frame shows: navigation, the Stichtag in links, the demonstration banner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any, cast

from django.apps import apps
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.crypto import salted_hmac

from ozgtracker import seen_day
from ozgtracker.asked_from import asked_from
from ozgtracker.declared import declared
from ozgtracker.freshness import newest_report
from ozgtracker.remembered import recall, recall_of_person
from ozgtracker.saying import say
from ozgtracker.ui.requests import Request


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the navigation."""

    label: str
    href: str
    current: bool
    name: str
    counts: Callable[[], Mapping[str, int]]

    @property
    def waiting(self) -> int:
        """How many things there wait for this person; asked only where the navigation is drawn."""
        return self.counts().get(self.name, 0)


def frame(plain: HttpRequest) -> dict[str, Any]:
    """Context for base.html: navigation, day_query ("?stichtag=…" or ""), day_amp, is_demonstration; person_key, and
    stands_on (a page that answers to a form: the page that form stood on) for static/drafts.js.

    Links keep the day that was asked for, also on a page that cannot show it (shows_today).
    """
    request = cast("Request", plain)
    if not hasattr(request, "day"):
        return {}
    asks_back = request.asked_day < request.today
    query = f"stichtag={request.asked_day.isoformat()}" if asks_back else ""
    return {
        "navigation": _items(request, f"?{query}" if query else ""),
        "day_query": f"?{query}" if query else "",
        "day_amp": f"&{query}" if query else "",
        "looking_back": request.looking_back,
        # Asked for by the foot of a whole page only, never by a fragment.
        "newest_report": partial(newest_report, request.day),
        "doubted": partial(_doubted, request),
        "shows_today": asks_back and not request.looking_back,
        "person_key": _person_key(request),
        "stands_on": asked_from(request) if request.method == "POST" and "Referer" in request.headers else "",
        "is_demonstration": recall("is demonstration", _is_demonstration),
    }


def _is_demonstration() -> bool:
    return any(config.is_demonstration() for config in apps.get_app_configs() if hasattr(config, "is_demonstration"))


def _doubted(request: Request) -> str:
    seen = seen_day.doubted(request.today)
    return say(seen_day.doubt(request.today, seen)) if seen else ""


def _person_key(request: Request) -> str:
    """Tells people on one machine apart without naming them: whose drafts the browser gives back (static/drafts.js)."""
    if not request.user.is_authenticated:
        return ""
    return salted_hmac("ozgtracker.drafts", str(request.user.pk), algorithm="sha256").hexdigest()[:16]


def _items(request: Request, query: str) -> list[Item]:
    role = getattr(request.user, "role", None)
    if role is None:
        return []
    counts = cache(partial(_waiting, request))
    items = []
    for _place, label, name in sorted(declared("navigation")):
        href = reverse(name)
        if role in _access(href):
            current = request.path == href if href == "/" else request.path.startswith(href)
            items.append(Item(str(label), href + query, current, name, counts))
    return items


@cache
def _access(href: str) -> frozenset[str]:
    """Who may open that address: looked up once, since no view changes its mind."""
    access: frozenset[str] = getattr(resolve(href).func, "access", frozenset())
    return access


def _waiting(request: Request) -> dict[str, int]:
    """By the name of a page, how many things wait there for this person: each room declares its own (waiting_for)."""
    user: Any = request.user
    today = request.today
    # To build the questions anew took half of the time of a page that was remembered.
    return recall_of_person(("waiting", user.pk, user.role, user.is_active, today), lambda: _count_waiting(user, today))


def _count_waiting(user: Any, today: date) -> dict[str, int]:
    found: dict[str, int] = {}
    for room in apps.get_app_configs():
        waiting_for = getattr(room, "waiting_for", None)
        if waiting_for is not None:
            found |= waiting_for(user, today)
    return found
