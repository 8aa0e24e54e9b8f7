"""The map: where none is known to be live is not where nobody said so."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import User
from dashboards.figures.areas import CLASSES, Place, places_of
from dashboards.figures.criteria import AuthorityCriteria
from dashboards.figures.rollouts import rollouts_in_package
from dashboards.parts.area_classes import area_classes
from dashboards.parts.area_map import CLASSES_OF_ONE, areas_map
from municipalities.coverage import Count
from municipalities.models import Authority
from municipalities.rollout_states import RolloutState as S
from ozgtracker.ui.as_of import AsOf
from tests.conftest import ClientOf
from tests.dashboards.small import Small
from tests.dashboards.walking import total_of

JUNE = date(2022, 6, 8)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (Count(), "not-competent"),
        (Count(unknown=3), "unknown"),
        (Count(planned=2, unknown=1), "none-open"),
        (Count(planned=2, later=1), "none"),
        (Count(live=1, planned=2), "low"),
        (Count(live=1, unknown=2), "low"),
        (Count(live=1, planned=1), "high"),
        (Count(live=2), "full"),
    ],
)
def test_every_count_has_one_class(count: Count, expected: str) -> None:
    assert Place(Authority(), count).area_class == expected


def test_both_maps_explain_the_same_classes() -> None:
    assert list(CLASSES) == list(CLASSES_OF_ONE)


def test_none_is_split_by_what_nobody_reported(small: Small, at: AsOf, client_of: ClientOf, ministry: User) -> None:
    for ozg_id in ("10001", "10002"):
        small.say(small.town, ozg_id, S.PLANNED, JUNE)
    small.say(small.free, "10001", S.PLANNED, JUNE)
    places = places_of(rollouts_in_package(1, at), at)
    client = client_of(ministry)

    rows = area_classes(places, areas_map(places, chart_id="x", title="x").classes, AuthorityCriteria(mapped_package=1))

    assert {row.slug: (row.label, row.count, row.inhabitants) for row in rows} == {
        "none": ("noch keine, alles gemeldet", 1, 100_000),
        "none-open": ("keine, Rest ohne Meldung", 1, 10_000),
        "unknown": ("gar keine Meldung", 1, 20_000),
    }
    assert {slug: total_of(client, f"/municipalities/?gebiet={slug}&paket=1") for slug in ("none", "none-open")} == {
        "none": 1,
        "none-open": 1,
    }
    assert 'fill="url(#areas-none-open)"' in client.get("/").content.decode()
