"""The catalogue as it ships, and damaged copies of it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.db.models import Count

from accounts.models import AuditEntry, User
from ozgtracker.damaged_tables import DamagedTable
from ozgtracker.errors import NotAllowed
from ozgtracker.findings import found
from ozgtracker.saying import say
from services.actions import load_catalogue, report_component
from services.catalogue.reading import DATA
from services.models import (
    Bundle,
    Component,
    Delivery,
    LeikaEntry,
    LifeEvent,
    Package,
    Service,
    ServiceNeed,
    TopicArea,
)
from tests.refusals import refusing

TODAY = date(2022, 6, 15)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the shipped tables that a test may damage."""
    return Path(shutil.copytree(DATA, tmp_path / "tables"))


def replace(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8-sig")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def test_the_whole_catalogue_is_there(catalogue: None) -> None:
    assert (TopicArea.objects.count(), LifeEvent.objects.count(), Service.objects.count()) == (14, 55, 557)
    assert LeikaEntry.objects.exclude(key="").count() == 4813
    assert LeikaEntry.objects.filter(key="").count() == 436
    assert Service.objects.of_the_plan().count() == 461
    assert (Package.objects.count(), Bundle.objects.count()) == (3, 2)
    assert [component.slug for component in Component.objects.filter(is_platform=True)] == ["app"]
    assert [component.slug for component in Component.objects.filter(in_scope=False)] == ["lza"]


def test_packages_are_derived_and_say_why(catalogue: None) -> None:
    residence = Service.objects.get(ozg_id="10124")
    car = Service.objects.get(ozg_id="10439")

    assert (residence.package_id, residence.assignment) == (Package.objects.get(number=1).pk, "package")
    assert residence.assignment_reason == say(found("package.needs-neither"))
    assert car.package == Package.objects.get(number=2)
    counted = dict(Service.objects.values_list("assignment").annotate(number=Count("pk")).order_by())
    assert counted["out_of_plan"] == 96
    assert sum(counted.values()) == 557
    assert Service.objects.filter(needs_known=True).count() == sum(
        counted[word] for word in ("package", "waits_for_lza")
    )


def test_a_second_run_changes_nothing(catalogue: None) -> None:
    trail = AuditEntry.objects.count()

    result = load_catalogue(on=TODAY)

    assert (result.added, result.changed, result.removed) == (0, 0, 0)
    assert AuditEntry.objects.count() == trail


def test_a_changed_need_moves_the_service_to_another_package(catalogue: None, tables: Path) -> None:
    service = Service.objects.get(ozg_id="10124")
    with (tables / "service_needs.csv").open("a", encoding="utf-8") as file:
        file.write("10124,epayment,Annahme: Test,1\n")

    result = load_catalogue(on=TODAY, directory=tables)

    service.refresh_from_db()
    assert (result.added, result.changed) == (1, 1)
    assert service.package == Package.objects.get(number=2)

    assert load_catalogue(on=TODAY).removed == 1
    assert not ServiceNeed.objects.filter(service=service, component__slug="epayment").exists()


def test_loading_never_touches_what_was_reported(catalogue: None, operator: User, tables: Path) -> None:
    component = Component.objects.get(slug="epayment")
    report_component(by=operator, component=component, on=TODAY, forecast_on=date(2022, 10, 28), supersedes=None)
    replace(tables / "components.csv", "epayment,ePayment,", "epayment,E-Bezahlung,")

    assert load_catalogue(on=TODAY, directory=tables).changed == 1

    component.refresh_from_db()
    assert (component.name, component.forecast_on) == ("E-Bezahlung", date(2022, 10, 28))
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "code"),
    [
        ("ozg_leistungen.csv", "10000,Elterngeld", "1000,Elterngeld", 2, "table.digits"),
        ("ozg_leistungen.csv", "10001,Erkl", "10000,Erkl", 3, "table.repeated"),
        ("components.csv", "app,", "epayment,", 5, "table.repeated"),
        ("service_needs.csv", "10019,nutzerkonto", "10019,konto", 2, "table.not_in_table"),
        ("service_facts.csv", "10003,1,,citizens,2", "10003,1,,citizens,99999", 2, "table.less_than_equal"),
        ("bundle_services.csv", "neu-zugezogen,10124", "neu-zugezogen,99999", 2, "table.not_in_table"),
        ("leika_leistungen.csv", "99001001000000,", "9900100100000x,", 2, "table.digits"),
    ],
)
def test_a_damaged_row_is_refused_by_place_and_nothing_is_taken(
    db: None, tables: Path, file: str, old: str, new: str, line: int, code: str
) -> None:

    replace(tables / file, old, new)

    with pytest.raises(DamagedTable) as caught:
        load_catalogue(on=TODAY, directory=tables)

    assert (caught.value.file, caught.value.line, caught.value.reason.code) == (file, line, code)
    assert (Service.objects.count(), TopicArea.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)


def test_only_the_ministry_and_the_system_load(db: None, operator: User) -> None:
    with refusing(NotAllowed, found("catalogue.who-maintains")):
        load_catalogue(by=operator, on=TODAY)


def test_search_finds_every_word_and_the_key(catalogue: None) -> None:
    assert [service.ozg_id for service in Service.objects.matching("wohnsitz meldung")] == ["10124"]
    assert [service.ozg_id for service in Service.objects.matching("10124")] == ["10124"]
