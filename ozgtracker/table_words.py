"""Why a table cannot be taken, in words: codes of pydantic, our own, and those a room declares (table_words)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ozgtracker.errors import DomainError
from ozgtracker.tables import Damage

TOO_LONG = gettext_lazy("Die Spalte „%(column)s“ hat %(actual_length)s Zeichen, erlaubt sind %(max_length)s.")

SENTENCES: dict[str, str | Promise] = {
    # The file and its header
    "no_file": gettext_lazy("Die Datei fehlt oder ist nicht lesbar."),
    "not_utf8": gettext_lazy("Die Zeile ist nicht in UTF-8 geschrieben."),
    "quotes": gettext_lazy("Die Anführungszeichen stehen falsch oder sind nicht geschlossen."),
    "no_header": gettext_lazy("Die Kopfzeile fehlt."),
    "unnamed_column": gettext_lazy("Die Kopfzeile fehlt oder eine Spalte hat keinen Namen."),
    "same_columns": gettext_lazy("Zwei Spalten haben denselben Namen."),
    "missing": gettext_lazy("Die Spalte „%(column)s“ fehlt."),
    "no_row": gettext_lazy("Die Tabelle enthält keine Zeile."),
    # The row
    "cell_count": gettext_lazy("%(found)s statt %(wanted)s Spalten."),
    "repeated": gettext_lazy("„%(value)s“ steht schon in Zeile %(earlier)s."),
    # The cell
    "string_too_short": gettext_lazy("Die Spalte „%(column)s“ ist leer."),
    # pydantic has two codes for it: whether it limits the type itself, or what a validator made of it.
    "string_too_long": TOO_LONG,
    "too_long": TOO_LONG,
    "unclean": gettext_lazy("Die Spalte „%(column)s“ enthält Leer- oder Steuerzeichen, die dort nicht hingehören."),
    "digits": gettext_lazy("Spalte „%(column)s“: „%(value)s“ hat nicht %(length)s Ziffern."),
    "whole_number": gettext_lazy("Spalte „%(column)s“: „%(value)s“ ist keine ganze Zahl."),
    "less_than_equal": gettext_lazy("Spalte „%(column)s“: %(value)s ist zu groß."),
    "decimal": gettext_lazy("Spalte „%(column)s“: „%(value)s“ ist keine Zahl mit Dezimalpunkt."),
    "iso_day": gettext_lazy("Spalte „%(column)s“: „%(value)s“ ist kein Tag der Form 2022-05-31."),
    "date_from_datetime_parsing": gettext_lazy("Spalte „%(column)s“: Den Tag „%(value)s“ gibt es nicht."),
    "flag": gettext_lazy("Spalte „%(column)s“: „%(value)s“ ist weder 0 noch 1."),
    "enum": gettext_lazy("Spalte „%(column)s“: „%(value)s“ ist nicht vorgesehen (%(expected)s)."),
    "words": gettext_lazy("Spalte „%(column)s“: „%(value)s“ enthält ein leeres oder doppeltes Wort."),
    "slug": gettext_lazy(
        "Spalte „%(column)s“: „%(value)s“ ist kein Kürzel aus Kleinbuchstaben, Ziffern und Bindestrichen."
    ),
    # What it refers to
    "not_in_table": gettext_lazy("Spalte „%(column)s“: „%(value)s“ kommt in %(table)s nicht vor."),
    "unknown": gettext_lazy("Spalte „%(column)s“: „%(value)s“ ist nicht bekannt."),
}


class DamagedTable(DomainError):
    """A table cannot be taken: "verwaltungseinheiten.csv, Zeile 17: Spalte „ars“: „07111“ hat nicht 12 Ziffern."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        place = _("%(file)s, Zeile %(line)s") % {"file": file, "line": line} if line else file
        super().__init__(f"{place}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


@contextmanager
def damage_in_words() -> Iterator[None]:
    """What the pure readers refuse, as the sentence somebody reads."""
    try:
        yield
    except Damage as damage:
        raise DamagedTable(damage.file, damage.line, _reason(damage)) from damage


def _reason(damage: Damage) -> str:
    values = dict(damage.values)
    if damage.code == "enum":
        values["expected"] = ", ".join(re.findall("'([^']*)'", str(values["expected"])))
    if damage.code == "string_too_long":
        values["actual_length"] = len(str(values["value"]))
    return str(_sentences()[damage.code]) % values


def _sentences() -> dict[str, str | Promise]:
    found = dict(SENTENCES)
    for room in apps.get_app_configs():
        found |= getattr(room, "table_words", {})
    return found
