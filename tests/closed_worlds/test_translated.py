"""What a page says can be translated, all of it: shown in a language in which every translated letter is marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import pytest
from django.http import HttpResponse
from django.test import TestCase
from django.urls import reverse

from tests.closed_worlds import world as worlds
from tests.closed_worlds.marked import Data, mark, marked, plain_texts
from tests.closed_worlds.table import Line, table
from tests.closed_worlds.world import COLUMNS, World

# The same in every language.
NAMES = {"OZG-Meilensteine", "PDF", "CSV", "LDI"}
# Shown as they were written on their day, in the words of that day.
AS_WRITTEN = {"report-issue", "mail-item"}


@pytest.mark.slow
@pytest.mark.world(worlds.REAL)
class TestTranslated(TestCase):
    """A TestCase, because all of them look at one world."""

    world: ClassVar[World]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = worlds.furnish()

    def setUp(self) -> None:
        self.clients = {column: self.world.client(column) for column in COLUMNS}

    def test_whatever_a_page_says_itself_can_be_translated(self) -> None:
        data = Data.read()
        data.whole |= NAMES
        with marked():
            shown = {page: self.left(name, html, data) for name, page, html in self.pages()}

        assert {page: left for page, left in shown.items() if left} == {}
        assert len(shown) > 80, "Hardly a page was shown: the test would prove nothing."

    def left(self, name: str, html: str, data: Data) -> set[str]:
        """What is neither translated nor data."""
        kept = data.kept if name in AS_WRITTEN else ""
        return {piece for piece in plain_texts(html) if piece not in kept and not data.has(piece)}

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """Every address once, as somebody who may open it; its rows as HTMX asks for them; every form sent empty."""
        for line in table():
            status = 200 if line.method == "GET" else 422
            if status not in line.answers:
                continue
            answer = self.ask(line, status)
            if not answer.streaming and answer["Content-Type"].startswith("text/html"):
                yield line.name, str(line), answer.content.decode()
            if not answer.streaming and b'id="rows"' in answer.content:
                yield line.name, f"{line} (rows)", self.ask(line, status, **{"HX-Target": "rows"}).content.decode()

    def ask(self, line: Line, status: int, **headers: str) -> HttpResponse:
        client = self.clients[COLUMNS[line.answers.index(status)]]
        sent = {"HX-Request": "true", **headers} if headers else {}
        address = reverse(line.name, kwargs=self.world.things[line.thing])
        answer: HttpResponse = client.generic(line.method, address, headers=sent)  # type: ignore[assignment]
        return answer


def test_a_sentence_keeps_its_gaps_and_tags_and_what_is_left_plain_is_found() -> None:
    said = mark("<strong>%(name)s</strong> für %(count)s &amp; {n} %%")
    assert said == "<strong>%(name)s</strong> ｆｕｒ %(count)s &amp; {n} %%"

    text = f"{mark('Stand')}: bereit <b>{mark('am')} 31.05.2022</b> Stadt Mainz"
    page = f'<p title="Achtung">{text}</p><script>var hidden</script>'
    assert plain_texts(page) == {"Achtung", "bereit", "Stadt Mainz"}
