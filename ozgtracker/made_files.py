"""Static files that are made from sources which stay apart, when files are collected: one style sheet, one map a Land.

A browser fetches each of them once and keeps it: its name is that of its content, like that of every static file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from ozgtracker.charts.areas import read_territory, territory_sheet
from ozgtracker.land import LANDS

STYLE_SHEET = "look/site.css"
# KERN comes in a layer of its own, so that every rule of ours wins without fighting its selectors. What is meant for
# paper and for whoever wants less motion comes last.
LAYERED = "vendor/kern/kern.min.css"
SOURCES = (
    "look/fonts.css",
    "look/tokens.css",
    "look/frame.css",
    "look/parts.css",
    "look/tables.css",
    "look/forms.css",
    "look/notes.css",
    "charts.css",
    "look/media.css",
)


def style_sheet(static: Path) -> str:
    """All sources one after the other; what they name lies where they say, seen from STYLE_SHEET."""
    kern = (static / LAYERED).read_text("utf-8").removeprefix('@charset "UTF-8";')
    return "\n".join([f"@layer kern {{{kern}}}", *((static / source).read_text("utf-8") for source in SOURCES)])


def map_sheet_of(land: str) -> str:
    """The name of the file that holds the shapes of this Land."""
    return f"look/areas-{land}.svg"


def _map_sheet(path: Path) -> str:
    return territory_sheet(read_territory(path))


def made() -> dict[str, Callable[[], str]]:
    """Every file by name, and what makes it."""
    maps = {map_sheet_of(path.parent.name): partial(_map_sheet, path) for path in LANDS.glob("*/areas.json")}
    return {STYLE_SHEET: partial(style_sheet, Path(settings.BASE_DIR, "static")), **maps}


class MadeFilesFinder(BaseFinder):
    """Finds these files where it has just written them: below OZG_VAR_DIR."""

    def find(self, path: str, find_all: bool = False) -> Any:  # noqa: FBT001, FBT002  # Django's own signature
        """The file, for a server that does not collect."""
        if path not in made():
            return []
        found = str(self._write(path) / path)
        return [found] if find_all else found

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to complain about."""
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """All of them, for collectstatic."""
        for name in made():
            yield name, FileSystemStorage(location=self._write(name))

    @staticmethod
    def _write(name: str) -> Path:
        folder = Path(settings.VAR_DIR, "made")
        target = folder / name
        text = made()[name]()
        if not target.exists() or target.read_text("utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        return folder
