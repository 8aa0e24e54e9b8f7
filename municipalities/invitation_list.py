"""Reads a list of people to invite: a table as spreadsheet programs write it, German or English heads. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from accounts.roles import Role
from ozgtracker.findings import Finding, found

MOST_BYTES = 256 * 1024
MOST_ROWS = 500
# The label of every authority is shorter, and so is every address.
LONGEST_CELL = 300
DELIMITERS = ";,\t"


# Each column by the name it has in a Line.
COLUMNS = ("email", "name", "body", "role", "deputy")
NEEDED = ("email", "name", "body", "role")
HEADS: Mapping[str, frozenset[str]] = {
    "email": frozenset({"mail", "email", "emailadresse", "mailadresse", "emailaddress", "adresse"}),
    "name": frozenset({"name", "person", "vorundnachname", "fullname"}),
    "body": frozenset(
        {
            "schlüssel", "schluessel", "ars", "schlüsselars", "schluesselars", "regionalschlüssel", "verwaltung",
            "verband", "kürzel", "kuerzel", "stelle", "key", "authoritykey", "authority", "association", "body",
        }
    ),
    "role": frozenset({"rolle", "role"}),
    "deputy": frozenset({"vertretung", "stellvertretung", "deputy", "isdeputy"}),
}  # fmt: skip
_SHORT: Mapping[str, Role] = {
    "officer": Role.AUTHORITY,
    "verwaltung": Role.AUTHORITY,
    "itverantwortliche": Role.AUTHORITY,
    "itverantwortlicher": Role.AUTHORITY,
    "spitzenverband": Role.ASSOCIATION,
    "verband": Role.ASSOCIATION,
    "ldi": Role.OPERATOR,
    "plattformbetrieb": Role.OPERATOR,
    "ausschuss": Role.STEERING,
    "ministerium": Role.MINISTRY,
    "prüfung": Role.AUDITOR,
    "rechnungshof": Role.AUDITOR,
    "administration": Role.ADMIN,
}
_YES, _NO = (
    frozenset({"ja", "j", "x", "1", "yes", "y", "true", "wahr"}),
    frozenset({"", "nein", "n", "0", "no", "false", "falsch"}),
)


class UnreadableList(Exception):
    """Says why the whole list cannot be read."""

    def __init__(self, why: Finding) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it was written: number of its line in the file, and what stands in each column."""

    number: int
    email: str
    name: str
    body: str
    role: str
    deputy: str


def decoded(content: bytes) -> str:
    """The text of the file: UTF-8 with or without its mark, else Windows-1252, as German spreadsheets write it."""
    if len(content) > MOST_BYTES:
        raise UnreadableList(found("list.too-large"))
    if b"\x00" in content:
        raise UnreadableList(found("list.no-text"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read(text: str) -> tuple[Line, ...]:
    """The rows below the heads, empty ones left out. Raises UnreadableList with what is wrong."""
    text = text.lstrip("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UnreadableList(found("list.damaged")) from error
    start = next((number for number, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if start is None:
        raise UnreadableList(found("list.empty"))
    places = _places(rows[start])
    lines = tuple(_lines(rows[start + 1 :], start + 2, places))
    if not lines:
        raise UnreadableList(found("list.nobody"))
    if len(lines) > MOST_ROWS:
        raise UnreadableList(found("list.too-long", most=MOST_ROWS))
    return lines


def role_of(written: str, names: Mapping[Role, str]) -> Role | None:
    """The role by its code, its name as the site shows it or a short form of it; None for anything else."""
    word = _word(written)
    by_name = {_word(names[role]): role for role in Role} | {_word(role.value): role for role in Role}
    return by_name.get(word) or _SHORT.get(word)


def is_deputy(written: str) -> bool | None:
    """Yes or no, in German or English; None for anything else."""
    word = written.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def ars_of(written: str) -> str:
    """The key as it is stored: twelve digits. Spreadsheets drop the leading zero; blanks and a label around it go."""
    digits = re.sub(r"\s", "", written)
    found = re.search(r"(?<!\d)\d{11,12}(?!\d)", digits)
    return found.group().zfill(12) if found else ""


def is_rounded(written: str) -> bool:
    """Whether a spreadsheet has made a rounded number of a key ("7,1111E+10"): it cannot be told any more."""
    return re.fullmatch(r"\d[.,]?\d*E\+\d+", written.strip(), re.IGNORECASE) is not None


def _places(heads: Sequence[str]) -> dict[str, int]:
    words = [_word(head) for head in heads]
    places: dict[str, int] = {}
    for column in COLUMNS:
        matching = [place for place, word in enumerate(words) if word in HEADS[column]]
        if len(matching) > 1:
            raise UnreadableList(found("list.head-twice", column=column))
        if matching:
            places[column] = matching[0]
    missing = tuple(column for column in NEEDED if column not in places)
    if missing:
        raise UnreadableList(found("list.heads-missing", columns=missing))
    return places


def _lines(rows: Sequence[Sequence[str]], first: int, places: Mapping[str, int]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=first):
        if any(cell.strip() for cell in row):
            cells = {column: _cell(row, places.get(column)) for column in COLUMNS}
            yield Line(number, **cells)


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip()[:LONGEST_CELL] if place is not None and place < len(row) else ""


def _word(text: str) -> str:
    """For comparing: small letters and digits only."""
    return "".join(char for char in text.casefold() if char.isalnum())
