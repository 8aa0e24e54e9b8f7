"""The map: the areas of a territory, filled by class."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ozgtracker.charts.palette import AREAS, HATCHED, PARTLY_HATCHED
from ozgtracker.charts.shapes import number


@dataclass(frozen=True, slots=True)
class Shape:
    """An area's name and closed path."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Territory:
    """All shapes by key (ARS, 12 digits) and the borders of the Land and its districts, in units of their own."""

    width: int
    height: int
    attribution: str
    outline: str
    districts: str
    shapes: Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class ClassInput:
    """A class of areas: `slug` (full high low none none-open unknown not-competent) is the colour, `label` says it.

    `count` is how many places are in it, drawn or not; `href` opens them.
    """

    slug: str
    label: str
    count: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class ClassDrawing:
    """All areas of a class in one path, how many places they are, and where those are listed."""

    slug: str
    label: str
    count: int
    href: str
    path: str
    colour: str
    hatched: bool


@dataclass(frozen=True, slots=True)
class AreaDrawing:
    """One area as a link with its tooltip; `key` names its shape in the sheet."""

    key: str
    href: str
    words: str
    slug: str
    path: str
    colour: str
    hatched: bool


@dataclass(frozen=True, slots=True)
class AreasChart:
    """Everything that `charts/areas.html` draws: either areas that are links, or one path a class.

    With a `sheet`, the address of what territory_sheet made, shapes are named instead of written.
    """

    chart_id: str
    title: str
    width: str
    height: str
    view_box: str
    attribution: str
    outline: str
    districts: str
    classes: tuple[ClassDrawing, ...]
    areas: tuple[AreaDrawing, ...]
    sheet: str = ""


def read_territory(path: Path) -> Territory:
    """The shapes of a file that script/make-areas made."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    shapes = {ars: Shape(area["name"], area["d"]) for ars, area in raw["areas"].items()}
    return Territory(raw["width"], raw["height"], raw["attribution"], raw["outline"], raw["districts"], shapes)


def territory_sheet(land: Territory) -> str:
    """All shapes as a drawing of their own, which pages name by key: the browser keeps it from page to page."""
    paths = {"outline": land.outline, "districts": land.districts}
    paths |= {_key(ars): shape.path for ars, shape in land.shapes.items()}
    drawn = "\n".join(f'<path id="{key}" d="{path}"/>' for key, path in paths.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {land.width} {land.height}">\n{drawn}\n</svg>\n'


def areas_chart(
    land: Territory,
    classes: Mapping[str, str],
    legend: Sequence[ClassInput],
    *,
    chart_id: str,
    title: str,
    width: float = 420,
    words: Mapping[str, str] | None = None,
    hrefs: Mapping[str, str] | None = None,
    sheet: str = "",
) -> AreasChart:
    """Fills each area (key: ARS) by its class; one left out is "unknown". With `hrefs` the areas become links.

    With `sheet`, the address of the shapes, links name their shape there.

    Raises ValueError for a key that is no area of the map and for a class that the legend does not explain.
    """
    filled = {ars: classes.get(ars, HATCHED) for ars in land.shapes}
    if strange := sorted(classes.keys() - land.shapes.keys()):
        raise ValueError(f"no area of the map: {', '.join(strange)}")
    if unexplained := sorted(set(filled.values()) - {one.slug for one in legend}):
        raise ValueError(f"no entry in the legend for: {', '.join(unexplained)}")
    return AreasChart(
        chart_id=chart_id,
        title=title,
        width=number(width),
        height=number(width * land.height / land.width),
        view_box=f"0 0 {land.width} {land.height}",
        attribution=land.attribution,
        outline=land.outline,
        districts=land.districts,
        classes=tuple(_draw_class(one, filled, land) for one in legend),
        areas=_links(filled, words or {}, hrefs, land) if hrefs is not None else (),
        sheet=sheet if hrefs is not None else "",
    )


def _draw_class(one: ClassInput, filled: Mapping[str, str], land: Territory) -> ClassDrawing:
    members = [ars for ars, slug in filled.items() if slug == one.slug]
    path = "".join(land.shapes[ars].path for ars in members)
    colour = AREAS.get(one.slug, "")
    return ClassDrawing(one.slug, one.label, one.count, one.href, path, colour, hatched=_is_hatched(one.slug))


def _is_hatched(slug: str) -> bool:
    return slug in {HATCHED, PARTLY_HATCHED}


def _links(
    filled: Mapping[str, str], words: Mapping[str, str], hrefs: Mapping[str, str], land: Territory
) -> tuple[AreaDrawing, ...]:
    """Every area by itself; without words its name is its tooltip, without address it is no link."""
    return tuple(
        AreaDrawing(
            key=_key(ars),
            href=hrefs.get(ars, ""),
            words=words.get(ars, shape.name),
            slug=filled[ars],
            path=shape.path,
            colour=AREAS.get(filled[ars], ""),
            hatched=_is_hatched(filled[ars]),
        )
        for ars, shape in land.shapes.items()
    )


def _key(ars: str) -> str:
    return f"a{ars}"
