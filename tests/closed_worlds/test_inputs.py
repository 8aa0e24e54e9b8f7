"""Whatever is sent to whatever address: an answer, never a failure."""

from __future__ import annotations

from copy import copy
from typing import ClassVar

import pytest
from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse

from accounts.roles import Role
from tests.closed_worlds import world as worlds
from tests.closed_worlds.inputs import NASTY, form_fields, parameters
from tests.closed_worlds.table import Line, table
from tests.closed_worlds.world import World


@pytest.mark.slow
@pytest.mark.world(worlds.FURNISHED)
class TestInputs(TestCase):
    """A TestCase, because all of them look at one world."""

    world: ClassVar[World]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = worlds.find()

    def status(self, client: Client, line: Line, data: dict[str, str]) -> int:
        address = reverse(line.name, kwargs=self.world.things[line.thing])
        kept = copy(client.cookies)
        with transaction.atomic():
            answer = client.get(address, data) if line.method == "GET" else client.post(address, data)
            transaction.set_rollback(True)
        client.cookies = kept
        return answer.status_code

    def test_it_survives_everything_in_every_parameter_and_field(self) -> None:
        names = sorted(parameters() | form_fields())
        clients = {role: self.world.client(role) for role in Role}
        for line in table():
            # Whoever may come in first tries it: the others read the same code.
            inside = [role for role in Role if line.answers[worlds.COLUMNS.index(role)] in {200, 302, 422}]
            for role in inside[:1]:
                statuses = {
                    value[:30]: self.status(clients[role], line, dict.fromkeys(names, value)) for value in NASTY
                }

                with self.subTest(line=str(line), role=role):
                    assert {value: status for value, status in statuses.items() if status >= 500} == {}
