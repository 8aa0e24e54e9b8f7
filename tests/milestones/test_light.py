"""The light of a milestone: every colour with its reason, and what holds for all facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.light import LIGHTS, Light, MilestoneFacts, assess
from milestones.precision import UNDATED, Precision, due_day
from milestones.states import CLOSED_STATES, UNPROMISED_KINDS, MilestoneKind, State

DUE = date(2022, 5, 31)
BASE = MilestoneFacts(
    kind=MilestoneKind.DELIVERABLE,
    state=State.STARTED,
    agreed_on=DUE,
    agreed_precision=Precision.DAY,
    forecast_on=DUE,
    said_on=date(2022, 4, 29),
)
ON = date(2022, 5, 2)

days = st.dates(date(2021, 12, 1), date(2023, 6, 30))


@st.composite
def facts(draw: st.DrawFn) -> MilestoneFacts:
    """Anything the database can hold."""
    state = draw(st.sampled_from(State))
    precision = draw(st.sampled_from(Precision))
    return MilestoneFacts(
        kind=draw(st.sampled_from(MilestoneKind)),
        state=state,
        agreed_on=None if precision in UNDATED else draw(days),
        agreed_precision=precision,
        forecast_on=draw(st.none() | days),
        forecast_precision=draw(st.sampled_from(Precision)),
        actual_on=draw(days) if state is State.REACHED else None,
        said_on=draw(st.none() | days) if state is State.OPEN else draw(days),
        waits_for=draw(st.sampled_from([(), ("Betriebsbereitschaft der APP",)])),
        predecessor="Betriebsbereitschaft der APP",
        predecessor_on=draw(st.none() | days),
        component=draw(st.sampled_from(["", "ePayment"])),
        undated=draw(st.sampled_from([(), ("ePayment", "Signatur")])),
    )


@pytest.mark.parametrize(
    ("changes", "light", "reason"),
    [
        ({}, Light.GREEN, "Erwartet am 31.05.2022, wie vereinbart."),
        (
            {"forecast_on": date(2022, 5, 20)},
            Light.GREEN,
            "Erwartet am 20.05.2022, 11 Tage vor dem vereinbarten Termin.",
        ),
        (
            {"forecast_on": date(2022, 6, 14)},
            Light.GREEN,
            "Erwartet am 14.06.2022, 14 Tage nach dem vereinbarten Termin und innerhalb der Toleranz.",
        ),
        (
            {"forecast_on": date(2022, 6, 20)},
            Light.YELLOW,
            "Erwartet am 20.06.2022, 20 Tage nach dem vereinbarten Termin.",
        ),
        (
            {"forecast_on": date(2022, 6, 30)},
            Light.YELLOW,
            "Erwartet am 30.06.2022, 30 Tage nach dem vereinbarten Termin.",
        ),
        (
            {"forecast_on": date(2022, 7, 1)},
            Light.RED,
            "Erwartet am 01.07.2022, 31 Tage nach dem vereinbarten Termin, mehr als 30 Tage.",
        ),
        (
            {"forecast_on": date(2022, 8, 1), "forecast_precision": Precision.QUARTER},
            Light.RED,
            "Erwartet im 3. Quartal 2022, 122 Tage nach dem vereinbarten Termin, mehr als 30 Tage.",
        ),
        (
            {"waits_for": ("Betriebsbereitschaft der APP erklärt",)},
            Light.YELLOW,
            "Setzt voraus, was selbst kritisch ist: Betriebsbereitschaft der APP erklärt.",
        ),
        (
            {"predecessor": "Infrastruktur", "predecessor_on": date(2022, 6, 1)},
            Light.YELLOW,
            "Setzt „Infrastruktur“ voraus, erwartet erst am 01.06.2022.",
        ),
        (
            {"predecessor": "Infrastruktur", "predecessor_on": DUE},
            Light.GREEN,
            "Erwartet am 31.05.2022, wie vereinbart.",
        ),
        ({"said_on": date(2022, 3, 17)}, Light.YELLOW, "Die letzte Meldung ist 46 Tage alt."),
        ({"said_on": date(2022, 3, 18)}, Light.GREEN, "Erwartet am 31.05.2022, wie vereinbart."),
        (
            {"forecast_on": date(2022, 4, 30)},
            Light.YELLOW,
            "Der zuletzt erwartete Termin (30.04.2022) ist verstrichen; eine neue Prognose fehlt.",
        ),
        ({"forecast_on": None}, Light.YELLOW, "Es liegt keine Prognose vor; vereinbart ist der 31.05.2022."),
        (
            {"said_on": None, "state": State.OPEN, "forecast_on": None},
            Light.YELLOW,
            "Fällig am 31.05.2022, aber noch keine Meldung.",
        ),
        (
            {"agreed_on": date(2022, 9, 30), "said_on": None, "state": State.OPEN, "forecast_on": None},
            Light.GREY,
            "Noch keine Meldung; vereinbart ist der 30.09.2022.",
        ),
        (
            {"agreed_on": date(2022, 9, 30), "agreed_precision": Precision.MONTH_END_FROM, "said_on": None},
            Light.GREY,
            "Noch keine Meldung; vereinbart ist: ab Ende September 2022.",
        ),
        (
            {"agreed_precision": Precision.FROM_DAY, "forecast_on": None},
            Light.YELLOW,
            "Es liegt keine Prognose vor; vereinbart ist: ab 31.05.2022.",
        ),
        (
            {"kind": MilestoneKind.AGGREGATE, "component": "ePayment", "forecast_on": date(2022, 7, 28)},
            Light.RED,
            "Erwartet am 28.07.2022, 58 Tage nach dem vereinbarten Termin, weil ePayment aussteht, mehr als 30 Tage.",
        ),
        (
            {"kind": MilestoneKind.AGGREGATE, "forecast_on": None, "undated": ("ePayment", "Signatur")},
            Light.YELLOW,
            (
                "Ein Termin ist nicht zu errechnen, denn keiner ist genannt für ePayment und Signatur; "
                "vereinbart ist der 31.05.2022."
            ),
        ),
        (
            {"kind": MilestoneKind.AGGREGATE, "forecast_on": date(2022, 4, 30)},
            Light.YELLOW,
            "Alle Basiskomponenten sind seit dem 30.04.2022 bereit; gemeldet ist es noch nicht.",
        ),
        (
            {"agreed_on": date(2022, 4, 29)},
            Light.RED,
            "Überfällig seit dem 29.04.2022 (3 Tage), erwartet am 31.05.2022.",
        ),
        (
            {"agreed_on": date(2022, 4, 29), "forecast_on": date(2022, 4, 30)},
            Light.RED,
            "Überfällig seit dem 29.04.2022 (3 Tage).",
        ),
        (
            {"state": State.REACHED, "actual_on": DUE},
            Light.REACHED,
            "Erreicht am 31.05.2022, am vereinbarten Termin.",
        ),
        (
            {"state": State.REACHED, "actual_on": date(2022, 6, 1)},
            Light.REACHED,
            "Erreicht am 01.06.2022, 1 Tag nach dem vereinbarten Termin.",
        ),
        (
            {"state": State.REACHED, "actual_on": date(2022, 5, 1)},
            Light.REACHED,
            "Erreicht am 01.05.2022, 30 Tage vor dem vereinbarten Termin.",
        ),
        (
            {"state": State.REACHED, "actual_on": DUE, "agreed_on": None, "agreed_precision": Precision.NONE},
            Light.REACHED,
            "Erreicht am 31.05.2022.",
        ),
        (
            {"state": State.DEFERRED},
            Light.DEFERRED,
            "Bewusst zurückgestellt, gemeldet am 29.04.2022; zählt nicht als Verzug.",
        ),
        ({"state": State.CANCELLED}, Light.CANCELLED, "Entfallen, gemeldet am 29.04.2022."),
        (
            {"kind": MilestoneKind.STREAM},
            Light.STREAM,
            "Fortlaufend und ohne Schlusstermin; zählt nicht in die Pünktlichkeit.",
        ),
        (
            {"kind": MilestoneKind.STATUTORY},
            Light.STATUTORY,
            "Gesetzliche Frist: eine Marke, kein eigener Meilenstein.",
        ),
        (
            {"agreed_on": None, "agreed_precision": Precision.NONE, "forecast_on": None},
            Light.UNDATED,
            "Im Plan ohne Termin.",
        ),
        (
            {"agreed_on": None, "agreed_precision": Precision.NONE},
            Light.UNDATED,
            "Im Plan ohne Termin; erwartet: 31.05.2022.",
        ),
    ],
)
def test_the_light_and_its_reason(changes: dict[str, object], light: Light, reason: str) -> None:
    found = assess(replace(BASE, **changes), ON)  # type: ignore[arg-type]  # any field

    assert (found.light, found.reason) == (light, reason)


def test_a_rough_date_is_due_on_its_last_day() -> None:
    rough = replace(BASE, agreed_on=date(2022, 5, 1), agreed_precision=Precision.MONTH_END_FROM, forecast_on=None)

    assert not assess(rough, date(2022, 5, 31)).is_overdue
    overdue = assess(rough, date(2022, 6, 15))
    assert (overdue.due_on, overdue.is_overdue, overdue.days_overdue) == (DUE, True, 15)


def test_the_worked_example_slips_43_days() -> None:
    app = replace(
        BASE,
        kind=MilestoneKind.DECLARATION,
        state=State.REACHED,
        agreed_on=date(2022, 1, 31),
        actual_on=date(2022, 3, 15),
    )

    assert assess(app, date(2022, 3, 15)).slip_days == 43


@given(facts(), days)
def test_every_milestone_has_one_light_and_one_sentence(given_facts: MilestoneFacts, on: date) -> None:
    found = assess(given_facts, on)

    assert found.light in LIGHTS
    assert found.reason.endswith(".")
    assert found.reason.replace(". Quartal", "").count(". ") == 0
    assert found.due_on == due_day(given_facts.agreed_on, given_facts.agreed_precision)


@given(facts(), days)
def test_overdue_is_promised_open_and_past(given_facts: MilestoneFacts, on: date) -> None:
    found = assess(given_facts, on)

    promised = given_facts.kind not in UNPROMISED_KINDS and found.due_on is not None
    still_open = given_facts.state not in CLOSED_STATES
    past = found.due_on is not None and found.due_on < on
    assert found.is_overdue == (promised and still_open and past)
    assert (found.days_overdue > 0) == found.is_overdue
    assert not found.is_overdue or found.light is Light.RED


@given(facts(), days, st.integers(1, 400))
def test_time_alone_never_makes_overdue_milestones_punctual(given_facts: MilestoneFacts, on: date, later: int) -> None:
    before = assess(given_facts, on)
    after = assess(given_facts, on + timedelta(days=later))

    assert after.is_overdue >= before.is_overdue
    assert (after.light is Light.RED) >= (before.light is Light.RED)


@given(facts(), days)
def test_a_red_predecessor_never_makes_red(given_facts: MilestoneFacts, on: date) -> None:
    alone = assess(replace(given_facts, waits_for=(), predecessor_on=None), on)
    waiting = assess(replace(given_facts, waits_for=("Anderes",), predecessor_on=date.max), on)

    assert (waiting.light is Light.RED) == (alone.light is Light.RED)


@given(facts(), days)
def test_a_forecast_before_what_must_come_first_is_a_contradiction_and_stays(
    given_facts: MilestoneFacts, on: date
) -> None:
    found = assess(given_facts, on)

    is_open = given_facts.state not in CLOSED_STATES
    before, after = given_facts.predecessor_on, found.expected_on
    assert bool(found.contradiction) == (is_open and None not in {before, after} and before > after)  # type: ignore[operator]
    assert given_facts.actual_on or found.expected_on == due_day(
        given_facts.forecast_on, given_facts.forecast_precision
    )


def test_every_light_has_a_look_the_charts_know() -> None:
    assert set(LIGHTS) == set(Light)
    assert {look.mark for look in LIGHTS.values()} == {"reached", "green", "yellow", "red", "grey", "undated"}


@given(facts())
def test_what_is_due_today_and_expected_later_is_never_green(given_facts: MilestoneFacts) -> None:
    due_on = due_day(given_facts.agreed_on, given_facts.agreed_precision)
    if due_on is not None:
        found = assess(given_facts, due_on)
        expected_later = found.expected_on is not None and found.expected_on > due_on

        assert found.is_due == (given_facts.kind not in UNPROMISED_KINDS and given_facts.state not in CLOSED_STATES)
        assert not (found.is_due and expected_later and found.light is Light.GREEN)
