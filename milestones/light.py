"""The traffic light of a milestone: computed by rule, with its reason in one German sentence. Pure.

Thresholds follow the proposal in design, domain 4.2; a light is never set by hand and never averaged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from milestones.deadlines import working_days_between
from milestones.precision import Precision, due_day, in_words
from milestones.states import CLOSED_STATES, UNPROMISED_KINDS, MilestoneKind, State
from ozgtracker import german
from ozgtracker.ui.badges import Badge, parts

TOLERANCE_WORKING_DAYS = 10
RED_AFTER_DAYS = 30
STALE_AFTER_DAYS = 45
REPORT_WANTED_DAYS = 30


class Light(StrEnum):
    """Reached, three colours, no report, and what has no promise to be late against."""

    REACHED = "reached"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"
    DEFERRED = "deferred"
    CANCELLED = "cancelled"
    UNDATED = "undated"
    STREAM = "stream"
    STATUTORY = "statutory"


@dataclass(frozen=True, slots=True)
class LightLook(Badge):
    """Sign, word and CSS slug; mark is the slug the charts know (reached, green, yellow, red, grey, undated)."""

    mark: str = "undated"


_MARKED = frozenset({Light.REACHED, Light.GREEN, Light.YELLOW, Light.RED, Light.GREY})

LIGHTS: Mapping[Light, LightLook] = {
    light: LightLook(*parts(f"light.{light.value}"), mark=light.value if light in _MARKED else "undated")
    for light in Light
}


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """What the rule needs to know, as it stood on the day asked about.

    waits_for names hard predecessors that are red themselves, predecessor the hard one expected last. The forecast of
    an aggregate is computed: component is the one that decides it (empty once all are ready), undated those nobody
    named a day for. is_agreed: whether any plan in force on that day names it. lacks: what a reached one stood on and
    stands on no longer, as sentences.
    """

    kind: MilestoneKind
    state: State
    agreed_on: date | None
    agreed_precision: Precision
    forecast_on: date | None = None
    forecast_precision: Precision = Precision.DAY
    actual_on: date | None = None
    said_on: date | None = None
    waits_for: tuple[str, ...] = ()
    predecessor: str = ""
    predecessor_on: date | None = None
    component: str = ""
    undated: tuple[str, ...] = ()
    is_agreed: bool = True
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The light and why. due_on: last day of the promise; expected_on: actual day, else forecast; is_due: the promise
    ends on the day asked about and is not kept yet; slip_days: calendar days from due_on to expected_on; contradiction:
    what the forecast, or having been reached, cannot be true beside, empty where nothing is."""

    light: Light
    reason: str
    due_on: date | None
    expected_on: date | None
    is_due: bool
    is_overdue: bool
    days_overdue: int
    slip_days: int | None
    contradiction: str = ""


def assess(facts: MilestoneFacts, on: date) -> Assessment:
    """The light of a milestone on a day, for every combination of facts."""
    due_on = due_day(facts.agreed_on, facts.agreed_precision)
    is_open = due_on is not None and can_be_late(facts)
    is_overdue = is_open and due_on is not None and due_on < on
    expected_on = _expected_on(facts)
    slip = None if due_on is None or expected_on is None else (expected_on - due_on).days
    light, reason = _closed(facts, slip) or _unpromised(facts, due_on) or _colour(facts, due_on, expected_on, on)
    late = (on - due_on).days if is_overdue and due_on is not None else 0
    against = _reached_without(facts) if facts.state in CLOSED_STATES else _contradiction(facts, expected_on)
    is_due = is_open and due_on == on
    return Assessment(light, reason, due_on, expected_on, is_due, is_overdue, late, slip, against)


def can_be_late(facts: MilestoneFacts) -> bool:
    """Whether it is a promise that is still open: neither closed nor a stream nor the statutory day."""
    return facts.kind not in UNPROMISED_KINDS and facts.state not in CLOSED_STATES


def _expected_on(facts: MilestoneFacts) -> date | None:
    """The actual day, or else the forecast."""
    return facts.actual_on or due_day(facts.forecast_on, facts.forecast_precision)


def _closed(facts: MilestoneFacts, slip: int | None) -> tuple[Light, str] | None:
    if facts.state is State.REACHED:
        return Light.REACHED, f"Erreicht am {german.day(facts.actual_on)}{_against_plan(slip)}."
    if facts.state is State.DEFERRED:
        return (
            Light.DEFERRED,
            f"Bewusst zurückgestellt, gemeldet am {german.day(facts.said_on)}; zählt nicht als Verzug.",
        )
    if facts.state is State.CANCELLED:
        return Light.CANCELLED, f"Entfallen, gemeldet am {german.day(facts.said_on)}."
    return None


def _against_plan(slip: int | None) -> str:
    if slip is None:
        return ""
    if slip > 0:
        return f", {german.days(slip)} nach dem vereinbarten Termin"
    return f", {german.days(-slip)} vor dem vereinbarten Termin" if slip < 0 else ", am vereinbarten Termin"


def _unpromised(facts: MilestoneFacts, due_on: date | None) -> tuple[Light, str] | None:
    if facts.kind is MilestoneKind.STATUTORY:
        return Light.STATUTORY, "Gesetzliche Frist: eine Marke, kein eigener Meilenstein."
    if not facts.is_agreed:
        return Light.UNDATED, "An diesem Tag noch nicht verabredet."
    if facts.kind is MilestoneKind.STREAM:
        return Light.STREAM, "Fortlaufend und ohne Schlusstermin; zählt nicht in die Pünktlichkeit."
    if due_on is None:
        forecast = in_words(facts.forecast_on, facts.forecast_precision)
        expected = f"; erwartet: {forecast}" if facts.forecast_on else ""
        return Light.UNDATED, f"Im Plan ohne Termin{expected}."
    return None


def _colour(facts: MilestoneFacts, due_on: date | None, expected_on: date | None, on: date) -> tuple[Light, str]:
    assert due_on is not None  # noqa: S101 - _unpromised has answered for everything without a date
    if red := _red(facts, due_on, expected_on, on):
        return Light.RED, red
    if facts.said_on is None:
        if (due_on - on).days <= REPORT_WANTED_DAYS:
            return Light.YELLOW, f"Fällig am {german.day(due_on)}, aber noch keine Meldung."
        return Light.GREY, f"Noch keine Meldung; {_agreed(facts)}."
    if yellow := _yellow(facts, due_on, expected_on, on):
        return Light.YELLOW, yellow
    return Light.GREEN, _green(facts, 0 if expected_on is None else (expected_on - due_on).days)


def _red(facts: MilestoneFacts, due_on: date, expected_on: date | None, on: date) -> str:
    slip = 0 if expected_on is None else (expected_on - due_on).days
    if due_on < on:
        outlook = f", erwartet {_when(facts)}" if expected_on is not None and expected_on >= on else ""
        return f"Überfällig seit dem {german.day(due_on)} ({german.days((on - due_on).days)}){outlook}."
    if slip > RED_AFTER_DAYS:
        return f"{_slip(facts, due_on, slip, on)}, mehr als {RED_AFTER_DAYS} Tage."
    return ""


def _yellow(facts: MilestoneFacts, due_on: date, expected_on: date | None, on: date) -> str:
    if expected_on is None:
        return f"{_nothing_expected(facts)}; {_agreed(facts)}."
    if expected_on < on:
        return _passed(facts, expected_on)
    # The tolerance is for a forecast that may still come true; on the day itself it is known not to.
    missed = due_on == on and expected_on > due_on
    if missed or working_days_between(due_on, expected_on) > TOLERANCE_WORKING_DAYS:
        return f"{_slip(facts, due_on, (expected_on - due_on).days, on)}."
    if held_up := _held_up(facts, expected_on):
        return held_up
    if facts.said_on is not None and (on - facts.said_on).days > STALE_AFTER_DAYS:
        return f"Die letzte Meldung ist {german.days((on - facts.said_on).days)} alt."
    return ""


def _nothing_expected(facts: MilestoneFacts) -> str:
    if facts.undated:
        return f"Ein Termin ist nicht zu errechnen, denn keiner ist genannt für {german.listing(facts.undated)}"
    return "Es liegt keine Prognose vor"


def _passed(facts: MilestoneFacts, expected_on: date) -> str:
    if facts.kind is MilestoneKind.AGGREGATE and not facts.component:
        return f"Alle Basiskomponenten sind seit dem {german.day(expected_on)} bereit; gemeldet ist es noch nicht."
    return f"Der zuletzt erwartete Termin ({german.day(expected_on)}) ist verstrichen; eine neue Prognose fehlt."


def _held_up(facts: MilestoneFacts, expected_on: date) -> str:
    """By what must be reached before."""
    if facts.waits_for:
        return f"Setzt voraus, was selbst kritisch ist: {german.listing(facts.waits_for)}."
    return _contradiction(facts, expected_on)


def _contradiction(facts: MilestoneFacts, expected_on: date | None) -> str:
    """A forecast before what must be reached first: it is not moved in silence, but it cannot come true."""
    if expected_on is None or facts.predecessor_on is None or facts.predecessor_on <= expected_on:
        return ""
    return f"Setzt „{facts.predecessor}“ voraus, erwartet erst am {german.day(facts.predecessor_on)}."


def _reached_without(facts: MilestoneFacts) -> str:
    """What was taken back or corrected after a milestone had been reached on it: that is said, and nothing reopened."""
    if facts.state is not State.REACHED or not facts.lacks:
        return ""
    return f"Als erreicht gemeldet, obwohl etwas fehlt: {'; '.join(facts.lacks)}."


def _green(facts: MilestoneFacts, slip: int) -> str:
    if slip == 0:
        return f"Erwartet {_when(facts)}, wie vereinbart."
    if slip < 0:
        return f"Erwartet {_when(facts)}, {german.days(-slip)} vor dem vereinbarten Termin."
    return f"Erwartet {_when(facts)}, {german.days(slip)} nach dem vereinbarten Termin und innerhalb der Toleranz."


def _slip(facts: MilestoneFacts, due_on: date, days: int, on: date) -> str:
    expected = f"Am {german.day(on)} fällig, erwartet erst" if due_on == on else "Erwartet"
    late = f"{expected} {_when(facts)}, {german.days(days)} nach dem vereinbarten Termin"
    return f"{late}, weil {facts.component} aussteht" if facts.component else late


def _agreed(facts: MilestoneFacts) -> str:
    """What was promised, in the words of the promise: "ab Ende Mai" is no day."""
    words = in_words(facts.agreed_on, facts.agreed_precision)
    return f"vereinbart ist der {words}" if facts.agreed_precision is Precision.DAY else f"vereinbart ist: {words}"


def _when(facts: MilestoneFacts) -> str:
    words = in_words(facts.forecast_on, facts.forecast_precision)
    if facts.forecast_precision is Precision.QUARTER:
        return f"im {words}"
    return f"am {words}" if facts.forecast_precision is Precision.DAY else words
