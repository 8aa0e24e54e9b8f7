"""The small Land this room's tests stand on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from milestones.states import State
from municipalities.rollout_states import RolloutState as S
from ozgtracker.ui.as_of import AsOf
from services.models import LeikaEntry, Service
from tests.dashboards import small as builders
from tests.databases import EMPTY, Template, choose

MARCH, JUNE = date(2022, 3, 20), date(2022, 6, 8)


def _tell() -> None:
    """Everything occurs: live, withdrawn, late, unknown, overdue, reached."""
    small = builders.find()
    small.say(small.town, "10001", S.LIVE, MARCH)
    small.say(small.town, "10002", S.LIVE, MARCH)
    small.say(small.town, "10002", S.WITHDRAWN, JUNE)
    small.say(small.villages, "10001", S.PLANNED, MARCH, forecast_on=date(2022, 5, 1), remark="nur für uns")
    small.say(small.villages, "10003", S.LATER, JUNE, reason="Umbau im Rathaus", remark="streng vertraulich")
    small.say(small.district, "10002", S.LIVE, JUNE, maturity=3, evidence="https://kreis.example/kfz")
    small.say(small.free, "10001", S.READY, JUNE, forecast_on=date(2022, 8, 1))
    builders.deliver("epayment", MARCH, forecast_on=date(2022, 9, 30))
    builders.deliver("epayment", JUNE, forecast_on=date(2022, 10, 28), reason="Vertrag verzögert")
    for slug in ("nutzerkonto", "verwaltungsportal", "signatur"):
        builders.deliver(slug, MARCH, forecast_on=date(2022, 9, 30))
    small.plan_says("infrastruktur-komplett", MARCH, State.STARTED)
    builders.deliver("signatur", JUNE, forecast_on=date(2022, 9, 14), reason="Früher fertig")
    service = Service.objects.get(ozg_id="10001")
    LeikaEntry.objects.create(key="99115005104000", name="Wohnsitz Anmeldung", service=service)


SMALL = Template("dashboards", builders.build, EMPTY)
TOLD = Template("dashboards_told", _tell, SMALL)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The small Land is built once."""
    choose(items, Path(__file__).parent, {"told": TOLD, "small": SMALL})


@pytest.fixture
def small(db: None) -> builders.Small:
    """Four administrations, six services, the real plan; nothing reported yet."""
    return builders.find()


@pytest.fixture
def told(small: builders.Small) -> builders.Small:
    """A world in which everything occurs: live, withdrawn, late, unknown, overdue, reached."""
    return small


@pytest.fixture
def at() -> AsOf:
    """Today, 15.06.2022."""
    return AsOf(date(2022, 6, 15), date(2022, 6, 15))
