"""What each room declares of itself in its AppConfig, so that the frame, and rooms further down, need not know it.

navigation: (place, label, URL name) of a page in the navigation; who sees it follows from the roles its view allows.
landing: by role, the URL name of the page where its work begins. links: by the URL name of a page further down, the
links this room adds there, each (label, URL name, CSS class); who sees one follows from the roles again.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps


def declared(what: str) -> list[Any]:
    """Everything all rooms declare under that name, from the lowest room to the highest."""
    return [one for room in apps.get_app_configs() for one in getattr(room, what, ())]


def declared_for(what: str, key: str) -> list[Any]:
    """The same of what is declared by a key (a role, a page): the entries under this one."""
    found: list[Any] = []
    for room in apps.get_app_configs():
        entry = getattr(room, what, {}).get(key, ())
        found += [entry] if isinstance(entry, str) else entry
    return found
