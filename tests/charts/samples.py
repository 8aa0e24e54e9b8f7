"""The plan of 21.12.2021 as it may have stood on 15.06.2022, as input of the charts."""

from datetime import date

from ozgtracker import german
from ozgtracker.charts import LaneInput, LanesChart, MarkerInput, MarkInput, lanes_chart

DAY = date(2022, 6, 15)
STATUTORY = MarkerInput(date(2022, 12, 31), "gesetzliche Frist 31.12.2022")


def mark(
    label: str,
    light: str = "green",
    *,
    original: date | None = None,
    agreed: date | None = None,
    forecast: date | None = None,
    actual: date | None = None,
    words: str = "31.05.2022",
    continuous: bool = False,
) -> MarkInput:
    """A milestone that is called the same in the drawing and in full."""
    href = f"/milestones/{label.lower().replace(' ', '-')}/"
    return MarkInput(label, label, href, original, agreed, forecast, actual, light, words, continuous)


CONCEPT = mark("Leitfäden", "reached", original=date(2022, 3, 31), actual=date(2022, 4, 14), words="14.04.2022")
PLATFORM = mark(
    "APP betriebsbereit",
    "reached",
    original=date(2022, 1, 31),
    agreed=date(2022, 2, 28),
    actual=date(2022, 3, 15),
    words="15.03.2022",
)
COMPONENTS = mark("Alle Basiskomponenten", "yellow", original=date(2022, 9, 30), forecast=date(2022, 10, 28))
LZA = mark("LZA", "undated", words="ohne Termin")
PACKAGE_3 = mark("Paket 3", "undated", words="fortlaufend", continuous=True)
HANDBOOK = mark("Betriebskonzept, Betriebshandbuch", "red", original=date(2022, 5, 31), forecast=date(2022, 6, 30))

WRITING = german.writing()
PHASES = (
    LaneInput("1 Konzeption", date(2021, 12, 21), date(2022, 4, 14), False, (CONCEPT,)),
    LaneInput("2 Technische Infrastruktur", date(2021, 12, 21), None, False, (PLATFORM, COMPONENTS, LZA)),
    LaneInput("3 Ausspielung", date(2022, 5, 31), None, True, (PACKAGE_3,)),
    LaneInput("4 Betriebsvorbereitung", date(2021, 12, 21), None, False, (HANDBOOK,)),
)


def plan(*, day: date = DAY, linked: bool = True, paper: bool = False, chart_id: str = "plan") -> LanesChart:
    """The four phases, drawn."""
    return lanes_chart(
        PHASES,
        day=day,
        chart_id=chart_id,
        title="Vier Phasen",
        writing=WRITING,
        markers=(STATUTORY,),
        linked=linked,
        paper=paper,
        more_href="/milestones/",
    )
