"""A room names no page of a room above it: neither by its URL name nor by a tag or a part of its templates.

What stands further up is reached by what it declares (ozgtracker.declared) and by get_absolute_url of things
(ozgtracker.object_pages); settings, urls and object_pages are the edge, which knows all rooms.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(settings.BASE_DIR)
ROOMS = (
    "ozgtracker",
    "accounts",
    "exports",
    "services",
    "municipalities",
    "milestones",
    "dashboards",
    "reports",
    "demonstration",
)
EDGE = {"ozgtracker/object_pages.py", "ozgtracker/settings.py", "ozgtracker/urls.py"}
# Templates that belong to no room by their folder: the frame's, and allauth's own pages, which accounts dresses.
FOLDERS = {"account": "accounts", "allauth": "accounts"}
# Names of the library (allauth), known to whoever uses it.
FOREIGN = re.compile(r"account_")
CALLS = {"reverse", "reverse_lazy", "redirect", "href", "same_page_or", "resolve_url"}


def homes() -> dict[str, str]:
    """Every URL name, and the room whose view answers there."""
    return {
        str(pattern.name): pattern.callback.__module__.partition(".")[0]
        for pattern in patterns()
        if pattern.name and not FOREIGN.match(str(pattern.name))
    }


def patterns(found: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    for one in get_resolver().url_patterns if found is None else found:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns)
        else:
            yield one


def named_in_code() -> Iterator[tuple[str, str, str]]:
    """Room, file and URL name of every call that asks for an address by a literal name."""
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            where = str(path.relative_to(ROOT))
            if where in EDGE or "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and _called(node.func) in CALLS:
                    for argument in node.args[:2]:
                        yield from ((room, where, name) for name in _texts(argument))


def named_in_templates() -> Iterator[tuple[str, str, str]]:
    """The same of {% url "name" %}, and of every template of a room that another one includes or extends."""
    for path in (ROOT / "templates").rglob("*.html"):
        where = str(path.relative_to(ROOT))
        for name in re.findall(r"""{%\s*url\s+['"]([\w-]+)['"]""", path.read_text()):
            yield room_of(path), where, name


def room_of(path: Path) -> str:
    """The room a template belongs to, by its folder; the frame's are in none."""
    folder = path.relative_to(ROOT / "templates").parts[0]
    return folder if folder in ROOMS else FOLDERS.get(folder, "ozgtracker")


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _texts(argument: ast.expr) -> Iterator[str]:
    return (str(one.value) for one in ast.walk(argument) if isinstance(one, ast.Constant))


def upward(named: Iterator[tuple[str, str, str]]) -> list[str]:
    home = homes()
    return sorted(
        {
            f"{where}: {name} ({home[name]})"
            for room, where, name in named
            if name in home and ROOMS.index(home[name]) > ROOMS.index(room)
        }
    )


def test_no_code_names_a_page_of_a_room_above() -> None:
    assert upward(named_in_code()) == []


def test_no_template_names_a_page_of_a_room_above() -> None:
    assert upward(named_in_templates()) == []


def test_no_template_takes_a_part_of_a_room_above() -> None:
    taken = [
        f"{path.relative_to(ROOT)}: {other}"
        for path in (ROOT / "templates").rglob("*.html")
        for other in re.findall(r"""{%\s*(?:include|extends)\s+['"]([\w/.-]+)""", path.read_text())
        if ROOMS.index(room_of(ROOT / "templates" / other)) > ROOMS.index(room_of(path))
    ]

    assert taken == []


def test_no_room_loads_template_tags_of_a_room_above() -> None:
    homes_of_tags = {path.stem: path.parts[-3] for path in ROOT.glob("*/templatetags/*.py") if path.stem != "__init__"}
    loaded = [
        f"{path.relative_to(ROOT)}: {tag}"
        for path in (ROOT / "templates").rglob("*.html")
        for tags in re.findall(r"{%\s*load\s+([\w ]+?)\s*%}", path.read_text())
        for tag in tags.split()
        if tag in homes_of_tags and ROOMS.index(homes_of_tags[tag]) > ROOMS.index(room_of(path))
    ]

    assert homes_of_tags
    assert loaded == []


def test_it_sees_an_address_that_points_up() -> None:
    """Proof that the first two can fail."""
    planted = [("accounts", "accounts/views/people.py", "rollouts"), ("dashboards", "dashboards/urls.py", "rollouts")]

    assert upward(iter(planted)) == ["accounts/views/people.py: rollouts (dashboards)"]
