"""The templates: well-formed, described, free of what policy and paper forbid, and coloured on paper."""

import re
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from weasyprint import HTML

from dashboards.parts.area_map import territory
from ozgtracker.charts import (
    ClassInput,
    FanInput,
    LaneInput,
    LanesChart,
    PartInput,
    areas_chart,
    burnup_chart,
    lanes_chart,
    state_bar,
    trend_line,
)
from tests.charts.samples import DAY, WRITING, mark, plan

KINDS = ("page", "paper", "no links")
SVG = "{http://www.w3.org/2000/svg}"
MAINZ = "073150000000"
ONE = {MAINZ: "full"}
EVERYWHERE = dict.fromkeys(territory().shapes, "full")
PLAN = date(2022, 1, 31)
LEGEND = [ClassInput("full", "alle", 1, "/full/"), ClassInput("unknown", "keine Meldung", 169)]
LIVE = [(date(2022, 5, 31), 0), (date(2022, 6, 7), 1204)]
PARTS = [
    PartInput("live", "live", 1204, "/live/"),
    PartInput("unknown", "ohne Meldung", 23),
    PartInput("later", "später", 0),
]
FAN = FanInput(date(2022, 9, 21), date(2022, 11, 18))
REPORTS = [(date(2021, 12, 31), date(2022, 1, 31)), (date(2022, 1, 31), date(2022, 3, 15))]


def drawn(template: str, chart: object) -> str:
    """The chart as the page shows it."""
    return render_to_string(f"charts/{template}.html", {"chart": chart})


def crowded(chart_id: str) -> LanesChart:
    """A lane of eighty milestones of one day and nine without any."""
    dated = [mark(f"M {n}", original=DAY, words=f"Tag {n}") for n in range(80)]
    undated = [mark(f"O {n}", "undated", words="ohne Termin") for n in range(9)]
    lane = LaneInput("1", None, None, False, (*dated, *undated))
    return lanes_chart(
        [lane], day=DAY, chart_id=chart_id, title="x", writing=WRITING, more_href="/milestones/?stichtag=2022-06-15"
    )


DRAWINGS: dict[str, Callable[[], str]] = {
    "lanes, page": lambda: drawn("lanes", plan()),
    "lanes, paper": lambda: drawn("lanes", plan(chart_id="paper", linked=False, paper=True)),
    "lanes, no links": lambda: drawn("lanes", plan(chart_id="bare", linked=False)),
    "lanes, crowded": lambda: drawn("lanes", crowded("crowded")),
    "lanes, nothing": lambda: drawn(
        "lanes", lanes_chart([], day=DAY, chart_id="no-lanes", title="leer", writing=WRITING)
    ),
    "bar": lambda: drawn("bar", state_bar(PARTS, chart_id="bar", title="1.204 live")),
    "bar, nothing": lambda: drawn("bar", state_bar([], chart_id="no-bar", title="nichts")),
    "burn-up": lambda: drawn(
        "burnup", burnup_chart(LIVE, LIVE, day=DAY, chart_id="up", title="Paket 1", writing=WRITING, fan=FAN)
    ),
    "burn-up, nothing": lambda: drawn(
        "burnup", burnup_chart([], [], day=DAY, chart_id="no-up", title="nichts", writing=WRITING)
    ),
    "trend": lambda: drawn(
        "trend", trend_line(REPORTS, day=DAY, chart_id="t", title="APP", writing=WRITING, baseline=PLAN)
    ),
    "trend, reached": lambda: drawn(
        "trend", trend_line(REPORTS, day=DAY, chart_id="r", title="APP", writing=WRITING, actual=DAY)
    ),
    "trend, nothing": lambda: drawn("trend", trend_line([], day=DAY, chart_id="no-t", title="nichts", writing=WRITING)),
    "map": lambda: drawn(
        "areas", areas_chart(territory(), ONE, LEGEND, chart_id="map", title="Karte", hrefs={MAINZ: "/mainz/"})
    ),
    "map, paper": lambda: drawn("areas", areas_chart(territory(), ONE, LEGEND, chart_id="paper-map", title="Karte")),
    "map, all known": lambda: drawn(
        "areas", areas_chart(territory(), EVERYWHERE, LEGEND, chart_id="full", title="Karte")
    ),
}


def the_svg(drawing: str) -> ET.Element:
    """The drawing itself, without its legend."""
    root = ET.fromstring(drawing)
    (svg,) = [*root.findall(f"{SVG}svg"), *root.findall(f"div/{SVG}svg")]
    return svg


@pytest.fixture(params=DRAWINGS)
def drawing(request: pytest.FixtureRequest) -> str:
    """Every chart in every form, one after the other."""
    return DRAWINGS[request.param]()


def test_it_is_well_formed_and_begins_with_its_title(drawing: str) -> None:
    svg = the_svg(drawing)

    assert [child.tag for child in svg][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert svg[0].text
    assert svg[1].text is not None
    assert svg.get("aria-labelledby") == svg[0].get("id")
    assert svg.get("aria-describedby") == svg[1].get("id")


def test_it_holds_nothing_that_policy_or_paper_forbid(drawing: str) -> None:
    assert re.findall(r"style=|currentColor|var\(|<script|<style|gradient|\{[{%#]", drawing, re.IGNORECASE) == []


def test_every_shape_gets_its_colour_without_a_style_sheet(drawing: str) -> None:
    def bare(element: ET.Element, *, coloured: bool = False) -> list[ET.Element]:
        coloured = coloured or bool({"fill", "stroke"} & element.attrib.keys())
        name = element.tag.removeprefix(SVG)
        own = [element] if name in {"path", "rect", "circle", "text"} and not coloured else []
        return own + [found for child in element for found in bare(child, coloured=coloured)]

    assert bare(ET.fromstring(drawing)) == []


def test_coordinates_never_have_a_decimal_comma(drawing: str) -> None:
    numbers = re.findall(r' (?:x|y|d|width|height|viewBox|cx|cy)="([^"]*)"', drawing)

    assert [number for number in numbers if "," in number] == []


def test_a_drawing_without_links_is_an_image_and_links_have_names(drawing: str) -> None:
    svg = the_svg(drawing)

    links = list(svg.iter(f"{SVG}a"))
    assert all(link.get("aria-label") for link in links)
    assert svg.get("role") in ({"group"} if links else {"group", "img"})
    assert svg.findall(f".//*[@aria-hidden='true']//{SVG}a") == []


def test_small_and_large_drawings_may_grow_differently() -> None:
    small, large = (
        trend_line(REPORTS, day=DAY, chart_id="x", title="x", writing=WRITING, width=width) for width in (320, 640)
    )

    assert 'class="chart chart--trend chart--small"' in drawn("trend", small)
    assert 'class="chart chart--trend chart--large"' in drawn("trend", large)


def test_ids_are_unique_over_all_charts_of_a_page() -> None:
    ids = re.findall(r' id="([^"]+)"', "".join(draw() for draw in DRAWINGS.values()))

    assert sorted(ids) == sorted(set(ids))


def test_the_description_says_all_milestones_in_words() -> None:
    assert (
        "2 Technische Infrastruktur: APP betriebsbereit, 15.03.2022; Alle Basiskomponenten, 31.05.2022;"
        " LZA, ohne Termin." in DRAWINGS["lanes, paper"]()
    )


def test_the_legend_says_the_words_of_the_lights() -> None:
    lights = ("reached", "green", "yellow", "red", "grey", "undated")
    lane = LaneInput("1", None, None, False, tuple(mark("x", light, original=DAY) for light in lights))
    legend = drawn("lanes", lanes_chart([lane], day=DAY, chart_id="x", title="x", writing=WRITING)).split(
        'class="chart-legend"'
    )[1]

    assert re.findall(r"</svg>([^<]+)</li>", legend) == [
        "ursprünglicher Plan",
        "erreicht",
        "im Plan",
        "gefährdet",
        "kritisch",
        "keine Meldung",
        "bewusst zurückgestellt oder entfallen",
    ]


def test_what_has_no_room_leads_to_the_table_and_says_what_it_counts() -> None:
    svg = the_svg(DRAWINGS["lanes, crowded"]())

    counts = {
        link.get("aria-label", ""): link.findtext(f"{SVG}title")
        for link in svg.iter(f"{SVG}a")
        if link.get("href") == "/milestones/?stichtag=2022-06-15"
    }
    assert [(words, words) for words in counts] == list(counts.items())
    assert [words.split(":")[0] for words in counts] == ["67 weitere Meilensteine", "5 weitere Meilensteine"]
    assert [words.endswith("; und 55 in der Tabelle") for words in counts] == [True, False]
    assert "O 4, ohne Termin; O 5, ohne Termin" in [*counts][1]
    assert DRAWINGS["lanes, crowded"]().count("; 72 weitere.") == 1


def test_a_drawing_without_links_scrolls_by_keyboard_and_one_with_links_has_them() -> None:
    scrolls = [re.findall('<div class="chart-scroll"(.*)>', DRAWINGS[f"lanes, {name}"]()) for name in KINDS]

    assert scrolls == [[""], [""], [' tabindex="0" role="group" aria-labelledby="bare-title"']]


def test_the_bar_names_what_it_counts_and_leaves_out_nothing_and_none() -> None:
    bar = DRAWINGS["bar"]()

    assert '<a href="/live/">live <span data-figure="rollouts.live" data-of="">1.204</span></a>' in bar
    assert '<span>ohne Meldung <b data-figure="rollouts.unknown" data-of="">23</b></span>' in bar
    assert "später <b>" not in bar


def test_the_map_is_small_and_names_its_source() -> None:
    page = DRAWINGS["map"]()

    assert len(page.encode()) < 150_000
    assert "© GeoBasis-DE / BKG (2025) dl-de/by-2-0 (Daten verändert)" in page
    assert 'tabindex="-1" aria-label="Stadt Mainz"' in page


@pytest.mark.parametrize(
    ("name", "colours"),
    [
        ("lanes, paper", ["#2b4a8f", "#0b6e4f", "#a85b00", "#b3122b", "#d0d9eb"]),
        ("bar", ["#2b4a8f", "#8a909c"]),
        ("burn-up", ["#2b4a8f", "#dfe6f3"]),
        ("trend, reached", ["#2b4a8f", "#0b6e4f"]),
        ("map, paper", ["#2b4a8f", "#8a909c"]),
    ],
)
def test_paper_shows_the_colours(name: str, colours: list[str]) -> None:
    html = f"<html lang='de'><title>x</title><body>{DRAWINGS[name]()}</body></html>"

    pdf = HTML(string=html).write_pdf(uncompressed_pdf=True).decode("latin-1")

    used = {
        "#" + "".join(f"{round(float(part) * 255):02x}" for part in parts)
        for parts in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)", pdf)
    }
    assert set(colours) <= used
