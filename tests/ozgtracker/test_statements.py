"""What holds for everything that is said, whatever it is about: one list of columns, one lock, one undo."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from milestones.models import MilestoneReport
from milestones.reported import COLUMNS as MILESTONE_COLUMNS
from milestones.reported import MilestoneInput, MilestoneValues
from municipalities.models import RolloutReport
from municipalities.reporting import COLUMNS as ROLLOUT_COLUMNS
from municipalities.reporting import RolloutInput, RolloutValues
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.statements.models import Statement
from ozgtracker.statements.queries import last_word
from ozgtracker.statements.rules import WHAT_WAS_WRONG, check_corrects, check_order
from tests.conftest import TODAY
from tests.databases import guarded_tables
from tests.refusals import refusing

STATEMENTS = [model for model in apps.get_models() if issubclass(model, Statement)]
# What a statement is made of beside its own word.
FRAME = {field.name for field in Statement._meta.get_fields()} | {"id"}
# What is neither the word nor the frame: whose word it is, what came of it, and how it was said.
BESIDE = {
    "milestones.Proposal": {"side"},
    "milestones.Answer": {"side", "report", "baseline"},
    "municipalities.RolloutReport": {"is_confirmation"},
    "services.Delivery": {"is_declared"},
}


def columns(model: type[models.Model] | None) -> set[str]:
    return {field.name for field in model._meta.concrete_fields} if model else set()


@pytest.mark.parametrize("statement", STATEMENTS)
def test_every_column_is_frame_subject_or_word(statement: type[Statement]) -> None:
    """Whoever adds a column decides whether an undo gives it back."""
    beside = BESIDE.get(statement._meta.label, set())

    assert columns(statement) == FRAME | {*statement.ABOUT} | {*statement.WORD} | beside


@pytest.mark.parametrize("statement", STATEMENTS)
def test_what_is_repeated_is_part_of_the_word_and_stands_in_every_subject(statement: type[Statement]) -> None:
    subjects = [statement._meta.get_field(name).related_model for name in statement.ABOUT]

    assert set(statement.REPEATED) <= set(statement.WORD)
    assert [set(statement.REPEATED) - columns(subject) for subject in subjects] == [set()] * len(subjects)


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["append_only", "no_truncate", "recorded_now"])
def test_the_database_guards_every_statement(ending: str) -> None:
    assert {statement._meta.db_table for statement in STATEMENTS} - guarded_tables(ending) == set()


def test_what_is_typed_what_is_passed_and_what_is_stored_are_the_same_names() -> None:
    for values, told, names in (
        (RolloutValues, RolloutInput, ROLLOUT_COLUMNS),
        (MilestoneValues, MilestoneInput, MILESTONE_COLUMNS),
    ):
        assert list(values.__annotations__) == list(told.__annotations__)
        assert set(names) == set(told.__annotations__) - {"is_correction"}
    assert set(ROLLOUT_COLUMNS) == {*RolloutReport.WORD, "reason"} - {"on_behalf"}
    assert set(MILESTONE_COLUMNS) == {*MilestoneReport.WORD, "reason"}


@pytest.mark.django_db
def test_the_last_word_of_a_day_is_one_subquery_a_column() -> None:
    rollout = apps.get_model("municipalities", "Rollout")
    found = rollout.objects.annotate(**last_word(rollout.objects.all(), "reports", TODAY, a="state", b="reason"))

    sql = str(found.query)

    assert sql.count("municipalities_rolloutreport") > 0
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}".replace(str(TODAY), f"'{TODAY}'"))
        assert len([row for (row,) in cursor.fetchall() if row.strip().startswith("SubPlan")]) == 2


def test_nothing_is_said_for_a_day_before_the_last_word() -> None:
    check_order(None, TODAY)
    check_order(TODAY, TODAY)
    with refusing(InvalidInput, found("statement.later-one", day=TODAY)):
        check_order(TODAY, TODAY.replace(day=1))


@pytest.mark.parametrize(
    ("reason", "changes", "field", "why"),
    [
        ("Das Jahr war vertippt.", False, "released_on", found("statement.same-as-before")),
        ("", True, "reason", WHAT_WAS_WRONG),
        (".", True, "reason", found("statement.says-nothing", question=WHAT_WAS_WRONG)),
    ],
)
def test_a_correction_says_what_was_wrong_and_something_else(
    reason: str, changes: bool, field: str, why: Finding
) -> None:
    with refusing(InvalidInput, why, field=field):
        check_corrects(reason, changes=changes, field="released_on")
