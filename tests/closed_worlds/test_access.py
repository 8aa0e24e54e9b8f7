"""Every address x every role x own and foreign: one table, and an address missing from it fails."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from django.db import connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from ozgtracker.access import PUBLIC
from tests.closed_worlds import world as worlds
from tests.closed_worlds.table import Line, patterns, table
from tests.closed_worlds.world import COLUMNS, SIGNED_OUT, World


@pytest.mark.slow
@pytest.mark.world(worlds.FURNISHED)
class TestAccess(TestCase):
    """A TestCase, because all of them look at one world."""

    world: ClassVar[World]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = worlds.find()

    def address(self, line: Line) -> str:
        return reverse(line.name, kwargs=self.world.things[line.thing])

    def ask(self, client: Client, line: Line, **headers: str) -> Any:
        """The answer to the line's request, whose traces are wiped out again: in the database and in the browser."""
        kept = copy(client.cookies)
        with transaction.atomic():
            if line.method in {"GET", "HEAD"}:
                answer = client.generic(line.method, self.address(line), headers=headers)
            else:  # as a browser does: the token, and nothing filled in
                answer = client.post(self.address(line), {"csrfmiddlewaretoken": "x"}, headers=headers)
            transaction.set_rollback(True)
        client.cookies = kept
        return answer

    def test_it_answers_every_role_as_the_table_says(self) -> None:
        for column, role in enumerate(COLUMNS):
            client = self.world.client(role)
            expected = {str(line): line.answers[column] for line in table()}

            found = {str(line): self.ask(client, line).status_code for line in table()}

            with self.subTest(role=role):
                assert found == expected

    def test_it_answers_a_head_as_it_answers_a_get(self) -> None:
        looked = [line for line in table() if line.method == "GET" and line.name != "account_logout"]
        for column, role in enumerate(COLUMNS):
            client = self.world.client(role)

            found = {str(line): self.ask(client, replace(line, method="HEAD")).status_code for line in looked}

            with self.subTest(role=role):
                assert found == {str(line): line.answers[column] for line in looked}

    def test_it_lists_every_address_with_both_methods_once(self) -> None:
        wanted = sorted((pattern.name, method) for pattern in patterns() for method in ("GET", "POST"))
        listed = [(line.name, line.thing, line.method) for line in table()]

        assert sorted({(name, method) for name, _thing, method in listed}) == wanted
        assert len(listed) == len(set(listed))
        assert {len(line.answers) for line in table()} == {len(COLUMNS)}

    def test_it_sends_people_who_are_signed_out_to_the_sign_in_and_nowhere_else(self) -> None:
        client = self.world.client(SIGNED_OUT)
        for line in table():
            if line.answers[0] != 302:
                continue
            answer = self.ask(client, line)
            fragment = self.ask(client, line, **{"HX-Request": "true", "HX-Current-URL": "http://testserver/people/"})

            target = answer["Location"].partition("?")[0]
            with self.subTest(line=str(line)):
                if line.name.startswith("account_"):
                    assert target in {"/konto/login/", "/konto/password/reset/done/"}
                else:
                    assert (target, fragment.status_code) == ("/konto/login/", 200)
                    assert fragment["HX-Redirect"] == "/konto/login/?next=/people/"

    def test_it_writes_nothing_when_somebody_only_looks(self) -> None:
        for role in (SIGNED_OUT, "ministry", "association", "authority"):
            client = self.world.client(role)
            for line in (line for line in table() if line.method == "GET"):
                with CaptureQueriesContext(connection) as queries:
                    self.ask(client, line)

                written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
                with self.subTest(line=str(line), role=role):
                    assert [sql for sql in written if '"django_session"' not in sql] == []

    def test_it_takes_no_form_without_its_token(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.world.people[Role.MINISTRY])

        answers = {str(line): strict.post(self.address(line)).status_code for line in table()}

        assert set(answers.values()) == {403}
        assert [pattern.name for pattern in patterns() if getattr(pattern.callback, "csrf_exempt", False)] == []

    def test_it_declares_for_every_view_who_may_call_it(self) -> None:
        access: dict[str, frozenset[str]] = {
            str(pattern.name): getattr(pattern.callback, "access", frozenset()) for pattern in patterns()
        }

        assert [name for name, roles in access.items() if not roles] == []
        assert sorted(name for name, roles in access.items() if roles == PUBLIC) == [
            "accessibility",
            "account_login",
            "account_logout",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
            "healthz",
            "help",
            "imprint",
            "privacy",
            "readyz",
            "sources",
        ]
