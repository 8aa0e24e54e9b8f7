"""Inhabitants and territory have a day: what a later load makes different moves nothing of a day before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEntry
from municipalities.actions import load_territory
from municipalities.models import (
    Association,
    Authority,
    FormerAuthority,
    FormerMembership,
    FormerMunicipality,
    Municipality,
)
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.former import dated
from ozgtracker.former_links import linked_then
from ozgtracker.ui.as_of import AsOf
from tests.municipalities.small_territory import (
    BODIES,
    DISTRICT,
    FREE,
    HAMLET,
    OTHER_DISTRICT,
    OTHER_FREE,
    OTHER_VILLAGES,
    TOWN,
    VILLAGE,
    VILLAGES,
    Land,
)
from tests.refusals import refusing

pytestmark = pytest.mark.django_db
JANUARY, MAY, YESTERDAY, TODAY = date(2022, 1, 10), date(2022, 5, 31), date(2022, 6, 14), date(2022, 6, 15)
FIRST = Land()

type Load = Callable[..., tuple[str, ...]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads what the tables of a Land say, and gives what it says that moves."""

    def run(land: Land, on: date = TODAY, valid_from: date | None = None) -> tuple[str, ...]:
        return load_territory(on=on, valid_from=valid_from, directory=land.written(tmp_path)).moves

    run(FIRST, JANUARY)
    return run


def told(day: date, today: date = TODAY) -> dict[str, Any]:
    """Everything that is said of a day."""
    upper = Authority.objects.valid_on(day).as_of(AsOf(day, today))
    lower = Municipality.objects.valid_on(day).as_of(AsOf(day, today)).order_by("ars")
    authorities = dict(Authority.objects.values_list("pk", "ars"))
    return {
        "authorities": {
            one.ars: (one.population, one.area_km2, one.is_large_town, authorities.get(one.district_id or 0))
            for one in dated(upper, AsOf(day, today))
        },
        "municipalities": {
            one.ars: (one.population, authorities[one.authority_id]) for one in dated(lower, AsOf(day, today))
        },
        "in the district": sorted(upper.within(DISTRICT).values_list("ars", flat=True)),
        "members": sorted(
            (association.slug, ars)
            for association in Association.objects.all()
            for ars in Authority.objects.filter(
                linked_then(FormerMembership, "authority", day, association=association)
            ).values_list("ars", flat=True)
        ),
        "in SQL": list(lower.values_list("ars", F("population_then"), F("authority_then"))),
    }


def test_what_is_loaded_first_holds_since_ever(load: Load) -> None:
    assert told(date(2021, 12, 21)) == told(JANUARY) == told(TODAY)
    assert (FormerAuthority.objects.count(), FormerMunicipality.objects.count()) == (0, 0)
    assert set(told(MAY)["authorities"]) == {DISTRICT, OTHER_DISTRICT, VILLAGES, OTHER_VILLAGES, FREE, OTHER_FREE, TOWN}


def test_other_inhabitants_count_from_their_day_on(load: Load) -> None:
    before = told(MAY)

    moves = load(FIRST.where(VILLAGE, population=1250).where(VILLAGES, population=2250))

    assert moves == (f"Ort {VILLAGE}: 1.000 → 1.250 Einwohner, ab 15.06.2022",)
    assert (told(MAY), told(YESTERDAY)) == (before, before)
    assert told(TODAY)["municipalities"][VILLAGE] == (1250, VILLAGES)
    assert told(TODAY)["authorities"][VILLAGES][0] == 2250


def test_where_many_change_their_sum_is_said(load: Load) -> None:
    grown = replace(FIRST, bodies=tuple(replace(one, population=1100) for one in BODIES))
    more = [f"0713150010{number}" for number in range(10, 14)]
    villages = tuple(replace(BODIES[-1], ars=ars) for ars in more)
    load(replace(FIRST, bodies=(*BODIES, *villages)), JANUARY + timedelta(days=1))

    moves = load(replace(grown, bodies=(*grown.bodies, *(replace(one, population=1100) for one in villages))))

    assert moves == ("9 Gemeinden mit anderer Zahl der Einwohner, zusammen 9.000 → 9.900, ab 15.06.2022",)


def test_a_village_that_goes_elsewhere_belonged_there_before(load: Load) -> None:
    before = told(MAY)

    moves = load(FIRST.where(HAMLET, association=OTHER_VILLAGES, district=OTHER_DISTRICT), valid_from=date(2022, 6, 1))

    assert moves == (
        f"Ort {HAMLET}: Bezeichnung {VILLAGES} → Bezeichnung {OTHER_VILLAGES}, ab 01.06.2022",
        f"Ort {HAMLET}: Bezeichnung {DISTRICT} → Bezeichnung {OTHER_DISTRICT}, ab 01.06.2022",
    )
    assert told(MAY) == before
    assert told(date(2022, 6, 1))["municipalities"][HAMLET] == (1000, OTHER_VILLAGES)


def test_a_town_is_large_from_a_day_on(load: Load) -> None:
    before = told(MAY)

    moves = load(replace(FIRST, large_towns=(OTHER_FREE,)))

    assert moves == (
        f"Bezeichnung {FREE}: keine große kreisangehörige Stadt, ab 15.06.2022",
        f"Bezeichnung {OTHER_FREE}: große kreisangehörige Stadt, ab 15.06.2022",
    )
    assert (told(MAY), told(YESTERDAY)) == (before, before)
    assert [told(TODAY)["authorities"][ars][2] for ars in (FREE, OTHER_FREE)] == [False, True]


def test_who_joins_and_leaves_an_association_does_so_from_its_day_on(load: Load) -> None:
    before = told(MAY)

    moves = load(replace(FIRST, members={TOWN: "gstb", DISTRICT: "landkreistag"}))

    assert moves == (
        f"Bezeichnung {TOWN}: Mitglied im gstb, ab 15.06.2022",
        f"Bezeichnung {TOWN}: nicht mehr im staedtetag, ab 15.06.2022",
    )
    assert (told(MAY), told(YESTERDAY)) == (before, before)
    assert told(TODAY)["members"] == [("gstb", TOWN), ("landkreistag", DISTRICT)]


def test_what_the_tables_no_longer_name_ends_and_its_days_before_stay(load: Load) -> None:
    before = told(MAY)

    moves = load(FIRST.without(HAMLET))

    assert moves == (f"Ort {HAMLET}: aufgehoben, ab 15.06.2022",)
    assert (told(MAY), told(YESTERDAY)) == (before, before)
    assert HAMLET not in told(TODAY)["municipalities"]
    assert load(FIRST.without(HAMLET)) == ()


def test_a_new_body_exists_from_its_day_on(load: Load) -> None:
    new = "071315001009"

    moves = load(replace(FIRST, bodies=(*BODIES, replace(BODIES[-1], ars=new))))

    assert moves == (f"Ort {new}: neu, ab 15.06.2022",)
    assert (new in told(YESTERDAY)["municipalities"], new in told(TODAY)["municipalities"]) == (False, True)


def test_there_and_back_on_one_day_is_no_change(load: Load) -> None:
    before = told(TODAY)
    load(FIRST.without(HAMLET).where(VILLAGE, population=7))

    load(FIRST)

    assert (FormerMunicipality.objects.count(), told(TODAY), told(MAY)) == (0, before, before)


def test_a_key_that_ended_is_not_given_again(load: Load) -> None:
    load(FIRST.without(HAMLET), date(2022, 6, 1))

    ended = found("territory.key-given-once", name=f"Ort {HAMLET}", ars=HAMLET, day=date(2022, 6, 1))
    with refusing(InvalidInput, ended, field="valid_from"):
        load(FIRST)


@pytest.mark.parametrize(
    ("valid_from", "why"),
    [
        (date(2022, 6, 16), found("load.to-come")),
        (date(2022, 5, 1), found("load.changed-later", day=date(2022, 6, 1))),
    ],
)
def test_a_day_to_come_and_one_before_the_last_change_are_refused(load: Load, valid_from: date, why: Finding) -> None:
    load(FIRST.where(VILLAGE, population=1250), date(2022, 6, 1))
    before = told(MAY)

    with refusing(InvalidInput, why, field="valid_from"), transaction.atomic():
        load(FIRST.where(VILLAGE, population=1300), valid_from=valid_from)

    assert told(MAY) == before


def test_the_command_says_what_moves_and_can_only_look(load: Load, tmp_path: Path) -> None:
    FIRST.where(VILLAGE, population=1250).written(tmp_path)

    def run(*arguments: str) -> list[str]:
        out = StringIO()
        call_command("load_territory", f"--directory={tmp_path}", "--valid-from=2022-06-10", *arguments, stdout=out)
        return out.getvalue().splitlines()

    looked = run("--preview")
    assert looked[-2:] == [
        f"Ort {VILLAGE}: 1.000 → 1.250 Einwohner, ab 10.06.2022",
        "Nur angesehen: Es wurde nichts gespeichert.",
    ]
    assert (FormerMunicipality.objects.count(), run()[-1]) == (0, looked[-2])
    said = AuditEntry.objects.filter(verb="territory_loaded").latest("pk").after
    assert said is not None
    assert said["anders"] == [looked[-2]]


BODY = st.sampled_from([one.ars for one in BODIES if one.ars in {VILLAGE, HAMLET, FREE}])
CHANGES = st.lists(
    st.tuples(BODY, st.integers(1, 5), st.sampled_from([(VILLAGES, DISTRICT), (OTHER_VILLAGES, OTHER_DISTRICT)])),
    max_size=3,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loads=st.lists(st.tuples(st.integers(1, 20), CHANGES), min_size=1, max_size=4), gone=st.booleans())
def test_what_was_said_to_hold_on_a_day_never_changes(load: Load, loads: list[Any], gone: bool) -> None:
    """Whatever is loaded later, and however often: every day before it says what it said."""
    with transaction.atomic():
        land, day = FIRST, JANUARY
        said = {JANUARY: told(JANUARY, JANUARY)}
        for days, changes in loads:
            day += timedelta(days=days)
            for ars, population, (association, district) in changes:
                place = {} if ars == FREE else {"association": association}
                land = land.where(ars, population=population, district=district, **place)
            load(land.without(HAMLET) if gone and day is loads[-1] else land, day)
            said[day] = told(day, day)
            for earlier in [day - timedelta(days=1), *said]:
                expected = said.get(earlier) or said[max(one for one in said if one < earlier)]
                assert told(earlier, day) == expected
        transaction.set_rollback(True)
