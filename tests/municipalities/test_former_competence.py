"""Who carries a service out has a day: a competence that becomes known or ends moves no figure of a day before."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from municipalities.actions import load_competences, load_territory, sync_rollouts
from municipalities.models import FormerCompetence, Rollout
from municipalities.territory import DATA
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.ui.as_of import AsOf
from services.actions import load_catalogue
from services.models import Service
from tests.refusals import refusing

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 15)
MAY, YESTERDAY = date(2022, 5, 31), date(2022, 6, 14)


@pytest.fixture
def known(db: None) -> str:
    """Everything that ships, loaded in January; the ID of a service whose competence is known."""
    january = date(2022, 1, 10)
    load_territory(on=january)
    load_catalogue(on=january)
    load_competences(on=january)
    sync_rollouts(on=january)
    return Rollout.objects.competent().order_by("pk")[0].service.ozg_id


def table(path: Path, *, without: str = "", more: str = "") -> Path:
    """The competences as they ship, but without that service, or with one line more."""
    found = Path(shutil.copytree(DATA, path / "tables"))
    lines = (found / "competences.csv").read_text("utf-8").splitlines()
    kept = [line for line in lines if not without or not line.startswith(f"{without},")]
    (found / "competences.csv").write_text("\n".join([*kept, *([more] if more else [])]) + "\n", encoding="utf-8")
    return found


def counted(day: date) -> int:
    return Rollout.objects.competent_on(AsOf(day, TODAY)).count()


def load(tables: Path, *, on: date = TODAY, valid_from: date | None = None) -> None:
    load_competences(on=on, directory=tables)
    sync_rollouts(on=on, valid_from=valid_from)


def test_what_is_loaded_first_holds_since_ever(known: str) -> None:
    assert FormerCompetence.objects.count() == 0
    assert counted(date(2021, 12, 21)) == counted(MAY) == counted(TODAY) == 8752


def test_a_competence_that_ended_still_counts_on_the_days_before(known: str, tmp_path: Path) -> None:
    pairs = Rollout.objects.competent().filter(service__ozg_id=known).count()

    load(table(tmp_path, without=known))

    assert (counted(MAY), counted(YESTERDAY), counted(TODAY)) == (8752, 8752, 8752 - pairs)


def test_one_that_became_known_counts_from_its_day_on(known: str, tmp_path: Path) -> None:
    nobody = Service.objects.of_the_plan().filter(competences__isnull=True).order_by("ozg_id")[0]
    line = f"{nobody.ozg_id},kreisfreie_stadt,Annahme: Test,1"
    header = (DATA / "competences.csv").read_text("utf-8-sig").splitlines()[0].split(",")
    values = {"ozg_id": nobody.ozg_id, "kind": "kreisfreie_stadt", "source": "Annahme: Test", "assumption": "1"}
    line = ",".join(values.get(name, "0") for name in header)

    load(table(tmp_path, more=line), valid_from=date(2022, 6, 10))

    assert [counted(day) for day in (MAY, date(2022, 6, 9), date(2022, 6, 10), TODAY)] == [8752, 8752, 8764, 8764]


def test_ended_and_returned_each_day_knows_its_own(known: str, tmp_path: Path) -> None:
    pairs = Rollout.objects.competent().filter(service__ozg_id=known).count()
    load(table(tmp_path, without=known), on=date(2022, 6, 1))

    load(DATA)

    days = (MAY, date(2022, 6, 1), YESTERDAY, TODAY)
    assert [counted(day) for day in days] == [8752, 8752 - pairs, 8752 - pairs, 8752]


@pytest.mark.parametrize(
    ("valid_from", "why"),
    [
        (date(2022, 6, 16), found("load.to-come")),
        (date(2022, 5, 1), found("competence.changed-later", day=date(2022, 6, 1))),
    ],
)
def test_a_day_to_come_and_one_before_the_last_change_are_refused(
    known: str, tmp_path: Path, valid_from: date, why: Finding
) -> None:
    load(table(tmp_path, without=known), on=date(2022, 6, 1))
    before = counted(MAY), counted(TODAY)

    load_competences(on=TODAY)
    with refusing(InvalidInput, why, field="valid_from"):
        sync_rollouts(on=TODAY, valid_from=valid_from)

    assert (counted(MAY), counted(TODAY)) == before
