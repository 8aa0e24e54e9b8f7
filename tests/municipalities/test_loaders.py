"""The loaders on the real tables: everything, twice the same, and damaged files not at all."""

from __future__ import annotations

import shutil
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry, User
from municipalities.actions import load_competences, load_territory, sync_rollouts
from municipalities.models import Association, Authority, Competence, Membership, Municipality, Rollout
from municipalities.territory import DATA
from ozgtracker.errors import NotAllowed
from ozgtracker.table_words import DamagedTable
from services.actions import load_catalogue
from services.models import Service
from tests.municipalities.small_world import World

TODAY = date(2022, 6, 15)


def load_all() -> None:
    call_command("load_catalogue", stdout=StringIO())
    call_command("load_territory", stdout=StringIO())


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the shipped tables that a test may damage."""
    return Path(shutil.copytree(DATA, tmp_path / "tables"))


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
    replace(tables / "verwaltungseinheiten.csv", "Stadt Koblenz", "Große Stadt Koblenz")
    replace(tables / "memberships.csv", "staedtetag,071110000000", "gstb,071110000000")

    result = load_territory(on=TODAY, directory=tables)

    assert (result.added, result.changed, result.removed) == (1, 1, 1)
    assert Authority.objects.get(ars="071110000000").label == "Große Stadt Koblenz"
    assert list(Association.objects.filter(members__ars="071110000000").values_list("slug", flat=True)) == ["gstb"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "verwaltungseinheiten.csv",
            "071110000000,07111,07111000,kreisfreie_stadt",
            "7111,07111,07111000,kreisfreie_stadt",
            "verwaltungseinheiten.csv, Zeile 3: Spalte „ars“: „7111“ hat nicht 12 Ziffern.",
        ),
        (
            "verwaltungseinheiten.csv",
            "071110000000,07111,07111000,kreisfreie_stadt",
            "071110000000,07111,07111000,stadtstaat",
            "kreisfreie_stadt, verbandsgemeinde, verbandsfreie_gemeinde).",
        ),
        (
            "verwaltungseinheiten.csv",
            ",105.25,1,56068,",
            ",0.00,1,56068,",
            "Spalte „flaeche_km2“: 0.00 ist keine Fläche in Quadratkilometern.",
        ),
        (
            "verwaltungseinheiten.csv",
            ",,1,Koblenz,113378,",
            ",,0,Koblenz,113378,",
            "Spalte „eigene_verwaltung“ passt nicht zu „kreisfreie_stadt“.",
        ),
        (
            "verwaltungseinheiten.csv",
            "071110000000,07111,07111000,",
            "071110000000,07111,,",
            "Spalte „ags“: „“ hat nicht 8 Ziffern.",
        ),
        (
            "verwaltungseinheiten.csv",
            ",1,Koblenz,113378,",
            ",1,Koblenz,113378000,",
            "Spalte „bevoelkerung“: 113378000 ist zu groß.",
        ),
        (
            "gebietsaenderungen.csv",
            "2022-12-31,2025-11-30,aufloesung,07232089",
            "2022-12-31,2022-12-31,aufloesung,07232089",
            "Spalte „bis_stand“: „2022-12-31“ liegt nicht nach dem Stand davor.",
        ),
        (
            "gebietsaenderungen.csv",
            "Niedergeckler,07232503",
            "Niedergeckler,07232999",
            "Spalte „schluessel_neu“: „07232999“ kommt in verwaltungseinheiten.csv nicht vor.",
        ),
        (
            "gebietsaenderungen.csv",
            "umbenennung,07132044",
            "umbenennung,7132044",
            "Spalte „schluessel_alt“: „7132044“ hat nicht 8 oder 9 Ziffern.",
        ),
        (
            "memberships.csv",
            "staedtetag,071110000000",
            "staedtetag,999999999999",
            "Spalte „ars“: „999999999999“ ist keine Verwaltung in verwaltungseinheiten.csv.",
        ),
        (
            "memberships.csv",
            "staedtetag,071110000000",
            "hansebund,071110000000",
            "Spalte „association“: „hansebund“ kommt in associations.csv nicht vor.",
        ),
        (
            "large_towns.csv",
            "071330006006",
            "071110000000",
            "„071110000000“ ist keine verbandsfreie Gemeinde oder Stadt in verwaltungseinheiten.csv.",
        ),
    ],
)
def test_a_damaged_row_is_refused_by_place_and_nothing_is_taken(
    tables: Path, file: str, old: str, new: str, message: str
) -> None:
    replace(tables / file, old, new)

    with pytest.raises(CommandError) as caught:
        call_command("load_territory", directory=tables, stdout=StringIO())

    assert str(caught.value).startswith(f"{file}, Zeile ")
    assert str(caught.value).endswith(message)
    assert (Authority.objects.count(), Association.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_unit_without_its_district_is_refused(tables: Path) -> None:
    path = tables / "verwaltungseinheiten.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("071310000000")))

    with pytest.raises(DamagedTable, match="„071310000000“ ist kein Landkreis der Tabelle"):
        load_territory(on=TODAY, directory=tables)


@pytest.mark.django_db
def test_competences_of_an_unknown_service_are_refused(tables: Path) -> None:
    load_catalogue(on=TODAY)
    replace(tables / "competences.csv", "10003,kreisfreie_stadt", "99999,kreisfreie_stadt")

    with pytest.raises(CommandError, match=r"competences\.csv, Zeile 2: Spalte „ozg_id“: „99999“"):
        call_command("load_catalogue", competences=tables, stdout=StringIO())
    assert Competence.objects.count() == 0


@pytest.mark.django_db
def test_only_a_district_can_be_replaced_by_a_large_town(tables: Path) -> None:
    load_catalogue(on=TODAY)
    replace(tables / "competences.csv", "10092,kreisfreie_stadt,0", "10092,kreisfreie_stadt,1")

    with pytest.raises(DamagedTable, match=r"competences\.csv, Zeile \d+: Spalte „large_towns“: nur beim Landkreis"):
        load_competences(on=TODAY, directory=tables)
    assert Competence.objects.count() == 0


def test_only_the_ministry_and_the_system_load(db: None, admin: User, ministry: User) -> None:
    with pytest.raises(NotAllowed):
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


def replace(path: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    content: Any = path.read_text(encoding="utf-8")
    assert content.count(old) >= 1
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
