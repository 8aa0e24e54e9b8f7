"""Who reads which text: a token in every text, searched as every role on every page, part of a page, table, paper, in
the trail and in mails. The answers stand in words.txt; a text without a line there fails."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from copy import copy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytest
from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse

from milestones.models import Milestone
from municipalities.models import Rollout
from reports.models import Delivery
from tests.closed_worlds import table as addresses
from tests.closed_worlds import world as worlds
from tests.closed_worlds.planted import UNPLANTED, Text, Words, append_to_the_trail, plant, refreshed, table, texts
from tests.closed_worlds.speaking import STICHTAG, Speakers, say_everything
from tests.closed_worlds.world import COLUMNS, World

pytestmark = pytest.mark.slow
MAIL = "mail"
PART = {"HX-Request": "true", "HX-Target": "rows"}


@pytest.mark.world(worlds.FURNISHED)
class TestWords(TestCase):
    """A TestCase, because all of them look at one world."""

    world: ClassVar[World]
    words: ClassVar[Words]
    rollouts: ClassVar[list[Rollout]]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.words = Words.of_the_table()
        cls.world = worlds.find()
        speakers = Speakers(cls.world)
        spoiled = cls.world.things["mail"]
        plant(cls.words, {
            "accounts.User": {"pk__in": [person.pk for person in speakers.everybody]}, "reports.Delivery": spoiled
        })  # fmt: skip
        refreshed(*speakers.everybody)
        cls.rollouts = say_everything(cls.world, cls.words, speakers)
        append_to_the_trail(cls.words)

    def test_every_text_is_found_by_whom_the_table_says(self) -> None:
        found = {column: self.found_as(column) for column in COLUMNS} | {MAIL: self.found_in_mails()}

        expected = table()
        shown = {
            text: tuple("x" if text in found[column] else "-" for column in (*COLUMNS, MAIL))
            for text in self.words.tokens
        }
        assert "\n".join(f"{text} {' '.join(row)}" for text, row in shown.items() if row != expected[text]) == ""

    def test_the_table_decides_about_every_text_and_every_verb_of_the_trail(self) -> None:
        decided = table()

        assert {text.name for text in decided} == texts()
        assert {len(found) for text, found in decided.items() if text.whose not in UNPLANTED} == {len(COLUMNS) + 1}
        assert {found for text, found in decided.items() if text.whose in UNPLANTED} == {()}

    def test_every_token_stands_somewhere(self) -> None:
        assert self.words.missing() == []

    def found_as(self, column: str) -> set[Text]:
        """Every text this role can read anywhere."""
        client = self.world.client(column)
        found: set[Text] = set()
        for answer in self.answers(client, column):
            found |= self.words.found_in(answer)
        return found

    def found_in_mails(self) -> set[Text]:
        """Whatever leaves the house; one mail is planted itself."""
        sent = Delivery.objects.exclude(**self.world.things["mail"])
        found: set[Text] = set()
        for subject, body in sent.values_list("subject", "body"):
            found |= self.words.found_in(f"{subject}\n{body}")
        return found

    def answers(self, client: Client, column: str) -> Iterator[str]:
        """What each address of the table answers, as page, as part of one, on a past day and to an empty form."""
        turning = {one.name for one in addresses.patterns() if getattr(one.callback, "turns_back", False)} - {
            "report-pdf"
        }
        for line in addresses.table():
            answered = line.answers[COLUMNS.index(column)]
            if answered not in {200, 403, 422} or line.name == "account_logout":
                continue
            address = reverse(line.name, kwargs=self.world.things[line.thing])
            whole = self.ask(client, line.method, address)
            yield whole
            if line.method == "GET" and 'id="rows"' in whole:
                yield self.ask(client, "GET", address, **PART)
            if line.method == "GET" and line.name in turning:
                yield self.ask(client, "GET", f"{address}?stichtag={STICHTAG.isoformat()}")
        for address in self.more():
            yield self.ask(client, "GET", address)

    def more(self) -> Iterator[str]:
        """What was spoken of, one by one, whether or not somebody may look at it."""
        for rollout in self.rollouts:
            for name in ("why", "rollout-report", "competence-answer"):
                yield reverse(name, args=[rollout.authority.ars, rollout.service.ozg_id])
        yield from (reverse("milestone", args=[one.slug]) for one in Milestone.objects.all())
        yield from (reverse("mail-item", args=[one.pk]) for one in Delivery.objects.all())
        yield from ("/municipalities/?ebene=gemeinden", "/municipalities/csv/?ebene=gemeinden")
        yield "/audit/?verb=rollout_reported"

    def ask(self, client: Client, method: str, address: str, **headers: str) -> str:
        """The answer with its headers, whose traces are wiped out again."""
        kept = copy(client.cookies)
        with transaction.atomic():
            answer = client.generic(method, address, headers=headers) if method == "GET" else client.post(address)
            content = b"".join(answer)
            transaction.set_rollback(True)
        client.cookies = kept
        assert answer.status_code < 500, address
        paper = content.startswith(b"%PDF")
        return f"{answer.headers}{text_of(content) if paper else content.decode()}"


@cache
def text_of(pdf: bytes) -> str:
    """All that stands on paper, by poppler's pdftotext."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "report.pdf")
        path.write_bytes(pdf)
        return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True).stdout
