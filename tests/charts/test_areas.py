"""The map."""

import csv
import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from dashboards.parts.area_map import territory
from ozgtracker.charts import ClassInput, areas_chart

MAINZ, NIEDER_OLM = "073150000000", "073395006000"
LEGEND = [ClassInput("full", "alle", 1), ClassInput("none", "keine", 1), ClassInput("unknown", "keine Meldung", 168)]


@pytest.fixture(scope="module")
def make_areas() -> ModuleType:
    """The script that made the shapes."""
    path = Path(__file__).resolve().parents[2] / "script" / "make-areas"
    spec = spec_from_loader("make_areas", SourceFileLoader("make_areas", str(path)))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_knows_all_170_units_by_key_and_name() -> None:
    shapes = territory().shapes

    assert len(shapes) == 170
    assert {len(ars) for ars in shapes} == {12}
    assert shapes[MAINZ].name == "Stadt Mainz"
    assert shapes[NIEDER_OLM].name == "Verbandsgemeinde Nieder-Olm"
    assert all(re.fullmatch(r"(M\d+ \d+l[\d -]+z)+", shape.path) for shape in shapes.values())


def test_it_names_its_source() -> None:
    assert territory().attribution == "© GeoBasis-DE / BKG (2025) dl-de/by-2-0 (Daten verändert)"


def test_every_area_is_in_exactly_one_class_and_what_is_left_out_is_unknown() -> None:
    chart = areas_chart(territory(), {MAINZ: "full", NIEDER_OLM: "none"}, LEGEND, chart_id="x", title="x")

    areas = {shape.path: ars for ars, shape in territory().shapes.items()}
    assert [(one.slug, len(re.findall("|".join(areas), one.path)), one.hatched) for one in chart.classes] == [
        ("full", 1, False),
        ("none", 1, False),
        ("unknown", 168, True),
    ]
    assert chart.classes[0].path == territory().shapes[MAINZ].path
    assert chart.areas == ()


def test_with_addresses_the_areas_are_links_with_words() -> None:
    chart = areas_chart(
        territory(),
        {MAINZ: "full"},
        LEGEND,
        chart_id="x",
        title="x",
        words={MAINZ: "Stadt Mainz: alle"},
        hrefs={MAINZ: "/mainz/"},
    )

    linked = [area for area in chart.areas if area.href]
    assert [(area.href, area.words, area.slug, area.colour) for area in linked] == [
        ("/mainz/", "Stadt Mainz: alle", "full", "#2b4a8f")
    ]
    assert len(chart.areas) == 170
    assert chart.areas[0].words == next(iter(territory().shapes.values())).name


def test_a_key_that_is_no_area_is_refused() -> None:
    with pytest.raises(ValueError, match="no area of the map: 073390000000"):
        areas_chart(territory(), {"073390000000": "full"}, LEGEND, chart_id="x", title="x")


def test_a_class_that_the_legend_does_not_explain_is_refused() -> None:
    with pytest.raises(ValueError, match="no entry in the legend for: unknown"):
        areas_chart(territory(), {MAINZ: "full"}, LEGEND[:1], chart_id="x", title="x")


def test_neighbours_share_their_simplified_border(make_areas: ModuleType) -> None:
    west = [(0.0, 0.0), (1.0, 0.0), (1.1, 0.5), (1.0, 1.0), (0.0, 1.0)]
    east = [(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.1, 0.5)]
    junctions = make_areas.junctions_of({"west": [west], "east": [east]})

    arcs = [{make_areas.canonical(arc)[0] for arc in make_areas.arcs_of(ring, junctions)} for ring in (west, east)]

    assert junctions == {(1.0, 0.0), (1.0, 1.0)}
    assert arcs[0] & arcs[1] == {((1.0, 0.0), (1.1, 0.5), (1.0, 1.0))}


def test_simplifying_keeps_the_ends_and_what_stands_out(make_areas: ModuleType) -> None:
    points = [(0.0, 0.0), (10.0, 0.4), (20.0, 30.0), (30.0, 0.0)]

    assert make_areas.simplified(points) == [(0, 0), (10, 0), (20, 30), (30, 0)]
    assert make_areas.simplified([(0.0, 0.0), (10.0, 0.4), (20.0, 0.0)]) == [(0, 0), (20, 0)]


def test_an_island_keeps_an_area(make_areas: ModuleType) -> None:
    ring = [(0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (0.0, 30.0), (0.0, 0.0)]

    assert make_areas.closed(make_areas.simplified(ring)[:-1]) == "M0 0l30 0 0 30-30 0z"


def test_it_makes_a_map_from_a_file(make_areas: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "units.geojson", tmp_path / "areas.json"
    source.write_text(
        '{"features": [{"properties": {"ars": "1", "bezeichnung": "West", "kreis_ars": "k"}, "geometry": {"type":'
        ' "Polygon", "coordinates": [[[7, 50], [8, 50], [8, 51], [7, 51], [7, 50]]]}}, {"properties": {"ars": "2",'
        ' "bezeichnung": "Ost", "kreis_ars": "l"}, "geometry": {"type": "MultiPolygon", "coordinates":'
        " [[[[8, 50], [9, 50], [9, 51], [8, 51], [8, 50]]]]}}]}",
        encoding="utf-8",
    )
    monkeypatch.setattr(make_areas, "TARGET", target)

    make_areas.main(source)

    made = target.read_text(encoding="utf-8")
    assert '"districts": "M400' in made
    assert '"name": "Ost"' in made


def test_the_map_and_the_register_know_the_same_units() -> None:
    register = Path(__file__).resolve().parents[2] / "lands" / "rlp" / "municipalities" / "verwaltungseinheiten.csv"
    kinds = {"kreisfreie_stadt", "verbandsgemeinde", "verbandsfreie_gemeinde"}

    with register.open(encoding="utf-8", newline="") as lines:
        units = {row["ars"]: row["bezeichnung"] for row in csv.DictReader(lines) if row["typ"] in kinds}

    assert {ars: shape.name for ars, shape in territory().shapes.items()} == units
