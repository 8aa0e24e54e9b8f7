"""Reads the number cells of a page's tables as a person sees them: the column, the number, where it leads."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

UNSEEN = "kern-sr-only"


@dataclass
class Cell:
    """One cell of class num: `bare` is its text outside links, links are (shown text, address)."""

    column: str
    bare: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.cells: list[Cell] = []
        self.columns: list[str] = []
        self.at = -1
        self.inside = ""
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        classes = (known.get("class") or "").split()
        if self.unseen or (tag == "span" and UNSEEN in classes):
            self.unseen += 1
        elif tag in {"table", "tr"}:
            self.at = -1
            self.columns = [] if tag == "table" else self.columns
        elif tag in {"th", "td"}:
            self.at += 1
            if tag == "th" and known.get("scope") == "col":
                self.columns.append("")
                self.inside = "column"
            elif "num" in classes:
                self.cells.append(Cell(self.columns[self.at]))
                self.inside = "cell"
        elif tag == "a" and self.inside == "cell":
            self.cells[-1].links.append(("", known.get("href") or ""))
            self.inside = "link"

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            self.unseen -= 1
        elif tag in {"th", "td"}:
            self.inside = ""
        elif tag == "a" and self.inside == "link":
            self.inside = "cell"

    def handle_data(self, data: str) -> None:
        if self.unseen or not self.inside:
            return
        if self.inside == "column":
            self.columns[-1] += data.strip()
        elif self.inside == "link":
            text, href = self.cells[-1].links[-1]
            self.cells[-1].links[-1] = (text + data.strip(), href)
        else:
            self.cells[-1].bare += data.strip()


def cells(html: str) -> list[Cell]:
    """Every number cell of every table."""
    reader = _Reader()
    reader.feed(html)
    return reader.cells


def linked_numbers(html: str, page: str) -> dict[str, int]:
    """Address -> the number shown, of every number in a table that leads somewhere."""
    found: dict[str, int] = {}
    for cell in cells(html):
        for text, href in cell.links:
            number = int(text.split()[0].replace(".", ""))
            assert found.setdefault(urljoin(page, href), number) == number, href
    return found


def bare_columns(html: str) -> set[str]:
    """The columns in which a number leads nowhere."""
    return {cell.column for cell in cells(html) if any(char.isdigit() for char in cell.bare)}
