"""What the frame's own rules find, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ozgtracker.findings import Finding
from ozgtracker.saying import Sentence, say, teach


def _says_nothing(question: Finding) -> str:
    return _("Das sagt noch nichts. %(question)s") % {"question": say(question)}


def _damaged(file: str, line: int, reason: Finding) -> str:
    place = _("%(file)s, Zeile %(line)s") % {"file": file, "line": line} if line else file
    return f"{place}: {say(reason)}"


# What the frame refuses by itself: the day, too many tries, what is loaded, and taking back.
REFUSALS: dict[str, Sentence] = {
    "day.leapt": _(
        "Die Uhr zeigt den %(today)s, zuletzt gearbeitet wurde am %(seen)s. Bis der Betreiber den Tag bestätigt oder "
        "die Uhr stellt, wird nichts aufgezeichnet und nichts verschickt; gelesen werden kann alles."
    ),
    "tries.wait-a-minute": _(
        "Zu viele Versuche in kurzer Zeit. Bitte warten Sie eine Minute und versuchen Sie es dann noch einmal."
    ),
    "load.to-come": _("Der Tag, von dem an es gilt, liegt in der Zukunft."),
    "load.changed-later": _("Am %(day)s hat sich schon etwas davon geändert; ein früherer Tag geht nicht mehr."),
    "statement.overtaken": _("Zu „%(title)s“ wurde inzwischen etwas anderes gemeldet."),
    "undo.nothing": _("Hier gibt es nichts rückgängig zu machen."),
    "undo.somebody-elses": _("Rückgängig machen kann nur, wer gemeldet hat."),
    "undo.too-late": _("Rückgängig geht nur in den ersten 30 Minuten. Danach melden Sie bitte eine Berichtigung."),
    "undo.overtaken": _("Inzwischen wurde etwas anderes gemeldet. Es wurde nichts rückgängig gemacht."),
}
TOO_LONG = _("Die Spalte „%(column)s“ hat %(actual_length)s Zeichen, erlaubt sind %(max_length)s.")
# Why a table cannot be taken (ozgtracker.damaged_tables): our own codes and those of pydantic.
TABLES: dict[str, Sentence] = {
    "table.damaged": _damaged,
    # The file and its header
    "table.no_file": _("Die Datei fehlt oder ist nicht lesbar."),
    "table.not_utf8": _("Die Zeile ist nicht in UTF-8 geschrieben."),
    "table.quotes": _("Die Anführungszeichen stehen falsch oder sind nicht geschlossen."),
    "table.no_header": _("Die Kopfzeile fehlt."),
    "table.unnamed_column": _("Die Kopfzeile fehlt oder eine Spalte hat keinen Namen."),
    "table.same_columns": _("Zwei Spalten haben denselben Namen."),
    "table.missing": _("Die Spalte „%(column)s“ fehlt."),
    "table.no_row": _("Die Tabelle enthält keine Zeile."),
    # The row
    "table.cell_count": _("%(found)s statt %(wanted)s Spalten."),
    "table.repeated": _("„%(value)s“ steht schon in Zeile %(earlier)s."),
    # The cell
    "table.string_too_short": _("Die Spalte „%(column)s“ ist leer."),
    # pydantic has two codes for it: whether it limits the type itself, or what a validator made of it.
    "table.string_too_long": TOO_LONG,
    "table.too_long": TOO_LONG,
    "table.unclean": _("Die Spalte „%(column)s“ enthält Leer- oder Steuerzeichen, die dort nicht hingehören."),
    "table.digits": _("Spalte „%(column)s“: „%(value)s“ hat nicht %(length)s Ziffern."),
    "table.whole_number": _("Spalte „%(column)s“: „%(value)s“ ist keine ganze Zahl."),
    "table.less_than_equal": _("Spalte „%(column)s“: %(value)s ist zu groß."),
    "table.decimal": _("Spalte „%(column)s“: „%(value)s“ ist keine Zahl mit Dezimalpunkt."),
    "table.iso_day": _("Spalte „%(column)s“: „%(value)s“ ist kein Tag der Form 2022-05-31."),
    "table.date_from_datetime_parsing": _("Spalte „%(column)s“: Den Tag „%(value)s“ gibt es nicht."),
    "table.flag": _("Spalte „%(column)s“: „%(value)s“ ist weder 0 noch 1."),
    "table.enum": _("Spalte „%(column)s“: „%(value)s“ ist nicht vorgesehen (%(expected)s)."),
    "table.words": _("Spalte „%(column)s“: „%(value)s“ enthält ein leeres oder doppeltes Wort."),
    "table.slug": _("Spalte „%(column)s“: „%(value)s“ ist kein Kürzel aus Kleinbuchstaben, Ziffern und Bindestrichen."),
    # What it refers to
    "table.not_in_table": _("Spalte „%(column)s“: „%(value)s“ kommt in %(table)s nicht vor."),
    "table.unknown": _("Spalte „%(column)s“: „%(value)s“ ist nicht bekannt."),
}
# What is wrong with a day, a statement, the Stichtag.
RULES: dict[str, Sentence] = {
    "day.far-away": _("Dieser Tag liegt mehr als zehn Jahre entfernt. Bitte prüfen Sie die Jahreszahl."),
    "statement.later-one": _("Zum %(day)s liegt schon eine spätere Meldung vor."),
    "statement.what-was-wrong": _("Was war falsch? Bitte begründen Sie die Berichtigung in einem Satz."),
    "statement.nothing-to-correct": _("Noch gibt es keine Meldung, die zu berichtigen wäre."),
    "statement.same-as-before": _("Das steht schon so da. Was ist zu berichtigen?"),
    "statement.says-nothing": _says_nothing,
    "stichtag.no-day": _("„%(typed)s“ ist kein Datum. Bitte schreiben Sie zum Beispiel %(example)s."),
    "stichtag.to-come": _("Der Stichtag %(day)s liegt in der Zukunft. Es wird der heutige Stand gezeigt."),
    "stichtag.before-the-law": _(
        "Der Stichtag liegt vor dem Onlinezugangsgesetz (%(law)s). Es wird der heutige Stand gezeigt."
    ),
}

teach({**REFUSALS, **TABLES, **RULES})
