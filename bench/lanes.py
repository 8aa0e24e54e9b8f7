"""How long the lanes of a plan take to lay out and to write, by the number of milestones: python -m bench.lanes."""

from __future__ import annotations

import os
import random
import statistics
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from time import perf_counter

import django

from ozgtracker.charts import LaneInput, LanesChart, MarkerInput, MarkInput, Writing, lanes_chart

NUMBERS = (10, 60, 500, 5000)
ROUNDS = 5
DAY = date(2022, 6, 15)
STATUTORY = MarkerInput(date(2022, 12, 31), "gesetzliche Frist 31.12.2022")
NAMES = ("Leitfäden", "Betriebskonzept, Betriebshandbuch", "Alle Basiskomponenten (ohne LZA)", "APP betriebsbereit")
LIGHTS = ("reached", "green", "yellow", "red", "grey")
PHASES = ("1 Konzeption", "2 Technische Infrastruktur", "3 Ausspielung", "4 Betriebsvorbereitung")
WRITING = Writing(
    day=lambda on: f"{on:%d.%m.%Y}",
    number=str,
    months=["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
)


def invented(number: int) -> list[LaneInput]:
    """Four phases with so many milestones, the same every time."""
    chance = random.Random(number)  # noqa: S311  # no secret, the same figures every time
    lanes: list[list[MarkInput]] = [[] for _ in PHASES]
    for index in range(number):
        original = DAY + timedelta(days=chance.randrange(-175, 365))
        forecast = original + timedelta(days=chance.randrange(60))
        name = f"{chance.choice(NAMES)} {index}"
        mark = MarkInput(
            name, name, f"/m/{index}/", original, None, forecast, None, chance.choice(LIGHTS), f"{forecast:%d.%m.%Y}"
        )
        lanes[index % len(lanes)].append(mark)
    began = DAY - timedelta(days=176)
    return [
        LaneInput(title, began, None, open_ended=False, milestones=tuple(lane))
        for title, lane in zip(PHASES, lanes, strict=True)
    ]


def drawn(lanes: list[LaneInput]) -> LanesChart:
    """The plan, laid out as a page does it."""
    return lanes_chart(
        lanes,
        day=DAY,
        chart_id="bench",
        title="Messung",
        writing=WRITING,
        markers=(STATUTORY,),
        more_href="/milestones/",
    )


def main() -> int:
    """Print the median of a few rounds for each number."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgtracker.settings")
    django.setup()
    from django.template.loader import render_to_string  # needs Django's apps

    sys.stdout.write("Meilensteine   gelegt   geschrieben   mit Namen   gezählt\n")
    for number in NUMBERS:
        lanes = invented(number)
        chart = drawn(lanes)
        laid = _median(partial(drawn, lanes))
        written = _median(partial(render_to_string, "charts/lanes.html", {"chart": chart}))
        counted = sum(count.number for count in chart.counts)
        sys.stdout.write(f"{number:12d} {laid:6.1f} ms {written:10.1f} ms {len(chart.marks):11d} {counted:9d}\n")
    return 0


def _median(work: Callable[[], object]) -> float:
    """Milliseconds of the middle round."""
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        work()
        times.append((perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
