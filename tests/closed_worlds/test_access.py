"""Every address x every role x own and foreign: one table, and an address missing from it fails."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.template.backends.django import Template
from django.test import Client, TestCase
from django.urls import reverse

from accounts import idle
from accounts.actions import mark_demonstration
from accounts.models import DemonstrationMark
from accounts.roles import Role
from ozgtracker.access import PUBLIC
from tests.closed_worlds import world as worlds
from tests.closed_worlds.table import Line, patterns, table
from tests.closed_worlds.world import COLUMNS, SIGNED_OUT, World
from tests.conftest import TODAY

WORD = "Demonstrationsdaten"


@dataclass(frozen=True)
class Answer:
    """What one request was answered, what was written for it, the session left out, and whether it is a page that
    keeps silent about being a demonstration."""

    status: int
    written: tuple[str, ...]
    is_silent: bool


def address(world: World, line: Line) -> str:
    return reverse(line.name, kwargs=world.things[line.thing])


def ask(world: World, client: Client, line: Line, **headers: str) -> Any:
    """The answer to the line's request, whose traces are wiped out again: in the database and in the browser."""
    kept = copy(client.cookies)
    with transaction.atomic():
        if line.method in {"GET", "HEAD"}:
            answer = client.generic(line.method, address(world, line), headers=headers)
        else:  # as a browser does: the token, and nothing filled in
            answer = client.post(address(world, line), {"csrfmiddlewaretoken": "x"}, headers=headers)
        transaction.set_rollback(True)
    client.cookies = kept
    return answer


def watched(world: World, client: Client, line: Line) -> Answer:
    """The same, looked at more closely."""
    written: list[str] = []

    def note(execute: Any, sql: Any, *rest: Any) -> Any:
        if str(sql).startswith(("INSERT", "UPDATE", "DELETE")) and '"django_session"' not in str(sql):
            written.append(str(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = ask(world, client, line)
    is_page = answer.status_code in {200, 403, 404} and answer["Content-Type"].startswith("text/html")
    return Answer(answer.status_code, tuple(written), is_page and WORD not in answer.content.decode())


@pytest.mark.slow
@pytest.mark.world(worlds.FURNISHED)
class TestAccess(TestCase):
    """A TestCase, because all of them look at one world, and at the answers everybody got to every request once.

    It is a demonstration: that changes no answer but says so on every page.
    """

    world: ClassVar[World]
    answers: ClassVar[dict[str, dict[Line, Answer]]]

    @classmethod
    def setUpTestData(cls) -> None:
        mark_demonstration(until=TODAY, seed=1)
        cls.world, cls.answers = worlds.find(), {}
        # However long it takes: that somebody is still there is noted once a minute, and here wiped out each time.
        with patch.object(idle, "NOTED_AFTER", timedelta(days=1)):
            for role in COLUMNS:
                client = cls.world.client(role)
                cls.answers[role] = {line: watched(cls.world, client, line) for line in table()}

    def test_it_answers_every_role_as_the_table_says(self) -> None:
        for column, role in enumerate(COLUMNS):
            with self.subTest(role=role):
                assert {str(line): answer.status for line, answer in self.answers[role].items()} == {
                    str(line): line.answers[column] for line in table()
                }

    def test_it_answers_a_head_as_it_answers_a_get(self) -> None:
        """Nothing is drawn, since nothing of it would be sent; that all can be drawn, the answers to GET show."""
        looked = [line for line in table() if line.method == "GET" and line.name != "account_logout"]
        for column, role in enumerate(COLUMNS):
            client = self.world.client(role)

            with patch.object(Template, "render", return_value=""):
                found = {
                    str(line): ask(self.world, client, replace(line, method="HEAD")).status_code for line in looked
                }

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
            answer = ask(self.world, client, line)
            fragment = ask(
                self.world, client, line, **{"HX-Request": "true", "HX-Current-URL": "http://testserver/people/"}
            )

            target = answer["Location"].partition("?")[0]
            with self.subTest(line=str(line)):
                if line.name.startswith("account_"):
                    assert target in {"/konto/login/", "/konto/password/reset/done/"}
                else:
                    assert (target, fragment.status_code) == ("/konto/login/", 200)
                    assert fragment["HX-Redirect"] == "/konto/login/?next=/people/"

    def test_it_writes_nothing_when_somebody_only_looks(self) -> None:
        for role, answers in self.answers.items():
            written = {str(line): answer.written for line, answer in answers.items() if line.method == "GET"}

            with self.subTest(role=role):
                assert {line: sql for line, sql in written.items() if sql} == {}
        # The same eyes see what a form that is taken writes.
        sent = [answer for line, answer in self.answers["admin"].items() if line.method == "POST"]
        assert any(answer.written for answer in sent)

    def test_every_page_every_role_sees_says_that_it_is_a_demonstration(self) -> None:
        silent = [
            (role, str(line))
            for role, answers in self.answers.items()
            for line, answer in answers.items()
            if line.method == "GET" and answer.is_silent
        ]

        assert silent == []
        DemonstrationMark.objects.all().delete()
        assert watched(
            self.world, self.world.client(SIGNED_OUT), next(one for one in table() if one.name == "help")
        ).is_silent

    def test_it_takes_no_form_without_its_token(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.world.people[Role.MINISTRY])

        with patch.object(Template, "render", return_value=""):
            answers = {str(line): strict.post(address(self.world, line)).status_code for line in table()}

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
