"""Everything a browser may send: the names of all fields and parameters there are, found in the rooms themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django import forms
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
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

# What programs have choked on: no database takes NUL, no integer column 23 digits, and names of other models' fields
# have reached the ORM in other trackers.
NASTY = (
    "\x00",
    "²",
    "-1",
    "99999999999999999999999",
    "'\"><script>alert(1)</script>",
    "owner__password",
    "0001-01-01",
    "9999-12-31",
    "a" * 5000,
)


def sources() -> Iterator[Path]:
    """Every Python file of every room, migrations left out."""
    for room in ROOMS:
        yield from (path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts)


def form_fields() -> set[str]:
    """The names of all fields of all forms of all rooms."""
    for config in apps.get_app_configs():
        if config.name in ROOMS and (ROOT / config.name / "forms.py").exists():
            import_module(f"{config.name}.forms")
    return {name for form in _below(forms.BaseForm) for name in getattr(form, "base_fields", {})}


def parameters() -> set[str]:
    """The names asked for as request.GET["x"], request.GET.get("x") and the like in any room."""
    found = {"stichtag", "seite"}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Attribute(attr="GET" | "POST")),
                    args=[ast.Constant(value=str(name)), *_],
                ):
                    found.add(name)
                case ast.Subscript(value=ast.Attribute(attr="GET" | "POST"), slice=ast.Constant(value=str(name))):
                    found.add(name)
    return found


def _below(form: type) -> Iterator[type]:
    below: list[type] = form.__subclasses__()
    for kind in below:
        yield kind
        yield from _below(kind)
