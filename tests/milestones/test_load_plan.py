"""load_plan: whole and sound or not at all, the same however often it runs, and dates that never change."""

from __future__ import annotations

import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from accounts.models import AuditEntry
from milestones.actions import load_plan
from milestones.models import BaselineDate, Contributor, Deliverable, Dependency, Milestone, Phase, Plan
from milestones.plan_tables import DATA
from milestones.precision import Precision, dated
from milestones.words import date_words
from ozgtracker.damaged_tables import DamagedTable
from ozgtracker.errors import Blocked
from ozgtracker.findings import found
from ozgtracker.saying import say
from tests.refusals import refusing

AGREED_ON = date(2021, 12, 21)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the shipped tables to damage."""
    return Path(shutil.copytree(DATA, tmp_path / "plan"))


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text()
    assert content.count(old) == 1
    path.write_text(content.replace(old, new))


def test_it_loads_the_letter(plan: Plan) -> None:
    words = {
        agreed.milestone.code: date_words(agreed.date, Precision(agreed.precision))
        for agreed in BaselineDate.objects.select_related("milestone")
    }

    assert words == {
        "M1": "31.03.2022",
        "M2a": "31.01.2022",
        "M2": "30.09.2022",
        "M3": "ab Ende Mai 2022",
        "P2": "ab 30.09.2022",
        "P3": "fortlaufend",
        "M4": "31.05.2022",
        "L1": "1. Quartal 2022",
        "LZA": "ohne Termin",
        "M5": "31.12.2022",
    }
    assert [baseline.number for baseline in plan.baselines.all()] == [0]
    assert [phase.number for phase in plan.phases.all()] == [1, 2, 3, 4]
    assert Deliverable.objects.count() == 7
    assert Dependency.objects.count() == 5
    assert sorted(plan.milestones.get(code="M2a").delivers.values_list("slug", flat=True)) == ["app", "nutzerkonto"]
    assert plan.milestones.get(code="M3").opens_package.number == 1  # type: ignore[union-attr]  # it opens one


def test_a_second_run_changes_nothing(plan: Plan) -> None:
    before = list(Milestone.objects.values())

    result = load_plan(on=date(2022, 6, 15))

    assert (result.added, result.changed, result.removed) == (0, 0, 0)
    assert list(Milestone.objects.values()) == before
    assert AuditEntry.objects.filter(verb="plan.loaded").count() == 1


def test_a_changed_word_is_brought_up_to_date(plan: Plan, tables: Path) -> None:
    edit(tables / "phases.csv", "1,Konzeption,", "1,Konzept,")

    result = load_plan(on=AGREED_ON, directory=tables)

    assert (result.added, result.changed) == (0, 1)
    assert Phase.objects.get(number=1).name == "Konzept"


def test_a_contributor_the_file_no_longer_names_is_removed(plan: Plan, tables: Path) -> None:
    edit(tables / "milestones.csv", "external,land|kommunen,", "external,land,")

    result = load_plan(on=AGREED_ON, directory=tables)

    assert (result.added, result.changed, result.removed) == (0, 0, 1)
    assert [c.side for c in Contributor.objects.filter(milestone__code="P3")] == ["land"]


def test_what_was_reported_survives_loading(plan: Plan) -> None:
    Milestone.objects.filter(code="M1").update(state="started", forecast_on=date(2022, 4, 30))

    load_plan(on=AGREED_ON)

    kept = Milestone.objects.get(code="M1")
    assert (kept.state, kept.forecast_on) == ("started", date(2022, 4, 30))


def test_another_date_for_the_baseline_is_refused(plan: Plan, tables: Path) -> None:
    edit(tables / "milestones.csv", "2022-01-31,day", "2022-02-28,day")
    edit(tables / "phases.csv", "1,Konzeption,", "1,Konzept,")

    agreed, given = (dated(day, Precision.DAY) for day in (date(2022, 1, 31), date(2022, 2, 28)))
    title = Milestone.objects.get(code="M2a").title
    reason = found("table.agreed_for_good", kept=agreed, title=title, given=given)
    with refusing(DamagedTable, found("table.damaged", file="milestones.csv", line=0, reason=reason)):
        load_plan(on=AGREED_ON, directory=tables)
    assert Phase.objects.get(number=1).name == "Konzeption"


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_refuses_another_date(plan: Plan) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        BaselineDate.objects.filter(milestone__code="M2a").update(date=date(2022, 2, 28))


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "code", "value"),
    [
        ("phases.csv", "1,Konzeption,", "eins,Konzeption,", 2, "whole_number", "eins"),
        ("milestones.csv", ",day,app|nutzerkonto,", ",day,app|zauberkasten,", 3, "unknown", "zauberkasten"),
        ("milestones.csv", ",day,app|nutzerkonto,", ",day,app|epayment,", 4, "delivered_twice", "epayment"),
        ("milestones.csv", ",month_end_from,,1,", ",month_end_from,,9,", 5, "unknown", "9"),
        ("milestones.csv", 'Leitfäden fertig",1,', 'Leitfäden fertig",7,', 2, "unknown", "7"),
        (
            "milestones.csv",
            "external,land|kommunen,,continuous",
            "external,land|kommunen,,day",
            7,
            "date_and_precision",
            "day",
        ),
        ("milestones.csv", "langzeitarchivierung,LZA,", "langzeitarchivierung,M1,", 10, "code_taken", "M1"),
        ("milestones.csv", "langzeitarchivierung,LZA,", "trend,LZA,", 10, "slug_reserved", "trend"),
        ("milestones.csv", "external,land|kommunen,", "external,land|mars,", 7, "unknown", "mars"),
        (
            "deliverables.csv",
            "betrieb-vorbereitet,betriebskonzept,",
            "betrieb-vorbereitet,Betriebs Konzept,",
            5,
            "slug",
            "Betriebs Konzept",
        ),
        (
            "dependencies.csv",
            "infrastruktur-komplett,start-paket-2,",
            "start-paket-1,app-betriebsbereit,",
            4,
            "circle",
            "Ausspielung beginnt: Paket 1 → Betriebsbereitschaft der APP erklärt → Ausspielung beginnt: Paket 1",
        ),
        (
            "dependencies.csv",
            "infrastruktur-komplett,start-paket-2,",
            "infrastruktur-komplett,ende,",
            4,
            "unknown",
            "ende",
        ),
    ],
)
def test_a_damaged_row_is_refused_with_its_place(
    catalogue: None, tables: Path, file: str, old: str, new: str, line: int, code: str, value: str
) -> None:
    edit(tables / file, old, new)

    with pytest.raises(DamagedTable) as refused:
        load_plan(on=AGREED_ON, directory=tables)

    reason = refused.value.reason
    assert (refused.value.file, refused.value.line) == (file, line)
    assert (reason.code, reason.facts["value"]) == (f"table.{code}", value)
    assert Plan.objects.count() == 0


def test_without_the_catalogue_it_says_what_to_run_first(db: None) -> None:
    with refusing(Blocked, found("plan.no-catalogue")):
        load_plan(on=AGREED_ON)


def test_the_command_says_what_it_did(catalogue: None) -> None:
    out = StringIO()
    call_command("load_plan", stdout=out)
    call_command("load_plan", stdout=out)

    lines = out.getvalue().splitlines()
    assert "Meilensteine: 10 neu, 0 geändert, 0 unverändert" in lines[:9]
    assert "Meilensteine: 0 neu, 0 geändert, 10 unverändert" in lines[9:]
    assert len(lines) == 18


def test_the_command_turns_a_refusal_into_one_sentence(db: None) -> None:
    with pytest.raises(CommandError) as stopped:
        call_command("load_plan")

    assert str(stopped.value) == say(found("plan.no-catalogue"))
