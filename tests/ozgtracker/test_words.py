"""Saying what a rule found: facts are written as everywhere, in the language of the moment."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.template import Context, Template
from django.utils.translation import gettext_lazy as _

from accounts.roles import Side
from accounts.words import SIDES
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.saying import Labels, in_words, refusal, say

DAY = date(2022, 5, 31)


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (found("statement.later-one", day=DAY), "Zum 31.05.2022 liegt schon eine spätere Meldung vor."),
        (
            found("statement.says-nothing", question=found("statement.what-was-wrong")),
            "Das sagt noch nichts. Was war falsch? Bitte begründen Sie die Berichtigung in einem Satz.",
        ),
        (
            found("day.far-away"),
            "Dieser Tag liegt mehr als zehn Jahre entfernt. Bitte prüfen Sie die Jahreszahl.",
        ),
        (
            found("stichtag.no-day", typed="gestern", example=date(2022, 6, 15)),
            "„gestern“ ist kein Datum. Bitte schreiben Sie zum Beispiel 15.06.2022.",
        ),
        (
            found("stichtag.to-come", day=date(2022, 6, 16)),
            "Der Stichtag 16.06.2022 liegt in der Zukunft. Es wird der heutige Stand gezeigt.",
        ),
        (
            found("stichtag.before-the-law", law=date(2017, 8, 18)),
            "Der Stichtag liegt vor dem Onlinezugangsgesetz (18.08.2017). Es wird der heutige Stand gezeigt.",
        ),
        (
            found("day.leapt", today=date(2022, 9, 13), seen=date(2022, 6, 15)),
            (
                "Die Uhr zeigt den 13.09.2022, zuletzt gearbeitet wurde am 15.06.2022. Bis der Betreiber den Tag "
                "bestätigt oder die Uhr stellt, wird nichts aufgezeichnet und nichts verschickt; gelesen werden kann "
                "alles."
            ),
        ),
        (found("load.to-come"), "Der Tag, von dem an es gilt, liegt in der Zukunft."),
        (
            found("load.changed-later", day=DAY),
            "Am 31.05.2022 hat sich schon etwas davon geändert; ein früherer Tag geht nicht mehr.",
        ),
        (
            found("statement.overtaken", title="Lasttest"),
            "Zu „Lasttest“ wurde inzwischen etwas anderes gemeldet.",
        ),
        (
            found("undo.too-late"),
            "Rückgängig geht nur in den ersten 30 Minuten. Danach melden Sie bitte eine Berichtigung.",
        ),
        (
            found("undo.overtaken"),
            "Inzwischen wurde etwas anderes gemeldet. Es wurde nichts rückgängig gemacht.",
        ),
    ],
)
def test_what_the_frames_own_rules_find(finding: Finding, sentence: str) -> None:
    assert say(finding) == sentence


@pytest.mark.parametrize(
    ("line", "reason", "sentence"),
    [
        (
            1204,
            found("table.digits", column="ars", value="07111", length="12"),
            "units.csv, Zeile 1204: Spalte „ars“: „07111“ hat nicht 12 Ziffern.",
        ),
        (0, found("table.no_row"), "units.csv: Die Tabelle enthält keine Zeile."),
        (2, found("table.cell_count", found="1", wanted="2"), "units.csv, Zeile 2: 1 statt 2 Spalten."),
        (3, found("table.repeated", value="07", earlier="2"), "units.csv, Zeile 3: „07“ steht schon in Zeile 2."),
        (
            2,
            found("table.too_long", column="c", value="abc", actual_length="3", max_length="2"),
            "units.csv, Zeile 2: Die Spalte „c“ hat 3 Zeichen, erlaubt sind 2.",
        ),
        (
            2,
            found("table.enum", column="c", value="bund", expected="land, ldi"),
            "units.csv, Zeile 2: Spalte „c“: „bund“ ist nicht vorgesehen (land, ldi).",
        ),
    ],
)
def test_why_a_table_cannot_be_taken(line: int, reason: Finding, sentence: str) -> None:
    assert say(found("table.damaged", file="units.csv", line=line, reason=reason)) == sentence


def test_facts_are_written_as_everywhere() -> None:
    facts = (DAY, 1204, timedelta(days=1), Side.KOMMUNEN, ("A", "B", "C"), found("day.far-away"), "wie getippt")

    assert [in_words(fact) for fact in facts[:5]] == ["31.05.2022", "1.204", "1 Tag", "Kommunen", "A, B und C"]
    assert in_words(facts[5]).startswith("Dieser Tag liegt")
    assert in_words(facts[6]) == "wie getippt"


def test_nothing_found_is_nothing_said_and_words_stay() -> None:
    assert (say(None), say("schon gesagt"), say(_("Land"))) == ("", "schon gesagt", "Land")
    assert refusal(InvalidInput(found("day.far-away"))) == say(found("day.far-away"))


def test_findings_are_equal_by_code_and_facts_whatever_their_order() -> None:
    assert found("a", one=1, two=DAY) == found("a", two=DAY, one=1)
    assert len({found("a", one=1), found("a", one=2), found("b", one=1)}) == 3
    assert (str(found("a")), str(found("a", two=2, one=1))) == ("a", "a(one=1, two=2)")


def test_templates_say_findings_and_codes() -> None:
    page = Template("{{ finding|say }} {{ code|say }} {{ words|say }} {{ nothing|say }}.")

    assert page.render(Context({"finding": found("day.far-away"), "code": Side.LDI, "words": "<b>"})) == (
        "Dieser Tag liegt mehr als zehn Jahre entfernt. Bitte prüfen Sie die Jahreszahl. LDI &lt;b&gt; ."
    )


def test_labels_are_a_table_and_choices_of_a_field() -> None:
    table = Labels({1: _("Land"), 2: _("Kommunen")})

    assert (dict(table), len(table), table[2]) == ({1: "Land", 2: "Kommunen"}, 2, "Kommunen")
    assert [(value, str(words)) for value, words in table.choices(2)] == [("2", "Kommunen")]
    assert [value for value, _words in SIDES.choices()] == [side.value for side in Side]
