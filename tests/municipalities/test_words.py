"""How what this room's rules find is said: the one place where its sentences are read."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.roles import Role, Side
from municipalities.coverage import Coverage
from municipalities.eligibility import ComponentFact, GateFacts, check_gate
from municipalities.kinds import Kind
from municipalities.maturity import LEVELS
from municipalities.months import Reported
from municipalities.rollout_states import RolloutState
from municipalities.words import COVERAGES, KINDS, MATURITY, REPORTED, STATES, maturity_words, waits_for
from ozgtracker.findings import Finding, found
from ozgtracker.saying import say

DAY, LATER = date(2022, 9, 30), date(2022, 10, 28)


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (found("gate.ready", name="APP", day=DAY, side=Side.LDI), "APP: bereit seit 30.09.2022 (LDI)."),
        (found("gate.ready-later", name="APP", day=DAY, side=Side.LDI), "APP: erst bereit seit 30.09.2022 (LDI)."),
        (found("gate.undated", name="LZA", side=Side.LAND), "LZA: noch nicht bereit (Land, ohne Termin)."),
        (
            found("gate.outside", name="LZA", side=Side.LAND),
            "LZA: noch nicht bereit (Land, ohne Termin, nicht im Umfang des Plans).",
        ),
        (
            found("gate.expected", name="ePayment", day=LATER, side=Side.LAND),
            "ePayment: noch nicht bereit (Land, erwartet 28.10.2022).",
        ),
        (
            found("gate.was-expected", name="ePayment", day=LATER, side=Side.JOINT),
            "ePayment: noch nicht bereit (Land und Kommunen, war erwartet am 28.10.2022).",
        ),
        (found("gate.own-solution"), "Eigene Lösung: die Plattform wird nicht gebraucht (Kommunen)."),
        (
            found("gate.planned-elsewhere", land="Hessen"),
            "Hessen plant die Leistung und stellt sie fortlaufend bereit (Einer für Alle).",
        ),
        (found("authority.live", day=DAY), "Die Leistung ist live seit 30.09.2022 (Kommunen)."),
        (found("authority.unknown"), "Die Verwaltung hat noch nichts gemeldet (Kommunen)."),
        (
            found("authority.ready", announced=found("announced.too-early", day=DAY, earliest=LATER)),
            "Die Verwaltung ist bereit (Kommunen, live erwartet 30.09.2022, möglich frühestens am 28.10.2022).",
        ),
        (
            found("authority.later", announced=found("announced.passed", day=DAY)),
            "Die Verwaltung führt die Leistung bewusst später ein (Kommunen, live war erwartet am 30.09.2022).",
        ),
    ],
)
def test_why_not_yet(finding: Finding, sentence: str) -> None:
    assert say(finding) == sentence


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (
            found("rollout.may-not-follow", before=RolloutState.LIVE, allowed=(RolloutState.LIVE, RolloutState.LATER)),
            "Auf „live“ kann nur „live“ und „bewusst später“ folgen.",
        ),
        (
            found("rollout.why-later", day=DAY),
            "Der Termin verschiebt sich (bisher 30.09.2022). Bitte begründen Sie es mit einem kurzen Satz.",
        ),
        (
            found("rollout.why-earlier", day=DAY),
            "Der Termin wird vorgezogen (bisher 30.09.2022). Bitte begründen Sie es mit einem kurzen Satz.",
        ),
        (
            found("statement.says-nothing", question=found("rollout.why-dropped", day=DAY)),
            (
                "Das sagt noch nichts. Der Termin entfällt (bisher 30.09.2022). "
                "Bitte begründen Sie es mit einem kurzen Satz."
            ),
        ),
        (
            found("rollout.why-another-live-day", day=DAY),
            "Bisher hieß es „live seit 30.09.2022“. Bitte begründen Sie die Berichtigung mit einem kurzen Satz.",
        ),
        (
            found("rollout.why-state", state=RolloutState.NOT_COMPETENT),
            "Bitte begründen Sie „nicht zuständig“ mit einem kurzen Satz.",
        ),
        (found("rollout.live-needs-maturity", level=2), "Was live ist, hat mindestens Reifegrad 2."),
        (
            found("rollout.said-already", said=found("rollout.said-with-day", state=RolloutState.PLANNED, day=DAY)),
            "Ist schon so gemeldet: geplant, live erwartet 30.09.2022.",
        ),
        (found("rollout.said", state=RolloutState.READY), "bereit"),
    ],
)
def test_what_a_report_owes_or_cannot_say(finding: Finding, sentence: str) -> None:
    assert say(finding) == sentence


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (found("list.too-long", most=500), "Die Liste ist zu lang: höchstens 500 Personen auf einmal."),
        (
            found("list.heads-missing", columns=("body", "role")),
            "In der ersten Zeile fehlt die Überschrift „Schlüssel“, „Rolle“.",
        ),
        (
            found("list.head-twice", column="email"),
            "Die Überschrift „E-Mail“ steht mehr als einmal in der ersten Zeile.",
        ),
    ],
)
def test_why_a_list_cannot_be_read(finding: Finding, sentence: str) -> None:
    assert say(finding) == sentence


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (found("line.no-address", mail="keine"), "„keine“ ist keine E-Mail-Adresse."),
        (found("line.no-role", role="König"), "„König“ ist keine Rolle."),
        (
            found("line.given-by-two", role=Role.AUDITOR),
            "„Prüfung (Rechnungshof, Datenschutz)“ vergibt niemand allein; bitte laden Sie diese Person einzeln ein.",
        ),
        (
            found("line.speaks-for-nobody", role=Role.STEERING),
            "Wer „Lenkungsausschuss“ ist, spricht für keine Verwaltung; bitte lassen Sie den Schlüssel leer.",
        ),
        (found("line.other-role", role=Role.MINISTRY), "Diese Person gibt es schon, als „Ministerium“."),
        (
            found("line.same-address", number=2),
            "Zeile 2 nennt dieselbe Adresse mit anderem Namen oder anderer Rolle.",
        ),
        (
            found("line.deputy-or-not", word="vielleicht"),
            "Vertretung: bitte „ja“ oder „nein“, nicht „vielleicht“.",
        ),
    ],
)
def test_why_a_line_of_a_list_is_not_taken(finding: Finding, sentence: str) -> None:
    assert say(finding) == sentence


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (
            found("authority.who-reports", authority="Stadt Koblenz"),
            "Für „Stadt Koblenz“ melden nur die Verwaltung selbst und ihr Spitzenverband.",
        ),
        (
            found("rollout.not-competent", authority="Stadt Koblenz", service="Wohngeld"),
            "Stadt Koblenz ist für „Wohngeld“ nicht zuständig.",
        ),
        (found("rollout.not-live-yet", service="Wohngeld"), "„Wohngeld“ kann noch nicht live sein."),
        (
            found(
                "rollout.not-live-then",
                day=DAY,
                unmet=(
                    found("gate.ready-later", name="APP", day=LATER, side=Side.LDI),
                    found("gate.undated", name="LZA", side=Side.LAND),
                ),
            ),
            (
                "Über die Plattform konnte die Leistung am 30.09.2022 noch nicht live sein. APP: erst bereit seit "
                "28.10.2022 (LDI). LZA: noch nicht bereit (Land, ohne Termin). Lief sie auf einer eigenen Lösung, "
                "geben Sie das bitte an."
            ),
        ),
        (
            found("competence.changed-later", day=DAY),
            "Am 30.09.2022 hat sich schon eine Zuständigkeit geändert; ein früherer Tag geht nicht mehr.",
        ),
        (
            found("mandate.cannot-speak", name="A. Muster", body="Stadt Koblenz", why=found("mandate.access-closed")),
            "A. Muster kann nicht für Stadt Koblenz sprechen: Diese Person ist nicht mehr aktiv.",
        ),
        (
            found("mandate.other-role", role=Role.AUTHORITY),
            "Nur Personen mit der Rolle „Verwaltung (IT-Verantwortliche)“ können hier sprechen.",
        ),
        (
            found("mandate.appointed-already", name="A. Muster", body="Stadt Koblenz"),
            "A. Muster spricht schon für „Stadt Koblenz“ oder ist schon dafür benannt.",
        ),
        (
            found("mandate.decided-meanwhile"),
            "Über eine der Benennungen ist inzwischen entschieden. Bitte laden Sie die Seite neu.",
        ),
        (
            found("territory.key-given-once", name="Ort A", ars="071110000000", day=DAY),
            "Ort A (071110000000) besteht seit dem 30.09.2022 nicht mehr; der Schlüssel wird nicht neu vergeben.",
        ),
    ],
)
def test_what_is_refused(finding: Finding, sentence: str) -> None:
    assert say(finding) == sentence


def test_what_a_service_waits_for() -> None:
    payment = ComponentFact("epayment", "ePayment", Side.LAND, True, None, None)
    gate = check_gate(GateFacts((payment,), needs_known=False, efa_land=""), DAY)

    assert waits_for(gate) == "Plattform, ePayment und Angaben zum Bedarf"


def test_every_code_has_its_word() -> None:
    assert set(STATES) == set(RolloutState)
    assert (set(KINDS), set(COVERAGES), set(REPORTED)) == (set(Kind), set(Coverage), set(Reported))
    assert set(MATURITY) == set(LEVELS)
    assert (maturity_words(None), maturity_words(3)) == ("", "3 – Online-Leistung")
