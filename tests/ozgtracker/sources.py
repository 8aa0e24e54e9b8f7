"""The modules of the project, and which of them are pure rules (the contract of import-linter)."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
RULES = next(one for one in PROJECT["contracts"] if one["name"] == "Rules know no framework")["source_modules"]
MODULES = sorted(
    path for room in PROJECT["root_packages"] for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
)


def is_rule(path: Path) -> bool:
    """Whether the contract "Rules know no framework" names it."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return any(module == rule or module.startswith(f"{rule}.") for rule in RULES)


def line(path: Path, number: int, text: str) -> str:
    """Where something was found, for a reader."""
    return f"{path.relative_to(ROOT)}:{number}: {text}"
