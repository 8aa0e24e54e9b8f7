"""A territory of a few bodies as the tables of a Land write it, to be loaded again with other values."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from pathlib import Path

DISTRICT, OTHER_DISTRICT = "071310000000", "071320000000"
VILLAGES, OTHER_VILLAGES, TOWN = "071315001000", "071325002000", "071110000000"
FREE, OTHER_FREE = "071310007007", "071310008008"
VILLAGE, HAMLET = "071315001001", "071315001002"
KINDS = {
    DISTRICT: "landkreis",
    OTHER_DISTRICT: "landkreis",
    VILLAGES: "verbandsgemeinde",
    OTHER_VILLAGES: "verbandsgemeinde",
    FREE: "verbandsfreie_gemeinde",
    OTHER_FREE: "verbandsfreie_gemeinde",
    TOWN: "kreisfreie_stadt",
}


@dataclass(frozen=True)
class Body:
    """One line of verwaltungseinheiten.csv: how many live there, and where it belongs."""

    ars: str
    population: int = 1000
    district: str = ""
    association: str = ""

    @property
    def line(self) -> dict[str, object]:
        """The cells, by column."""
        kind = KINDS.get(self.ars, "ortsgemeinde")
        return {
            "ars": self.ars,
            "ags": "" if kind == "verbandsgemeinde" else self.ars[:5] + self.ars[9:],
            "typ": kind,
            "name": f"Ort {self.ars}",
            "bezeichnung": f"Bezeichnung {self.ars}",
            "stadt": 0,
            "kreis_ars": self.district,
            "verband_ars": self.association,
            "eigene_verwaltung": int(self.ars in KINDS),
            "verwaltungssitz": "",
            "bevoelkerung": self.population,
            "flaeche_km2": "10.00",
            "gemeinden": 1,
        }


BODIES = (
    Body(DISTRICT),
    Body(OTHER_DISTRICT),
    Body(TOWN),
    Body(VILLAGES, district=DISTRICT),
    Body(OTHER_VILLAGES, district=OTHER_DISTRICT),
    Body(FREE, district=DISTRICT),
    Body(OTHER_FREE, district=DISTRICT),
    Body(VILLAGE, district=DISTRICT, association=VILLAGES),
    Body(HAMLET, district=DISTRICT, association=VILLAGES),
)


@dataclass(frozen=True)
class Land:
    """What the tables say on one day."""

    bodies: tuple[Body, ...] = BODIES
    large_towns: tuple[str, ...] = (FREE,)
    members: dict[str, str] = field(default_factory=lambda: {TOWN: "staedtetag", DISTRICT: "landkreistag"})

    def where(self, ars: str, **values: object) -> Land:
        """The same, but this body is different."""
        bodies = (replace(one, **values) if one.ars == ars else one for one in self.bodies)  # type: ignore[arg-type]
        return replace(self, bodies=tuple(bodies))

    def without(self, ars: str) -> Land:
        """The same without this body."""
        return replace(self, bodies=tuple(one for one in self.bodies if one.ars != ars))

    def written(self, folder: Path) -> Path:
        """The folder, with all tables in it."""
        said = {"source": "Annahme: Test", "assumption": 1}
        towns = [{"ars": ars, **said} for ars in self.large_towns]
        _write(folder / "verwaltungseinheiten.csv", [one.line for one in self.bodies])
        _write(folder / "large_towns.csv", towns)
        slugs = ("gstb", "landkreistag", "staedtetag")
        _write(folder / "associations.csv", [{"slug": one, "name": one, "short_name": one, **said} for one in slugs])
        members = [{"association": slug, "ars": ars, **said} for ars, slug in self.members.items()]
        _write(folder / "memberships.csv", members)
        return folder


def _write(path: Path, lines: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, tuple(lines[0]))
        writer.writeheader()
        writer.writerows(lines)


def rewrite(path: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    content = path.read_text(encoding="utf-8")
    assert content.count(old) >= 1
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
