"""Reads the CSV tables that ship with the project: whole and sound, or not at all. Pure: the standard library only.

def unit(row: Row) -> Unit:
    return Unit(ars=digits(row, "ars", 12), name=text(row, "name"), until=optional(iso_day, row, "until"))

units = read_table(DATA / "units.csv", unit, key=("ars",))
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from io import StringIO
from pathlib import Path
from typing import Concatenate

from ozgtracker.errors import DomainError


class DamagedTable(DomainError):
    """A table cannot be taken. file is the bare name, line counts from 1 (0: the file itself), reason is German."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        place = f"{file}, Zeile {line}" if line else file
        super().__init__(f"{place}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class MissingColumn(Exception):
    """A reader asked for a column that the header does not have; read_table blames the header for it."""


class Row(dict[str, str]):
    """One row by column name, every cell as it stands in the file."""

    def __missing__(self, column: str) -> str:
        raise MissingColumn(column)


def read_table[T](path: Path, row: Callable[[Row], T], *, key: Sequence[str] = ()) -> tuple[T, ...]:
    """Every row of a UTF-8 CSV with a header, each turned by row(), in the file's order.

    Raises DamagedTable for the first thing that is wrong: an unreadable file, a missing column, a wrong number of
    cells, a ValueError out of row(), two rows with the same cells in the key columns, or no row at all.
    """
    found: list[T] = []
    lines: dict[tuple[str, ...], int] = {}
    for line, cells in _rows(path):
        try:
            found.append(row(cells))
            identity = tuple(cells[column] for column in key)
        except MissingColumn as missing:
            raise DamagedTable(path.name, 1, f"Die Spalte „{missing}“ fehlt.") from missing
        except ValueError as error:
            raise DamagedTable(path.name, line, str(error)) from error
        if identity and (earlier := lines.setdefault(identity, line)) != line:
            raise DamagedTable(path.name, line, f"„{', '.join(identity)}“ steht schon in Zeile {earlier}.")
    if not found:
        raise DamagedTable(path.name, 0, "Die Tabelle enthält keine Zeile.")
    return tuple(found)


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Each row with the line it begins on."""
    reader = csv.reader(StringIO(_content(path), newline=""), strict=True)
    header: list[str] | None = None
    begins = 1
    try:
        for cells in reader:
            if header is None:
                header = _header(path, cells)
            elif len(cells) != len(header):
                raise DamagedTable(path.name, begins, f"{len(cells)} statt {len(header)} Spalten.")
            else:
                yield begins, Row(zip(header, cells, strict=True))
            begins = reader.line_num + 1
    except csv.Error as error:
        reason = "Die Anführungszeichen stehen falsch oder sind nicht geschlossen."
        raise DamagedTable(path.name, begins, reason) from error
    if header is None:
        raise DamagedTable(path.name, 1, "Die Kopfzeile fehlt.")


def _content(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DamagedTable(path.name, 0, "Die Datei fehlt oder ist nicht lesbar.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DamagedTable(path.name, line, "Die Zeile ist nicht in UTF-8 geschrieben.") from error


def _header(path: Path, cells: list[str]) -> list[str]:
    if not cells or not all(cells):
        raise DamagedTable(path.name, 1, "Die Kopfzeile fehlt oder eine Spalte hat keinen Namen.")
    if len(set(cells)) < len(cells):
        raise DamagedTable(path.name, 1, "Zwei Spalten haben denselben Namen.")
    return cells


# Readers of one cell: all take the row and the column first, and raise ValueError with a German reason.


def text(row: Row, column: str, *, blank: bool = False, longest: int | None = None) -> str:
    """Words on one line. Empty only if blank; at most longest characters."""
    cell = row[column]
    if not cell and not blank:
        raise ValueError(f"Die Spalte „{column}“ ist leer.")
    if cell != cell.strip() or not cell.isprintable():
        raise ValueError(f"Die Spalte „{column}“ enthält Leer- oder Steuerzeichen, die dort nicht hingehören.")
    if longest is not None and len(cell) > longest:
        raise ValueError(f"Die Spalte „{column}“ hat {len(cell)} Zeichen, erlaubt sind {longest}.")
    return cell


def digits(row: Row, column: str, length: int, *, blank: bool = False) -> str:
    """A key of exactly so many digits, kept as text because of its leading zeros. Empty only if blank."""
    cell = row[column]
    if not cell and blank:
        return cell
    return _matching(row, column, rf"[0-9]{{{length}}}", f"hat nicht {length} Ziffern")


def number(row: Row, column: str) -> int:
    """A whole number from 0."""
    return int(_matching(row, column, r"[0-9]{1,18}", "ist keine ganze Zahl"))


def decimal(row: Row, column: str) -> Decimal:
    """A number with a decimal point (the file is for programs; the screen shows the comma)."""
    return Decimal(_matching(row, column, r"-?[0-9]{1,18}(\.[0-9]{1,18})?", "ist keine Zahl mit Dezimalpunkt"))


def iso_day(row: Row, column: str) -> date:
    """A day as 2022-05-31."""
    cell = _matching(row, column, r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "ist kein Tag der Form 2022-05-31")
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise ValueError(f"Spalte „{column}“: Den Tag „{cell}“ gibt es nicht.") from error


def flag(row: Row, column: str) -> bool:
    """1 (yes) or 0 (no)."""
    return _matching(row, column, r"[01]", "ist weder 0 noch 1") == "1"


def one_of[E: Enum](row: Row, column: str, words: type[E]) -> E:
    """A member of the enum by its value."""
    cell = row[column]
    for word in words:
        if word.value == cell:
            return word
    allowed = ", ".join(str(word.value) for word in words)
    raise ValueError(f"Spalte „{column}“: „{cell}“ ist nicht vorgesehen ({allowed}).")


def several(row: Row, column: str) -> tuple[str, ...]:
    """Words divided by a vertical bar, none for an empty cell."""
    cell = text(row, column, blank=True)
    words = tuple(cell.split("|")) if cell else ()
    if not all(words) or len(set(words)) < len(words):
        raise ValueError(f"Spalte „{column}“: „{cell}“ enthält ein leeres oder doppeltes Wort.")
    return words


def optional[T, **P](
    reader: Callable[Concatenate[Row, str, P], T], row: Row, column: str, *args: P.args, **kwargs: P.kwargs
) -> T | None:
    """What the reader reads, or None for an empty cell."""
    return reader(row, column, *args, **kwargs) if row[column] else None


def _matching(row: Row, column: str, pattern: str, complaint: str) -> str:
    cell = row[column]
    if re.fullmatch(pattern, cell) is None:
        raise ValueError(f"Spalte „{column}“: „{cell}“ {complaint}.")
    return cell
