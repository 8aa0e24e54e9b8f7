"""No table takes a state that no rule knows."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField

from milestones.models import Milestone, Plan
from reports.actions.queueing import Letter, queue
from reports.models import Delivery
from tests.closed_worlds.inputs import ROOMS
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_every_table_with_a_state_knows_all_there_are() -> None:
    tables = [
        model._meta.db_table
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if any(isinstance(field, CharField) and field.name == "state" for field in model._meta.get_fields())
    ]
    with connection.cursor() as cursor:
        known = {name for table in tables for name in connection.introspection.get_constraints(cursor, table)}

    assert {f"{table}_state_known" for table in tables} - known == {"municipalities_rolloutreport_state_known"}
    # It says nothing its rollout could not take over: that row's own constraint refuses it in the same transaction.
    assert "municipalities_rollout_state_known" in known


def test_the_database_refuses_another_one() -> None:
    plan = Plan.objects.create(slug="plan", name="Plan", agreed_on=TODAY, source="Test")
    Milestone.objects.create(
        plan=plan, slug="m", code="M1", title="M", kind="dated", commitment="agreed", responsible="land",
        source="Test", is_assumption=False, ordinal=1,
    )  # fmt: skip
    queue([Letter("report", "stelle@demo.example", "", "2022-05", "Bericht", "Text")], on=TODAY)

    for model in (Milestone, Delivery):
        with pytest.raises(IntegrityError, match="state_known"), transaction.atomic():
            model._default_manager.update(state="erledigt")
