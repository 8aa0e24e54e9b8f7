"""Collects every named figure of a page (data-figure, data-of), with the label a reader sees beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from django.urls import reverse

from accounts.roles import Role
from dashboards.figures import register
from tests.closed_worlds.table import table
from tests.closed_worlds.world import COLUMNS, World
from tests.conftest import TODAY

# Numbers of tables that are no figures of the joint work: people, ranks, days, buffers, lines of a trail.
NO_FIGURES = {"Menschen", "Vorrang", "überfällig", "Verzug, Tage", "Nummer", "Nr."}
# Days between two dates of the plan, and how many of its dates became what: of the two stands a page puts side by side.
NO_FIGURES |= {"Tage", "Arbeitstage", "Arbeits\u00adtage", "vorher", "nachher", "fällig", "gehalten"}
NO_FIGURES |= {"Verschoben", "Hinzugekommen", "Entfallen", "Unverändert"}
# Beside the addresses of the table: their other levels, filters and packages.
MORE = (
    "/packages/2/",
    "/packages/3/",
    "/services/?zuordnung=1",
    "/services/?komponente=epayment",
    "/municipalities/?sortierung=einwohner",
    "/municipalities/?gemeldet=unvollstaendig",
    "/municipalities/?ebene=gemeinden",
    "/municipalities/?ebene=gemeinden&buendel=neu-zugezogen",
    "/rollouts/?paket=1",
)
VOID = {"br", "img", "input", "link", "meta", "hr", "rect", "path"}
DAY = re.compile(r"\d{2}\.\d{2}\.\d{4}")
NUMBER = re.compile(r"(unter )?\d[\d.]*(,\d+)?(\s%)?")


@dataclass(frozen=True, order=True)
class Figure:
    """One number on one page: the name of the figure, what it is about, the label beside it, the words that say it."""

    name: str
    about: str
    label: str
    words: str
    page: str


@dataclass
class _Open:
    """An element that is not closed yet; `unseen` is only heard."""

    tag: str
    attributes: Mapping[str, str]
    unseen: bool
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """label: the tile's label, the cell's column, or what a chart's legend calls it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.open: list[_Open] = []
        self.found: list[Figure] = []
        self.nameless: list[str] = []
        self.tile = ""
        self.columns: list[str] = []
        self.cell = -1
        self.named = 0
        # A row of a burn-up is headed by its own day: its numbers are not those of the page's day.
        self.dated = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in VOID:
            return
        if tag == "table":
            self.columns = []
        if tag == "tr":
            self.cell, self.dated = -1, False
        if tag in {"td", "th"}:
            self.cell += 1
            self.named = len(self.found)
        above = bool(self.open) and self.open[-1].unseen
        unseen = above or "kern-sr-only" in attributes.get("class", "") or tag in {"title", "desc", "script", "style"}
        self.open.append(_Open(tag, attributes, unseen))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1].tag != tag:
            self.open.pop()
        if not self.open:
            return
        closed = self.open.pop()
        words = " ".join("".join(closed.text).split())
        if self.open and not closed.unseen:
            self.open[-1].text.append("".join(closed.text))
        self._read(closed, words)

    def handle_data(self, data: str) -> None:
        if self.open and not self.open[-1].unseen:
            self.open[-1].text.append(data)

    def _read(self, closed: _Open, words: str) -> None:
        classes = closed.attributes.get("class", "").split()
        if "figure__label" in classes:
            self.tile, self.named = words, len(self.found)
        if closed.tag == "th" and closed.attributes.get("scope") == "col":
            self.columns.append(words)
        if closed.tag == "th" and closed.attributes.get("scope") == "row":
            self.dated = bool(DAY.fullmatch(words))
        if "data-figure" in closed.attributes:
            self._name(closed, words)
        nothing_named = self.named == len(self.found) and NUMBER.search(words) and not DAY.fullmatch(words)
        if nothing_named and closed.tag == "td" and "num" in classes and not self.dated:
            self.nameless.append(f"{self.page}: {self._column(closed)}")
        if nothing_named and "figure__value" in classes:
            self.nameless.append(f"{self.page}: {self.tile}")

    def _name(self, closed: _Open, words: str) -> None:
        name, about = closed.attributes["data-figure"], closed.attributes["data-of"]
        assert name, f"{self.page}: a figure without a name: {words}"
        self.found.append(Figure(_counted(name), about, self._label(name), words, self.page))

    def _label(self, name: str) -> str:
        """What a reader takes for its label; numbers inside a sentence have none of their own."""
        # In "3 von 12" the second number is another one than the first.
        nth = len(self.found) - self.named
        inside = [element.attributes.get("class", "").split() for element in self.open]
        if any("figure__value" in classes for classes in inside):
            return f"{self.tile}/of" if name.endswith("/of") else self.tile
        cells = [element for element in self.open if element.tag == "td"]
        return f"{self._column(cells[-1])}#{nth}" if cells else ""

    def _column(self, cell: _Open) -> str:
        heading = self.columns[self.cell] if 0 <= self.cell < len(self.columns) else ""
        return cell.attributes.get("data-label") or heading


def _counted(name: str) -> str:
    """What a number counts: "rollouts.live/of" is the figure that one is a part of."""
    part, found, _rest = name.rpartition("/of")
    return (register.figure(part).of or name) if found else name


def read(html: str, page: str) -> tuple[list[Figure], list[str]]:
    """Every named figure of the page, and the columns whose numbers have no name."""
    reader = _Reader(page)
    reader.feed(html)
    return reader.found, reader.nameless


def walk(world: World, role: Role, day: date) -> tuple[list[Figure], list[str]]:
    """The same of every page this role may read on that day, and of the rows a filter swaps in."""
    found: list[Figure] = []
    nameless: list[str] = []
    for page, html in _pages(world, role, day):
        named, without = read(html, f"{page} ({role})")
        found += named
        nameless += [where for where in without if where.rpartition(": ")[2] not in NO_FIGURES]
    return found, nameless


def _pages(world: World, role: Role, day: date) -> Iterator[tuple[str, str]]:
    client = world.client(role)
    for address in _addresses(world, role):
        joint = "&" if "?" in address else "?"
        shown = address if day == TODAY else f"{address}{joint}stichtag={day.isoformat()}"
        answer = client.get(shown)
        if answer.streaming or not answer["Content-Type"].startswith("text/html"):
            continue
        yield shown, answer.content.decode()
        if b'id="rows"' in answer.content:
            part = client.get(shown, headers={"HX-Request": "true", "HX-Target": "rows"})
            yield f"{shown} (part)", part.content.decode()


def _addresses(world: World, role: Role) -> list[str]:
    """An issue of the report is about another day than the page; it is compared with the pages of that day."""
    column = COLUMNS.index(role)
    lines = [line for line in table() if line.method == "GET" and line.answers[column] == 200]
    asked = {reverse(line.name, kwargs=world.things[line.thing]) for line in lines if line.thing != "issue"}
    return [*sorted(asked - {reverse("account_logout")}), *MORE]


def contradictions(figures: Iterable[Figure]) -> list[str]:
    """What one name, or one label, says in two ways about the same thing; each with the pages that say it."""
    said: dict[tuple[str, str], dict[str, set[str]]] = {}
    for figure in figures:
        for key in _keys(figure):
            said.setdefault((key, figure.about), {}).setdefault(figure.words, set()).add(figure.page)
    return sorted(
        f"{key} ({about}): " + ", ".join(f"{words} on {min(pages)}" for words, pages in sorted(ways.items()))
        for (key, about), ways in said.items()
        if len(ways) > 1
    )


def _keys(figure: Figure) -> Iterator[str]:
    yield figure.name
    if figure.label:
        yield f"„{figure.label}“"
