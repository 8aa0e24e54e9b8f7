from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from dashboards.figures.areas import Reach, inhabitants_reached, places_of
from dashboards.figures.authorities import find_municipalities
from dashboards.figures.bundles import Lacking, bundle_reach, complete_places, missing_services
from dashboards.figures.criteria import MunicipalityCriteria, RolloutCriteria
from dashboards.figures.rollouts import find_rollouts, rollouts_in_package
from municipalities.actions import rebuild_tallies, sync_rollouts
from municipalities.models import Authority, Competence, Municipality, Rollout, RolloutReport
from municipalities.rollout_states import RolloutState as S
from ozgtracker.ui.as_of import AsOf
from services.models import Bundle
from tests.dashboards.conftest import SMALL
from tests.dashboards.small import AGREED, Small, more_authorities

MARCH = date(2022, 3, 20)
SLUG = "neu-zugezogen"


def test_a_bundle_is_complete_where_own_administration_and_district_are_live(small: Small, at: AsOf) -> None:
    small.say(small.villages, "10001", S.LIVE, MARCH)
    small.say(small.district, "10002", S.LIVE, MARCH)
    small.say(small.town, "10001", S.LIVE, MARCH)

    reach = bundle_reach(Bundle.objects.get(slug=SLUG), at)

    assert set(complete_places(SLUG, at)) == {small.villages}
    assert (reach.municipalities, reach.all_municipalities) == (2, 4)
    assert (reach.inhabitants, reach.all_inhabitants) == (20_000, 130_000)
    assert (reach.inhabitants_high, reach.share, reach.share_high) == (130_000, 20_000 / 130_000, 1.0)
    assert {one.service.ozg_id: (one.inhabitants, one.unreported) for one in reach.missing} == {
        "10002": (0, 100_000),
        "10001": (0, 10_000),
    }


def test_a_bundle_with_a_service_nobody_is_competent_for_is_complete_nowhere(small: Small, at: AsOf) -> None:
    small.say(small.villages, "10001", S.LIVE, MARCH)
    small.say(small.district, "10002", S.LIVE, MARCH)
    Rollout.objects.filter(service__ozg_id="10002", authority=small.district).update(is_competent=False)
    rebuild_tallies()

    reach = bundle_reach(Bundle.objects.get(slug=SLUG), at)

    assert reach.municipalities == 0
    # The town is competent and has not said anything; in the district nobody is competent any more.
    lacking = {one.service.ozg_id: (one.inhabitants, one.unreported) for one in reach.missing}
    assert lacking["10002"] == (30_000, 100_000)


def test_an_empty_bundle_is_complete_nowhere(small: Small, at: AsOf) -> None:
    empty = Bundle.objects.create(slug="leer", name="Leer", source="Test", is_assumption=False)

    reach = bundle_reach(empty, at)

    assert (reach.municipalities, reach.missing, list(complete_places("leer", at))) == (0, (), [])


def test_reach_reads_as_many_queries_for_three_more_places(
    small: Small, at: AsOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bundle = Bundle.objects.get(slug=SLUG)

    with django_assert_num_queries(7):
        bundle_reach(bundle, at)
    more_authorities(3)
    with django_assert_num_queries(7):
        bundle_reach(bundle, at)


def test_inhabitants_reached_counts_a_place_once_whoever_serves_it(small: Small, at: AsOf) -> None:
    small.say(small.district, "10002", S.LIVE, MARCH)
    small.say(small.villages, "10001", S.LIVE, MARCH)

    places = places_of(rollouts_in_package(1, at), at)

    assert inhabitants_reached(places) == Reach(
        some=30_000, some_high=130_000, every=20_000, every_high=130_000, everybody=130_000
    )
    assert {place.authority.label: place.area_class for place in places} == {
        "Verbandsgemeinde Adenau": "full",
        "Stadt Remagen": "high",
        "Stadt Koblenz": "unknown",
    }


@pytest.fixture
def remagen_is_large(small: Small) -> Small:
    """Remagen, within the district, registers cars itself; its Landkreis does for everybody else."""
    Authority.objects.filter(pk=small.free.pk).update(is_large_town=True)
    Competence.objects.filter(service__ozg_id="10002", kind="landkreis").update(large_towns_instead=True)
    sync_rollouts(on=AGREED)
    return small


def test_what_a_large_town_does_itself_its_district_does_not_do_for_it(remagen_is_large: Small, at: AsOf) -> None:
    small = remagen_is_large
    small.say(small.free, "10001", S.LIVE, MARCH)
    small.say(small.villages, "10001", S.LIVE, MARCH)
    small.say(small.district, "10002", S.LIVE, MARCH)
    found = find_rollouts(RolloutCriteria(offered_to=small.free.ars, package=1), at)

    assert Rollout.objects.competent().filter(service__ozg_id="10002").count() == 3
    assert {(one.authority.label, one.service.ozg_id) for one in found} == {
        ("Stadt Remagen", "10001"),
        ("Stadt Remagen", "10002"),
    }
    assert set(complete_places(SLUG, at)) == {small.villages}
    assert bundle_reach(Bundle.objects.get(slug=SLUG), at).inhabitants == 20_000
    places = {place.authority.pk: place for place in places_of(rollouts_in_package(1, at), at)}
    assert (places[small.free.pk].count.live, places[small.free.pk].count.total) == (1, 2)
    assert (places[small.villages.pk].count.live, places[small.villages.pk].count.total) == (2, 2)
    lacking = missing_services(SLUG, Municipality.objects.select_related("authority"), at)
    assert lacking[Municipality.objects.get(name="Remagen").pk] == Lacking(unreported=("Kfz zulassen",))

    small.say(small.free, "10002", S.LIVE, MARCH)

    assert set(complete_places(SLUG, at)) == {small.villages, small.free}
    assert bundle_reach(Bundle.objects.get(slug=SLUG), at).inhabitants == 30_000


def _is_complete(municipality: Municipality, states: dict[tuple[int, str], S], *, town_instead: bool) -> bool:
    """The rule in words of domain 3.3 no. 8, one municipality at a time."""
    for ozg_id in ("10001", "10002"):
        competent = [municipality.authority_id, municipality.district_id]
        if town_instead and municipality.name == "Remagen" and ozg_id == "10002":
            competent.pop()
        here = [states[key, ozg_id] for key in competent if key is not None and (key, ozg_id) in states]
        if not here or any(state is not S.LIVE for state in here):
            return False
    return True


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.world(SMALL)
@pytest.mark.django_db
@pytest.mark.parametrize("town_instead", [False, True])
def test_sql_and_the_rule_agree_on_every_municipality(
    request: pytest.FixtureRequest, at: AsOf, data: st.DataObject, *, town_instead: bool
) -> None:
    small: Small = request.getfixturevalue("remagen_is_large" if town_instead else "small")
    with transaction.atomic():
        states: dict[tuple[int, str], S] = {}
        for rollout in Rollout.objects.filter(service__bundles__slug=SLUG).select_related("service").order_by("pk"):
            state = data.draw(st.sampled_from([S.UNKNOWN, S.PLANNED, S.LIVE, S.LIVE]))
            states[rollout.authority_id, rollout.service.ozg_id] = state
            if state is not S.UNKNOWN:
                report = RolloutReport.objects.create(
                    rollout=rollout,
                    said_on=MARCH,
                    state=state,
                    by=small.officer,
                    live_on=MARCH if state is S.LIVE else None,
                )
                Rollout.objects.filter(pk=rollout.pk).update(
                    state=state, live_on=report.live_on, last_report=report, reported_on=MARCH
                )
        expected = {one for one in Municipality.objects.all() if _is_complete(one, states, town_instead=town_instead)}

        for moment in (at, AsOf(date(2022, 5, 1), at.today)):
            assert set(find_municipalities(MunicipalityCriteria(bundle=SLUG, complete="ja"), moment)) == expected
            assert set(find_municipalities(MunicipalityCriteria(bundle=SLUG, complete="nein"), moment)) == (
                set(Municipality.objects.all()) - expected
            )
            reach = bundle_reach(Bundle.objects.get(slug=SLUG), moment)
            assert (reach.municipalities, reach.inhabitants) == (len(expected), sum(one.population for one in expected))
        transaction.set_rollback(True)

    assert Authority.objects.count() == 4


def test_a_municipality_says_what_it_lacks(small: Small, at: AsOf) -> None:
    small.say(small.villages, "10001", S.LIVE, MARCH)
    small.say(small.district, "10002", S.LIVE, MARCH)
    small.say(small.town, "10002", S.PLANNED, MARCH)

    found = missing_services(SLUG, Municipality.objects.order_by("name"), at)

    names = {one.name: found[one.pk] for one in Municipality.objects.all()}
    assert names == {
        "Adenau": Lacking(),
        "Antweiler": Lacking(),
        "Koblenz": Lacking(missing=("Kfz zulassen",), unreported=("Wohnsitz anmelden",)),
        "Remagen": Lacking(unreported=("Wohnsitz anmelden",)),
    }
