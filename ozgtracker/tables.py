"""Reads the CSV tables that ship with the project: whole and sound, or not at all. Pure: it says codes, no words.

class Unit(TableRow):
    KEY = ("ars",)
    ars: Annotated[str, digits(12)]
    label: Text = Field(alias="bezeichnung", max_length=160)
    until: Maybe[Day]

units = read_table(DATA / "units.csv", Unit)
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails, PydanticCustomError

# What pydantic adds in words of its own.
OWN_WORDS = {"error", "field_type"}


class Damage(Exception):
    """A table cannot be taken. file is the bare name, line counts from 1 (0: the file itself), code says why; values
    fill the sentence that some room has for "table.code" (ozgtracker.damaged_tables)."""

    def __init__(self, file: str, line: int, code: str, **values: object) -> None:
        super().__init__(file, line, code, values)
        self.file = file
        self.line = line
        self.code = code
        self.values = values


def refused(code: str, **values: object) -> PydanticCustomError:
    """What a validator or a check of a row raises; outside a field's own validator, values name the column too."""
    return PydanticCustomError(code, "refused", values)


class TableRow(BaseModel):
    """One row. A field reads the column of its alias, else of its name; two rows never share the cells of KEY."""

    model_config = ConfigDict(frozen=True)
    KEY: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def columns(cls) -> list[str]:
        """The columns a file must have."""
        return [field.alias or name for name, field in cls.model_fields.items() if field.is_required()]


def read_table[T: TableRow](
    path: Path,
    row: type[T],
    *,
    known: Mapping[str, Collection[object]] | None = None,
    check: Callable[[T], None] | None = None,
) -> tuple[T, ...]:
    """Every row of a UTF-8 CSV with a header, in the file's order. Raises Damage for the first thing that is wrong.

    known: the keys that listed_in looks into, by the name it was given. check: looks at a row beside those before it.
    """
    found: list[T] = []
    lines: dict[tuple[str, ...], int] = {}
    for line, cells in read_cells(path, row.columns()):
        try:
            found.append(row.model_validate(cells, context=known))
            if check is not None:
                check(found[-1])
        except ValidationError as error:
            raise _damage(path, line, error.errors(include_url=False)[0]) from error
        except PydanticCustomError as error:
            raise Damage(path.name, line, error.type, **error.context or {}) from error
        identity = tuple(cells[column] for column in row.KEY)
        if identity and (earlier := lines.setdefault(identity, line)) != line:
            raise Damage(path.name, line, "repeated", value=", ".join(identity), earlier=earlier)
    if not found:
        raise Damage(path.name, 0, "no_row")
    return tuple(found)


def _damage(path: Path, line: int, error: ErrorDetails) -> Damage:
    """The first thing pydantic found, by its own code, with the column and the cell."""
    values: dict[str, Any] = {}
    if error["loc"]:
        values = {"column": error["loc"][0], "value": error["input"]}
    facts = {name: value for name, value in error.get("ctx", {}).items() if name not in OWN_WORDS}
    return Damage(path.name, line, error["type"], **values | facts)


def read_cells(path: Path, needed: Collection[str] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row by column name, every cell as it stands in the file, with the line it begins on."""
    reader = csv.reader(StringIO(_content(path), newline=""), strict=True)
    header: list[str] | None = None
    begins = 1
    try:
        for cells in reader:
            if header is None:
                header = _header(path, cells, needed)
            elif len(cells) != len(header):
                raise Damage(path.name, begins, "cell_count", found=len(cells), wanted=len(header))
            else:
                yield begins, dict(zip(header, cells, strict=True))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Damage(path.name, begins, "quotes") from error
    if header is None:
        raise Damage(path.name, 1, "no_header")


def _content(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Damage(path.name, 0, "no_file") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Damage(path.name, raw.count(b"\n", 0, error.start) + 1, "not_utf8") from error


def _header(path: Path, cells: list[str], needed: Collection[str]) -> list[str]:
    if not cells or not all(cells):
        raise Damage(path.name, 1, "unnamed_column")
    if len(set(cells)) < len(cells):
        raise Damage(path.name, 1, "same_columns")
    for column in needed:
        if column not in cells:
            raise Damage(path.name, 1, "missing", column=column)
    return cells


# Kinds of cells, for the annotations of a row.


def matching(pattern: str, code: str, **values: object) -> BeforeValidator:
    """The whole cell is written like this, before pydantic makes a number or a day of it."""

    def check(cell: str) -> str:
        if re.fullmatch(pattern, cell) is None:
            raise refused(code, **values)
        return cell

    return BeforeValidator(check)


def digits(length: int, *, blank: bool = False) -> BeforeValidator:
    """A key of exactly so many digits, kept as text because of its leading zeros. Empty only if blank."""
    return matching(rf"[0-9]{{{length}}}" + "|" * blank, "digits", length=length)


def listed_in(name: str, code: str = "not_in_table") -> AfterValidator:
    """A key (or each of several) that read_table got as known under that name, usually the file it stands in."""

    def check[V](value: V, info: ValidationInfo[Any]) -> V:
        words = sorted(value) if isinstance(value, frozenset) else [value]
        for word in words:
            if word not in info.context[name]:
                raise refused(code, table=name, value=word)
        return value

    return AfterValidator(check)


def _clean(cell: str) -> str:
    if cell != cell.strip() or not cell.isprintable():
        raise refused("unclean")
    return cell


def _several(cell: str) -> list[str]:
    words = _clean(cell).split("|") if cell else []
    if not all(words) or len(set(words)) < len(words):
        raise refused("words")
    return words


# Words on one line; Text is never empty.
Blank = Annotated[str, AfterValidator(_clean)]
Text = Annotated[str, Field(min_length=1), AfterValidator(_clean)]
Slug = Annotated[Text, matching(r"|[a-z0-9]+(-[a-z0-9]+)*", "slug")]
Whole = Annotated[int, matching(r"[0-9]{1,18}", "whole_number")]
Small = Annotated[Whole, Field(le=32_000)]  # a rank or an ordinal, small enough for any column
# The file is for programs: a point, where the screen shows the comma.
Point = Annotated[Decimal, matching(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", "decimal")]
Day = Annotated[date, matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "iso_day")]
Flag = Annotated[bool, matching(r"[01]", "flag")]
# Words divided by a vertical bar, none for an empty cell.
Several = Annotated[frozenset[str], BeforeValidator(_several)]
# None for an empty cell.
type Maybe[T] = Annotated[T | None, BeforeValidator(lambda cell: cell or None)]


class Sourced(TableRow):
    """A row of a curated table: it names its source and owns up to being an assumption."""

    source: Text = Field(max_length=300)
    is_assumption: Flag = Field(alias="assumption")
