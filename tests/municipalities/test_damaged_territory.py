"""A damaged table of the territory or of the competences is refused by its place, and nothing of it is taken."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from municipalities.actions import load_competences, load_territory
from municipalities.models import Association, Authority, Competence
from ozgtracker.damaged_tables import DamagedTable
from ozgtracker.findings import Finding, found
from services.actions import load_catalogue
from tests.municipalities.small_territory import rewrite

TODAY = date(2022, 6, 15)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        (
            "verwaltungseinheiten.csv",
            "071110000000,07111,07111000,kreisfreie_stadt",
            "7111,07111,07111000,kreisfreie_stadt",
            found("table.digits", column="ars", value="7111", length="12"),
        ),
        (
            "verwaltungseinheiten.csv",
            "071110000000,07111,07111000,kreisfreie_stadt",
            "071110000000,07111,07111000,stadtstaat",
            found(
                "table.enum",
                column="typ",
                value="stadtstaat",
                expected="landkreis, kreisfreie_stadt, verbandsgemeinde, verbandsfreie_gemeinde",
            ),
        ),
        (
            "verwaltungseinheiten.csv",
            ",105.25,1,56068,",
            ",0.00,1,56068,",
            found("table.no_area", column="flaeche_km2", value="0.00"),
        ),
        (
            "verwaltungseinheiten.csv",
            ",,1,Koblenz,113378,",
            ",,0,Koblenz,113378,",
            found("table.no_administration", column="eigene_verwaltung", value="kreisfreie_stadt"),
        ),
        (
            "verwaltungseinheiten.csv",
            "071110000000,07111,07111000,",
            "071110000000,07111,,",
            found("table.digits", column="ags", length="8", value=""),
        ),
        (
            "verwaltungseinheiten.csv",
            ",1,Koblenz,113378,",
            ",1,Koblenz,113378000,",
            found("table.less_than_equal", column="bevoelkerung", value="113378000", le="100000000"),
        ),
        (
            "gebietsaenderungen.csv",
            "2022-12-31,2025-11-30,aufloesung,07232089",
            "2022-12-31,2022-12-31,aufloesung,07232089",
            found("table.not_later", column="bis_stand", value="2022-12-31"),
        ),
        (
            "gebietsaenderungen.csv",
            "Niedergeckler,07232503",
            "Niedergeckler,07232999",
            found("table.not_in_table", column="schluessel_neu", table="verwaltungseinheiten.csv", value="07232999"),
        ),
        (
            "gebietsaenderungen.csv",
            "umbenennung,07132044",
            "umbenennung,7132044",
            found("table.old_key", column="schluessel_alt", value="7132044"),
        ),
        (
            "memberships.csv",
            "staedtetag,071110000000",
            "staedtetag,999999999999",
            found("table.no_authority", column="ars", table="verwaltungseinheiten.csv", value="999999999999"),
        ),
        (
            "memberships.csv",
            "staedtetag,071110000000",
            "hansebund,071110000000",
            found("table.not_in_table", column="association", table="associations.csv", value="hansebund"),
        ),
        (
            "large_towns.csv",
            "071330006006",
            "071110000000",
            found("table.not_free", column="ars", table="free", value="071110000000"),
        ),
    ],
)
def test_a_damaged_row_is_refused_by_place_and_nothing_is_taken(
    tables: Path, file: str, old: str, new: str, reason: Finding
) -> None:
    line = (tables / file).read_text().split(old)[0].count("\n") + 1
    rewrite(tables / file, old, new)

    with pytest.raises(DamagedTable) as caught:
        load_territory(on=TODAY, directory=tables)

    assert (caught.value.file, caught.value.line, caught.value.reason) == (file, line, reason)
    assert (Authority.objects.count(), Association.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_unit_without_its_district_is_refused(tables: Path) -> None:
    path = tables / "verwaltungseinheiten.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("071310000000")))

    with pytest.raises(DamagedTable) as caught:
        load_territory(on=TODAY, directory=tables)

    assert caught.value.reason == found("table.no_district", column="kreis_ars", value="071310000000")


@pytest.mark.django_db
def test_competences_of_an_unknown_service_are_refused(tables: Path) -> None:
    load_catalogue(on=TODAY)
    rewrite(tables / "competences.csv", "10003,kreisfreie_stadt", "99999,kreisfreie_stadt")

    with pytest.raises(CommandError, match=r"competences\.csv, Zeile 2: Spalte „ozg_id“: „99999“"):
        call_command("load_catalogue", competences=tables, stdout=StringIO())
    assert Competence.objects.count() == 0


@pytest.mark.django_db
def test_only_a_district_can_be_replaced_by_a_large_town(tables: Path) -> None:
    load_catalogue(on=TODAY)
    rewrite(tables / "competences.csv", "10092,kreisfreie_stadt,0", "10092,kreisfreie_stadt,1")

    with pytest.raises(DamagedTable) as caught:
        load_competences(on=TODAY, directory=tables)

    assert (caught.value.file, caught.value.reason) == (
        "competences.csv",
        found("table.only_district", column="large_towns"),
    )
    assert Competence.objects.count() == 0
