"""Every list can be taken away as CSV, and every picture has its table or its list: on every page, for every role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from django.test import TestCase
from django.urls import reverse

from accounts.roles import Role
from tests.closed_worlds import world as worlds
from tests.closed_worlds.table import Line, table
from tests.closed_worlds.test_stichtag import say_something
from tests.closed_worlds.world import World
from tests.conftest import TODAY

# Tables that are no lists: page and id of what heads them, and why nobody needs them by themselves.
NO_LISTS = {
    ("sources", "sources-table"): "a text in columns",
    ("package", "needs"): "a part of the list of components",
    ("packages", "outside"): "sums; each opens its list",
    ("milestone", "couplings"): "neighbours of one milestone",
    ("service", "leika"): "a part of one service",
    ("baselines", "kept"): "two numbers that the sentence of the trend says, too",
    ("baselines", "buffers"): "couplings of the plan, each with its milestones",
    ("account-sessions", "sessions"): "one's own, for this moment",
    **{(page, f"package-{n}"): "what one package waits for" for page in ("overview", "packages") for n in (1, 2, 3)},
}
HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.slow
@pytest.mark.world(worlds.FURNISHED)
class TestTakenAway(TestCase):
    """A TestCase, because all of them look at one world."""

    pages: ClassVar[dict[str, Page]]

    @classmethod
    def setUpTestData(cls) -> None:
        world = worlds.find()
        say_something(world, TODAY)
        cls.pages = dict(looked_at(world))

    def test_every_list_can_be_taken_away(self) -> None:
        """A frozen issue is a record of its own and has its PDF."""
        others = set()
        for name, page in self.pages.items():
            if page.line.name == "report-issue":
                continue
            heads = {(page.line.name, head) for head in page.without_download()}
            others |= heads
            with self.subTest(page=name):
                assert heads - NO_LISTS.keys() == set()
        assert NO_LISTS.keys() - others == set()

    def test_no_page_names_a_setting(self) -> None:
        assert [name for name, page in self.pages.items() if re.search(r"\bOZG_[A-Z]", page.html)] == []

    def test_every_picture_has_its_table_or_list(self) -> None:
        for name, page in self.pages.items():
            with self.subTest(page=name):
                assert [title for title, has_words in page.pictures() if not has_words] == []
        assert sum(len(page.pictures()) for page in self.pages.values()) > 20


def looked_at(world: World) -> Iterator[tuple[str, Page]]:
    """Every page each of these roles may look at."""
    for role in (Role.MINISTRY, Role.ASSOCIATION, Role.AUTHORITY):
        client, column = world.client(role), worlds.COLUMNS.index(role)
        for line in table():
            if line.method == "GET" and line.answers[column] == 200:
                answer = client.get(reverse(line.name, kwargs=world.things[line.thing]))
                if answer["Content-Type"].startswith("text/html"):
                    yield f"{line} {role}", Page(line, answer.content.decode())


class Page:
    """A page as a tree."""

    def __init__(self, line: Line, html: str) -> None:
        self.line, self.html = line, html
        self.root: Any = tinyhtml5.parse(html, namespace_html_elements=True)
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.ids = {one.get("id"): one for one in self.root.iter() if one.get("id")}

    def above(self, element: Element) -> Iterator[Element]:
        while element in self.parents:
            element = self.parents[element]
            yield element

    def without_download(self) -> list[str]:
        """What heads each table whose section offers no CSV; the table of a picture is the picture's."""
        drawn = {one.get("aria-details") for one in self.root.iter() if one.get("aria-details")}
        heads = []
        for one in self.root.iter(f"{HTML}table"):
            section = next(up for up in self.above(one) if up.tag in {f"{HTML}section", f"{HTML}main"})
            links = [link.get("href", "") for link in section.iter(f"{HTML}a")]
            if one.get("id") not in drawn and not any("/csv/" in href for href in links):
                heads.append(section.get("aria-labelledby", ""))
        return heads

    def pictures(self) -> list[tuple[str, bool]]:
        """Every picture's title, and whether its figures stand in words: in a table or list it names, or in its row."""
        return [
            (self.ids[svg.get("aria-labelledby")].text or "", self.has_words(svg))
            for svg in self.root.iter("{http://www.w3.org/2000/svg}svg")
            if svg.get("role") == "img"
        ]

    def has_words(self, svg: Element) -> bool:
        if any(up.tag == f"{HTML}table" for up in self.above(svg)):
            return True
        named = self.ids.get(svg.get("aria-details", ""))
        return named is not None and any(one.tag in {f"{HTML}table", f"{HTML}ul", f"{HTML}dl"} for one in named.iter())
