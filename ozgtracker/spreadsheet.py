"""The one writer of CSV: for German spreadsheet programs, and harmless in them.

A cell that begins like a formula is run by the program that opens it; whoever typed it runs it on the reader's machine.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from django.http import StreamingHttpResponse
from django.utils.text import slugify

from ozgtracker import german
from ozgtracker.sorting import in_ascii

BOM = "\ufeff"
CSV = "text/csv; charset=utf-8"
# No file system takes more than 255 letters, and some programs want the whole path in as many.
LONGEST_NAME = 150
type Cell = str | int | Decimal | float | bool | date | None

_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to take away: heads, and the lines under them, each read once."""

    header: Sequence[str]
    lines: Iterable[Sequence[Cell]]


def neutral(text: str) -> str:
    """The text so that no program takes it for a formula: an apostrophe in front, where it begins like one.

    Full-width signs and blanks in front count too: programs normalise both away. Plain numbers stay numbers.
    """
    shown = unicodedata.normalize("NFKC", text).lstrip(" \u00a0\u200b\ufeff")
    if _NUMBER.fullmatch(text) or not shown.startswith(_STARTS_A_FORMULA):
        return text
    return f"'{text}"


def cell(value: Cell) -> str:
    """A value as a German spreadsheet reads it: 31.05.2022, 12,5, ja; nothing for None."""
    match value:
        case None:
            written = ""
        case bool():
            written = "ja" if value else "nein"
        case int() | float() | Decimal():
            written = str(value).replace(".", ",")
        case datetime():
            written = f"{value:%d.%m.%Y %H:%M}"
        case date():
            written = german.day(value)
        case str():
            written = neutral(value.replace("\x00", ""))
    return written


def lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The file line by line: a mark for UTF-8, then semicolons, as German spreadsheet programs expect."""
    yield BOM + _line(header)
    for row in rows:
        yield _line(row)


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """A download called name.csv in plain letters ("ä" as "ae"), written as it is read: its size costs no memory."""
    answer = StreamingHttpResponse(lines(header, rows), content_type=CSV)
    answer["Content-Disposition"] = attachment(name)
    answer["Cache-Control"] = "no-store"
    return answer


def attachment(name: str) -> str:
    """The header by which a browser keeps an answer as a file of that name."""
    return f'attachment; filename="{slugify(in_ascii(name))[:LONGEST_NAME].rstrip("-")}.csv"'


def _line(cells: Sequence[Cell]) -> str:
    buffer = StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow([cell(value) for value in cells])
    return buffer.getvalue()
