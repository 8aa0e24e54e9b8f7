"""The modules of the project, and which of them are pure rules (the contract of import-linter)."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
RULES = next(one for one in PROJECT["contracts"] if one["name"] == "Rules know no framework")["source_modules"]
MODULES = sorted(
    path for room in PROJECT["root_packages"] for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
)

GETTEXT = {"_", "_now", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}


def is_rule(path: Path) -> bool:
    """Whether the contract "Rules know no framework" names it."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return any(module == rule or module.startswith(f"{rule}.") for rule in RULES)


def line(path: Path, number: int, text: str) -> str:
    """Where something was found, for a reader."""
    return f"{path.relative_to(ROOT)}:{number}: {text}"


def gettext_calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Where gettext is asked for a sentence."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in GETTEXT)


def called(call: ast.Call) -> str:
    """The name of the function; "" for anything that is no plain name."""
    return call.func.id if isinstance(call.func, ast.Name) else ""


def messages(call: ast.Call) -> Iterator[str]:
    """The sentences it is asked for, one or two forms."""
    forms = 2 if called(call).startswith("ngettext") else 1
    return (str(one.value) for one in call.args[:forms] if isinstance(one, ast.Constant))
