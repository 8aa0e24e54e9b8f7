"""A territory loaded tomorrow moves no figure, list or table of a day before: inhabitants and belonging have a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from dashboards.figures import register
from dashboards.figures.areas import inhabitants_reached, places_of
from dashboards.figures.bundles import bundle_reach
from dashboards.figures.rollouts import rollouts_on
from municipalities.actions import load_territory, sync_rollouts
from ozgtracker.ui.as_of import AsOf
from services.models import Bundle
from tests.conftest import TODAY, ClientOf
from tests.dashboards.figures.test_register import asked
from tests.dashboards.small import Small
from tests.municipalities.small_territory import (
    DISTRICT,
    FREE,
    HAMLET,
    OTHER_DISTRICT,
    OTHER_FREE,
    OTHER_VILLAGES,
    TOWN,
    VILLAGES,
    Land,
)

pytestmark = pytest.mark.slow
JANUARY = date(2022, 1, 10)
PAST, YESTERDAY, NOW = (AsOf(day, TODAY) for day in (date(2022, 5, 31), date(2022, 6, 14), TODAY))
FIRST = Land().where(TOWN, population=100_000)
# Everything at once: more people, a village elsewhere, a town gone, another one large.
LATER = replace(
    FIRST.where(TOWN, population=200_000)
    .where(HAMLET, association=OTHER_VILLAGES, district=OTHER_DISTRICT, population=5)
    .where(VILLAGES, district=OTHER_DISTRICT)
    .without(FREE),
    large_towns=(OTHER_FREE,),
    members={TOWN: "gstb", VILLAGES: "gstb"},
)
ADDRESSES = (
    "/municipalities/?sortierung=einwohner",
    "/municipalities/csv/",
    "/municipalities/?ebene=gemeinden&buendel=neu-zugezogen",
    "/municipalities/csv/?ebene=gemeinden&buendel=neu-zugezogen",
    f"/municipalities/{DISTRICT}/",
    f"/municipalities/{VILLAGES}/",
    f"/municipalities/{FREE}/",
    f"/municipalities/{TOWN}/",
    "/packages/1/",
    "/rollouts/",
    "/rollouts/csv/",
    f"/rollouts/csv/?kreis={DISTRICT}",
    "/services/10002/",
)

type Load = Callable[[Land, date], None]


@pytest.fixture
def load(told: Small, tmp_path: Path) -> Load:
    """The small world, as the tables of a Land have it; and how other tables are loaded."""

    def run(land: Land, on: date) -> None:
        load_territory(on=on, directory=land.written(tmp_path))
        sync_rollouts(on=on)

    run(FIRST, JANUARY)
    return run


def figures(at: AsOf) -> dict[Any, Any]:
    """Every figure that has a list, about everything it can be asked about, and who is reached."""
    counted: dict[Any, Any] = {(one.name, rows.about): register.count(rows, at) for one, rows in asked()}
    reach = bundle_reach(Bundle.objects.get(slug="neu-zugezogen"), at)
    people = inhabitants_reached(places_of(rollouts_on(at), at))
    return counted | {"bundle": (reach.inhabitants, reach.all_inhabitants, reach.missing), "people": people}


def test_every_figure_of_a_day_before_stays(load: Load) -> None:
    before = {at: figures(at) for at in (PAST, YESTERDAY, NOW)}

    load(LATER, TODAY)

    assert (figures(PAST), figures(YESTERDAY)) == (before[PAST], before[YESTERDAY])
    assert figures(NOW)["people"].everybody != before[NOW]["people"].everybody
    assert {name for name, count in figures(NOW).items() if before[NOW][name] != count} >= {"bundle", "people"}


def test_pages_lists_and_tables_of_the_day_say_the_territory_of_the_day(
    load: Load, client_of: ClientOf, steering: User
) -> None:
    client = client_of(steering)

    def pages() -> list[list[str]]:
        answers: list[Any] = [
            client.get(f"{address}{'&' if '?' in address else '?'}stichtag=2022-05-31") for address in ADDRESSES
        ]
        return [answer.getvalue().decode().split("<h1", 1)[-1].split("\n") for answer in answers]

    before = pages()
    load(LATER, TODAY)

    for address, was, now in zip(ADDRESSES, before, pages(), strict=True):
        assert (address, [line for line in now if line not in was], now) == (address, [], was)
