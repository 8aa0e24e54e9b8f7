"""How what this room's rules find is said: the one place where its sentences are read."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.roles import Side
from ozgtracker.findings import Finding, found
from ozgtracker.saying import say
from services.packages import Addressee, Assigned
from services.reasons import ReasonCategory
from services.words import ADDRESSEES, ASSIGNED, REASON_CATEGORIES, category_words, with_category


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (found("package.federal"), "Die Leistung wird nur vom Bund vollzogen."),
        (
            found("package.planned-elsewhere", land="Hessen"),
            "Die Leistung wird als Einer-für-Alle-Leistung durch Hessen geplant.",
        ),
        (found("package.needs-neither"), "Die Leistung braucht weder ePayment noch Signaturdienste."),
        (found("reason.of-which-kind"), "Von welcher Art ist der Grund? Bitte wählen Sie."),
        (
            found("forecast.why-another"),
            "Warum ändert sich der erwartete Termin? Bitte begründen Sie es in einem Satz.",
        ),
        (
            found("component.who-reports", title="ePayment", side=Side.LDI),
            "Zu „ePayment“ meldet die verantwortliche Seite (LDI).",
        ),
        (
            found("component.platform-is-declared"),
            "Die Betriebsbereitschaft der Plattform wird mit ihrem Meilenstein erklärt.",
        ),
        (
            found("catalogue.moved-later", day=date(2022, 6, 1)),
            "Am 01.06.2022 hat schon eine Leistung gewechselt; ein früherer Tag geht nicht mehr.",
        ),
    ],
)
def test_what_the_rules_find(finding: Finding, sentence: str) -> None:
    assert say(finding) == sentence


def test_every_code_has_its_word() -> None:
    assert list(ADDRESSEES.values()) == ["Bürgerinnen und Bürger", "Unternehmen", "beide"]
    assert (set(ASSIGNED), set(ADDRESSEES)) == (set(Assigned), set(Addressee))
    assert set(REASON_CATEGORIES) == set(ReasonCategory)


def test_a_reason_stands_after_its_kind() -> None:
    assert with_category("Es fehlt an Betreuung.", "staff") == "Personal: Es fehlt an Betreuung."
    assert (with_category("Es fehlt.", ""), category_words("")) == ("Es fehlt.", "")
    assert category_words("decision") == "Abstimmung oder Entscheidung"
