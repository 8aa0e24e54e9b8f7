"""The Land this installation belongs to: one folder under lands/, chosen by OZG_LAND. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ozgtracker import environment

LANDS = Path(__file__).resolve().parent.parent / "lands"


@dataclass(frozen=True, slots=True)
class FirstPlan:
    """The plan its tables describe, and the baseline number 0 of it."""

    slug: str
    name: str
    baseline: str
    agreed_on: date
    source: str


@dataclass(frozen=True, slots=True)
class Law:
    """Names of the Land's own laws and offices, as they stand within a German sentence."""

    data_protection: str
    data_protection_office: str
    accessibility: str
    accessibility_office: str


@dataclass(frozen=True, slots=True)
class Called:
    """What a kind of body is called in this Land: in its tables and in the database, and on the screen."""

    word: str
    name: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """Districts, towns outside them, and in them municipalities: served together by one administration, or alone."""

    district: Called
    independent_town: Called
    municipal_association: Called
    free_municipality: Called
    served_municipality: Called


@dataclass(frozen=True, slots=True)
class Land:
    """What of the program differs from Land to Land; the tables lie in its folder."""

    folder: Path
    name: str
    holidays: str
    plan: FirstPlan
    law: Law
    kinds: Kinds

    @property
    def product(self) -> str:
        """What the application calls itself in titles and mails."""
        return f"OZG-Meilensteine {self.name}"


@cache
def land() -> Land:
    """The Land of OZG_LAND. Raises SettingsError where there is no such folder."""
    return read_land(environment.text("OZG_LAND", "rlp"))


def read_land(key: str) -> Land:
    """The Land of that folder. Raises SettingsError where there is none."""
    folder = LANDS / key
    if not key.isidentifier() or not (folder / "land.toml").is_file():
        known = ", ".join(sorted(path.parent.name for path in LANDS.glob("*/land.toml")))
        raise environment.SettingsError(f"OZG_LAND: Zu „{key}“ gibt es keinen Ordner; bekannt: {known}.")
    raw: dict[str, Any] = tomllib.loads((folder / "land.toml").read_text("utf-8"))
    kinds = Kinds(**{kind: Called(**called) for kind, called in raw["kinds"].items()})
    return Land(folder, raw["name"], raw["holidays"], FirstPlan(**raw["plan"]), Law(**raw["law"]), kinds)
