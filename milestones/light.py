"""The traffic light of a milestone: computed by rule, with its reason. Pure.

Thresholds follow the proposal in design, domain 4.2; a light is never set by hand and never averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from milestones.deadlines import working_days_between
from milestones.precision import Precision, dated, due_day
from milestones.states import CLOSED_STATES, UNPROMISED_KINDS, MilestoneKind, State
from ozgtracker.findings import Fact, Finding, found

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
class MilestoneFacts:
    """What the rule needs to know, as it stood on the day asked about.

    waits_for names hard predecessors that are red themselves, predecessor the hard one expected last. The forecast of
    an aggregate is computed: component is the one that decides it (empty once all are ready), undated those nobody
    named a day for. is_agreed: whether any plan in force on that day names it. lacks: what a reached one stood on and
    stands on no longer.
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
    lacks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The light and why. due_on: last day of the promise; expected_on: actual day, else forecast; is_due: the promise
    ends on the day asked about and is not kept yet; slip_days: calendar days from due_on to expected_on; contradiction:
    what the forecast, or having been reached, cannot be true beside, None where nothing is."""

    light: Light
    reason: Finding
    due_on: date | None
    expected_on: date | None
    is_due: bool
    is_overdue: bool
    days_overdue: int
    slip_days: int | None
    contradiction: Finding | None = None


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


def _closed(facts: MilestoneFacts, slip: int | None) -> tuple[Light, Finding] | None:
    if facts.state is State.REACHED:
        return Light.REACHED, _reached(facts.actual_on, slip)
    if facts.state is State.DEFERRED:
        return Light.DEFERRED, found("light.deferred", day=facts.said_on)
    if facts.state is State.CANCELLED:
        return Light.CANCELLED, found("light.cancelled", day=facts.said_on)
    return None


def _reached(day: date | None, slip: int | None) -> Finding:
    if slip is None:
        return found("light.reached", day=day)
    if slip == 0:
        return found("light.reached-as-agreed", day=day)
    return found("light.reached-late" if slip > 0 else "light.reached-early", day=day, by=timedelta(abs(slip)))


def _unpromised(facts: MilestoneFacts, due_on: date | None) -> tuple[Light, Finding] | None:
    if facts.kind is MilestoneKind.STATUTORY:
        return Light.STATUTORY, found("light.statutory")
    if not facts.is_agreed:
        return Light.UNDATED, found("light.not-agreed-yet")
    if facts.kind is MilestoneKind.STREAM:
        return Light.STREAM, found("light.stream")
    if due_on is None:
        if facts.forecast_on is None:
            return Light.UNDATED, found("light.undated")
        expected = dated(facts.forecast_on, facts.forecast_precision)
        return Light.UNDATED, found("light.undated-expected", expected=expected)
    return None


def _colour(facts: MilestoneFacts, due_on: date | None, expected_on: date | None, on: date) -> tuple[Light, Finding]:
    assert due_on is not None  # noqa: S101 - _unpromised has answered for everything without a date
    if red := _red(facts, due_on, expected_on, on):
        return Light.RED, red
    if facts.said_on is None:
        if (due_on - on).days <= REPORT_WANTED_DAYS:
            return Light.YELLOW, found("light.due-without-report", day=due_on)
        return Light.GREY, found("light.no-report", agreed=_agreed(facts))
    if yellow := _yellow(facts, due_on, expected_on, on):
        return Light.YELLOW, yellow
    return Light.GREEN, _green(facts, timedelta() if expected_on is None else expected_on - due_on)


def _red(facts: MilestoneFacts, due_on: date, expected_on: date | None, on: date) -> Finding | None:
    if due_on < on:
        if expected_on is None or expected_on < on:
            return found("light.overdue", since=due_on, by=on - due_on)
        return found("light.overdue-expected", since=due_on, by=on - due_on, when=_when(facts))
    if expected_on is not None and (expected_on - due_on).days > RED_AFTER_DAYS:
        return found("light.far-late", slip=_slip(facts, due_on, expected_on, on), limit=RED_AFTER_DAYS)
    return None


def _yellow(facts: MilestoneFacts, due_on: date, expected_on: date | None, on: date) -> Finding | None:
    if expected_on is None:
        return _nothing_expected(facts)
    if expected_on < on:
        return _passed(facts, expected_on)
    # The tolerance is for a forecast that may still come true; on the day itself it is known not to.
    missed = due_on == on and expected_on > due_on
    if missed or working_days_between(due_on, expected_on) > TOLERANCE_WORKING_DAYS:
        return found("light.late", slip=_slip(facts, due_on, expected_on, on))
    if held_up := _held_up(facts, expected_on):
        return held_up
    if facts.said_on is not None and (on - facts.said_on).days > STALE_AFTER_DAYS:
        return found("light.old-report", age=on - facts.said_on)
    return None


def _nothing_expected(facts: MilestoneFacts) -> Finding:
    if facts.undated:
        return found("light.not-computable", components=facts.undated, agreed=_agreed(facts))
    return found("light.no-forecast", agreed=_agreed(facts))


def _passed(facts: MilestoneFacts, expected_on: date) -> Finding:
    if facts.kind is MilestoneKind.AGGREGATE and not facts.component:
        return found("light.components-ready", since=expected_on)
    return found("light.forecast-passed", day=expected_on)


def _held_up(facts: MilestoneFacts, expected_on: date) -> Finding | None:
    """By what must be reached before."""
    if facts.waits_for:
        return found("light.held-up", milestones=facts.waits_for)
    return _contradiction(facts, expected_on)


def _contradiction(facts: MilestoneFacts, expected_on: date | None) -> Finding | None:
    """A forecast before what must be reached first: it is not moved in silence, but it cannot come true."""
    if expected_on is None or facts.predecessor_on is None or facts.predecessor_on <= expected_on:
        return None
    return found("light.before-predecessor", predecessor=facts.predecessor, day=facts.predecessor_on)


def _reached_without(facts: MilestoneFacts) -> Finding | None:
    """What was taken back or corrected after a milestone had been reached on it: that is said, and nothing reopened."""
    if facts.state is not State.REACHED or not facts.lacks:
        return None
    return found("light.reached-without", lacks=facts.lacks)


def _green(facts: MilestoneFacts, slip: timedelta) -> Finding:
    if not slip:
        return found("light.as-agreed", when=_when(facts))
    if slip < timedelta():
        return found("light.early", when=_when(facts), by=-slip)
    return found("light.within-tolerance", when=_when(facts), by=slip)


def _slip(facts: MilestoneFacts, due_on: date, expected_on: date, on: date) -> Finding:
    """How late it will be; on the day itself that it is missed; of an aggregate because of which component."""
    told: dict[str, Fact] = {"when": _when(facts), "by": expected_on - due_on}
    if due_on == on:
        told["on"] = on
    if facts.component:
        told["component"] = facts.component
    return found("slip", **told)


def _agreed(facts: MilestoneFacts) -> Finding:
    """What was promised, in the words of the promise: "ab Ende Mai" is no day."""
    rough = "agreed" if facts.agreed_precision is Precision.DAY else "agreed-rough"
    return found(f"light.{rough}", date=dated(facts.agreed_on, facts.agreed_precision))


def _when(facts: MilestoneFacts) -> Finding:
    date_of = dated(facts.forecast_on, facts.forecast_precision)
    rough = facts.forecast_precision.value if facts.forecast_precision in _WITH_PREPOSITION else "rough"
    return found(f"when.{rough}", date=date_of)


_WITH_PREPOSITION = frozenset({Precision.DAY, Precision.QUARTER})
