"""How what this room's rules find is said: the one place where its sentences are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accounts.roles import Side
from milestones.consequences import Touched
from milestones.light import Light, assess
from milestones.precision import Precision
from milestones.proposals import Verdict
from milestones.states import State
from milestones.trend import Pattern, Trend
from milestones.words import LIGHTS, MEANINGS, PATTERNS, TOUCHED, date_words, trend_meaning, trend_name
from ozgtracker.findings import Fact, Finding, found
from ozgtracker.saying import say
from tests.milestones.light_cases import BASE, CASES, ON

OCTOBER = date(2022, 10, 28)


@pytest.mark.parametrize(("changes", "light", "sentence"), [(case[0], case[1], case[3]) for case in CASES])
def test_the_reason_of_a_light(changes: dict[str, object], light: Light, sentence: str) -> None:
    looked = assess(replace(BASE, **changes), ON)  # type: ignore[arg-type]  # any field

    assert (looked.light, say(looked.reason)) == (light, sentence)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Erwartet am 15.07.2022, 45 Tage nach dem vereinbarten Termin, mehr als 30 Tage."),
        (
            {"on": date(2022, 5, 31)},
            (
                "Am 31.05.2022 fällig, erwartet erst am 15.07.2022, 45 Tage nach dem vereinbarten Termin, "
                "mehr als 30 Tage."
            ),
        ),
    ],
)
def test_how_late_it_will_be(facts: dict[str, Fact], sentence: str) -> None:
    when = found("when.day", date=found("date.day", day=date(2022, 7, 15)))
    slip = found("slip", when=when, by=timedelta(days=45), **facts)

    assert say(found("light.far-late", slip=slip, limit=30)) == sentence


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (
            found(
                "light.reached-without",
                lacks=(found("lack.deliverable", name="A"), found("lack.component-gone", name="B")),
            ),
            "Als erreicht gemeldet, obwohl etwas fehlt: „A“ ist noch nicht freigegeben; B: nicht mehr bereit.",
        ),
        (found("lack.deliverable", name="Leitfaden Land"), "„Leitfaden Land“ ist noch nicht freigegeben"),
        (
            found("lack.component-expected", name="ePayment", day=OCTOBER),
            "ePayment: noch nicht bereit (erwartet am 28.10.2022)",
        ),
        (found("lack.component-undated", name="LZA"), "LZA: noch nicht bereit (ohne Termin)"),
        (
            found("lack.predecessor-expected", name="APP", day=OCTOBER),
            "„APP“ ist noch nicht erreicht (erwartet am 28.10.2022)",
        ),
        (found("wait.until", number=2345, day=OCTOBER), "2.345 warten, bis 28.10.2022"),
        (found("wait.until", number=1, day=OCTOBER), "1 wartet, bis 28.10.2022"),
        (found("wait.undated", number=2), "2 warten, ohne Termin"),
        (found("wait.nobody"), "keine wartet darauf"),
        (
            found(
                "contradiction.new",
                name="Paket 2",
                why=found("light.before-predecessor", predecessor="Infrastruktur", day=OCTOBER),
            ),
            "„Paket 2“ wird widersprüchlich: Setzt „Infrastruktur“ voraus, erwartet erst am 28.10.2022.",
        ),
        (
            found("milestone.no-step", before=State.STARTED, after=State.OPEN),
            "Von „in Arbeit“ führt kein Schritt nach „offen“.",
        ),
        (
            found("milestone.why-state", state=State.DEFERRED),
            "Warum ist der Stand jetzt „bewusst zurückgestellt“? Bitte begründen Sie es.",
        ),
        (
            found("milestone.day-without-reaching", reached=State.REACHED),
            "Ein erreichter Tag gehört nur zum Stand „erreicht“.",
        ),
        (
            found("milestone.stream-never-reached", started=State.STARTED),
            "Was fortlaufend ist, wird nicht erreicht; melden Sie „in Arbeit“.",
        ),
        (found("milestone.said-reached", day=OCTOBER), "erreicht am 28.10.2022"),
        (found("milestone.said", state=State.CANCELLED), "entfallen"),
        (
            found("milestone.said-expected", state=State.STARTED, expected=found("date.quarter", day=OCTOBER)),
            "in Arbeit, erwartet: 4. Quartal 2022",
        ),
    ],
)
def test_what_is_missing_changes_or_cannot_be_said(finding: Finding, sentence: str) -> None:
    assert say(finding) == sentence


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (
            found("milestone.who-reports", title="Lasttest", side=Side.JOINT),
            "Zu „Lasttest“ meldet die verantwortliche Seite (Land und Kommunen).",
        ),
        (
            found("milestone.needs-both", title="Paket 2"),
            "„Paket 2“ gehört beiden Seiten: Das zählt erst, wenn die andere bestätigt hat. Schlagen Sie es vor.",
        ),
        (
            found("milestone.mandate-waits"),
            "Für die Kommunen melden Sie, sobald Ihre Benennung für Ihren Verband bestätigt ist.",
        ),
        (
            found("milestone.follows-another"),
            "Die Meldung, an die Sie anschließen, gehört zu einem anderen Meilenstein.",
        ),
        (
            found("milestone.cannot-be-reached", title="Paket 2"),
            "„Paket 2“ kann noch nicht als erreicht gemeldet werden.",
        ),
        (
            found("milestone.complete-later", day=OCTOBER),
            "Was dafür nötig ist, lag erst am 28.10.2022 vollständig vor.",
        ),
        (
            found("milestone.stands-reached", title="Paket 2"),
            "„Paket 2“ ist als erreicht gemeldet. Bitte berichtigen Sie zuerst diese Meldung.",
        ),
        (
            found("release.released-already", title="Leitfaden Land", day=OCTOBER),
            "„Leitfaden Land“ ist schon seit dem 28.10.2022 freigegeben.",
        ),
        (
            found("proposal.who-answers", side=Side.KOMMUNEN),
            "Diesen Vorschlag bestätigt die andere Seite (Kommunen).",
        ),
        (
            found("proposal.state-has-no-date", state=State.CANCELLED),
            "Zum Stand „entfallen“ gehört kein neuer Termin.",
        ),
        (
            found("proposal.waiting", side=Side.LAND, day=OCTOBER, said=found("milestone.said", state=State.CANCELLED)),
            "Land am 28.10.2022: entfallen",
        ),
        (
            found("proposal.answered", name="A. Muster", day=OCTOBER, verdict=Verdict.CONFIRMED),
            "Auf diesen Vorschlag hat A. Muster am 28.10.2022 schon geantwortet: bestätigt.",
        ),
        (found("dependency.known"), "Diese Abhängigkeit gibt es schon."),
        (
            found("dependency.circle", titles=("Paket 2", "APP", "Paket 2")),
            "Die Abhängigkeit schließt einen Kreis: Paket 2 → APP → Paket 2.",
        ),
        (
            found("plan.no-catalogue"),
            "Der Katalog fehlt noch. Bitte führen Sie zuerst „manage.py load_catalogue“ aus.",
        ),
        (
            found(
                "table.agreed_for_good",
                kept=found("date.day", day=date(2022, 1, 31)),
                title="APP",
                given=found("date.quarter", day=OCTOBER),
            ),
            (
                "Der Termin „31.01.2022“ von „APP“ ist verabredet und unveränderlich; in der Datei steht "
                "„4. Quartal 2022“. Ein anderer Termin braucht einen neuen Planstand."
            ),
        ),
    ],
)
def test_what_is_refused(finding: Finding, sentence: str) -> None:
    assert say(finding) == sentence


def test_dates_as_the_plan_says_them() -> None:
    assert {precision: date_words(date(2022, 5, 31), precision) for precision in Precision} == {
        Precision.DAY: "31.05.2022",
        Precision.MONTH_END_FROM: "ab Ende Mai 2022",
        Precision.FROM_DAY: "ab 31.05.2022",
        Precision.QUARTER: "2. Quartal 2022",
        Precision.CONTINUOUS: "fortlaufend",
        Precision.NONE: "ohne Termin",
    }
    assert date_words(None, Precision.DAY) == "ohne Termin"


@pytest.mark.parametrize(
    ("trend", "name", "meaning"),
    [
        (
            Trend(Pattern.RISING, 43, was_late=True),
            "steigend, erreicht mit Verzug",
            "Der erwartete Termin rückt nach hinten. Insgesamt 43 Tage nach hinten verschoben.",
        ),
        (
            Trend(Pattern.LEVEL, -1, was_late=False),
            "waagerecht, rechtzeitig erreicht",
            "Die letzten Prognosen weichen kaum voneinander ab. Insgesamt 1 Tag nach vorn verschoben.",
        ),
        (
            Trend(Pattern.NONE, 14),
            "noch kein Verlauf",
            "Für einen Verlauf braucht es mindestens zwei Meldungen.",
        ),
    ],
)
def test_the_shape_of_a_trend(trend: Trend, name: str, meaning: str) -> None:
    assert (trend_name(trend), trend_meaning(trend)) == (name, meaning)


def test_every_code_has_its_word() -> None:
    assert set(PATTERNS) == set(MEANINGS) == set(Pattern)
    assert set(TOUCHED) == set(Touched)
    assert set(LIGHTS) == set(Light)
    assert say(found("contradiction.stays", name="A", why=None)).startswith("„A“ bleibt widersprüchlich")
