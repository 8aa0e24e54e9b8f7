"""The loaders on the real tables: everything, twice the same, and damaged files not at all."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import AuditEntry, User
from municipalities.actions import load_competences, load_territory, sync_rollouts
from municipalities.models import Association, Authority, Competence, Membership, Municipality, Rollout
from ozgtracker.errors import NotAllowed
from ozgtracker.findings import found
from services.actions import load_catalogue
from services.models import Service
from tests.municipalities.small_territory import rewrite
from tests.municipalities.small_world import World
from tests.refusals import refusing

TODAY = date(2022, 6, 15)


def load_all() -> None:
    call_command("load_catalogue", stdout=StringIO())
    call_command("load_territory", stdout=StringIO())


@pytest.mark.django_db
def test_the_real_territory_and_its_rollouts() -> None:
    load_all()

    kinds = {
        kind: Authority.objects.filter(kind=kind).count() for kind in Authority.objects.values_list("kind", flat=True)
    }
    assert kinds == {
        "landkreis": 24, "kreisfreie_stadt": 12, "verbandsgemeinde": 129, "verbandsfreie_gemeinde": 29,
    }  # fmt: skip
    assert (Municipality.objects.count(), Association.objects.count()) == (2300, 3)
    assert Membership.objects.filter(association__slug="landkreistag").count() == 24
    assert Municipality.objects.exclude(authority__kind="kreisfreie_stadt").filter(district=None).count() == 0
    assert sum(Municipality.objects.values_list("population", flat=True)) == 4_129_569


@pytest.mark.django_db
def test_the_denominator_of_each_service_follows_from_its_competence() -> None:
    load_all()

    def competent(ozg_id: str) -> int:
        return Rollout.objects.competent().filter(service__ozg_id=ozg_id).count()

    assert (competent("10439"), competent("10124")) == (36, 170)
    # Wohngeld and the building authority: the eight large towns within districts too.
    assert (competent("10092"), competent("10513")) == (44, 44)
    assert {competent(ozg_id) for ozg_id in Competence.objects.values_list("service__ozg_id", flat=True)} == {
        36,
        44,
        170,
        194,
    }
    assert set(Authority.objects.filter(is_large_town=True).values_list("label", flat=True)) == {
        "Stadt Andernach",
        "Stadt Bad Kreuznach",
        "Stadt Bingen am Rhein",
        "Stadt Idar-Oberstein",
        "Stadt Ingelheim am Rhein",
        "Stadt Lahnstein",
        "Stadt Mayen",
        "Stadt Neuwied",
    }
    assert Service.objects.filter(competences=None, rollouts__isnull=False).count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("first", ["load_catalogue", "load_territory"])
def test_the_order_of_the_two_commands_does_not_matter(first: str) -> None:
    second = {"load_catalogue": "load_territory", "load_territory": "load_catalogue"}[first]
    if first == "load_territory":
        call_command(first, stdout=StringIO())
        assert Rollout.objects.count() == 0
        call_command(second, stdout=StringIO())
    else:
        call_command(first, stdout=StringIO())
        call_command(second, stdout=StringIO())

    expected = sum(
        Authority.objects.filter(kind=kind).count() for kind in Competence.objects.values_list("kind", flat=True)
    )
    taken_over = Authority.objects.filter(is_large_town=True).count() * Competence.objects.taken_over().count()
    assert (Rollout.objects.count(), taken_over) == (expected + taken_over, 48)


@pytest.mark.django_db
def test_a_second_run_changes_nothing_and_leaves_no_trail() -> None:
    load_all()
    trail = AuditEntry.objects.count()

    results = [load_catalogue(on=TODAY), load_territory(on=TODAY), load_competences(on=TODAY)]
    synced = sync_rollouts(on=TODAY)

    assert [result.touched for result in results] == [0, 0, 0]
    assert synced.touched == 0
    assert AuditEntry.objects.count() == trail


@pytest.mark.django_db
def test_the_command_says_what_it_did() -> None:
    out = StringIO()
    call_command("load_territory", stdout=out)

    assert out.getvalue().splitlines() == [
        "Landkreise, kreisfreie Städte: 36 neu, 0 geändert, 0 unverändert",
        "Verbandsgemeinden, verbandsfreie Gemeinden: 158 neu, 0 geändert, 0 unverändert",
        "Gemeinden: 2.300 neu, 0 geändert, 0 unverändert",
        "Spitzenverbände: 3 neu, 0 geändert, 0 unverändert",
        "Mitgliedschaften: 194 neu, 0 geändert, 0 unverändert",
        "Gebietsänderungen: 4 neu, 0 geändert, 0 unverändert",
        "Ausspielungen: 0 neu, 0 geändert, 0 unverändert",
    ]


@pytest.mark.django_db
def test_what_changed_in_the_file_is_changed_and_the_rest_left_alone(tables: Path) -> None:
    load_territory(on=TODAY, directory=tables)
    rewrite(tables / "verwaltungseinheiten.csv", "Stadt Koblenz", "Große Stadt Koblenz")
    rewrite(tables / "memberships.csv", "staedtetag,071110000000", "gstb,071110000000")

    result = load_territory(on=TODAY, directory=tables)

    assert (result.added, result.changed, result.removed) == (1, 1, 1)
    assert Authority.objects.get(ars="071110000000").label == "Große Stadt Koblenz"
    assert list(Association.objects.filter(members__ars="071110000000").values_list("slug", flat=True)) == ["gstb"]


def test_only_the_ministry_and_the_system_load(db: None, admin: User, ministry: User) -> None:
    with refusing(NotAllowed, found("catalogue.who-maintains")):
        load_territory(by=admin, on=TODAY)
    assert load_territory(by=ministry, on=TODAY).added == 36 + 158 + 2300 + 3 + 194 + 4


def test_a_competence_that_ends_leaves_the_rollout_but_not_in_the_count(small: World) -> None:
    Competence.objects.filter(service__ozg_id="10002", kind="kreisfreie_stadt").delete()

    assert sync_rollouts(on=TODAY).changed == 1
    assert not small.rollout("10002").is_competent
    assert sync_rollouts(on=TODAY).changed == 0

    Competence.objects.create(service=small.service("10002"), kind="kreisfreie_stadt", source="T", is_assumption=True)
    assert sync_rollouts(on=TODAY).changed == 1
    assert small.rollout("10002").is_competent


def test_an_authority_that_no_longer_exists_is_no_longer_counted(small: World) -> None:
    Authority.objects.filter(pk=small.town.pk).update(valid_until=date(2022, 5, 31))

    assert sync_rollouts(on=TODAY).changed == 2
    assert Rollout.objects.competent().filter(authority=small.town).count() == 0
