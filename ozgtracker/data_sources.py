"""Where the shipped data come from: page and paper read what the Land's folder says of itself (sources.toml). Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from ozgtracker.land import LANDS, land


@dataclass(frozen=True, slots=True)
class DataSource:
    """One source: files it is in, day of the data, who it is from, licence, what to know.

    shown is what its licence asks to show, word for word; empty where none asks.
    """

    name: str
    files: tuple[str, ...]
    stand: str
    origin: str
    licence: str
    note: str
    shown: str = ""
    licence_href: str = ""


@cache
def data_sources() -> tuple[DataSource, ...]:
    """Those of this Land, in the order of its file; files are named from the top of the project."""
    folder = land().folder
    top = folder.relative_to(LANDS.parent)
    raw = tomllib.loads((folder / "sources.toml").read_text("utf-8"))
    return tuple(
        DataSource(**{**one, "files": tuple(str(top / name) for name in one["files"])}) for one in raw["sources"]
    )
