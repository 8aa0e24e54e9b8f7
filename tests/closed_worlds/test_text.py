"""Whatever stands in any text of the database: no page lets it become markup."""

from __future__ import annotations

from typing import ClassVar

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import CharField, Field, Model, TextField
from django.test import TestCase
from django.urls import reverse

from accounts.roles import Role
from tests.closed_worlds import world as worlds
from tests.closed_worlds.inputs import ROOMS
from tests.closed_worlds.table import table
from tests.closed_worlds.world import World

PAYLOAD = "\"'><script>alert(1)</script>"


def is_free_text(field: Field[object, object]) -> bool:
    """Text somebody may word: neither a key nor a choice."""
    free = isinstance(field, CharField | TextField) and not field.unique and not field.choices
    return free and (field.max_length or 999) >= len(PAYLOAD)


@pytest.mark.slow
@pytest.mark.world(worlds.FURNISHED)
class TestText(TestCase):
    """A TestCase, because all of them look at one world."""

    world: ClassVar[World]
    spoiled: ClassVar[list[str]]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = worlds.find()
        models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
        cls.spoiled = [name for model in models for name in spoil(model)]

    def test_it_escapes_every_text_on_every_page(self) -> None:
        assert {"municipalities.Authority.label", "milestones.Milestone.title", "services.Service.name"} <= set(
            self.spoiled
        )
        for role in (Role.MINISTRY, Role.AUTHORITY):
            client = self.world.client(role)
            column = worlds.COLUMNS.index(role)
            for line in (line for line in table() if line.method == "GET" and line.answers[column] == 200):
                answer = client.get(reverse(line.name, kwargs=self.world.things[line.thing]))

                with self.subTest(line=str(line), role=role):
                    assert answer.status_code == 200
                    # A table to take away is no page; that its cells are harmless, test_spreadsheet shows.
                    assert answer["Content-Type"].startswith("text/csv") or b"<script>alert" not in b"".join(answer)


def spoil(model: type[Model]) -> list[str]:
    """Put the payload into every free text of every row, where neither constraint nor trigger forbids it."""
    spoiled = []
    for field in model._meta.get_fields():
        if isinstance(field, Field) and is_free_text(field) and field.name != "password":
            try:
                with transaction.atomic():
                    model._default_manager.update(**{field.name: PAYLOAD})
            except DatabaseError:
                continue
            spoiled.append(f"{model._meta.app_label}.{model.__name__}.{field.name}")
    return spoiled
