"""What is joined when files are collected: nothing forgotten, everything in its order, and small enough to send."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings as live
from django.contrib.staticfiles import finders
from django.core.management import call_command
from pytest_django.fixtures import Settings

from dashboards.parts.area_map import territory
from ozgtracker.charts.areas import territory_sheet
from ozgtracker.land import LANDS
from ozgtracker.made_files import SOURCES, STYLE_SHEET, made, style_sheet

STATIC = Path(live.BASE_DIR, "static")
MOST_FIRST_VIEW = 125_000
"""Bytes of all that comes with any first page, the page itself aside: with it and the map they stay below 200,000."""


@pytest.fixture
def own_var(tmp_path: Path, settings: Settings) -> Path:
    """Files are made and collected in a folder of the test's own."""
    settings.VAR_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    hashing = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashing}
    return tmp_path


def test_every_sheet_of_ours_is_one_of_the_sources() -> None:
    own = {path.relative_to(STATIC).as_posix() for path in STATIC.glob("look/*.css")}

    assert own | {"charts.css"} == set(SOURCES)
    assert SOURCES[-1] == "look/media.css"


def test_the_joined_sheet_says_all_of_them_in_their_order_with_kern_in_its_layer() -> None:
    joined = style_sheet(STATIC)
    places = [joined.index((STATIC / source).read_text("utf-8")) for source in SOURCES]

    assert places == sorted(places)
    assert re.findall(r"^@layer kern \{[*.]", joined) == ["@layer kern {*"]
    assert ("@charset" in joined, "@import" in joined) == (False, False)


def test_a_server_that_does_not_collect_finds_them_as_they_are_now(own_var: Path) -> None:
    assert set(made()) == {STYLE_SHEET, *(f"look/areas-{path.parent.name}.svg" for path in LANDS.glob("*/areas.json"))}
    for name, make in made().items():
        (own_var / "made" / name).parent.mkdir(parents=True, exist_ok=True)
        (own_var / "made" / name).write_text("of yesterday", "utf-8")
        found = finders.find(name)
        assert found == str(own_var / "made" / name)
        assert Path(found).read_text("utf-8") == make()


def test_the_sheet_of_the_map_holds_every_shape() -> None:
    land = territory()
    drawn = {path.get("id"): path.get("d") for path in ET.fromstring(territory_sheet(land))}

    assert drawn == {
        "outline": land.outline,
        "districts": land.districts,
        **{f"a{ars}": shape.path for ars, shape in land.shapes.items()},
    }


def test_what_comes_with_every_first_page_is_small(own_var: Path) -> None:
    call_command("collectstatic", "--noinput", verbosity=0)

    names = re.findall(r"static '([^']+)'", Path(live.BASE_DIR, "templates/base.html").read_text("utf-8"))
    collected = own_var / "static"
    sizes = {name: min(path.stat().st_size for path in collected.glob(f"{name}*")) for name in names}
    assert len(sizes) == 8
    assert sum(sizes.values()) <= MOST_FIRST_VIEW
    assert sizes[STYLE_SHEET] < len(style_sheet(STATIC).encode()) // 5
